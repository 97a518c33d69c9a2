//! Lockstep: the simulator, the run that is stepped through in it, and what else it is asked to do.

mod act;
mod life;
mod scene;

pub use life::Simulator;

use super::{Asked, Awaited, Context, Effect, Fidelity, PtrEq, Search, Setup, Stepping, Watchdog};
use catalogue::Experiment;
use protocol::SimulatorCommand;

/// Lockstep, as far as the page knows it.
#[derive(Clone, Debug, Default)]
pub struct Lockstep {
    /// The simulator's state.
    pub simulator: Simulator,
    /// The run that is stepped through.
    pub stepping: PtrEq<Stepping>,
    /// The search through every schedule.
    pub search: PtrEq<Search>,
    /// The checks against CPython.
    pub fidelity: PtrEq<Fidelity>,
    pub(super) watch: Watchdog,
    /// The lab of the run that was opened last.
    of: &'static str,
}

impl Lockstep {
    /// What goes on, for people's test scripts.
    pub fn state(&self, setup: &Setup) -> &'static str {
        match self.simulator {
            _ if self.search.goes_on() || self.fidelity.live.is_some() => "running",
            Simulator::Failed { .. } => "failed",
            Simulator::Off | Simulator::Starting { .. } => "loading",
            Simulator::Ready if self.stepping.refused.is_some() => "ready",
            Simulator::Ready if !self.is_shown(setup) => "loading",
            Simulator::Ready if self.stepping.goes_on() => "running",
            Simulator::Ready if self.stepping.is_stuck() => "deadlocked",
            Simulator::Ready => "ready",
        }
    }

    /// Whether what is on show is what is set, and not what was set before.
    pub fn is_shown(&self, setup: &Setup) -> bool {
        setup.is_lockstep() && self.stepping.is_shown()
    }

    /// What is set, at the moment on show.
    pub fn current(&self, setup: &Setup) -> Experiment {
        let mut experiment = (*setup.experiment).clone();
        if let Some(moment) = self.stepping.moment.as_ref().filter(|_| self.is_shown(setup)) {
            experiment.schedule = moment.schedule.clone();
            experiment.at = Some(moment.at);
        }
        experiment
    }

    /// Shows what is set, at its step of its schedule, as soon as the simulator can.
    pub fn open(&mut self, setup: &Setup, ctx: &mut Context) {
        match self.simulator {
            Simulator::Off | Simulator::Failed { .. } => return self.launch(0, ctx),
            // Steps that were asked for before were meant for something else.
            Simulator::Starting { .. } => return self.stepping.edit().orders.early.clear(),
            Simulator::Ready => {}
        }
        let id = ctx.take_id();
        let leaves = self.of != setup.experiment.lab.id;
        self.of = setup.experiment.lab.id;
        let mut stepping = self.stepping.reopened(id, !leaves);
        if setup.lacks_text() {
            stepping.refuse("Choose a text file first, or drop one anywhere on the page.".into());
            *self.stepping.edit() = stepping;
            return;
        }
        stepping.orders.ask(Asked::Open);
        *self.stepping.edit() = stepping;
        self.watch.expect(Some(Awaited::Answer));
        let settings = setup.experiment.to_settings();
        ctx.push(Effect::SimulatorCommand(SimulatorCommand::Open { id, settings }));
    }

    /// What is open is of no more interest.
    pub fn close(&mut self) {
        let pace = self.stepping.pace;
        *self.stepping.edit() = Stepping {
            pace,
            ..Stepping::default()
        };
        self.watch.expect(None);
    }

    /// The search that is wanted begins, if it can.
    pub fn begin_search(&mut self, setup: &Setup, ctx: &mut Context) {
        if self.simulator == Simulator::Ready && self.search.can_begin() {
            self.search.edit().begin(setup, ctx);
        }
    }
}
