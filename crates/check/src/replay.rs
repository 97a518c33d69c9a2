//! A schedule played again, with a snapshot after each of its moves.

use std::sync::Arc;

use explore::{Footprint, Program};

use crate::names::Names;
use crate::outcome::Outcome;
use crate::report::{Move, RaceReport};
use crate::schedule::{self, Segment};
use crate::simulation::{Shared, Simulation, Snapshot, Source};
use crate::verdict::Checked;
use crate::{Model, report, why, words};

/// How many moves are kept at most.
const MOST: usize = 5_000;

/// How many effects a run may have after its schedule.
const LONGEST: usize = 200_000;

/// A schedule that was played again.
///
/// ```
/// use std::sync::Arc;
/// use check::{Limits, Model, Replay, Text};
///
/// let text = "
/// import threading
/// hits = 0
/// def visit():
///     global hits
///     hits += 1
/// two = [threading.Thread(target=visit) for _ in range(2)]
/// for one in two: one.start()
/// for one in two: one.join()
/// assert hits == 2
/// ";
/// let source = Text::new(text.to_owned(), "hits.py".to_owned()).source();
/// let checked = check::check(&source, Model::Free314, &Limits::new(Arc::new(|| 0.0)));
///
/// let replay = Replay::of(&source, &checked).expect("it fails");
/// let first = replay.frames.iter().find(|frame| frame.step.words == "writes hits = 1").expect("a write");
/// let after = &first.snapshot;
/// assert_eq!((after.variables[0].name.as_str(), after.variables[0].value.as_str()), ("hits", "1"));
/// assert_eq!(after.threads.len(), 3);
///
/// // From a link there is only the text of a schedule.
/// let schedule = checked.shortest.expect("it fails").schedule;
/// let again = Replay::read(&source, Model::Free314, &schedule).expect("a schedule");
/// assert_eq!(again.frames.len(), replay.frames.len());
/// ```
#[derive(Clone, Debug)]
pub struct Replay {
    /// Each move with the moment after it.
    pub frames: Vec<Frame>,
    /// How the run comes out.
    pub outcome: Outcome,
    /// Why it fails; empty if it does not.
    pub why: String,
    /// The races in it.
    pub races: Vec<RaceReport>,
}

/// A move, and the moment after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What was done.
    pub step: Move,
    /// How things stood afterwards.
    pub snapshot: Snapshot,
}

impl Replay {
    /// The shortest failure of a check, played again; `None` if nothing failed.
    #[must_use]
    pub fn of(source: &Arc<dyn Source>, checked: &Checked) -> Option<Self> {
        let segments = schedule::read(&checked.shortest.as_ref()?.schedule)?;
        Some(play(source, checked.model, &segments, &checked.shared))
    }

    /// A schedule as text, played again; whatever it leaves open is played fairly. `None` if the text is no schedule.
    #[must_use]
    pub fn read(source: &Arc<dyn Source>, model: Model, schedule: &str) -> Option<Self> {
        let segments = schedule::read(schedule)?;
        let shared = Arc::new(Shared::default());
        crate::checking::learn(source, model, &shared);
        Some(play(source, model, &segments, &shared))
    }
}

fn play(source: &Arc<dyn Source>, model: Model, segments: &[Segment], shared: &Arc<Shared>) -> Replay {
    let mut simulation = Simulation::new(source.clone(), model, shared.clone());
    simulation.watch();
    // Names that are only known later are wanted from the start.
    each_effect(&mut simulation, segments, |_| {});
    let names = simulation.names();
    let (mut frames, mut seen): (Vec<Frame>, _) = (Vec::new(), 0);
    each_effect(&mut simulation, segments, |simulation| {
        let new = words::moves(simulation, &names, &simulation.log()[seen..]);
        seen = simulation.log().len();
        for step in new {
            if frames.len() < MOST && frames.last().is_none_or(|frame| frame.step != step) {
                let snapshot = simulation.snapshot(&names);
                frames.push(Frame { step, snapshot });
            }
        }
    });
    let outcome = simulation.outcome();
    let log = simulation.log().to_vec();
    let failed = outcome.failed();
    let why = if failed {
        why::why(&simulation, &names, &log, &outcome)
    } else {
        String::new()
    };
    let races = report::races(&simulation);
    Replay {
        frames,
        outcome,
        why,
        races,
    }
}

/// Plays segments an effect at a time, then whoever is earliest, and lets somebody look after each.
pub(crate) fn each_effect(simulation: &mut Simulation, segments: &[Segment], mut look: impl FnMut(&mut Simulation)) {
    simulation.reset();
    let mut footprint = Footprint::default();
    for (rank, count) in segments {
        let end = simulation.effects() + count;
        while simulation.effects() < end && simulation.can_move(*rank) {
            simulation.go_for(*rank, 1, &mut footprint);
            look(simulation);
        }
    }
    let mut last = 0;
    for _ in 0..LONGEST {
        let Some(task) = crate::single::next(simulation, last) else {
            return;
        };
        let rank = simulation.rank(task);
        simulation.go_for(rank, 1, &mut footprint);
        look(simulation);
        last = task;
    }
}

/// The names at the end of a run, and the moves that it made.
pub(crate) fn moves(simulation: &mut Simulation, segments: &[Segment]) -> (Names, Vec<Move>) {
    each_effect(simulation, segments, |_| {});
    let names = simulation.names();
    let moves = words::moves(simulation, &names, simulation.log());
    (names, moves)
}
