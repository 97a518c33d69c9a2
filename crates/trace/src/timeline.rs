//! Events turned into lanes: one a thread, one a lock, each a row of spans that do not overlap.

use crate::{Event, Names, What};
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
pub struct Owner {
    /// Begin, in nanoseconds since the start of the run.
    pub from: u64,
    /// End.
    pub to: u64,
    /// The holder.
    pub thread: u16,
    /// Where in the program it took the lock.
    pub place: u32,
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
    /// Locks in order of first use, with who held them when.
    pub locks: Vec<(u32, Vec<Owner>)>,
    /// The latest moment known, in nanoseconds.
    pub end: u64,
    /// Events that were not recorded because a ring was full.
    pub dropped: u64,
    open: Vec<(u32, u16)>,
}

impl Timeline {
    /// Adds events, in any order between threads but in order of time within each.
    pub fn extend(&mut self, events: &[Event], names: &Names) {
        for event in events {
            self.add(*event, names);
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
            if let Some(owner) = owner(&mut self.locks, *object, *thread) {
                owner.to = owner.to.max(now);
            }
        }
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

    fn add(&mut self, event: Event, names: &Names) {
        self.end = self.end.max(event.at);
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
            What::Acquire => {
                let row = match self.locks.iter().position(|(object, _)| *object == event.object) {
                    Some(row) => row,
                    None => {
                        self.locks.push((event.object, Vec::new()));
                        self.locks.len() - 1
                    }
                };
                let held = Owner {
                    from: event.at,
                    to: event.at,
                    thread: event.thread,
                    place: event.place,
                };
                self.locks[row].1.push(held);
                self.open.push(key);
            }
            What::Release => {
                if let Some(owner) = owner(&mut self.locks, event.object, event.thread) {
                    owner.to = owner.to.max(event.at);
                }
                self.open.retain(|open| *open != key);
            }
            _ => {}
        }
    }
}

fn owner(locks: &mut [(u32, Vec<Owner>)], object: u32, thread: u16) -> Option<&mut Owner> {
    let (_, owners) = locks.iter_mut().find(|(lock, _)| *lock == object)?;
    owners.iter_mut().rev().find(|owner| owner.thread == thread)
}

impl Lane {
    fn add(&mut self, event: Event, excludes: bool) {
        let object = Some(event.object);
        match event.what {
            What::Start => {
                self.alive = true;
                self.turn(event, State::Running, None);
            }
            What::End => {
                self.close(event.at);
                self.alive = false;
            }
            What::Wait => self.turn(event, State::Waiting, object),
            What::Idle => self.turn(event, State::Idle, object),
            What::Sleep => self.turn(event, State::Sleeping, None),
            What::Resume => self.run(event),
            What::Acquire if excludes => {
                self.held.push(event.object);
                self.run(event);
            }
            What::Release if excludes => {
                self.held.retain(|held| *held != event.object);
                self.run(event);
            }
            What::Acquire | What::Release => {}
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

    fn event(at: u64, what: What) -> Event {
        Event {
            at,
            thread: 0,
            what,
            object: 0,
            place: 0,
        }
    }

    #[test]
    fn a_thread_that_waits_for_a_lock_and_gets_it_has_four_spans() {
        let names = Names {
            objects: vec![Object {
                kind: Kind::Lock,
                name: "lock".into(),
            }],
            ..Names::default()
        };
        let mut timeline = Timeline::default();
        let story = [
            (0, What::Start),
            (10, What::Wait),
            (30, What::Resume),
            (30, What::Acquire),
            (50, What::Release),
            (60, What::End),
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
        assert_eq!(
            timeline.locks,
            [(
                0,
                vec![Owner {
                    from: 30,
                    to: 50,
                    thread: 0,
                    place: 0
                }]
            )]
        );
        assert_eq!(timeline.end, 100);
    }

    #[test]
    fn an_open_span_grows_with_time() {
        let mut timeline = Timeline::default();
        timeline.extend(&[event(0, What::Start)], &Names::default());
        timeline.reach(40);
        assert_eq!(timeline.spent(0, State::Running), 40);
    }
}
