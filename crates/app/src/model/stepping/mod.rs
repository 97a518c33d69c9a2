//! Stepping through a run in lockstep: what is on show, what was asked of the simulator, and how fast it plays.

mod choose;
mod go;
mod life;
mod open;
mod play;
mod scene;
#[cfg(test)]
mod tests;

pub use life::Simulator;
pub use play::PACES;

use super::{PtrEq, RcCell, Recording};
use protocol::Navigation;
use std::collections::VecDeque;
use trace::{Snapshot, WaitGraph};

/// What a button of the stepper does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepCommand {
    /// Move a thread, counted from 0; `None` for the chosen one, or else for whoever is next.
    Thread(Option<u16>),
    /// Go somewhere.
    Go(Navigation),
    /// From here on at random, another way each time.
    Random,
    /// Play, or pause.
    Play,
    /// Play so many steps a second.
    Pace(u32),
    /// Which thread Step moves, counted from 0; `None` for whoever is next.
    Choose(Option<u16>),
    /// Keep the run on show to compare others with it; `false` lets go of it.
    Keep(bool),
}

/// A run in lockstep, as far as the page knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepping {
    /// The moment on show.
    pub moment: Option<PtrEq<Snapshot>>,
    /// The moment one step before, when that was on show just now.
    pub earlier: Option<PtrEq<Snapshot>>,
    /// Who waits for whom at that moment.
    pub graph: PtrEq<WaitGraph>,
    /// Why there is nothing to step through.
    pub refused: Option<String>,
    /// Whether it plays.
    pub playing: bool,
    /// Steps a second while it plays.
    pub pace: u32,
    /// Which thread Step moves, counted from 0; `None` for whoever is next.
    pub chosen: Option<u16>,
    /// What came of it, in a few words.
    pub outcome: String,
    /// A run that others are compared with.
    pub kept: Option<PtrEq<KeptHistory>>,
    /// The number under which it was opened.
    id: u32,
    /// Orders that were not answered yet, in order.
    asked: VecDeque<Asked>,
    /// Where the slider has been moved to meanwhile.
    seek: Option<u64>,
    /// Steps that are due while it plays.
    due: f64,
    /// Random runs so far.
    rolls: u64,
    /// Whether the page around this one waits to be told the state.
    pub(super) host_waits: bool,
}

/// A run that others are compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptHistory {
    /// The moment.
    pub moment: PtrEq<Snapshot>,
    /// Its lanes.
    pub recording: RcCell<Recording>,
    /// What came of it, in a few words.
    pub outcome: String,
}

/// An order that was not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Open,
    Go(Navigation),
}

impl Default for Stepping {
    fn default() -> Self {
        Stepping {
            moment: None,
            earlier: None,
            graph: PtrEq::default(),
            refused: None,
            playing: false,
            pace: PACES[1].0,
            chosen: None,
            outcome: String::new(),
            kept: None,
            id: 0,
            asked: VecDeque::new(),
            seek: None,
            due: 0.0,
            rolls: 0,
            host_waits: false,
        }
    }
}

impl Stepping {
    /// Whether the run has ended with threads that wait for ever.
    pub fn is_stuck(&self) -> bool {
        self.moment
            .as_ref()
            .and_then(|moment| moment.ending.as_deref())
            .is_some_and(is_stuck)
    }

    /// Whether the run has ended.
    pub fn is_over(&self) -> bool {
        self.moment.as_ref().is_some_and(|moment| moment.ending.is_some())
    }

    /// Whether it moves by itself: it plays, or it is on its way to the end.
    pub fn goes_on(&self) -> bool {
        let far = |asked: &Asked| matches!(asked, Asked::Go(Navigation::Fair | Navigation::Random(_)));
        self.playing || self.asked.iter().any(far)
    }
}

/// Whether an ending, by its name, is one in which threads wait for ever.
fn is_stuck(ending: &str) -> bool {
    matches!(ending, "deadlock" | "partial deadlock" | "lost wake-up" | "livelock")
}
