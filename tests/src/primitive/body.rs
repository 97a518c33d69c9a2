//! A program over one primitive, and how it is played on both worlds.

use crate::Stage;
use lockstep::{Ending, Lockstep, RunVerdict, Search, SearchResults, Settings};
use std::{collections::BTreeMap, time::Duration};
use threads::{Run, Status};
use world::{Cell, Kind, Label, LockKind, UnderLock, World};

/// Reads what a run has left behind.
pub type Reading = Box<dyn FnOnce() -> u64>;

/// A program that leaves one number behind, on any world.
pub trait Body {
    /// How many threads it has at the same time.
    const THREADS: usize;

    /// Sets it up.
    fn set_up<W: World>(&self, world: &W) -> Reading;
}

/// A thread's label.
pub(super) fn thread(index: u32) -> Label {
    Label::thread("thread", index)
}

/// A shared word that begins with zero.
pub(super) fn cell<W: World>(world: &W, name: &'static str) -> W::Cell {
    world.cell(Label::new(Kind::Variable, name), 0)
}

/// Reads a word.
pub(super) fn reading(cell: impl Cell) -> Reading {
    Box::new(move || cell.peek())
}

/// A tenth of CPython's switch interval, so that short runs see many turns.
const INTERVAL: Duration = Duration::from_micros(500);

/// Plays the body `times` times without a lock and under one like CPython's; each run must end as one of `allowed` says: finished with that number, or
/// deadlocked (`None`).
pub fn on_threads(stage: &Stage, body: &impl Body, times: u32, allowed: &[Option<u64>]) {
    for kind in [LockKind::Off, LockKind::CPython] {
        for _ in 0..times {
            let ended = once(stage, kind, body);
            assert!(allowed.contains(&ended), "{kind:?}: {ended:?}, allowed are {allowed:?}");
        }
    }
}

fn once<B: Body>(stage: &Stage, kind: LockKind, body: &B) -> Option<u64> {
    let run = Run::new(stage.pool(), false);
    let reading = body.set_up(&UnderLock::new(run.world(), kind, INTERVAL));
    run.start(B::THREADS).expect("as many threads as the body says");
    let status = stage.wait(&run);
    stage.send_home(&run);
    match status {
        Status::Finished => Some(reading()),
        Status::Deadlocked => None,
        other => panic!("{kind:?}: {other:?}"),
    }
}

/// What every schedule of a body came to: how many there are, and how many of them ended how, with which number.
#[derive(Debug, PartialEq, Eq)]
pub struct Schedules {
    /// All of them.
    pub all: u64,
    /// How many came to what; the number is that of a finished run, else 0.
    pub endings: BTreeMap<(&'static str, u64), u64>,
}

/// Searches every schedule of the body, and again with reduction, which must find the same endings with no more schedules.
pub fn in_lockstep(body: &impl Body) -> Schedules {
    let (every, reduced) = (search(body, false), search(body, true));
    assert!(
        every.complete && reduced.complete,
        "{:?} {:?}",
        every.limits,
        reduced.limits
    );
    assert!(
        every.outcomes.keys().eq(reduced.outcomes.keys()),
        "{every:?} {reduced:?}"
    );
    assert!(reduced.schedules <= every.schedules);
    Schedules {
        all: every.schedules,
        endings: every.outcomes,
    }
}

fn search(body: &impl Body, reduction: bool) -> SearchResults<(&'static str, u64)> {
    let settings = Settings {
        reduction,
        ..Settings::default()
    };
    let judge = |ending: &Ending, reading: Reading| {
        let left = if *ending == Ending::Finished { reading() } else { 0 };
        RunVerdict {
            outcome: (ending.name(), left),
            bad: false,
        }
    };
    Search::new(settings, |world: &Lockstep| body.set_up(world), judge)
        .finish()
        .clone()
}

impl Schedules {
    /// Asserts that there are so many schedules, and that they ended so.
    pub fn are(&self, all: u64, endings: &[(&'static str, u64, u64)]) {
        let expected = endings.iter().map(|(ending, left, times)| ((*ending, *left), *times));
        assert_eq!(self.endings, expected.collect());
        assert_eq!(self.all, all);
    }
}
