//! The threads as a table: what each would do next, whether it can, what it saw and what it holds; each has a button that moves it.

use super::steps;
use crate::model::{Language, PtrEq, StepCommand, Stepping};
use crate::parts::{Dispatch, icons, rich_sentence, swatch};
use crate::program::{Sources, line_of};
use trace::ThreadView;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct ThreadsPane {
    /// The run that is stepped through.
    pub stepping: PtrEq<Stepping>,
    /// The variant's listings.
    pub sources: PtrEq<Option<Sources>>,
    /// Which listing is in front.
    pub language: Language,
    /// Where actions go.
    pub send: Dispatch,
}

/// The threads as a table.
pub fn threads_pane(props: &ThreadsPane) -> Html {
    let turns = props.stepping.moment.as_ref().map_or(&[][..], |moment| &moment.turns);
    let can = turns.iter().filter(|turn| turn.enabled).count();
    html! {
        <section class="card turns" aria-labelledby="turns-title">
            <h2><span id="turns-title">{"Who can move"}</span><small>{format!("{can} of {}; press a name or its number", turns.len())}</small></h2>
            <div class="fill" tabindex="0" role="group" aria-labelledby="turns-title">
                <table aria-label="Threads and their next operations">
                    <thead><tr><th scope="col">{"Thread"}</th><th scope="col">{"Next"}</th><th scope="col">{"Line"}</th><th scope="col">{"Saw last"}</th><th scope="col">{"Holds"}</th></tr></thead>
                    <tbody>{turns.iter().map(|turn| row(props, turn)).collect::<Html>()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(props: &ThreadsPane, turn: &ThreadView) -> Html {
    let last = props.stepping.moment.as_ref().and_then(|moment| moment.last.as_ref());
    let moved = last.is_some_and(|last| last.thread == turn.thread);
    let class = classes!(moved.then_some("moved"), (!turn.enabled).then_some("still"));
    let place = turn.place.as_ref().zip((*props.sources).as_ref());
    let line = place.and_then(|(place, sources)| line_of(place, sources, props.language));
    let number = turn.thread + 1;
    // Whoever cannot move can be pressed all the same: the page then says why.
    html! {
        <tr key={turn.thread} {class}>
            <th scope="row" data-home={turn.thread.to_string()}>
                <button class="mover" aria-label={format!("Move {}", turn.name)} aria-disabled={(!turn.enabled).to_string()} title={format!("Move {} ({number})", turn.name)}
                    onclick={steps(&props.send, StepCommand::Thread(Some(turn.thread)))}>
                    {swatch(turn.thread.into())}<span>{&turn.name}</span>
                </button>
            </th>
            <td class="next">{next(turn)}if moved { <small class="unseen">{" It moved last."}</small> }</td>
            <td>{line.map_or_else(|| "–".to_string(), |line| line.to_string())}</td>
            <td class="value" data-hand={turn.thread.to_string()}>{turn.seen.clone().unwrap_or_else(|| "–".into())}</td>
            <td>{if turn.holds.is_empty() { "–".to_string() } else { turn.holds.join(", ") }}</td>
        </tr>
    }
}

fn next(turn: &ThreadView) -> Html {
    let Some(next) = &turn.next else {
        return html! { <span class="over">{"has come to its end"}</span> };
    };
    let sign = if turn.enabled { icons::play() } else { icons::pause() };
    html! {
        <>
            <span>{sign}{rich_sentence(next)}</span>
            if let Some(note) = &turn.note { <small>{rich_sentence(note)}</small> }
        </>
    }
}
