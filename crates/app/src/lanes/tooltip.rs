//! What lies under the pointer, in words.

use super::rows::Hit;
use crate::model::{Recording, format::nanos};
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
pub fn words(recording: &Recording, hit: &Hit) -> [String; 3] {
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
        Hit::Lock(lock, owner) => {
            let name = recording
                .timeline
                .locks
                .get(*lock)
                .map_or("", |(object, _)| recording.object(*object));
            (
                format!("{name}: held by {}", recording.thread(owner.thread.into())),
                owner.from,
                owner.to,
                owner.place,
            )
        }
    };
    let when = format!("{} to {}, {}", nanos(from), nanos(to), nanos(to - from));
    let place = recording.place(place).filter(|place| place.line > 0);
    let file = place
        .and_then(|place| place.file.rsplit(['/', '\\']).next())
        .unwrap_or_default();
    [
        what,
        when,
        place.map_or_else(String::new, |place| format!("{file}, line {}", place.line)),
    ]
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
pub fn tooltip(recording: &Recording, tip: &Tip) -> Html {
    let [what, when, place] = words(recording, &tip.hit);
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
