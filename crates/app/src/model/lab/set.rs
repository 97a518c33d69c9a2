//! Settings changed by hand, by the address or by the page around this one.

use super::Lab;
use crate::model::{Context, Effect, RichText, SetCommand, forget_schedule};
use crate::words;
use catalogue::{Experiment, Text, ValidationError};
use protocol::SimulatorCommand;

impl Lab {
    /// Settings are changed by hand.
    pub fn change(&mut self, what: SetCommand, ctx: &mut Context) {
        let pair = match what {
            SetCommand::Values(settings) => return self.set(&settings, ctx),
            SetCommand::Undo => {
                let Some(before) = self.setup.undo.take() else {
                    return ctx.note("No setting was changed.");
                };
                self.adopt((*before).clone(), ctx);
                let caption = words::caption(&self.setup.experiment);
                return ctx.note(&format!("As before: {caption}."));
            }
            SetCommand::Lock => Some(self.setup.switched()),
            SetCommand::Nudge(number, step) => self.setup.nudged(number, step),
            SetCommand::Column(column, place) => self.setup.with_column(column, place),
        };
        if let Some(pair) = pair {
            self.set(&[pair], ctx);
        }
    }

    /// Sets values by their keys, and says what that means.
    fn set(&mut self, settings: &[(String, String)], ctx: &mut Context) {
        let complaints = self.load(settings, ctx);
        ctx.say(match (complaints.first(), settings) {
            (Some(complaint), _) => RichText::default().bad("Not taken over").say(format!(": {complaint}")),
            (None, [(key, _)]) => self.setup.changed(key, self.threads.activity.is_run()),
            (None, _) => RichText::of(format!("Set: {}.", words::caption(&self.setup.experiment))),
        });
    }

    /// Sets values by their keys; a lab among them comes first and as it is; returns what could not be used.
    pub fn load(&mut self, settings: &[(String, String)], ctx: &mut Context) -> Vec<ValidationError> {
        let mut complaints = Vec::new();
        let mut experiment = self.current();
        let asked = |key: &str| settings.iter().rfind(|(known, _)| known == key);
        if let Some((_, id)) = asked("lab") {
            match catalogue::lab(id) {
                Ok(lab) if lab.id == experiment.lab.id => {}
                Ok(lab) => experiment = self.setup.fresh(lab),
                Err(complaint) => complaints.push(complaint),
            }
        }
        if let Some((_, id)) = asked("engine") {
            let missing = ctx.facts.missing;
            complaints.extend(self.setup.take_engine(&mut experiment, id, missing).err());
        }
        let before = experiment.clone();
        for (key, value) in settings.iter().filter(|(key, _)| key != "engine") {
            complaints.extend(experiment.set(key, value).err());
            complaints.extend(ctx.chrome.set(key, value).err());
        }
        if asked("schedule").is_none() {
            forget_schedule(&before, &mut experiment);
        }
        self.adopt(experiment, ctx);
        complaints
    }

    /// Takes over an experiment; another lab begins with nothing on show.
    pub fn adopt(&mut self, experiment: Experiment, ctx: &mut Context) {
        let leaves = experiment.lab.id != self.setup.experiment.lab.id;
        let before = self.current();
        self.setup.take(experiment, &before);
        if leaves {
            self.threads.stop(ctx);
            self.clear(ctx);
        }
        self.follow_engine(&before, ctx);
        self.lockstep.search.edit().leave(&before, &self.setup, ctx);
    }

    /// Brings what runs in line with what is set; `before` is what was in force.
    fn follow_engine(&mut self, before: &Experiment, ctx: &mut Context) {
        use catalogue::Engine::{Lockstep, Threads};
        match (before.engine, self.setup.experiment.engine) {
            (Threads, Lockstep) => {
                self.threads.stop(ctx);
                self.clear(ctx);
                self.lockstep.open(&self.setup, ctx);
            }
            (Lockstep, Lockstep) if *before != *self.setup.experiment => self.lockstep.open(&self.setup, ctx),
            (Lockstep, Threads) => {
                self.lockstep.close();
                self.clear(ctx);
                if self.threads.pool.is_off() {
                    self.threads.relaunch(&mut self.setup, &mut self.show, ctx);
                } else if self.threads.pool.engine.is_ready() && self.setup.text.edit().lose() {
                    ctx.push(Effect::SendFiles);
                }
            }
            _ => {}
        }
    }

    /// Files were picked or dropped.
    pub fn choose(&mut self, files: Vec<(String, u64)>, ctx: &mut Context) {
        if !self.setup.experiment.lab.reads_text() {
            return ctx.note(&format!(
                "{} reads no text; MapReduce does.",
                self.setup.experiment.lab.name
            ));
        }
        match self.setup.text.edit().choose(files) {
            Err(refusal) => ctx.say(refusal),
            Ok(reading) => {
                ctx.tells_host = false;
                self.setup.experiment.edit().text = Text::Own;
                ctx.say(reading);
                let lockstep = self.setup.is_lockstep();
                if lockstep && self.lockstep.simulator.is_ready() {
                    ctx.push(Effect::SimulatorCommand(SimulatorCommand::Text));
                } else if !lockstep && self.threads.pool.engine.is_ready() {
                    ctx.push(Effect::SendFiles);
                }
            }
        }
    }
}
