//! A lab on the page: what is set, what is on show, and the two worlds that run it.

mod act;
mod events;
mod find;
mod set;

pub use act::swept_by_hand;

use super::{Activity, Context, Engine, Lockstep, Missing, PendingJob, Pool, Setup, Show, Threads};
use catalogue::Experiment;

/// A lab on the page.
#[derive(Clone, Debug)]
pub struct Lab {
    /// What is set.
    pub setup: Setup,
    /// What is on show.
    pub show: Show,
    /// Real threads.
    pub threads: Threads,
    /// Lockstep.
    pub lockstep: Lockstep,
}

impl Lab {
    /// The lab of an address, before anything is started.
    pub fn new(experiment: Experiment, missing: Option<Missing>) -> Self {
        Lab {
            setup: Setup::new(experiment),
            show: Show::default(),
            threads: Threads::new(Pool::new(missing.map_or(Engine::Off, Engine::Missing))),
            lockstep: Lockstep::default(),
        }
    }

    /// Starts what is set; where real threads are missing that is lockstep, whatever was asked for.
    pub fn start(&mut self, ctx: &mut Context) {
        let mut experiment = (*self.setup.experiment).clone();
        self.setup
            .settle_engine(&mut experiment, self.threads.pool.is_missing());
        self.setup.experiment = super::PtrEq::new(experiment);
        if self.setup.is_lockstep() {
            ctx.say_for_now("Starting lockstep…");
            self.lockstep.open(&self.setup, ctx);
        } else {
            ctx.say_for_now("Starting the threads…");
            self.threads.relaunch(&mut self.setup, &mut self.show, ctx);
        }
    }

    /// `loading`, `ready`, `running`, `deadlocked` or `failed`, for people's test scripts.
    pub fn state(&self) -> &'static str {
        if self.setup.is_lockstep() {
            return self.lockstep.state(&self.setup);
        }
        match (&self.threads.pool.engine, &self.threads.activity) {
            (Engine::Missing(_) | Engine::Failed { .. }, _) => "failed",
            (Engine::Off | Engine::Starting { .. }, _) => "loading",
            (_, Activity::Running(_) | Activity::Sweeping { .. }) => "running",
            (_, Activity::Deadlocked { .. }) => "deadlocked",
            (_, Activity::Idle) => "ready",
        }
    }

    /// What is set, at the moment on show.
    pub fn current(&self) -> Experiment {
        self.lockstep.current(&self.setup)
    }

    /// The moment of a run on real threads that everything shows: what is pointed at, or where a replay is; `None` for its end.
    pub fn playhead(&self, ctx: &Context) -> Option<u64> {
        self.show.playhead(ctx).filter(|_| !self.setup.is_lockstep())
    }

    /// The moment that values, locks and lines on show are of; `None` for the run's end.
    pub fn told_moment(&self, ctx: &Context) -> Option<u64> {
        self.show.told_moment(ctx).filter(|_| !self.setup.is_lockstep())
    }

    /// This shall begin as soon as it can; says so when that is not now.
    pub fn want(&mut self, wanted: PendingJob, ctx: &mut Context) {
        if !self.setup.is_lockstep() {
            return self.threads.want(wanted, &mut self.setup, &mut self.show, ctx);
        }
        match wanted {
            PendingJob::Run | PendingJob::Other(_) => self.lockstep.run_fair(&mut self.setup, ctx),
            PendingJob::Sweep { .. } => ctx.note("Throughput is measured on real threads: choose them first."),
        }
    }

    /// Takes everything off the page that an earlier run left there.
    pub fn clear(&mut self, ctx: &mut Context) {
        self.setup.wanted = None;
        self.threads.series = None;
        self.show.clear(ctx);
    }
}
