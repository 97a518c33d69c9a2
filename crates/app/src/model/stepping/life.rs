//! The life of the simulator, the Worker that runs lockstep: started when it is first needed, and replaced when it breaks.

use super::{Asked, Stepping};
use crate::model::{Awaited, Effect, Model, PtrEq, RichText, TRIES, WatchdogVerdict};
use protocol::{Reply, SimulatorCommand};

/// The simulator's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Simulator {
    /// Nobody needed it yet.
    #[default]
    Off,
    /// On its way; `tries` counts starts that failed before.
    Starting {
        /// Starts that failed before.
        tries: u8,
    },
    /// It can be given orders.
    Ready,
    /// It would not start.
    Failed {
        /// Why, for a person.
        message: String,
    },
}

impl Model {
    /// It listens: what is to be shown is opened.
    pub(super) fn simulator_ready(&mut self) {
        self.simulator = Simulator::Ready;
        self.stepping_watch.expect(None);
        if !self.text.files.is_empty() {
            if self.is_lockstep() {
                self.text.edit().lose();
            }
            self.ctx.push(Effect::SimulatorCommand(SimulatorCommand::Text));
        }
        if self.is_lockstep() {
            self.open();
        }
        self.begin_search();
        self.begin_foresight();
    }

    /// Starts one, instead of the one there is.
    pub(in crate::model) fn launch_simulator(&mut self, tries: u8) {
        self.simulator = Simulator::Starting { tries };
        self.stepping_watch.expect(Some(Awaited::Start));
        self.ctx.push(Effect::LaunchSimulator);
    }

    /// The simulator broke, or does not answer: another one opens the same moment, unless that is what broke it.
    pub(in crate::model) fn simulator_died(&mut self, message: &str) {
        match self.simulator {
            Simulator::Starting { tries } if tries + 1 < TRIES => self.launch_simulator(tries + 1),
            Simulator::Starting { .. } => self.simulator_failed(message),
            Simulator::Ready => self.simulator_lost(message),
            Simulator::Off | Simulator::Failed { .. } => {}
        }
    }

    fn simulator_failed(&mut self, message: &str) {
        let said = format!("Lockstep does not start: {message} Run tries once more.");
        self.stepping_watch.expect(None);
        self.search_lost(message);
        self.fidelity.edit().live = None;
        self.not_foreseen(message);
        self.simulator = Simulator::Failed {
            message: message.into(),
        };
        self.ctx.say(RichText::default().bad(said.clone()));
        self.ctx.push(Effect::Tell(Reply::Error(said)));
    }

    fn simulator_lost(&mut self, message: &str) {
        self.search_lost(message);
        self.fidelity.edit().live = None;
        self.not_foreseen(message);
        if !self.is_lockstep() {
            self.simulator = Simulator::Off;
            return;
        }
        // What broke it is not asked again: a moment that was shown before is safe, the beginning is safer.
        let opening = self.stepping.asked.contains(&Asked::Open);
        self.experiment = PtrEq::new(self.current());
        if opening {
            let experiment = self.experiment.edit();
            (experiment.schedule, experiment.at) = (String::new(), None);
        }
        let Stepping { pace, kept, .. } = (*self.stepping).clone();
        *self.stepping.edit() = Stepping {
            pace,
            kept,
            ..Stepping::default()
        };
        self.launch_simulator(0);
        let said = format!("Lockstep broke: {message} It was started again where it stood.");
        self.ctx.say(RichText::default().bad(said.clone()));
        self.ctx.push(Effect::Tell(Reply::Error(said)));
    }

    /// So many milliseconds went by.
    pub(in crate::model) fn tick_simulator(&mut self, elapsed_ms: f64) {
        match self.stepping_watch.tick(elapsed_ms) {
            WatchdogVerdict::Waits | WatchdogVerdict::Late => {}
            WatchdogVerdict::InVain(Awaited::Start) => self.simulator_died("it did not start in time."),
            WatchdogVerdict::InVain(_) => self.simulator_died("it stopped answering."),
        }
        self.play_on(elapsed_ms);
    }
}
