//! What is set: the experiment, what the lock's switch turns on, the reader's own text, and what shall begin.

use super::{Context, NumberStep, OwnText, PendingJob, PtrEq, RichText, TextState, columns, shown::shrink};
use crate::words;
use catalogue::{Engine, Experiment, IntParam, LabInfo, Lock, Text, ValidationError};

/// What is set.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The experiment.
    pub experiment: PtrEq<Experiment>,
    /// What the switch turns on.
    pub kind: Lock,
    /// The user's own text.
    pub text: PtrEq<OwnText>,
    /// What shall begin as soon as it can.
    pub wanted: Option<PendingJob>,
    /// Whether a run on real threads keeps the order of its operations.
    pub keeps_order: bool,
    /// The settings of this lab before the last change of them.
    pub undo: Option<PtrEq<Experiment>>,
    /// What was set before lockstep made it small.
    large: Option<PtrEq<Experiment>>,
}

/// A value by its key.
pub type Pair = (String, String);

impl Setup {
    /// What an address sets.
    pub fn new(experiment: Experiment) -> Self {
        Setup {
            kind: match experiment.lock {
                Lock::Off => Lock::CPython,
                lock => lock,
            },
            experiment: PtrEq::new(experiment),
            text: PtrEq::default(),
            wanted: None,
            keeps_order: false,
            undo: None,
            large: None,
        }
    }

    /// Whether the program is stepped through in lockstep.
    pub fn is_lockstep(&self) -> bool {
        self.experiment.engine == Engine::Lockstep
    }

    /// Whether the reader's own text is read.
    pub fn reads_own(&self) -> bool {
        self.experiment.lab.reads_text() && self.experiment.text == Text::Own
    }

    /// Whether that text is not here yet.
    pub fn lacks_text(&self) -> bool {
        self.reads_own() && !self.text.is_read()
    }

    /// Takes over an experiment; what was in force before can be had back.
    pub fn take(&mut self, experiment: Experiment, before: &Experiment) {
        if experiment.lock != Lock::Off {
            self.kind = experiment.lock;
        }
        self.experiment = PtrEq::new(experiment);
        self.keep_for_undo(before);
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

    /// Whether runs on real threads keep the order of their operations from now on.
    pub fn keep_order(&mut self, keep: bool, ctx: &mut Context) {
        self.keeps_order = keep;
        ctx.note(match keep {
            true => "Recording: the next run keeps the order of everything its threads do. It is slower for it.",
            false => "Not recording: runs go at full speed.",
        });
    }

    /// Whether it has no throughput to be measured, on real threads.
    pub fn is_unswept(&self) -> bool {
        !self.is_lockstep() && !self.experiment.lab.sweeps
    }

    /// Says what is set on another page than before.
    pub fn introduce(&self, ctx: &mut Context) {
        let (name, caption) = (self.experiment.lab.name, words::caption(&self.experiment));
        ctx.note(&format!("{name}: {caption}."));
    }

    /// A lab as it comes, on the engine that is chosen.
    pub fn fresh(&self, lab: &'static LabInfo) -> Experiment {
        let mut experiment = Experiment::of(lab);
        if self.is_lockstep() {
            experiment.engine = self.experiment.engine;
            experiment.shrink();
        }
        experiment
    }

    /// Where real threads are missing, lockstep runs what was meant for them, with numbers of its own.
    pub fn settle_engine(&mut self, experiment: &mut Experiment, lacks_threads: bool) {
        if lacks_threads && experiment.engine == Engine::Threads {
            self.large = Some(PtrEq::new(experiment.clone()));
            experiment.engine = Engine::Lockstep;
            shrink(experiment);
        }
    }

    /// What was asked for, where lockstep has taken the place of threads that are missing and nobody has moved yet.
    pub fn asked_for(&self, mut current: Experiment) -> Option<Experiment> {
        let replaced = self.large.is_some() && self.is_lockstep() && current.schedule.is_empty();
        replaced.then(|| {
            current.engine = Engine::Threads;
            self.grow(&mut current);
            current
        })
    }

    /// Takes an engine that was asked for. Lockstep makes numbers small, and the way back brings the large ones again.
    pub fn take_engine(
        &mut self,
        experiment: &mut Experiment,
        id: &str,
        missing: Option<super::Missing>,
    ) -> Result<(), ValidationError> {
        use Engine::{Lockstep, Threads};
        let before = experiment.engine;
        experiment.set("engine", id)?;
        match (before, experiment.engine, missing) {
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

    /// The same in lockstep, where there are no threads.
    pub fn in_lockstep(&mut self, mut experiment: Experiment) -> Experiment {
        // What is set is within bounds, and so is lockstep.
        let _ = self.take_engine(&mut experiment, Engine::Lockstep.id(), None);
        experiment
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

    /// The lock on or off.
    pub fn switched(&self) -> Pair {
        let lock = match self.experiment.lock {
            Lock::Off => self.kind,
            _ => Lock::Off,
        };
        ("lock".into(), lock.id().into())
    }

    /// One more or one less than it is by now, whatever the field showed when the button was pressed.
    pub fn nudged(&self, number: &'static IntParam, step: NumberStep) -> Option<Pair> {
        let settings = self.experiment.to_settings();
        let now = settings.iter().find(|(key, _)| key == number.key)?;
        let now: u64 = now.1.parse().unwrap_or(number.usual);
        let next = match step {
            NumberStep::Less => now.saturating_sub(1),
            NumberStep::More => now.saturating_add(1),
        };
        let next = next.clamp(number.least, number.most);
        Some((number.key.to_owned(), next.to_string()))
    }

    /// A column of the reader's list is at this place, counted from 1; 0 for none. The others stay as they are by now, whatever the form shows.
    pub fn with_column(&self, column: usize, place: u8) -> Option<Pair> {
        let TextState::Read { list, guess, .. } = &self.text.state else {
            return None;
        };
        let mut chosen = columns::chosen(list, *guess, self.experiment.typed(columns::KEY));
        chosen[column] = place;
        Some((columns::KEY.to_owned(), columns::written(&chosen)))
    }

    /// What is said of a value that was set; `goes_on` says that a run goes on with what was set before.
    pub fn changed(&self, key: &str, goes_on: bool) -> RichText {
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
        match goes_on && !self.is_lockstep() {
            true => said.say(" It holds from the next run on."),
            false => said,
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
pub fn forget_schedule(before: &Experiment, experiment: &mut Experiment) {
    let at = experiment.at;
    let same = Experiment { at, ..before.clone() };
    if *experiment != same {
        (experiment.schedule, experiment.at) = (String::new(), None);
    }
}
