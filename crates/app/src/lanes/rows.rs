//! Which rows there are, what is in them in a stretch of time, and what lies under a point.

use super::{
    bars::{Bar, bars},
    view::View,
};
use crate::model::{PointedAt, Recording};
use trace::{DenseHolds, HoldSpan, Kind, Span, State};

/// Locks that get a row; the rest are counted in a sentence.
pub const MOST_LOCKS: usize = 8;

/// A row of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A lock, by its position in the timeline.
    Lock(usize),
    /// A thread, by number.
    Thread(usize),
}

/// The rows from top to bottom: the global lock, other locks, threads.
pub fn rows(recording: &Recording) -> Vec<Row> {
    let timeline = &recording.timeline;
    let is_global = |lock: &usize| {
        let object = timeline.locks[*lock].object as usize;
        recording
            .names
            .objects
            .get(object)
            .is_some_and(|object| object.kind == Kind::GlobalLock)
    };
    let mut locks: Vec<usize> = (0..timeline.locks.len()).collect();
    locks.sort_by_key(|lock| !is_global(lock));
    locks.truncate(MOST_LOCKS);
    locks
        .into_iter()
        .map(Row::Lock)
        .chain((0..timeline.threads.len()).map(Row::Thread))
        .collect()
}

/// The bars of a thread in view.
pub fn thread_bars(recording: &Recording, thread: usize, view: View, width: f64) -> Vec<Bar<State>> {
    let spans = spans(recording, thread);
    let seen = &spans[first(spans, view, |span| span.to)..];
    let seen = seen.iter().take_while(|span| (span.from as f64) <= view.to);
    bars(seen.map(|span| (span.from, span.to, span.state)), view, width)
}

/// The bars of a lock in view, by who holds it.
pub fn lock_bars(recording: &Recording, lock: usize, view: View, width: f64) -> Vec<Bar<u16>> {
    let owners = owners(recording, lock);
    let seen = &owners[first(owners, view, |owner| owner.to)..];
    let seen = seen.iter().take_while(|owner| (owner.from as f64) <= view.to);
    bars(seen.map(|owner| (owner.from, owner.to, owner.thread)), view, width)
}

/// The stretches in view in which a lock was taken without a record: left and right edge in pixels, and how often.
pub fn crowd_bars(recording: &Recording, lock: usize, view: View, width: f64) -> Vec<(f64, f64, u64)> {
    let crowds = crowds(recording, lock);
    let seen = &crowds[first(crowds, view, |crowd| crowd.to)..];
    let seen = seen.iter().take_while(|crowd| (crowd.from as f64) <= view.to);
    let bar = |crowd: &DenseHolds| {
        let x = |moment: u64| view.x(moment as f64, width).clamp(0.0, width);
        (x(crowd.from), x(crowd.to), crowd.takes)
    };
    seen.map(bar).collect()
}

/// What lies under a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hit {
    /// A thread's span.
    Thread(usize, Span),
    /// A lock's holder.
    Lock(usize, HoldSpan),
    /// Takes of a lock that were only counted.
    DenseHolds(usize, DenseHolds),
}

impl Hit {
    /// What it says to the other panes: when, who, where. The moment lies in what was hit, for who points beside a narrow span means that span.
    pub fn pointed(&self, moment: f64) -> PointedAt {
        let within = |from: u64, to: u64| (moment.max(0.0) as u64).clamp(from, to.saturating_sub(1).max(from));
        match self {
            Hit::Thread(thread, span) => PointedAt {
                moment: within(span.from, span.to),
                thread: Some(*thread as u16),
                place: span.place,
            },
            Hit::Lock(_, owner) => PointedAt {
                moment: within(owner.from, owner.to),
                thread: Some(owner.thread),
                place: owner.place,
            },
            Hit::DenseHolds(_, crowd) => PointedAt {
                moment: within(crowd.from, crowd.to),
                thread: None,
                place: u32::MAX,
            },
        }
    }
}

/// What lies in a row at a moment; a span narrower than `reach` nanoseconds is found from so far away.
pub fn hit(recording: &Recording, row: Row, moment: f64, reach: f64) -> Option<Hit> {
    match row {
        Row::Thread(thread) => nearest(spans(recording, thread), moment, reach, |span| (span.from, span.to))
            .map(|span| Hit::Thread(thread, *span)),
        Row::Lock(lock) => held(recording, lock, moment)
            .or_else(|| counted(recording, lock, moment))
            .or_else(|| {
                nearest(owners(recording, lock), moment, reach, |owner| (owner.from, owner.to))
                    .map(|owner| Hit::Lock(lock, *owner))
            }),
    }
}

fn held(recording: &Recording, lock: usize, moment: f64) -> Option<Hit> {
    let holders = recording.timeline.locks.get(lock)?.holders_at(moment.max(0.0) as u64);
    holders.first().map(|owner| Hit::Lock(lock, **owner))
}

fn counted(recording: &Recording, lock: usize, moment: f64) -> Option<Hit> {
    let crowd = recording.timeline.locks.get(lock)?.crowd_at(moment.max(0.0) as u64);
    crowd.map(|crowd| Hit::DenseHolds(lock, *crowd))
}

fn crowds(recording: &Recording, lock: usize) -> &[DenseHolds] {
    recording
        .timeline
        .locks
        .get(lock)
        .map_or(&[], |lane| lane.crowds.as_slice())
}

/// A thread's spans.
pub fn spans(recording: &Recording, thread: usize) -> &[Span] {
    recording
        .timeline
        .threads
        .get(thread)
        .map_or(&[], |lane| lane.spans.as_slice())
}

fn owners(recording: &Recording, lock: usize) -> &[HoldSpan] {
    recording
        .timeline
        .locks
        .get(lock)
        .map_or(&[], |lane| lane.owners.as_slice())
}

fn first<T>(all: &[T], view: View, end: impl Fn(&T) -> u64) -> usize {
    all.partition_point(|one| (end(one) as f64) < view.from)
}

/// The span that a moment lies in, or else the nearer of its neighbours.
fn nearest<T>(all: &[T], moment: f64, reach: f64, ends: impl Fn(&T) -> (u64, u64)) -> Option<&T> {
    let after = all.partition_point(|one| (ends(one).1 as f64) <= moment);
    let distance = |one: &T| {
        let (from, to) = ends(one);
        (from as f64 - moment).max(moment - to as f64).max(0.0)
    };
    let near = all[after.saturating_sub(1)..]
        .iter()
        .take(2)
        .filter(|one| distance(one) <= reach);
    near.min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Progress;
    use trace::{Event, EventKind, Object, SymbolTable};

    fn recording() -> Recording {
        let event = |at, what, object| Event {
            at,
            thread: 0,
            what,
            object,
            place: 3,
            times: 0,
        };
        let object = |kind, name: &str| Object {
            kind,
            name: name.into(),
        };
        let mut recording = Recording::default();
        recording.take(Progress {
            now: 100,
            names: SymbolTable {
                objects: vec![object(Kind::Lock, "lock"), object(Kind::GlobalLock, "global lock")],
                ..SymbolTable::default()
            },
            events: vec![
                event(0, EventKind::Start, 0),
                event(10, EventKind::Acquire, 0),
                event(20, EventKind::Release, 0),
                event(30, EventKind::Acquire, 1),
            ],
            ..Progress::default()
        });
        recording
    }

    #[test]
    fn the_global_lock_comes_first() {
        assert_eq!(rows(&recording()), [Row::Lock(1), Row::Lock(0), Row::Thread(0)]);
    }

    #[test]
    fn a_point_finds_the_span_it_lies_in_or_nearly_lies_in() {
        let recording = recording();
        let state = |moment, reach| match hit(&recording, Row::Thread(0), moment, reach) {
            Some(Hit::Thread(0, span)) => Some(span.state),
            _ => None,
        };
        assert_eq!(state(15.0, 0.0), Some(State::Holding));
        assert_eq!(state(25.0, 0.0), Some(State::Running));
        assert_eq!(state(140.0, 0.0), None);
        assert_eq!(state(140.0, 50.0), Some(State::Holding));
    }

    #[test]
    fn only_what_is_in_view_is_drawn() {
        let bars = thread_bars(&recording(), 0, View { from: 12.0, to: 18.0 }, 60.0);
        assert_eq!(bars.len(), 1);
        assert_eq!((bars[0].kind, bars[0].x0, bars[0].x1), (State::Holding, 0.0, 60.0));
    }
}
