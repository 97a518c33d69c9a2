//! Which earlier steps a step could have come before.

use crate::clock::Clock;
use crate::footprint::Relation;
use crate::path::Path;
use crate::{Footprint, Task, Touch};

/// Two steps that could change places: what to begin with instead of the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Race {
    /// The moment before the first of the two.
    pub(crate) at: usize,
    /// The tasks that may begin, a bit each.
    pub(crate) initials: u64,
    /// The task of the second.
    pub(crate) task: Task,
}

/// What happened before the next step of a task, itself included, and which steps it races with.
pub(crate) fn next(path: &Path, task: Task, footprint: &Footprint, races: &mut Vec<Race>) -> Clock {
    let mut clock = path
        .last(task)
        .map(|last| path.events[last].clock.clone())
        .unwrap_or_default();
    let count = clock.of(task) + 1;
    let mut found = Vec::new();
    let touches = footprint.touches();
    let (waited_for, rest) = touches.split_at(touches.len().min(1));
    relate(path, task, waited_for, true, &mut clock, &mut found);
    relate(path, task, rest, false, &mut clock, &mut found);
    clock.set(task, count);
    races.extend(found.iter().map(|at| Race {
        at: *at,
        initials: initials(path, *at, task, &clock),
        task,
    }));
    clock
}

// A task waits for the first place that its step touches: while it could not move, nothing there could have come after the step. Its other places say
// nothing of that.
fn relate(path: &Path, task: Task, touches: &[(u32, Touch)], first: bool, clock: &mut Clock, found: &mut Vec<usize>) {
    let mut later = Clock::default();
    for (event, relation) in related(path, task, touches) {
        if path.is_in(event, clock) {
            continue;
        }
        let known = path.last(task).is_none_or(|last| last < event);
        if relation == Related::Order || (first && known && path.events[event].movable >> task & 1 == 0) {
            later.join(&path.events[event].clock);
            continue;
        }
        found.push(event);
        if relation == Related::Waits && !known {
            later.join(&path.events[event].clock);
        } else {
            clock.join(&path.events[event].clock);
        }
    }
    clock.join(&later);
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Related {
    Order,
    Waits,
    Race,
}

// The latest first; of a step that is related in several ways the strongest.
fn related(path: &Path, task: Task, touches: &[(u32, Touch)]) -> Vec<(usize, Related)> {
    let mut all = Vec::new();
    for (place, touch) in touches {
        let plain = matches!(touch, Touch::Read | Touch::Write);
        for (event, earlier) in path.touched(*place).iter().rev() {
            let others = path.events[*event].task != task;
            match earlier.before(*touch) {
                Relation::Order if others => all.push((*event, Related::Order)),
                Relation::Race if others && *touch == Touch::Wait => all.push((*event, Related::Waits)),
                Relation::Race if others => all.push((*event, Related::Race)),
                _ => {}
            }
            // All that came before a write happened before it, and so before what comes after it.
            if plain && *earlier == Touch::Write && path.events[*event].movable >> task & 1 == 1 {
                break;
            }
        }
    }
    all.sort_unstable_by(|left, right| right.cmp(left));
    all.dedup_by_key(|(event, _)| *event);
    all
}

// The tasks whose first step, among those after `at` that do not depend on it and the new one, waits for no other of these.
fn initials(path: &Path, at: usize, task: Task, clock: &Clock) -> u64 {
    let raced = &path.events[at];
    let mut firsts: Vec<(Task, u32)> = Vec::new();
    let mut initials = 0;
    let mut consider = |who: Task, count: u32, clock: &Clock| {
        if firsts.iter().any(|(first, _)| *first == who) {
            return;
        }
        if !firsts.iter().any(|(first, number)| clock.of(*first) >= *number) {
            initials |= 1 << who;
        }
        firsts.push((who, count));
    };
    for event in &path.events[at + 1..] {
        if event.clock.of(raced.task) < raced.count {
            consider(event.task, event.count, &event.clock);
        }
    }
    consider(task, clock.of(task), clock);
    initials
}
