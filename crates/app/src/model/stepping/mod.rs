//! Stepping through a run in lockstep: what is on show, what was asked of the simulator, and how fast it plays.

mod go;
mod orders;
mod play;
#[cfg(test)]
mod tests;

pub use orders::{Asked, Orders};
pub use play::PACES;

use super::{PtrEq, RcCell, Recording};
use protocol::Navigation;
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
    /// What was asked of the simulator.
    pub(in crate::model) orders: Orders,
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
            orders: Orders::default(),
        }
    }
}

impl Stepping {
    /// What is left of it when another one is opened; `stays` says that it is of the same lab.
    pub fn reopened(&self, id: u32, stays: bool) -> Self {
        Stepping {
            moment: self.moment.clone().filter(|_| stays),
            kept: self.kept.clone().filter(|_| stays),
            pace: self.pace,
            orders: Orders::opened(id, self.orders.rolls),
            ..Stepping::default()
        }
    }

    /// Whether what is on show is what was opened last.
    pub fn is_shown(&self) -> bool {
        self.moment.is_some() && !self.orders.opens()
    }

    /// A moment has come; what was asked of the simulator, and what was on show before.
    pub fn show(&mut self, moment: PtrEq<Snapshot>, graph: WaitGraph) -> (Option<Asked>, Option<PtrEq<Snapshot>>) {
        let before = self.moment.take().filter(|_| !self.orders.opens());
        let asked = self.orders.answered();
        self.earlier = before.clone().filter(|before| before.at + 1 == moment.at);
        (self.moment, self.graph) = (Some(moment), PtrEq::new(graph));
        (asked, before)
    }

    /// It was not opened, and why.
    pub fn refuse(&mut self, why: String) {
        self.orders.forget();
        self.moment = None;
        self.refused = Some(why);
    }

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
        self.playing || self.orders.go_far()
    }
}

/// Whether an ending, by its name, is one in which threads wait for ever.
fn is_stuck(ending: &str) -> bool {
    matches!(ending, "deadlock" | "partial deadlock" | "lost wake-up" | "livelock")
}
