//! Events turned into lanes: one a thread, one a lock, each a row of spans that do not overlap.

use crate::{Event, EventKind, SymbolTable};
use serde::{Deserialize, Serialize};

/// What a thread was doing in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// Running, with no lock held.
    Running,
    /// Running, with a lock held (the global lock counts).
    Holding,
    /// Waiting for another thread.
    Waiting,
    /// Nothing to do.
    Idle,
    /// Sleeping.
    Sleeping,
}

/// A stretch of a thread's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Begin, in nanoseconds since the start of the run.
    pub from: u64,
    /// End.
    pub to: u64,
    /// What the thread was doing.
    pub state: State,
    /// What it waited for, or held most lately.
    pub object: Option<u32>,
    /// Where in the program it began.
    pub place: u32,
}

/// A stretch in which a thread held a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldSpan {
    /// Begin, in nanoseconds since the start of the run.
    pub from: u64,
    /// End.
    pub to: u64,
    /// The holder.
    pub thread: u16,
    /// Where in the program it took the lock.
    pub place: u32,
}

/// A stretch in which a lock was taken more often than was worth recording one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DenseHolds {
    /// Begin, in nanoseconds since the start of the run.
    pub from: u64,
    /// End.
    pub to: u64,
    /// How often it was taken, and let go of but for the last time perhaps.
    pub takes: u64,
}

/// One lock's lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LockLane {
    /// The lock, as a number into the names.
    pub object: u32,
    /// Who was seen to hold it, in order of begin.
    pub owners: Vec<HoldSpan>,
    /// Where it was taken without a record, in order of time.
    pub crowds: Vec<DenseHolds>,
    /// How often it was taken in all: what stands among `owners`, and what was counted.
    pub takes: u64,
    /// The longest that anybody held it, in nanoseconds.
    longest: u64,
}

/// One thread's lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// Spans in order of time; the last one is open while the thread lives and ends at [`Timeline::end`].
    pub spans: Vec<Span>,
    alive: bool,
    held: Vec<u32>,
}

/// All lanes of a run, grown event by event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// By number of thread.
    pub threads: Vec<Lane>,
    /// Locks in order of first use.
    pub locks: Vec<LockLane>,
    /// The latest moment known, in nanoseconds.
    pub end: u64,
    /// Events that were not recorded because a ring was full.
    pub dropped: u64,
    open: Vec<(u32, u16)>,
}

impl Timeline {
    /// Adds events, in any order between threads but in order of time within each.
    pub fn extend(&mut self, events: &[Event], names: &SymbolTable) {
        let mut events = events.to_vec();
        events.sort_by_key(|event| event.at);
        for event in events {
            self.add(event, names);
        }
    }

    /// Moves the end on, so that open spans grow while nothing happens.
    pub fn reach(&mut self, now: u64) {
        self.end = self.end.max(now);
        for lane in self.threads.iter_mut().filter(|lane| lane.alive) {
            if let Some(span) = lane.spans.last_mut() {
                span.to = span.to.max(now);
            }
        }
        for (object, thread) in &self.open {
            let lane = self.locks.iter_mut().find(|lane| lane.object == *object);
            if let Some(lane) = lane {
                lane.holds_until(*thread, now);
            }
        }
    }

    /// Who held a lock at a moment, as far as is known: the same to whoever asks, for the lanes and for the graph.
    pub fn holders_at(&self, object: u32, moment: u64) -> Vec<&HoldSpan> {
        let lane = self.locks.iter().find(|lane| lane.object == object);
        lane.map(|lane| lane.holders_at(moment)).unwrap_or_default()
    }

    /// How often locks were taken, as seen in all their lanes.
    pub fn takes(&self) -> u64 {
        self.locks.iter().map(|lane| lane.takes).sum()
    }

    /// Nanoseconds that a thread spent in a state.
    pub fn spent(&self, thread: usize, state: State) -> u64 {
        let spans = self
            .threads
            .get(thread)
            .map(|lane| lane.spans.as_slice())
            .unwrap_or_default();
        spans
            .iter()
            .filter(|span| span.state == state)
            .map(|span| span.to - span.from)
            .sum()
    }

    fn add(&mut self, event: Event, names: &SymbolTable) {
        self.end = self.end.max(event.at);
        if event.what == EventKind::Takes {
            return self.lock(event.object).crowd(event);
        }
        let thread = event.thread as usize;
        if self.threads.len() <= thread {
            self.threads.resize_with(thread + 1, Lane::default);
        }
        let excludes = names
            .objects
            .get(event.object as usize)
            .is_some_and(|object| object.kind.excludes());
        if excludes {
            self.own(event);
        }
        self.threads[thread].add(event, excludes);
    }

    fn own(&mut self, event: Event) {
        let key = (event.object, event.thread);
        match event.what {
            EventKind::Holds if self.open.contains(&key) => {}
            EventKind::Acquire | EventKind::Holds => {
                self.lock(event.object).begin(event);
                self.open.push(key);
            }
            EventKind::Release => {
                self.lock(event.object).holds_until(event.thread, event.at);
                if let Some(open) = self.open.iter().position(|open| *open == key) {
                    self.open.remove(open);
                }
            }
            _ => {}
        }
    }

    fn lock(&mut self, object: u32) -> &mut LockLane {
        let row = self.locks.iter().position(|lane| lane.object == object);
        let row = row.unwrap_or_else(|| {
            self.locks.push(LockLane {
                object,
                ..LockLane::default()
            });
            self.locks.len() - 1
        });
        &mut self.locks[row]
    }
}

impl LockLane {
    /// Who held it at a moment: nobody at its end.
    pub fn holders_at(&self, moment: u64) -> Vec<&HoldSpan> {
        let after = self.owners.partition_point(|owner| owner.from <= moment);
        let before = self.owners[..after].iter().rev();
        let near = before.take_while(|owner| owner.from + self.longest >= moment);
        near.filter(|owner| owner.to > moment).collect()
    }

    /// What was taken without a record at a moment.
    pub fn crowd_at(&self, moment: u64) -> Option<&DenseHolds> {
        let position = self.crowds.partition_point(|crowd| crowd.to <= moment);
        self.crowds.get(position).filter(|crowd| crowd.from <= moment)
    }

    /// Events of different threads can come late; owners stay in order.
    fn begin(&mut self, event: Event) {
        self.takes += u64::from(event.what == EventKind::Acquire);
        let position = self.owners.partition_point(|owner| owner.from <= event.at);
        let held = HoldSpan {
            from: event.at,
            to: event.at,
            thread: event.thread,
            place: event.place,
        };
        self.owners.insert(position, held);
    }

    fn holds_until(&mut self, thread: u16, at: u64) {
        if let Some(owner) = self.owners.iter_mut().rev().find(|owner| owner.thread == thread) {
            owner.to = owner.to.max(at);
            self.longest = self.longest.max(owner.to - owner.from);
        }
    }

    /// From the last that is known of it until now.
    fn crowd(&mut self, event: Event) {
        self.takes += u64::from(event.times);
        let known = self.crowds.last().map_or(0, |crowd| crowd.to);
        let held = self.owners.last().map_or(0, |owner| owner.to);
        self.crowds.push(DenseHolds {
            from: known.max(held).min(event.at),
            to: event.at,
            takes: event.times.into(),
        });
    }
}

impl Lane {
    fn add(&mut self, event: Event, excludes: bool) {
        let object = Some(event.object);
        match event.what {
            EventKind::Start => {
                self.alive = true;
                self.turn(event, State::Running, None);
            }
            EventKind::End => {
                self.close(event.at);
                self.alive = false;
            }
            EventKind::Wait => self.turn(event, State::Waiting, object),
            EventKind::Idle => self.turn(event, State::Idle, object),
            EventKind::Sleep => self.turn(event, State::Sleeping, None),
            EventKind::Resume => self.run(event),
            EventKind::Acquire if excludes => {
                self.held.push(event.object);
                self.run(event);
            }
            EventKind::Holds => self.is_seen_holding(event),
            EventKind::Release if excludes => {
                self.held.retain(|held| *held != event.object);
                self.run(event);
            }
            EventKind::Acquire | EventKind::Release | EventKind::Takes => {}
        }
    }

    /// What it does besides it goes on doing.
    fn is_seen_holding(&mut self, event: Event) {
        if self.held.contains(&event.object) {
            return;
        }
        self.held.push(event.object);
        let last = self.spans.last().filter(|span| span.from <= event.at);
        if last.is_some_and(|span| matches!(span.state, State::Running | State::Holding)) {
            self.run(event);
        }
    }

    fn run(&mut self, event: Event) {
        match self.held.last() {
            Some(&held) => self.turn(event, State::Holding, Some(held)),
            None => self.turn(event, State::Running, None),
        }
    }

    fn turn(&mut self, event: Event, state: State, object: Option<u32>) {
        self.close(event.at);
        match self.spans.last() {
            // What ended the moment it began was never seen.
            Some(last) if last.from == last.to => {
                self.spans.pop();
            }
            _ => {}
        }
        self.spans.push(Span {
            from: event.at,
            to: event.at,
            state,
            object,
            place: event.place,
        });
    }

    fn close(&mut self, at: u64) {
        if let Some(last) = self.spans.last_mut().filter(|_| self.alive) {
            last.to = last.to.max(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Object};

    fn event(at: u64, what: EventKind) -> Event {
        Event {
            at,
            thread: 0,
            what,
            object: 0,
            place: 0,
            times: 0,
        }
    }

    #[test]
    fn a_thread_that_waits_for_a_lock_and_gets_it_has_four_spans() {
        let names = SymbolTable {
            objects: vec![Object {
                kind: Kind::Lock,
                name: "lock".into(),
            }],
            ..SymbolTable::default()
        };
        let mut timeline = Timeline::default();
        let story = [
            (0, EventKind::Start),
            (10, EventKind::Wait),
            (30, EventKind::Resume),
            (30, EventKind::Acquire),
            (50, EventKind::Release),
            (60, EventKind::End),
        ];
        timeline.extend(&story.map(|(at, what)| event(at, what)), &names);
        timeline.reach(100);
        let seen: Vec<_> = timeline.threads[0]
            .spans
            .iter()
            .map(|span| (span.from, span.to, span.state))
            .collect();
        let expected = [
            (0, 10, State::Running),
            (10, 30, State::Waiting),
            (30, 50, State::Holding),
            (50, 60, State::Running),
        ];
        assert_eq!(seen, expected);
        let held = HoldSpan {
            from: 30,
            to: 50,
            thread: 0,
            place: 0,
        };
        assert_eq!(timeline.locks[0].owners, [held]);
        assert_eq!(timeline.takes(), 1);
        assert_eq!(timeline.end, 100);
    }

    #[test]
    fn what_was_not_recorded_is_counted_between_what_was_and_holders_stay_in_order() {
        let names = SymbolTable {
            objects: vec![Object {
                kind: Kind::Lock,
                name: "lock".into(),
            }],
            ..SymbolTable::default()
        };
        let mut timeline = Timeline::default();
        let by = |thread, at, what| Event {
            thread,
            ..event(at, what)
        };
        let takes = Event {
            times: 900,
            ..by(1, 40, EventKind::Takes)
        };
        // Thread 1 waits from 40 on for what thread 0 had taken without a record.
        let late = [
            takes,
            by(0, 40, EventKind::Holds),
            by(1, 60, EventKind::Acquire),
            by(1, 80, EventKind::Release),
        ];
        timeline.extend(&[by(2, 90, EventKind::Acquire), by(2, 95, EventKind::Release)], &names);
        timeline.extend(&late, &names);
        timeline.extend(&[by(0, 50, EventKind::Release)], &names);
        let holder = |moment| timeline.holders_at(0, moment).first().map(|owner| owner.thread);
        assert_eq!(
            [45, 55, 70, 85, 92].map(holder),
            [Some(0), None, Some(1), None, Some(2)]
        );
        assert_eq!(timeline.takes(), 902);
    }

    #[test]
    fn an_open_span_grows_with_time() {
        let mut timeline = Timeline::default();
        timeline.extend(&[event(0, EventKind::Start)], &SymbolTable::default());
        timeline.reach(40);
        assert_eq!(timeline.spent(0, State::Running), 40);
    }
}
