//! The failure, move by move: its controls, the moves, and what threads share at the moment on show.

use super::below::{TABS, panel};
use super::live::{LivePane, live_pane};
use super::{does, memory::memory, rows::Rows, token::token};
use crate::model::{Action, CheckCommand, FilmCommand, Own, ProgramCommand, PtrEq, Showing, Tab};
use crate::parts::{Dispatch, icons};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct FilmPane {
    /// The program.
    pub own: PtrEq<Own>,
    /// The same on real threads.
    pub live: LivePane,
    /// Where actions go.
    pub send: Dispatch,
}

/// The film on show and what else was found.
pub fn film_pane(props: &FilmPane) -> Html {
    let own = &props.own;
    let live = props.live.live.is_shown();
    // Where nothing fails there is no film, and how all schedules end stands in its place.
    let is_there = |tab: Tab| match tab {
        Tab::Film => own.screen.showing.is_some(),
        Tab::Live => live,
        _ => true,
    };
    let tab = if is_there(own.found.tab) {
        own.found.tab
    } else {
        Tab::Endings
    };
    html! {
        <section class="card film" aria-label="What was found">
            <div class="tabs" role="tablist" aria-label="What was found">
                {TABS.iter().filter(|(tab, _)| is_there(*tab)).map(|(this, name)| button(props, *this, name, tab)).collect::<Html>()}
            </div>
            <div class="panel" id="own-panel" role="tabpanel" aria-labelledby={format!("own-{tab:?}")} tabindex={(tab != Tab::Film).then_some("0")}>
                {match &own.screen.showing {
                    Some(showing) if tab == Tab::Film => film(props, showing),
                    _ if tab == Tab::Live => live_pane(&props.live),
                    _ => panel(props, own.found.verdict().map(std::rc::Rc::as_ref), tab),
                }}
            </div>
        </section>
    }
}

fn button(props: &FilmPane, tab: Tab, name: &str, chosen: Tab) -> Html {
    let name = match (tab, &props.own.screen.showing) {
        (Tab::Film, Some(showing)) => title(showing),
        (Tab::Races, _) if !props.own.found.races().is_empty() => format!("{name} ({})", props.own.found.races().len()),
        _ => name.to_owned(),
    };
    html! {
        <button class="tab" role="tab" id={format!("own-{tab:?}")} aria-controls="own-panel" aria-selected={(tab == chosen).to_string()}
            onclick={does(&props.send, ProgramCommand::Check(CheckCommand::Tab(tab)))}>{name}</button>
    }
}

fn film(props: &FilmPane, showing: &Showing) -> Html {
    let film = &showing.film;
    html! {
        <>
            {controls(props, showing)}
            <div class="scene">
                <Rows film={film.clone()} at={showing.at} text={props.own.source.text.clone()} send={props.send.clone()} />
                {memory(film, showing.at)}
            </div>
            {branches(props, showing)}
        </>
    }
}

fn title(showing: &Showing) -> String {
    let python = protocol::check::PYTHONS[usize::from(showing.film.python).min(2)];
    match (showing.branched, showing.film.failed) {
        (true, _) => format!("This schedule, Python {python}"),
        (false, true) => format!("The failure, Python {python}"),
        (false, false) => format!("A run, Python {python}"),
    }
}

fn controls(props: &FilmPane, showing: &Showing) -> Html {
    let send = &props.send;
    let count = showing.film.rows.len();
    let slide = {
        let send = send.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            if let Some(at) = input.and_then(|input| input.value().parse().ok()) {
                send.emit(Action::Program(ProgramCommand::Film(FilmCommand::To(at))));
            }
        })
    };
    let (sign, play) = match showing.playing {
        true => (icons::pause(), "Pause"),
        false => (icons::play(), "Play"),
    };
    html! {
        <div class="film-controls" role="toolbar" aria-label="Film">
            <button disabled={showing.at == 0} onclick={does(send, ProgramCommand::Film(FilmCommand::Move(false)))}>{icons::back()}{"Back"}</button>
            <button class="primary" disabled={showing.at == count} onclick={does(send, ProgramCommand::Film(FilmCommand::Move(true)))}>{"Step"}{icons::forward()}</button>
            <button class="play" onclick={does(send, ProgramCommand::Film(FilmCommand::Play))}>{sign}{play}</button>
            if showing.film.harm.is_some() && showing.film.failed {
                <button title="To the switch that does the harm" onclick={does(send, ProgramCommand::Film(FilmCommand::Harm))}>{"The switch"}</button>
            }
            <span class="scrub">
                <input type="range" aria-label="Move" min="0" max={count.to_string()} value={showing.at.to_string()} oninput={slide}
                    aria-valuetext={format!("move {} of {count}", showing.at)} />
            </span>
            <small class="at">{format!("{} of {count}", showing.at)}</small>
        </div>
    }
}

/// Who else could go on from the move on show.
fn branches(props: &FilmPane, showing: &Showing) -> Html {
    let film = &showing.film;
    let Some(row) = showing.at.checked_sub(1).and_then(|last| film.rows.get(last)) else {
        return html! {};
    };
    let next = film.rows.get(showing.at).map(|row| row.thread);
    let others: Vec<u16> = row.can.iter().copied().filter(|thread| Some(*thread) != next).collect();
    if others.is_empty() && showing.at < film.rows.len() {
        return html! { <p class="branches muted">{"Here no other thread can go on."}</p> };
    }
    let button = |thread: u16| {
        let name = film.threads.get(usize::from(thread)).map_or("", String::as_str);
        html! {
            <button class="small" aria-label={format!("Let {name} go on from here")} onclick={does(&props.send, ProgramCommand::Film(FilmCommand::Branch(thread)))}>
                {token(usize::from(thread))}{name}
            </button>
        }
    };
    html! {
        <div class="branches">
            if !others.is_empty() { <span>{"What if another went on from here?"}</span> }
            {others.into_iter().map(button).collect::<Html>()}
            if showing.branched && props.own.found.verdict().is_some_and(|verdict| verdict.shortest.is_some()) {
                <button class="small" onclick={does(&props.send, ProgramCommand::Film(FilmCommand::Watch(props.own.found.python)))}>{"Back to the shortest failure"}</button>
            }
        </div>
    }
}
