//! Which engine runs the program: real threads, or lockstep, where numbers are small enough to step through.

use super::Simulator;
use crate::model::{Effect, Engine, Model, PtrEq, Recording, shown::shrink};
use catalogue::{Experiment, ValidationError};

impl Model {
    /// Whether the program is stepped through in lockstep.
    pub fn is_lockstep(&self) -> bool {
        self.experiment.engine == catalogue::Engine::Lockstep
    }

    /// [`Model::state`] in lockstep.
    pub(in crate::model) fn lockstep_state(&self) -> &'static str {
        match self.simulator {
            _ if self.search.goes_on() || self.fidelity.live.is_some() => "running",
            Simulator::Failed { .. } => "failed",
            Simulator::Off | Simulator::Starting { .. } => "loading",
            Simulator::Ready if self.stepping.refused.is_some() => "ready",
            Simulator::Ready if !self.is_shown() => "loading",
            Simulator::Ready if self.stepping.goes_on() => "running",
            Simulator::Ready if self.stepping.is_stuck() => "deadlocked",
            Simulator::Ready => "ready",
        }
    }

    /// What is set, at the moment on show.
    pub fn current(&self) -> Experiment {
        let mut experiment = (*self.experiment).clone();
        if let Some(moment) = self.stepping.moment.as_ref().filter(|_| self.is_shown()) {
            experiment.schedule = moment.schedule.clone();
            experiment.at = Some(moment.at);
        }
        experiment
    }

    /// Whether real threads cannot be had, or did not start however often it was tried.
    pub(in crate::model) fn lacks_threads(&self) -> bool {
        self.ctx.facts.missing.is_some() || matches!(self.engine, Engine::Failed { .. })
    }

    /// Where real threads are missing, lockstep runs what was meant for them, with numbers of its own.
    pub(in crate::model) fn settle_engine(&mut self, experiment: &mut Experiment) {
        if self.lacks_threads() && experiment.engine == catalogue::Engine::Threads {
            self.large = Some(PtrEq::new(experiment.clone()));
            experiment.engine = catalogue::Engine::Lockstep;
            shrink(experiment);
        }
    }

    /// What was asked for, where lockstep has taken the place of threads that are missing and nobody has moved yet.
    pub fn asked_for(&self) -> Option<Experiment> {
        let mut experiment = self.current();
        let replaced =
            self.lacks_threads() && self.large.is_some() && self.is_lockstep() && experiment.schedule.is_empty();
        replaced.then(|| {
            experiment.engine = catalogue::Engine::Threads;
            self.grow(&mut experiment);
            experiment
        })
    }

    /// The address of the full page, with what was asked for.
    pub fn full_address(&self) -> String {
        let asked = self.asked_for().filter(|_| !self.ctx.is_own());
        let address = asked.map_or_else(
            || self.address(),
            |experiment| {
                let chrome = self.ctx.chrome.clone();
                catalogue::Address { experiment, chrome }.hash()
            },
        );
        address.replace("&embed=1", "")
    }

    /// Takes an engine that was asked for. Lockstep makes numbers small, and the way back brings the large ones again.
    pub(in crate::model) fn take_engine(
        &mut self,
        experiment: &mut Experiment,
        id: &str,
    ) -> Result<(), ValidationError> {
        use catalogue::Engine::{Lockstep, Threads};
        let before = experiment.engine;
        experiment.set("engine", id)?;
        match (before, experiment.engine, self.ctx.facts.missing) {
            (Lockstep, Threads, Some(missing)) => {
                experiment.engine = Lockstep;
                return Err(ValidationError::new(
                    "engine",
                    id,
                    format!("lockstep: {}", missing.short()),
                ));
            }
            (Threads, Lockstep, _) => {
                self.large = Some(PtrEq::new(experiment.clone()));
                experiment.shrink();
            }
            (Lockstep, Threads, None) => self.grow(experiment),
            _ => {}
        }
        Ok(())
    }

    /// The numbers as they were on real threads, or as the lab has them.
    fn grow(&self, experiment: &mut Experiment) {
        let known = self.large.as_deref().filter(|large| large.lab.id == experiment.lab.id);
        let large = known.cloned().unwrap_or_else(|| Experiment::of(experiment.lab));
        let pairs = large.pairs();
        for (key, _) in experiment.lab.small {
            if let Some((_, value)) = pairs.iter().find(|(known, _)| known == key) {
                // What was in force once is within bounds.
                let _ = experiment.set(key, value);
            }
        }
        (experiment.schedule, experiment.at) = (String::new(), None);
    }

    /// Brings what runs in line with what is set; `before` is what was in force.
    pub(in crate::model) fn follow_engine(&mut self, before: &Experiment) {
        use catalogue::Engine::{Lockstep, Threads};
        match (before.engine, self.experiment.engine) {
            (Threads, Lockstep) => {
                self.stop();
                self.clear();
                self.open();
            }
            (Lockstep, Lockstep) if *before != *self.experiment => self.open(),
            (Lockstep, Threads) => {
                self.close();
                self.clear();
                if matches!(self.engine, Engine::Off | Engine::Failed { .. }) {
                    self.launch(self.usual_pool(), 0);
                } else if self.engine.is_ready() && self.text.edit().lose() {
                    self.ctx.push(Effect::SendFiles);
                }
            }
            _ => {}
        }
    }
}

impl Model {
    /// The lanes begin anew.
    pub(super) fn blank_lanes(&mut self) {
        let none = Recording::none(&self.recording.borrow());
        *self.recording.borrow_mut() = none;
    }
}
