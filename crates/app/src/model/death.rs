//! An engine that broke, would not answer or would not start, and what is done about it.

use super::{Activity, Effect, Engine, Model, Rich, Running, TRIES, engine::MOST_THREADS, jobs::owned};
use catalogue::Experiment;
use protocol::Reply;
use serde_json::Value;
use trace::{Contention, Environment, Outcome, Report, Work};

impl Model {
    /// The browser says that the engine broke.
    pub(super) fn died(&mut self, message: &str, effects: &mut Vec<Effect>) {
        match self.engine {
            Engine::Starting { .. } => self.start_over(message, effects),
            Engine::Ready { .. } => self.lost(message, effects),
            Engine::Missing(_) | Engine::Failed { .. } => {}
        }
    }

    /// The engine is of no more use: what ran has crashed, and another engine is started.
    pub(super) fn lost(&mut self, message: &str, effects: &mut Vec<Effect>) {
        let was = std::mem::take(&mut self.activity);
        self.watch.expect(None);
        self.launch(self.usual_pool(), 0, effects);
        match was {
            Activity::Running(running) if !running.stopping => self.crashed(&running, message, effects),
            Activity::Idle => self.say(Rich::of(format!("The engine was replaced: {message}"))),
            _ => {
                let said = format!(": {message} The engine was replaced; your settings were not.");
                self.say(Rich::default().strong("Stopped").say(said));
                effects.push(Effect::Tell(Reply::Error(format!("Stopped: {message}"))));
            }
        }
    }

    /// A start failed: once more, or never.
    pub(super) fn start_over(&mut self, message: &str, effects: &mut Vec<Effect>) {
        let (threads, tries) = match self.engine {
            Engine::Starting { threads, tries } => (threads, tries + 1),
            _ => (self.usual_pool(), 1),
        };
        if tries < TRIES {
            self.launch(threads, tries, effects);
            let said = format!(
                "The threads did not start: {message} Trying again, {} of {TRIES}…",
                tries + 1
            );
            return self.say(Rich::of(said));
        }
        self.wanted = None;
        self.watch.expect(None);
        self.engine = Engine::Failed {
            message: message.to_string(),
        };
        self.say(
            Rich::default()
                .bad("The threads do not start")
                .say(format!(": {message} Run tries once more.")),
        );
        effects.push(Effect::Tell(Reply::Error(format!(
            "The threads do not start: {message}"
        ))));
    }

    fn crashed(&mut self, running: &Running, message: &str, effects: &mut Vec<Effect>) {
        let report = self.report_for(running, message);
        self.show(report, None, &running.experiment, effects);
    }

    /// The engine can report no more, so the page does.
    fn report_for(&self, running: &Running, message: &str) -> Report {
        let Experiment {
            lab,
            variant,
            engine,
            lock,
            threads,
            size,
            seed,
            ..
        } = running.experiment;
        let extra = |key: &str| lab.extras.iter().any(|extra| extra.key == key);
        let parameters = owned(&running.experiment).into_iter().filter(|(key, _)| extra(key));
        Report {
            version: 1,
            lab: lab.id.into(),
            variant: variant.id.into(),
            engine: engine.id().into(),
            lock: lock.id().into(),
            threads,
            cores: self.facts.hardware.min(MOST_THREADS).into(),
            size,
            seed,
            parameters: parameters
                .map(|(key, value)| (key, value.parse().map_or(Value::Null, |n: u64| n.into())))
                .collect(),
            outcome: Outcome::Crashed,
            message: Some(message.to_string()),
            elapsed_ms: running.now as f64 / 1e6,
            work: Work {
                amount: running.done,
                unit: lab.unit.into(),
            },
            throughput: 0.0,
            result: Default::default(),
            contention: Contention::default(),
            cycle: Vec::new(),
            schedule: String::new(),
            environment: Environment {
                hardware_threads: self.facts.hardware.into(),
                isolated: true,
                ..Default::default()
            },
        }
    }
}
