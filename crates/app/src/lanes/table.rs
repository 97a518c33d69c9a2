//! The lanes in numbers: what the picture shows, for those who do not see it.

use super::{rows::spans, tooltip::doing, view::View};
use crate::model::{
    Recording,
    format::{count, counted},
};
use crate::parts::Markup;
use trace::{LockLane, Span, State};
use yew::prelude::*;

/// Spans that are listed; the rest is counted.
const MOST_LISTED: usize = 200;

const STATES: [State; 5] = [
    State::Running,
    State::Holding,
    State::Waiting,
    State::Idle,
    State::Sleeping,
];

const HEADS: [&str; 7] = [
    "Thread",
    "Running",
    "Holding a lock",
    "Waiting",
    "Idle",
    "Sleeping",
    "Waits",
];

/// Time by thread and state, then what happened in the stretch in view.
pub fn table(recording: &Recording, view: View) -> Html {
    let threads = 0..recording.timeline.threads.len();
    let (seen, all) = in_view(recording, view);
    let locks = &recording.timeline.locks;
    let tables = Markup::default()
        .table(
            "Timeline as a table",
            &HEADS.map(str::to_string),
            threads.map(|thread| sums(recording, thread)),
        )
        .table(
            "Locks as a table",
            &["Lock", "Taken", "Of these only counted"].map(str::to_string),
            locks.iter().map(|lane| takes(recording, lane)),
        )
        .tags("<p>")
        .text(sentence(seen.len(), all))
        .tags("</p>")
        .table(
            "Spans in view",
            &["Thread", "From", "For", "What"].map(str::to_string),
            seen.iter().map(|seen| entry(recording, seen)),
        );
    html! { <div class="tables" tabindex="0" role="region" aria-label="Timeline in numbers">{tables.html()}</div> }
}

fn sums(recording: &Recording, thread: usize) -> Vec<String> {
    let waits = spans(recording, thread)
        .iter()
        .filter(|span| span.state == State::Waiting)
        .count();
    let mut cells = vec![recording.thread(thread)];
    cells.extend(
        STATES
            .iter()
            .map(|state| recording.length(recording.timeline.spent(thread, *state))),
    );
    cells.push(count(waits as u64));
    cells
}

fn takes(recording: &Recording, lane: &LockLane) -> Vec<String> {
    let counted: u64 = lane.crowds.iter().map(|crowd| crowd.takes).sum();
    vec![
        recording.object(lane.object).to_string(),
        count(lane.takes),
        count(counted),
    ]
}

fn sentence(listed: usize, all: usize) -> String {
    let counted = counted(all as u64, "spans");
    match all {
        0 => "Nothing is in view.".into(),
        all if all > listed => {
            format!("The first {listed} of {counted} in view; look closer in the picture to list fewer.")
        }
        _ => format!("{counted} in view."),
    }
}

/// The first spans in view, in order of time, and how many there are in all.
fn in_view(recording: &Recording, view: View) -> (Vec<(usize, Span)>, usize) {
    let mut seen = Vec::new();
    let mut all = 0;
    for thread in 0..recording.timeline.threads.len() {
        let spans = spans(recording, thread);
        let first = spans.partition_point(|span| (span.to as f64) < view.from);
        let last = spans.partition_point(|span| (span.from as f64) <= view.to).max(first);
        all += last - first;
        seen.extend(spans[first..last].iter().take(MOST_LISTED).map(|span| (thread, *span)));
    }
    seen.sort_by_key(|(thread, span)| (span.from, *thread));
    seen.truncate(MOST_LISTED);
    (seen, all)
}

fn entry(recording: &Recording, (thread, span): &(usize, Span)) -> Vec<String> {
    let object = span.object.map(|object| recording.object(object)).unwrap_or_default();
    vec![
        recording.thread(*thread),
        recording.moment(span.from),
        recording.length(span.to - span.from),
        doing(span.state, object),
    ]
}
