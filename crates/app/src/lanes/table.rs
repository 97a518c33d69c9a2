//! The lanes in numbers: what the picture shows, for those who do not see it.

use super::{rows::spans, tooltip::doing, view::View};
use crate::model::{
    Recording,
    format::{count, nanos},
};
use trace::{Span, State};
use yew::prelude::*;

/// Spans that are listed; the rest is counted.
const MOST_LISTED: usize = 200;

const STATES: [(State, &str); 5] = [
    (State::Running, "Running"),
    (State::Holding, "Holding a lock"),
    (State::Waiting, "Waiting"),
    (State::Idle, "Idle"),
    (State::Sleeping, "Sleeping"),
];

/// Time by thread and state, then what happened in the stretch in view.
pub fn table(recording: &Recording, view: View) -> Html {
    let threads = recording.timeline.threads.len();
    html! {
        <div class="tables" tabindex="0" role="region" aria-label="Timeline in numbers">
            <table aria-label="Timeline as a table">
                <thead><tr><th scope="col">{"Thread"}</th>{STATES.iter().map(|(_, name)| html! { <th scope="col">{*name}</th> }).collect::<Html>()}<th scope="col">{"Waits"}</th></tr></thead>
                <tbody>{(0..threads).map(|thread| sums(recording, thread)).collect::<Html>()}</tbody>
            </table>
            {listed(recording, view)}
        </div>
    }
}

fn sums(recording: &Recording, thread: usize) -> Html {
    let spans = spans(recording, thread);
    let waits = spans.iter().filter(|span| span.state == State::Waiting).count();
    let cells = STATES
        .iter()
        .map(|(state, _)| html! { <td>{nanos(recording.timeline.spent(thread, *state))}</td> });
    html! { <tr key={thread}><th scope="row">{recording.thread(thread)}</th>{cells.collect::<Html>()}<td>{count(waits as u64)}</td></tr> }
}

fn listed(recording: &Recording, view: View) -> Html {
    let (seen, all) = in_view(recording, view);
    let sentence = match all {
        0 => "Nothing is in view.".to_string(),
        all if all > seen.len() => {
            format!(
                "The first {} of {} spans in view; look closer in the picture to list fewer.",
                seen.len(),
                count(all as u64)
            )
        }
        all => format!("{} in view.", crate::model::format::counted(all as u64, "spans")),
    };
    html! {
        <>
            <p>{sentence}</p>
            if all > 0 {
                <table aria-label="Spans in view">
                    <thead><tr><th scope="col">{"From"}</th><th scope="col">{"For"}</th><th scope="col">{"Thread"}</th><th scope="col">{"What"}</th></tr></thead>
                    <tbody>{seen.into_iter().map(|(thread, span)| entry(recording, thread, &span)).collect::<Html>()}</tbody>
                </table>
            }
        </>
    }
}

/// The first spans in view, in order of time, and how many there are in all.
fn in_view(recording: &Recording, view: View) -> (Vec<(usize, Span)>, usize) {
    let mut seen = Vec::new();
    let mut all = 0;
    for thread in 0..recording.timeline.threads.len() {
        let spans = spans(recording, thread);
        let first = spans.partition_point(|span| (span.to as f64) < view.from);
        let last = spans.partition_point(|span| (span.from as f64) <= view.to);
        all += last.saturating_sub(first);
        seen.extend(
            spans[first..last.max(first)]
                .iter()
                .take(MOST_LISTED)
                .map(|span| (thread, *span)),
        );
    }
    seen.sort_by_key(|(thread, span)| (span.from, *thread));
    seen.truncate(MOST_LISTED);
    (seen, all)
}

fn entry(recording: &Recording, thread: usize, span: &Span) -> Html {
    let object = span.object.map(|object| recording.object(object)).unwrap_or_default();
    html! {
        <tr>
            <td>{nanos(span.from)}</td><td>{nanos(span.to - span.from)}</td>
            <td>{recording.thread(thread)}</td><td>{doing(span.state, object)}</td>
        </tr>
    }
}
