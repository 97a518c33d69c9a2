//! The page without a browser: what is set, what goes on, what came of it; knows neither DOM nor Worker.
//!
//! [`Model::update`] is the only way to change it: an [`Action`] goes in, [`Effect`]s come out, and the shell carries them out.

mod action;
mod activity;
mod address;
pub mod columns;
mod context;
mod engine;
mod fidelity;
mod foresight;
pub mod format;
mod host;
mod in_short;
mod kept;
mod lab;
#[cfg(test)]
mod late;
mod lesson;
mod live;
mod lockstep;
mod look;
mod own;
#[cfg(test)]
mod own_list;
mod own_text;
mod passing;
mod pool;
mod privacy;
mod program;
mod recording;
mod replay;
mod results;
mod runs;
mod same;
pub mod search;
mod setup;
mod share;
mod show;
mod shown;
#[cfg(test)]
mod starts;
mod stepping;
mod sweep;
#[cfg(test)]
mod tests;
mod threads;
mod tour;
mod update;
mod watch;

pub use action::{
    Action, Command, Effect, Format, KeptCommand, NumberStep, RunCommand, SetCommand, ShareCommand, WorkerEvent,
    WorkerKind,
};
pub use activity::{Activity, PendingJob, Running};
pub use context::Context;
pub use engine::{Embedding, Engine, MOST_THREADS, Missing, TRIES};
pub use fidelity::Fidelity;
pub use foresight::PredictionState;
pub use host::settings_of;
pub use kept::Kept;
pub use lab::{Lab, swept_by_hand};
pub use lab_kit::{RichText, Tone};
pub use lesson::{Learn, Lesson, READ, judged, read};
pub use live::{Live, Real};
pub use lockstep::{Lockstep, Simulator};
pub use look::{Below, Chart, Dialog, Language, PointedAt, ViewChange, ViewState};
pub use own::{EXAMPLES, Own, Result3, Showing, Tab, Trouble, schedules_of};
pub use own_text::{OwnText, TextState};
pub use pool::{Death, LATE, Pool, Silence};
pub use program::{CheckCommand, FilmCommand, Program, ProgramCommand, TextCommand};
pub use recording::{Recording, STEP};
pub use replay::{Playback, Replay};
pub use results::Results;
pub use runs::{KeptRun, Runs};
pub use same::PtrEq;
pub use search::{Bar, Search, SearchCommand, SearchOptions, SearchWish};
pub use setup::{Setup, forget_schedule};
pub use show::Show;
pub use shown::{Shown, TriedStep};
pub use stepping::{Asked, KeptHistory, PACES, StepCommand, Stepping};
pub use sweep::{Sweep, at};
pub use threads::{Next, Threads};
pub use tour::{StepSource, Tour};
pub use watch::{Awaited, TICK_MS, Watchdog, WatchdogVerdict};

use catalogue::{Address, Page};
use privacy::Privacy;
use std::cell::RefCell;

/// Something that is too large to copy and is read where it is drawn.
pub type RcCell<T> = PtrEq<RefCell<T>>;

/// What the page finds when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Threads that the hardware runs at once.
    pub hardware: u16,
    /// Why there are no real threads, if there are none.
    pub missing: Option<Missing>,
    /// Whether the system is dark.
    pub dark: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct Model {
    /// What surrounds every part.
    pub ctx: Context,
    /// The lab.
    pub lab: Lab,
    /// The visitor's own program.
    pub program: Program,
    /// The reader's way through the lesson.
    pub lesson: PtrEq<Lesson>,
}

impl Model {
    /// The page as it comes, and what it wants done first.
    pub fn new(facts: Facts, query: &str, hash: &str) -> (Self, Vec<Effect>) {
        let (Address { experiment, chrome }, complaints) = Address::read(query, hash);
        let mut model = Model {
            ctx: Context::new(facts, chrome, complaints),
            lab: Lab::new(experiment, facts.missing),
            program: Program::default(),
            lesson: PtrEq::default(),
        };
        let (ctx, lab) = (&mut model.ctx, &mut model.lab);
        match ctx.chrome.page {
            Page::Program => model.program.open(query, hash, ctx),
            _ => {
                lab.start(ctx);
                lab.show.take_result(hash, &lab.setup.experiment, ctx);
            }
        }
        model.attend();
        let effects = std::mem::take(&mut model.ctx.effects);
        (model, effects)
    }

    /// `loading`, `ready`, `running`, `deadlocked` or `failed`, for people's test scripts.
    pub fn state(&self) -> &'static str {
        match self.ctx.is_own() {
            true => self.program.state(),
            false => self.lab.state(),
        }
    }

    /// Whether ticks are wanted.
    pub fn wants_ticks(&self) -> bool {
        let Lab { threads, lockstep, .. } = &self.lab;
        threads.pool.watch.is_on() || lockstep.watch.is_on() || lockstep.stepping.playing || self.program.wants_ticks()
    }

    /// Why nothing can be run; `None` when something can.
    pub fn blocked(&self) -> Option<String> {
        let awaits = self.lesson.awaits_guess(self.ctx.chrome.page);
        let guess = awaits.then(|| lesson::GUESS_FIRST.to_string());
        let refused = self.lab.lockstep.stepping.refused.clone();
        refused.filter(|_| self.lab.setup.is_lockstep()).or(guess)
    }

    /// What is the reader's own, and whether it may be told.
    pub fn privacy(&self) -> Privacy<'_> {
        Privacy {
            ctx: &self.ctx,
            own: &self.program.own,
            setup: &self.lab.setup,
        }
    }
}
