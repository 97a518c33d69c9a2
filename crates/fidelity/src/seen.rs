//! What a lab's run shows to whoever watches it: turns with the global lock, and how late a thread got going again.

use crate::play::{Judged, Played};
use trace::{Event, EventKind, Kind, SymbolTable};

/// A run, what happened in it, and what the numbers stand for.
pub type Watched = (Played<Judged>, Vec<Event>, SymbolTable);

/// A stretch in which one thread had the global lock and no other, in virtual nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose it was.
    pub thread: u16,
    /// When it began.
    pub from: u64,
    /// When it ended.
    pub to: u64,
}

impl Turn {
    /// How long it was, in milliseconds.
    pub fn millis(&self) -> f64 {
        millis(self.to - self.from)
    }
}

/// The turns of a run in order; a thread that lets go of the lock and has it again before any other is in the same turn.
pub fn turns((_, events, names): &Watched) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for event in events.iter().filter(|event| is_lock(event, names)) {
        match (event.what, turns.last_mut()) {
            (EventKind::Acquire, Some(turn)) if turn.thread == event.thread => {}
            (EventKind::Acquire, _) => turns.push(Turn {
                thread: event.thread,
                from: event.at,
                to: event.at,
            }),
            (EventKind::Release, Some(turn)) => turn.to = event.at,
            _ => {}
        }
    }
    turns
}

/// How long each thread waited from the end of a turn to its next, in milliseconds.
pub fn waits(turns: &[Turn]) -> Vec<f64> {
    let next = |at: usize, turn: &Turn| turns[at + 1..].iter().find(|next| next.thread == turn.thread);
    let all = turns.iter().enumerate();
    all.filter_map(|(at, turn)| Some(millis(next(at, turn)?.from - turn.to)))
        .collect()
}

/// How much later than after `away` nanoseconds the thread of that name ran again each time it slept, in milliseconds: with the global lock when
/// it had that, without when it was up.
pub fn lates((_, events, names): &Watched, name: &str, away: u64) -> Vec<f64> {
    let mine = |event: &&Event| {
        let thread = names.threads.get(usize::from(event.thread));
        thread.is_some_and(|thread| thread == name)
    };
    let locked = events.iter().any(|event| is_lock(event, names));
    let (mut slept, mut late) = (None, Vec::new());
    for event in events.iter().filter(mine) {
        let back = match event.what {
            EventKind::Acquire => locked && is_lock(event, names),
            EventKind::Resume => !locked,
            _ => false,
        };
        if event.what == EventKind::Sleep {
            slept = Some(event.at);
        } else if back && let Some(slept) = slept.take() {
            late.push(millis(event.at.saturating_sub(slept + away)));
        }
    }
    late
}

fn is_lock(event: &Event, names: &SymbolTable) -> bool {
    let object = names.objects.get(event.object as usize);
    object.is_some_and(|object| object.kind == Kind::GlobalLock)
}

fn millis(nanos: u64) -> f64 {
    nanos as f64 / 1e6
}
