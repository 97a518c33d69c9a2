//! The life of the simulator, the Worker that runs lockstep: started when it is first needed, and replaced when it breaks.

use super::Lockstep;
use crate::model::{Awaited, Context, Effect, PredictionState, PtrEq, RichText, Setup, Show, Stepping, TRIES};
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

impl Simulator {
    /// Whether it takes orders.
    pub fn is_ready(&self) -> bool {
        *self == Simulator::Ready
    }
}

/// What is said where it would not start.
pub(super) fn does_not_start(message: &str) -> String {
    format!("Lockstep does not start: {message} Run tries once more.")
}

impl Lockstep {
    /// It listens: what is to be shown is opened.
    pub(super) fn ready(&mut self, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        self.simulator = Simulator::Ready;
        self.watch.expect(None);
        if !setup.text.files.is_empty() {
            if setup.is_lockstep() {
                setup.text.edit().lose();
            }
            ctx.push(Effect::SimulatorCommand(SimulatorCommand::Text));
        }
        if setup.is_lockstep() {
            // What was asked for while it started is asked of what is opened now.
            let waiting = std::mem::take(&mut self.stepping.edit().orders);
            self.open(setup, ctx);
            let orders = &mut self.stepping.edit().orders;
            (orders.early, orders.host_waits) = (waiting.early, waiting.host_waits);
        }
        self.begin_search(setup, ctx);
        if show.sweep.foresight == PredictionState::Wanted {
            show.sweep.edit().begin_foresight(ctx);
        }
    }

    /// Starts one, instead of the one there is.
    pub(super) fn launch(&mut self, tries: u8, ctx: &mut Context) {
        self.simulator = Simulator::Starting { tries };
        self.watch.expect(Some(Awaited::Start));
        ctx.push(Effect::LaunchSimulator);
    }

    /// A sweep is over: its prediction begins as soon as the simulator can.
    pub fn foresee(&mut self, show: &mut Show, ctx: &mut Context) {
        if show.sweep.measured() == 0 || show.sweep.calibration.is_none() {
            return;
        }
        show.sweep.edit().foresight = PredictionState::Wanted;
        match self.simulator {
            Simulator::Off | Simulator::Failed { .. } => self.launch(0, ctx),
            Simulator::Starting { .. } => {}
            Simulator::Ready => show.sweep.edit().begin_foresight(ctx),
        }
    }

    /// The simulator broke, or does not answer: another one opens the same moment, unless that is what broke it.
    pub fn died(&mut self, message: &str, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        match self.simulator {
            Simulator::Starting { tries } if tries + 1 < TRIES => return self.launch(tries + 1, ctx),
            Simulator::Off | Simulator::Failed { .. } => return,
            Simulator::Starting { .. } | Simulator::Ready => {}
        }
        self.search.edit().lose(message);
        self.fidelity.edit().live = None;
        show.sweep.not_foreseen(message);
        match self.simulator {
            Simulator::Ready => self.lost(message, setup, ctx),
            _ => self.failed(message, ctx),
        }
    }

    fn failed(&mut self, message: &str, ctx: &mut Context) {
        let said = does_not_start(message);
        self.stepping.edit().orders.forget();
        self.watch.expect(None);
        self.simulator = Simulator::Failed {
            message: message.into(),
        };
        ctx.say(RichText::default().bad(said.clone()));
        ctx.tell(Reply::Error(said));
    }

    fn lost(&mut self, message: &str, setup: &mut Setup, ctx: &mut Context) {
        if !setup.is_lockstep() {
            self.simulator = Simulator::Off;
            return;
        }
        // What broke it is not asked again: a moment that was shown before is safe, the beginning is safer.
        let opening = self.stepping.orders.opens();
        setup.experiment = PtrEq::new(self.current(setup));
        if opening {
            let experiment = setup.experiment.edit();
            (experiment.schedule, experiment.at) = (String::new(), None);
        }
        let Stepping { pace, kept, .. } = (*self.stepping).clone();
        *self.stepping.edit() = Stepping {
            pace,
            kept,
            ..Stepping::default()
        };
        self.launch(0, ctx);
        let said = format!("Lockstep broke: {message} It was started again where it stood.");
        ctx.say(RichText::default().bad(said.clone()));
        ctx.tell(Reply::Error(said));
    }
}
