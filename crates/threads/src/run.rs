//! One run on real threads, as those see it who start and watch it.

use crate::{
    Crew, Order, Threads, TooFewThreads, clock, graph,
    order::Recorder,
    parker::lock,
    ring::{line_of, place_of},
    shared::{Entry, Shared},
    slot::Slot,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::Ordering::{Relaxed, SeqCst},
    },
    time::Duration,
};
use trace::{Contention, Event, Names, Object, Place, State, WaitGraph, What};

/// What is kept of what happens in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Events, for the lanes.
    pub events: bool,
    /// The order of all visible operations, for lockstep to replay. It costs: operations then take place one at a time.
    pub order: bool,
}

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Somebody can move.
    Running,
    /// Every thread has ended.
    Finished,
    /// Some threads live, and all of them wait for ever.
    Deadlocked,
    /// It was told to stop.
    Stopped,
    /// A thread panicked or could not be started; why, in words.
    Failed(String),
}

/// Where a living thread is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The thread.
    pub thread: u16,
    /// Its place, as a number into the names.
    pub place: u32,
    /// What it does.
    pub state: State,
    /// What it waits for, as a number into the names.
    pub object: Option<u32>,
}

/// A thread that shows no sign of moving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The thread.
    pub thread: u16,
    /// How often it has shown a sign before.
    pub beats: u64,
    /// For how long it has shown none, by the clock: whether it had a core meanwhile, nobody says.
    pub since: Duration,
    /// How long it said that what it computes takes on one core; nothing when it does not compute.
    pub declared: Duration,
}

/// One run. Clones are handles to the same run.
#[derive(Clone)]
pub struct Run {
    world: Threads,
    watcher: Arc<Mutex<Watcher>>,
}

#[derive(Default)]
struct Watcher {
    places: Places,
    /// A thread's beats, and since when they have not changed.
    beats: HashMap<u16, (u64, u64)>,
}

impl Run {
    /// A run whose threads will come from `crew`; its events are kept if `record` says so.
    pub fn new(crew: Arc<dyn Crew>, record: bool) -> Self {
        let events = record;
        Run::keeping(crew, Keep { events, order: false })
    }

    /// A run of which so much is kept.
    pub fn keeping(crew: Arc<dyn Crew>, keep: Keep) -> Self {
        Run {
            world: Threads::new(crew, keep),
            watcher: Arc::default(),
        }
    }

    /// The world to set the program up in. Threads spawned before [`Run::start`] begin together.
    pub fn world(&self) -> Threads {
        self.world.clone()
    }

    /// Says what the file of the program's own text is called, if the program is no Rust: lines that threads [stand in](world::World::stands_in) are
    /// told as lines of it.
    pub fn of_text(&self, file: &str) {
        lock(&self.watcher).places.text = file.into();
    }

    /// Begins, if the crew has as many threads as the run will need at the same time.
    pub fn start(&self, needed: usize) -> Result<(), TooFewThreads> {
        let free = self.world.free();
        if free < needed {
            return Err(TooFewThreads { needed, free });
        }
        self.world.start(needed);
        Ok(())
    }

    /// How it stands; never blocks.
    pub fn status(&self) -> Status {
        let shared = self.shared();
        if let Some(why) = lock(&shared.failure).clone() {
            return Status::Failed(why);
        }
        if !shared.is_quiet() {
            return if shared.stopping() {
                Status::Stopped
            } else {
                Status::Running
            };
        }
        match shared.living.load(SeqCst) {
            _ if shared.stopping() => Status::Stopped,
            0 => Status::Finished,
            _ => Status::Deadlocked,
        }
    }

    /// Blocks until it no longer runs.
    pub fn wait(&self) -> Status {
        self.shared().watch(|| self.status() != Status::Running);
        self.status()
    }

    /// Sends every thread home: each drops its future at its next operation, or at once when it is blocked.
    pub fn stop(&self) {
        self.shared().stop();
    }

    /// Whether it was told to stop, even after its end.
    pub fn is_told_to_stop(&self) -> bool {
        self.shared().stopping()
    }

    /// Whether every thread has gone back to the crew.
    pub fn is_home(&self) -> bool {
        self.shared().away.load(SeqCst) == 0
    }

    /// Blocks until every thread has gone back to the crew.
    pub fn wait_home(&self) {
        self.shared().watch(|| self.is_home());
    }

    /// From the opening of the gate to the last thread's end, or to now.
    pub fn elapsed(&self) -> Duration {
        let shared = self.shared();
        let over = shared.living.load(SeqCst) == 0;
        let end = if over { shared.ended.load(SeqCst) } else { clock::now() };
        Duration::from_nanos(self.since_start(end))
    }

    /// Nanoseconds since the gate opened.
    pub fn now(&self) -> u64 {
        self.since_start(clock::now())
    }

    /// Units of work done so far.
    pub fn done(&self) -> u64 {
        lock(&self.shared().slots)
            .iter()
            .map(|slot| slot.done.load(Relaxed))
            .sum()
    }

    /// Takes the events recorded since the last time, in order of time within each thread; how many were lost since the start.
    pub fn drain(&self, into: &mut Vec<Event>) -> u64 {
        let places = &mut lock(&self.watcher).places;
        let slots = lock(&self.shared().slots).clone();
        // Of two events of which the first made the second possible, no drain may see the second alone.
        let until = match self.shared().is_quiet() {
            true => u64::MAX,
            false => clock::now(),
        };
        for slot in &slots {
            slot.ring.drain(until, |recorded| {
                let at = self.since_start(recorded.at);
                let place = places.number(recorded.place);
                let (thread, times) = match recorded.what {
                    What::Holds => (recorded.number as u16, 0),
                    _ => (slot.index, recorded.number),
                };
                into.push(Event {
                    at,
                    thread,
                    what: recorded.what,
                    object: recorded.object,
                    place,
                    times,
                });
            });
        }
        self.drain_takes(into, places);
        slots.iter().map(|slot| slot.ring.dropped()).sum()
    }

    /// Takes that were only counted, so that each is in some event.
    fn drain_takes(&self, into: &mut Vec<Event>, places: &mut Places) {
        if !self.shared().record {
            return;
        }
        let now = self.now();
        for (object, entry) in lock(&self.shared().objects).iter().enumerate() {
            let excludes = entry.label.kind.excludes();
            let times = if excludes { entry.take_unrecorded() } else { 0 };
            if times > 0 {
                into.push(Event {
                    at: now,
                    thread: 0,
                    what: What::Takes,
                    object: object as u32,
                    place: places.number(0),
                    times,
                });
            }
        }
    }

    /// In which order the visible operations took place so far. May block for as long as one of them takes: not to be asked of a run with
    /// a broken thread that is not home.
    pub fn order(&self) -> Order {
        self.shared().order.as_ref().map_or(Order::NotKept, Recorder::order)
    }

    /// The names of all threads, objects and places seen so far.
    pub fn names(&self) -> Names {
        let object = |entry: &Entry| Object {
            kind: entry.label.kind.into(),
            name: entry.name(),
        };
        Names {
            threads: lock(&self.shared().slots)
                .iter()
                .map(|slot| slot.label.to_string())
                .collect(),
            objects: lock(&self.shared().objects).iter().map(object).collect(),
            places: lock(&self.watcher).places.all.clone(),
        }
    }

    /// Where every living thread is.
    pub fn sightings(&self) -> Vec<Sighting> {
        let places = &mut lock(&self.watcher).places;
        let slots = lock(&self.shared().slots).clone();
        let living = slots.iter().filter(|slot| slot.alive.load(SeqCst));
        let sight = |slot: &Arc<Slot>| Sighting {
            thread: slot.index,
            place: places.number(slot.place()),
            state: slot.state(),
            object: slot.object().map(|object| object.0),
        };
        living.map(sight).collect()
    }

    /// What locks cost so far.
    pub fn contention(&self) -> Contention {
        let slots = lock(&self.shared().slots).clone();
        let now = clock::now();
        let sum = |of: &dyn Fn(&Slot) -> u64| slots.iter().map(|slot| of(slot)).sum::<u64>();
        Contention {
            acquisitions: sum(&|slot| slot.acquisitions.load(Relaxed)),
            waits: sum(&|slot| slot.waits.load(Relaxed)),
            wait_ms: sum(&|slot| slot.waited(now)) as f64 / 1e6,
            switches: self.shared().switches(),
        }
    }

    /// Who waits for whom.
    pub fn graph(&self) -> WaitGraph {
        graph::graph(self.shared(), &mut lock(&self.watcher).places)
    }

    /// The running thread that has longest shown no sign of moving, judging from the calls of this function. Whoever has not begun yet is
    /// none: it waits for a core, or for the others at the gate.
    pub fn quietest(&self) -> Option<Quiet> {
        let now = clock::now();
        let seen = &mut lock(&self.watcher).beats;
        let slots = lock(&self.shared().slots).clone();
        let running = slots
            .iter()
            .filter(|slot| slot.alive.load(SeqCst) && slot.state() == State::Running && slot.beats() > 0);
        let quiet = running.map(|slot| {
            let beats = slot.beats();
            let entry = seen.entry(slot.index).or_insert((beats, now));
            if entry.0 != beats {
                *entry = (beats, now);
            }
            Quiet {
                thread: slot.index,
                beats,
                since: Duration::from_nanos(now.saturating_sub(entry.1)),
                declared: Duration::from_nanos(slot.declared()),
            }
        });
        quiet.max_by_key(|quiet| quiet.since)
    }

    fn shared(&self) -> &Shared {
        &self.world.shared
    }

    fn since_start(&self, at: u64) -> u64 {
        match self.shared().opened.load(SeqCst) {
            0 => 0,
            opened => at.saturating_sub(opened),
        }
    }
}

/// Places by number, in order of first sight.
#[derive(Default)]
pub struct Places {
    all: Vec<Place>,
    by_word: HashMap<u64, u32>,
    /// What the program's own text is called, if it has one.
    text: String,
}

impl Places {
    /// The number of the place behind a word of the ring.
    pub fn number(&mut self, word: u64) -> u32 {
        if let Some(number) = self.by_word.get(&word) {
            return *number;
        }
        let place = match (line_of(word), place_of(word)) {
            (Some(line), _) => Place {
                file: self.text.clone(),
                line,
            },
            (None, Some(place)) => Place {
                file: place.file().into(),
                line: place.line(),
            },
            (None, None) => Place {
                file: String::new(),
                line: 0,
            },
        };
        let known = self.all.iter().position(|known| *known == place);
        let number = known.unwrap_or_else(|| {
            self.all.push(place);
            self.all.len() - 1
        }) as u32;
        self.by_word.insert(word, number);
        number
    }

    /// A place by its number.
    pub fn get(&self, number: u32) -> Option<Place> {
        self.all.get(number as usize).cloned()
    }
}
