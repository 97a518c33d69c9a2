//! Plays a program on a machine, with CPython's lock or without.

use crate::python::{Build, machine};
use lab::start_in_lockstep;
use labs::Program;
use lockstep::{Ending, Executor, Lockstep, Machine, play, schedule::VirtualTimeScheduler};
use std::time::Duration;
use trace::{Event, SymbolTable};
use workloads::{Findings, Parameters, ResultCollector, Value, Verdict};
use world::{LockKind, UnderLock, World};

/// CPython's usual switch interval.
pub const INTERVAL: Duration = Duration::from_millis(5);

/// A program made for a check, over any world, where no lab has what the check is about.
pub trait Sketch {
    /// What it leaves behind.
    type Left;
    /// Starts its threads.
    fn start<W: World>(&self, world: &W) -> Self::Left;
}

/// Where a program is played.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Which CPython; with the lock, this is also which lock.
    pub build: Build,
    /// The switch interval.
    pub interval: Duration,
    /// The machine.
    pub machine: Machine,
}

/// What came of it.
pub struct Played<L> {
    /// How it ended.
    pub ending: Ending,
    /// Its length in virtual nanoseconds.
    pub nanos: u64,
    /// What it left behind.
    pub left: L,
}

impl Place {
    /// CPython with its lock, on two cores.
    pub fn gil(seed: u64) -> Self {
        Place::new(Build::Gil, 2, seed)
    }

    /// Free-threaded CPython, on two cores.
    pub fn free(seed: u64) -> Self {
        Place::new(Build::Free, 2, seed)
    }

    /// A build on so many cores.
    pub fn new(build: Build, cores: u32, seed: u64) -> Self {
        Place {
            build,
            interval: INTERVAL,
            machine: machine(build, cores, seed),
        }
    }

    /// The same where each operation stands for so many of its kind, so that a shorter run takes as long.
    pub fn each_for(mut self, many: u32) -> Self {
        self.machine.costs = self.machine.costs.each_for(many);
        self
    }

    /// The same with another switch interval, in milliseconds.
    pub fn every(mut self, interval: f64) -> Self {
        self.interval = Duration::from_secs_f64(interval / 1e3);
        self
    }

    /// The same where reading, writing and changing a number take so many times as long.
    pub fn slower(mut self, times: f64) -> Self {
        let costs = &mut self.machine.costs;
        for cost in [&mut costs.load, &mut costs.store, &mut costs.update] {
            *cost = (*cost as f64 * times) as u64;
        }
        self
    }

    /// Plays a sketch to its end, and reads what it left while its world is still there.
    pub fn play<S: Sketch, R>(&self, sketch: &S, read: impl FnOnce(S::Left) -> R) -> Played<R> {
        let mut stage = Executor::timed(self.machine);
        let left = stage.set(|world: &Lockstep| match self.build {
            Build::Gil => sketch.start(&UnderLock::new(*world, LockKind::CPython, self.interval)),
            Build::Free => sketch.start(world),
        });
        end(&mut stage, left, read)
    }

    /// Plays a lab.
    pub fn lab(&self, lab: &str, variant: &str, set: &Parameters) -> Played<Judged> {
        self.on(&mut Executor::timed(self.machine), lab, variant, set)
    }

    /// Plays a lab and keeps what happened.
    pub fn watched(&self, lab: &str, variant: &str, set: &Parameters) -> (Played<Judged>, Vec<Event>, SymbolTable) {
        let mut stage = Executor::noted(self.machine, MOST_EVENTS);
        let played = self.on(&mut stage, lab, variant, set);
        (played, stage.events().to_vec(), stage.names())
    }

    fn on(&self, stage: &mut Executor, lab: &str, variant: &str, set: &Parameters) -> Played<Judged> {
        let Some(program) = Program::new(lab, variant, set) else {
            return Played {
                ending: Ending::Failed(format!("there is no program for {lab}, {variant}")),
                nanos: 0,
                left: Judged::default(),
            };
        };
        let lock = match self.build {
            Build::Gil => LockKind::CPython,
            Build::Free => LockKind::Off,
        };
        let harvest = stage.set(|world: &Lockstep| start_in_lockstep(world, &program, lock, self.interval));
        end(stage, harvest, ResultCollector::collect_judged)
    }
}

fn end<L, R>(stage: &mut Executor, left: L, read: impl FnOnce(L) -> R) -> Played<R> {
    play(stage, &mut VirtualTimeScheduler, MOST_STEPS);
    Played {
        ending: stage.ending().unwrap_or(Ending::Unfinished),
        nanos: stage.elapsed(),
        left: stage.read(|| read(left)),
    }
}

/// What a lab's run found, and what that counts as.
pub type Judged = (Findings, Verdict);

/// No check looks at as many.
const MOST_EVENTS: usize = 1 << 20;
/// No check needs as many.
const MOST_STEPS: u64 = 200_000_000;

impl Played<Judged> {
    /// A number among the findings; what is not there is not a number.
    pub fn number(&self, key: &str) -> f64 {
        let found = self.left.0.iter().find(|(known, _)| *known == key);
        match found {
            Some((_, Value::Number(number))) => *number as f64,
            Some((_, Value::Nanos(nanos))) => *nanos as f64 / 1e6,
            _ => f64::NAN,
        }
    }

    /// Whether the digest is not the one it should be.
    pub fn is_wrong(&self) -> bool {
        self.left.1.wrong
    }
}

/// So many threads, and so much to do for each or in all.
pub fn set(threads: u32, size: u64) -> Parameters {
    Parameters {
        threads,
        size,
        seed: 7,
        ..Parameters::default()
    }
}
