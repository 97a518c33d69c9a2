//! What lies under the pointer, in words.

use super::rows::Hit;
use crate::model::{Language, Recording, format::counted};
use crate::program::{Sources, told_place};
use trace::State;
use yew::prelude::*;

/// What lies under the pointer, and where that is, in CSS pixels of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    /// What lies there.
    pub hit: Hit,
    /// Whether it is too narrow to be seen alone.
    pub crowded: bool,
    /// Across.
    pub x: f64,
    /// Down.
    pub y: f64,
    /// The picture's width.
    pub width: f64,
}

/// The words about a hit: what, when, where.
pub fn words(recording: &Recording, hit: &Hit, sources: &Option<Sources>, language: Language) -> [String; 3] {
    let lock = |lock: usize| {
        let lane = recording.timeline.locks.get(lock);
        lane.map_or("", |lane| recording.object(lane.object))
    };
    let (what, from, to, place) = match hit {
        Hit::Thread(thread, span) => {
            let object = span.object.map(|object| recording.object(object)).unwrap_or_default();
            (
                format!("{}: {}", recording.thread(*thread), doing(span.state, object)),
                span.from,
                span.to,
                span.place,
            )
        }
        Hit::Lock(row, owner) => (
            format!("{}: held by {}", lock(*row), recording.thread(owner.thread.into())),
            owner.from,
            owner.to,
            owner.place,
        ),
        Hit::DenseHolds(row, crowd) => (
            format!(
                "{}: taken {}, too briefly to record each",
                lock(*row),
                times(crowd.takes)
            ),
            crowd.from,
            crowd.to,
            u32::MAX,
        ),
    };
    [
        what,
        recording.stretch(from, to),
        told_place(recording.place(place), sources, language),
    ]
}

fn times(number: u64) -> String {
    match number {
        1 => "once".into(),
        number => counted(number, "times"),
    }
}

/// A state in words.
pub fn doing(state: State, object: &str) -> String {
    match (state, object) {
        (State::Running, _) => "running".into(),
        (State::Holding, "") => "running, holds a lock".into(),
        (State::Holding, object) => format!("running, holds {object}"),
        (State::Waiting, "") => "waiting".into(),
        (State::Waiting, object) => format!("waiting for {object}"),
        (State::Idle, _) => "idle".into(),
        (State::Sleeping, _) => "sleeping".into(),
    }
}

/// The tooltip, kept within the picture.
pub fn tooltip(recording: &Recording, tip: &Tip, sources: &Option<Sources>, language: Language) -> Html {
    let [what, when, place] = words(recording, &tip.hit, sources, language);
    let side = if tip.x > tip.width / 2.0 {
        format!("right:{:.0}px", tip.width - tip.x + 12.0)
    } else {
        format!("left:{:.0}px", tip.x + 12.0)
    };
    html! {
        <div class="tip" aria-hidden="true" style={format!("top:{:.0}px;{side}", tip.y + 14.0)}>
            <b>{what}</b><span>{when}</span>
            if !place.is_empty() { <span>{place}</span> }
            if tip.crowded { <small>{"One of several in this pixel: look closer to see each."}</small> }
        </div>
    }
}
