//! The page without a browser: what is set, what goes on, what came of it; knows neither DOM nor Worker.
//!
//! [`Model::update`] is the only way to change it: an [`Action`] goes in, [`Effect`]s come out, and the shell carries them out.

mod action;
mod activity;
mod answers;
pub mod columns;
mod context;
mod death;
mod engine;
mod fidelity;
mod foresight;
pub mod format;
mod heard;
mod host;
mod jobs;
#[cfg(test)]
mod late;
mod lesson;
mod live;
mod look;
mod own;
#[cfg(test)]
mod own_list;
mod own_text;
mod passing;
mod pool;
mod press;
mod privacy;
mod program;
mod recording;
mod replay;
mod runs;
mod same;
pub mod search;
mod series;
mod settings;
mod shown;
#[cfg(test)]
mod starts;
mod stepping;
mod sweep;
#[cfg(test)]
mod tests;
mod update;
mod watch;

pub use action::{Action, Command, Effect, Format, NumberStep, WorkerKind};
pub use activity::{Activity, PendingJob, Running};
pub use context::Context;
pub use engine::{Engine, MOST_THREADS, Missing, TRIES};
pub use fidelity::Fidelity;
pub use foresight::PredictionState;
pub use lab_kit::{RichText, Tone};
pub use lesson::{Learn, Lesson, judged};
pub use live::{Live, Real};
pub use look::{Below, Dialog, Language, PointedAt, ViewChange, ViewState};
pub use own::{EXAMPLES, Own, Result3, Showing, Tab, Trouble, schedules_of};
pub use own_text::{OwnText, TextState};
pub use pool::{Death, LATE, Pool, Silence};
pub use press::swept_by_hand;
pub use program::{CheckCommand, FilmCommand, Program, ProgramCommand, TextCommand};
pub use recording::Recording;
pub use replay::Replay;
pub use runs::{KeptRun, Runs};
pub use same::PtrEq;
pub use search::{Bar, Search, SearchCommand};
pub use shown::{Shown, StepSource, TriedStep};
pub use stepping::{KeptHistory, PACES, Simulator, StepCommand, Stepping};
pub use sweep::{Sweep, at};
pub use watch::{Awaited, TICK_MS, Watchdog, WatchdogVerdict};

use catalogue::{Address, Experiment, Lock, Page};
use std::cell::RefCell;
use trace::Report;

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
    /// What is set.
    pub experiment: PtrEq<Experiment>,
    /// What the switch turns on.
    pub kind: Lock,
    /// The engine's state.
    pub engine: Engine,
    /// The simulator's state.
    pub simulator: Simulator,
    /// The run that is stepped through in lockstep.
    pub stepping: PtrEq<Stepping>,
    /// What goes on.
    pub activity: Activity,
    /// What shall begin as soon as it can.
    pub wanted: Option<PendingJob>,
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// What came of it.
    pub shown: Option<PtrEq<Shown>>,
    /// Throughput.
    pub sweep: PtrEq<Sweep>,
    /// The search through every schedule.
    pub search: PtrEq<Search>,
    /// Steps that were tried.
    pub tried: PtrEq<Vec<TriedStep>>,
    /// What the reader has found out so far: a lab's id and a sentence, one a lab.
    pub answers: PtrEq<Vec<(String, String)>>,
    /// Whether a run on real threads keeps the order of its operations.
    pub keeps_order: bool,
    /// The checks against CPython.
    pub fidelity: PtrEq<Fidelity>,
    /// The user's own text.
    pub text: PtrEq<OwnText>,
    /// The visitor's own program.
    pub program: Program,
    /// The reader's way through the lesson.
    pub lesson: PtrEq<Lesson>,
    /// The runs that are kept.
    pub runs: PtrEq<Runs>,
    /// The time of day, in milliseconds since 1970, as the page last knew it.
    pub now_ms: f64,
    /// The settings of this lab before the last change of them.
    pub undo: Option<PtrEq<Experiment>>,
    /// The run on show, played again.
    pub replay: Option<Replay>,
    /// Counts the times that everything was taken off the page: what is late says by it where it belongs.
    pub visit: u32,
    watch: Watchdog,
    stepping_watch: Watchdog,
    stepping_of: &'static str,
    large: Option<PtrEq<Experiment>>,
    reports: Vec<Report>,
    series: Option<series::Series>,
    told_at: u64,
    swept_as: (Vec<u32>, Option<u32>),
}

impl Model {
    /// The page as it comes, and what it wants done first.
    pub fn new(facts: Facts, query: &str, hash: &str) -> (Self, Vec<Effect>) {
        let (Address { experiment, chrome }, complaints) = Address::read(query, hash);
        let engine = facts.missing.map_or(Engine::Off, Engine::Missing);
        let mut model = Model {
            kind: if experiment.lock == Lock::Off {
                Lock::CPython
            } else {
                experiment.lock
            },
            experiment: PtrEq::new(experiment),
            ctx: Context::new(facts, chrome, complaints),
            engine,
            simulator: Simulator::Off,
            stepping: PtrEq::default(),
            activity: Activity::Idle,
            wanted: None,
            recording: RcCell::default(),
            shown: None,
            sweep: PtrEq::default(),
            search: PtrEq::default(),
            tried: PtrEq::default(),
            answers: PtrEq::default(),
            keeps_order: false,
            fidelity: PtrEq::default(),
            text: PtrEq::default(),
            program: Program::default(),
            lesson: PtrEq::default(),
            runs: PtrEq::default(),
            now_ms: 0.0,
            undo: None,
            replay: None,
            visit: 0,
            watch: Watchdog::default(),
            stepping_watch: Watchdog::default(),
            stepping_of: "",
            large: None,
            reports: Vec::new(),
            series: None,
            told_at: 0,
            swept_as: (Vec::new(), None),
        };
        match model.ctx.chrome.page {
            Page::Program => model.program.open(query, hash, &mut model.ctx),
            _ => {
                model.opened();
                model.take_result(hash);
            }
        }
        model.attend();
        let effects = std::mem::take(&mut model.ctx.effects);
        (model, effects)
    }

    /// Starts what the address asks for; where real threads are missing that is lockstep, whatever it asks for.
    fn opened(&mut self) {
        let mut experiment = (*self.experiment).clone();
        self.settle_engine(&mut experiment);
        self.experiment = PtrEq::new(experiment);
        if self.is_lockstep() {
            self.ctx.say_for_now("Starting lockstep…");
            self.open();
        } else {
            self.ctx.say_for_now("Starting the threads…");
            self.launch(self.usual_pool(), 0);
        }
    }

    /// `loading`, `ready`, `running`, `deadlocked` or `failed`, for people's test scripts.
    pub fn state(&self) -> &'static str {
        if self.ctx.is_own() {
            return self.program.state();
        }
        if self.is_lockstep() {
            return self.lockstep_state();
        }
        match (&self.engine, &self.activity) {
            (Engine::Missing(_) | Engine::Failed { .. }, _) => "failed",
            (Engine::Off | Engine::Starting { .. }, _) => "loading",
            (_, Activity::Running(_) | Activity::Sweeping { .. }) => "running",
            (_, Activity::Deadlocked { .. }) => "deadlocked",
            (_, Activity::Idle) => "ready",
        }
    }

    /// The address of all this.
    pub fn address(&self) -> String {
        if self.ctx.is_own() {
            return self.program.own.address().hash(&self.ctx.chrome);
        }
        Address {
            experiment: self.current(),
            chrome: self.ctx.chrome.clone(),
        }
        .hash()
    }

    /// Whether ticks are wanted.
    pub fn wants_ticks(&self) -> bool {
        self.watch.is_on() || self.stepping_watch.is_on() || self.stepping.playing || self.program.wants_ticks()
    }

    /// Why nothing can be run; `None` when something can.
    pub fn blocked(&self) -> Option<String> {
        let guess = self.awaits_guess().then(|| lesson::GUESS_FIRST.to_string());
        let refused = self.stepping.refused.clone().filter(|_| self.is_lockstep());
        refused.or(guess)
    }

    fn busy_id(&self) -> Option<u32> {
        match &self.activity {
            Activity::Running(Running { id, .. }) | Activity::Deadlocked { id, .. } | Activity::Sweeping { id, .. } => {
                Some(*id)
            }
            Activity::Idle => None,
        }
    }
}
