//! Settings changed by hand, by the address or by the page around this one.

use super::{Activity, Engine, Model, NumberStep, PtrEq, Recording, RichText, Sweep};
use crate::words;
use catalogue::{Address, Experiment, IntParam, LabInfo, Lock, Page, ValidationError};

impl Model {
    /// Takes over an address; what cannot be used of it is shown.
    pub(super) fn readdress(&mut self, query: &str, hash: &str) {
        let (mut address, complaints) = Address::read(query, hash);
        if self.ctx.is_own() || address.chrome.page == Page::Program {
            return self.come_or_go(address, complaints, (query, hash));
        }
        self.settle_engine(&mut address.experiment);
        if address.hash() == self.address() && complaints.is_empty() {
            return;
        }
        self.ctx.complaints = PtrEq::new(complaints);
        let leaves = self.ctx.chrome.page != address.chrome.page;
        self.ctx.chrome = address.chrome;
        if leaves {
            self.stop();
            self.clear();
            self.search.edit().found = None;
        }
        self.adopt(address.experiment);
        self.ctx.say(RichText::of(format!(
            "{}: {}.",
            self.experiment.lab.name,
            words::caption(&self.experiment)
        )));
        self.take_result(hash);
    }

    /// The page turns to a program of the visitor's own, or away from it.
    fn come_or_go(&mut self, address: Address, complaints: Vec<ValidationError>, (query, hash): (&str, &str)) {
        self.ctx.complaints = PtrEq::new(complaints);
        let was = self.ctx.is_own();
        self.ctx.chrome = address.chrome;
        if self.ctx.is_own() {
            if !was {
                self.stop();
                self.clear();
            }
            return self.program.open(query, hash, &mut self.ctx);
        }
        let mut experiment = address.experiment;
        self.settle_engine(&mut experiment);
        self.experiment = PtrEq::new(experiment);
        self.program.leave(&mut self.ctx);
        self.clear();
        if self.is_lockstep() {
            self.open();
        } else if matches!(self.engine, Engine::Off | Engine::Failed { .. }) {
            self.launch(self.usual_pool(), 0);
        }
        self.ctx.say(RichText::of(format!(
            "{}: {}.",
            self.experiment.lab.name,
            words::caption(&self.experiment)
        )));
    }

    /// Sets values by their keys, and says what that means.
    pub(super) fn set(&mut self, settings: &[(String, String)]) {
        let complaints = self.load(settings);
        match (complaints.first(), settings) {
            (Some(complaint), _) => self
                .ctx
                .say(RichText::default().bad("Not taken over").say(format!(": {complaint}"))),
            (None, [(key, _)]) => self.ctx.say(self.changed(key)),
            (None, _) => self
                .ctx
                .say(RichText::of(format!("Set: {}.", words::caption(&self.experiment)))),
        }
    }

    /// One more or one less than it is by now, whatever the field showed when the button was pressed.
    pub(super) fn nudge(&mut self, number: &'static IntParam, step: NumberStep) {
        let settings = self.experiment.to_settings();
        let Some(now) = settings.iter().find(|(key, _)| key == number.key) else {
            return;
        };
        let now: u64 = now.1.parse().unwrap_or(number.usual);
        let next = match step {
            NumberStep::Less => now.saturating_sub(1),
            NumberStep::More => now.saturating_add(1),
        };
        let next = next.clamp(number.least, number.most);
        self.set(&[(number.key.to_owned(), next.to_string())]);
    }

    /// Sets values by their keys; a lab among them comes first and as it is; returns what could not be used.
    pub(super) fn load(&mut self, settings: &[(String, String)]) -> Vec<ValidationError> {
        let mut complaints = Vec::new();
        let mut experiment = self.current();
        if let Some((_, id)) = settings.iter().rfind(|(key, _)| key == "lab") {
            match catalogue::lab(id) {
                Ok(lab) if lab.id == experiment.lab.id => {}
                Ok(lab) => experiment = self.fresh(lab),
                Err(complaint) => complaints.push(complaint),
            }
        }
        if let Some((_, id)) = settings.iter().rfind(|(key, _)| key == "engine") {
            complaints.extend(self.take_engine(&mut experiment, id).err());
        }
        let before = experiment.clone();
        for (key, value) in settings.iter().filter(|(key, _)| key != "engine") {
            complaints.extend(experiment.set(key, value).err());
            complaints.extend(self.ctx.chrome.set(key, value).err());
        }
        if !settings.iter().any(|(key, _)| key == "schedule") {
            forget_schedule(&before, &mut experiment);
        }
        self.adopt(experiment);
        complaints
    }

    /// Takes over an experiment; another lab begins with nothing on show.
    pub(super) fn adopt(&mut self, experiment: Experiment) {
        if experiment.lock != Lock::Off {
            self.kind = experiment.lock;
        }
        let leaves = experiment.lab.id != self.experiment.lab.id;
        let before = self.current();
        self.experiment = PtrEq::new(experiment);
        self.keep_for_undo(&before);
        if leaves {
            self.stop();
            self.clear();
        }
        self.follow_engine(&before);
        self.leave_search(&before);
    }

    /// Settings that were changed can be had back; where one stands in a run in lockstep is no setting, nor is what runs it.
    fn keep_for_undo(&mut self, before: &Experiment) {
        let now = &*self.experiment;
        let is_setting = before.lab.id == now.lab.id && before.engine == now.engine;
        let (schedule, at) = (now.schedule.clone(), now.at);
        let changed = Experiment {
            schedule,
            at,
            ..before.clone()
        } != *now;
        match (is_setting, changed) {
            (true, true) => self.undo = Some(PtrEq::new(before.clone())),
            (true, false) => {}
            (false, _) => self.undo = None,
        }
    }

    /// Takes back the last change of settings.
    pub(super) fn take_back(&mut self) {
        let Some(before) = self.undo.take() else {
            return self.ctx.say(RichText::of("No setting was changed."));
        };
        self.adopt((*before).clone());
        self.ctx.say(RichText::of(format!(
            "As before: {}.",
            words::caption(&self.experiment)
        )));
    }

    /// A lab as it comes, on the engine that is chosen.
    pub(super) fn fresh(&self, lab: &'static LabInfo) -> Experiment {
        let mut experiment = Experiment::of(lab);
        if self.is_lockstep() {
            experiment.engine = self.experiment.engine;
            experiment.shrink();
        }
        experiment
    }

    /// Takes everything off the page that an earlier run left there.
    pub(super) fn clear(&mut self) {
        self.visit += 1;
        self.wanted = None;
        self.series = None;
        self.shown = None;
        self.sweep = PtrEq::new(Sweep::default());
        self.ctx.looks.edit().pointed = None;
        self.replay = None;
        let none = Recording::none(&self.recording.borrow());
        *self.recording.borrow_mut() = none;
    }

    fn changed(&self, key: &str) -> RichText {
        let experiment = &self.experiment;
        let said = match key {
            "lock" => words::lock_said(experiment),
            "variant" => RichText::default()
                .strong(experiment.variant.name)
                .say(format!(": {}", experiment.variant.note)),
            "engine" => words::engine_said(experiment),
            "interval" => RichText::of(format!("Switch interval: {} ms.", experiment.interval())),
            "lab" => RichText::of(format!("{}: {}", experiment.lab.name, experiment.lab.question)),
            "text" => RichText::default()
                .strong(words::text_name(experiment.text))
                .say(": the text that will be counted."),
            _ => self.number_changed(key),
        };
        match self.activity {
            Activity::Running(_) | Activity::Deadlocked { .. } if !self.is_lockstep() => {
                said.say(" It holds from the next run on.")
            }
            _ => said,
        }
    }

    fn number_changed(&self, key: &str) -> RichText {
        let experiment = &self.experiment;
        let lab = experiment.lab;
        let number = [&lab.threads, &lab.size]
            .into_iter()
            .chain(lab.extras)
            .find(|number| number.key == key);
        let value = match key {
            "threads" => u64::from(experiment.threads),
            "size" => experiment.size,
            "seed" => experiment.seed,
            _ => experiment.extra(key),
        };
        let name = number.map_or("Seed", |number| number.name);
        let shown = number.map_or_else(|| value.to_string(), |number| words::offered(number, value));
        RichText::of(format!("{name}: ")).strong(shown).say(".")
    }
}

/// A schedule belongs to a program: what changes the program begins anew.
fn forget_schedule(before: &Experiment, experiment: &mut Experiment) {
    let at = experiment.at;
    let same = Experiment { at, ..before.clone() };
    if *experiment != same {
        (experiment.schedule, experiment.at) = (String::new(), None);
    }
}
