//! The bar that steps: one thread at a time, back, by itself, and along the steps that are known.

use super::{chart::chart, emit, steps};
use crate::model::{PACES, PtrEq, StepCommand, Stepping, format::count};
use crate::parts::{Dispatch, caret, icons};
use protocol::{Breakpoint, Navigation};
use trace::Snapshot;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Bar {
    /// The run that is stepped through.
    pub stepping: PtrEq<Stepping>,
    /// Where actions go.
    pub send: Dispatch,
}

const LANDMARKS: [(Breakpoint, &str, &str); 3] = [
    (
        Breakpoint::Lock,
        "lock",
        "Next lock: on to where one is taken, let go of or waited for",
    ),
    (
        Breakpoint::Race,
        "race",
        "Next race: on to where two accesses race or an update is lost",
    ),
    (
        Breakpoint::Switch,
        "switch",
        "Next switch: on to where another thread moves",
    ),
];

/// The bar that steps.
pub fn bar(props: &Bar) -> Html {
    let Bar { stepping, send } = props;
    let dead = stepping.moment.is_none();
    html! {
        <section class="card stepper" aria-label="Stepper">
            <div class="step-row">
                <div class="step-main">
                    <button class="back" aria-label="Back" title="Back (b or ←)" disabled={dead} onclick={steps(send, StepCommand::Go(Navigation::Back))}>
                        {icons::back()}<span>{"Back"}</span>
                    </button>
                    <button class="primary forward" aria-label="Step" title="Step (n or →)" disabled={dead} onclick={steps(send, StepCommand::Thread(None))}>
                        {icons::forward()}<span>{"Step"}</span>
                    </button>
                    {play(stepping, dead, send)}
                </div>
                {known(stepping, send)}
                <details class="more-steps"><summary>{"More"}{caret()}</summary>
                    <div class="step-row">
                        {pace(stepping, send)}
                        {mover(stepping, send)}
                        <div class="group" role="group" aria-label="On to the next">
                            <small aria-hidden="true">{"On to the next"}</small>
                            {LANDMARKS.map(|mark| landmark(mark, dead, send)).into_iter().collect::<Html>()}
                        </div>
                        <div class="group last">
                            <button title="From here to the end at random, another way each time" disabled={dead} onclick={steps(send, StepCommand::Random)}>{"At random to the end"}</button>
                            {compare(stepping, dead, send)}
                        </div>
                    </div>
                </details>
            </div>
        </section>
    }
}

fn play(stepping: &Stepping, dead: bool, send: &Dispatch) -> Html {
    let (name, icon) = match stepping.playing {
        true => ("Pause", icons::pause()),
        false => ("Play", icons::play()),
    };
    html! {
        <button class="play" aria-label={name} title={format!("{name} (space)")} disabled={dead} onclick={steps(send, StepCommand::Play)}>
            {icon}<span>{name}</span>
        </button>
    }
}

/// Which thread Step moves.
fn mover(stepping: &Stepping, send: &Dispatch) -> Html {
    let turns = stepping.moment.as_ref().map_or(&[][..], |moment| &moment.turns);
    let send = send.clone();
    let change = Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            emit(&send, StepCommand::Choose(select.value().parse().ok()));
        }
    });
    html! {
        <label class="pair"><small>{"Step moves"}</small>
            <select onchange={change}>
                <option value="" selected={stepping.chosen.is_none()}>{"the next thread"}</option>
                {turns.iter().map(|turn| html! {
                    <option key={turn.thread} value={turn.thread.to_string()} selected={stepping.chosen == Some(turn.thread)}>{&turn.name}</option>
                }).collect::<Html>()}
            </select>
        </label>
    }
}

fn pace(stepping: &Stepping, send: &Dispatch) -> Html {
    let send = send.clone();
    let change = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(pace) = select.and_then(|select| select.value().parse().ok()) {
            emit(&send, StepCommand::Pace(pace));
        }
    });
    html! {
        <select aria-label="Steps a second when it plays" title="How fast it plays" onchange={change}>
            {PACES.map(|(pace, name)| html! { <option key={pace} value={pace.to_string()} selected={pace == stepping.pace}>{name}</option> }).into_iter().collect::<Html>()}
        </select>
    }
}

fn landmark((landmark, name, title): (Breakpoint, &'static str, &'static str), dead: bool, send: &Dispatch) -> Html {
    html! {
        <button key={name} aria-label={format!("Next {name}")} {title} disabled={dead} onclick={steps(send, StepCommand::Go(Navigation::Next(landmark)))}>{name}</button>
    }
}

fn compare(stepping: &Stepping, dead: bool, send: &Dispatch) -> Html {
    let kept = stepping.kept.is_some();
    let title = "Keep this run, then go another way: both stand one above the other";
    html! {
        <button aria-pressed={kept.to_string()} {title} disabled={dead} onclick={steps(send, StepCommand::Keep(!kept))}>{"Compare"}</button>
    }
}

/// The steps that are known, as a picture and as a slider along it.
fn known(stepping: &Stepping, send: &Dispatch) -> Html {
    let Some(moment) = &stepping.moment else {
        let said = stepping
            .refused
            .clone()
            .unwrap_or_else(|| "Lockstep is being started…".into());
        return html! { <p class="empty">{said}</p> };
    };
    let width = stepping
        .kept
        .as_ref()
        .map_or(0, |kept| kept.moment.known)
        .max(moment.known);
    html! {
        <div class="known">
            if let Some(kept) = &stepping.kept {
                <p class="way"><span>{"Kept: "}<b>{&kept.outcome}</b></span></p>
                {chart(&kept.moment, width)}
                <p class="way"><span>{"Now: "}<b>{&stepping.outcome}</b></span></p>
            }
            {chart(moment, width)}
            {slider(moment, width, send)}
        </div>
    }
}

fn slider(moment: &Snapshot, width: u64, send: &Dispatch) -> Html {
    let send = send.clone();
    let seek = Callback::from(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if let Some(at) = input.and_then(|input| input.value().parse().ok()) {
            emit(&send, StepCommand::Go(Navigation::Seek(at)));
        }
    });
    let words = format!("Step {} of {}", count(moment.at), count(moment.known));
    html! {
        <div class="scrub">
            <input type="range" aria-label="Step shown" aria-valuetext={words.clone()} min="0" max={moment.known.to_string()} step="1"
                value={moment.at.to_string()} disabled={moment.known == 0} oninput={seek} style={super::chart::breadth(moment.known, width)} />
            <output aria-hidden="true">{words}</output>
        </div>
    }
}
