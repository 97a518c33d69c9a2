//! What is opened in the simulator, and closed again.

use super::{Asked, Simulator, Stepping};
use crate::model::{Awaited, Effect, Model, RichText};
use catalogue::Text;
use protocol::SimulatorCommand;

impl Model {
    /// Shows what is set, at its step of its schedule, as soon as the simulator can.
    pub(in crate::model) fn open(&mut self) {
        match self.simulator {
            Simulator::Off | Simulator::Failed { .. } => return self.launch_simulator(0),
            Simulator::Starting { .. } => return,
            Simulator::Ready => {}
        }
        let id = self.ctx.take_id();
        let leaves = self.stepping_of != self.experiment.lab.id;
        self.stepping_of = self.experiment.lab.id;
        let before = (*self.stepping).clone();
        *self.stepping.edit() = Stepping {
            id,
            moment: before.moment.filter(|_| !leaves),
            kept: before.kept.filter(|_| !leaves),
            pace: before.pace,
            rolls: before.rolls,
            ..Stepping::default()
        };
        if self.lacks_text() {
            self.stepping.edit().moment = None;
            self.stepping.edit().refused = Some("Choose a text file first, or drop one anywhere on the page.".into());
            return;
        }
        self.stepping.edit().asked.push_back(Asked::Open);
        self.stepping_watch.expect(Some(Awaited::Answer));
        let settings = self.experiment.to_settings();
        self.ctx
            .push(Effect::SimulatorCommand(SimulatorCommand::Open { id, settings }));
    }

    /// What is open is of no more interest.
    pub(in crate::model) fn close(&mut self) {
        let Stepping { pace, .. } = *self.stepping;
        *self.stepping.edit() = Stepping {
            pace,
            ..Stepping::default()
        };
        self.stepping_watch.expect(None);
    }

    /// It was not opened.
    pub(super) fn not_opened(&mut self, message: &str) {
        self.stepping_watch.expect(None);
        let stepping = self.stepping.edit();
        stepping.asked.clear();
        stepping.moment = None;
        stepping.refused = Some(message.to_string());
        self.wanted = None;
        self.shown = None;
        self.blank_lanes();
        self.ctx
            .say(RichText::default().bad("Not here").say(format!(": {message}")));
        self.ctx.greet();
        self.ctx.push(Effect::Tell(protocol::Reply::Error(message.to_string())));
    }

    /// Whether what is on show is what is set, and not what was set before.
    pub(super) fn is_shown(&self) -> bool {
        self.is_lockstep() && self.stepping.moment.is_some() && !self.stepping.asked.contains(&Asked::Open)
    }

    fn lacks_text(&self) -> bool {
        self.experiment.lab.reads_text() && self.experiment.text == Text::Own && !self.text.is_read()
    }
}
