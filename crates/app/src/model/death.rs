//! An engine that broke, would not answer or would not start, and what is done about it.

use super::{Activity, Effect, Engine, Model, PendingJob, RichText, Running, TRIES};
use protocol::Reply;
use trace::{Report, json::write_text};

impl Model {
    /// The browser says that the engine broke.
    pub(super) fn died(&mut self, message: &str) {
        match self.engine {
            Engine::Starting { .. } => self.start_over(message),
            Engine::Ready { .. } => self.lost(message),
            Engine::Missing(_) | Engine::Off | Engine::Failed { .. } => {}
        }
    }

    /// The engine is of no more use: what ran has crashed, and another engine is started.
    pub(super) fn lost(&mut self, message: &str) {
        let was = std::mem::take(&mut self.activity);
        self.watch.expect(None);
        self.series = None;
        self.launch(self.usual_pool(), 0);
        match was {
            Activity::Running(running) if !running.stopping => self.crashed(&running, message),
            Activity::Idle => self
                .ctx
                .say(RichText::of(format!("The engine was replaced: {message}"))),
            _ => {
                let said = format!(": {message} The engine was replaced; your settings were not.");
                self.ctx.say(RichText::default().strong("Stopped").say(said));
                self.ctx.push(Effect::Tell(Reply::Error(format!("Stopped: {message}"))));
            }
        }
    }

    /// A start failed: once more, or never.
    pub(super) fn start_over(&mut self, message: &str) {
        let (threads, tries) = match self.engine {
            Engine::Starting { threads, tries } => (threads, tries + 1),
            _ => (self.usual_pool(), 1),
        };
        if tries < TRIES {
            self.launch(threads, tries);
            let said = format!(
                "The threads did not start: {message} Trying again, {} of {TRIES}…",
                tries + 1
            );
            return self.ctx.say(RichText::of(said));
        }
        self.series = None;
        self.watch.expect(None);
        self.engine = Engine::Failed {
            message: message.to_string(),
        };
        self.ctx.say(
            RichText::default()
                .bad("The threads do not start")
                .say(format!(": {message} Lockstep takes their place.")),
        );
        self.ctx.push(Effect::Tell(Reply::Error(format!(
            "The threads do not start: {message} Lockstep takes their place."
        ))));
        self.fall_back();
    }

    /// Lockstep instead of threads that cannot be had, and a run that waited for them there.
    fn fall_back(&mut self) {
        if self.is_lockstep() {
            return;
        }
        let runs = matches!(self.wanted, Some(PendingJob::Run));
        let mut experiment = self.current();
        // What is set is within bounds, and so is lockstep.
        let _ = self.take_engine(&mut experiment, catalogue::Engine::Lockstep.id());
        self.adopt(experiment);
        self.wanted = runs.then_some(PendingJob::Run);
    }

    fn crashed(&mut self, running: &Running, message: &str) {
        let json = self.report_for(running, message);
        if let Some(report) = Report::read(&json) {
            self.show(report, None, running);
        }
        self.ctx.push(Effect::Tell(Reply::Report(json)));
    }

    /// The engine can report no more, so the page does, in the same JSON.
    fn report_for(&self, running: &Running, message: &str) -> String {
        let cores = self.ctx.facts.hardware;
        let (settings, lab) = (running.experiment.to_settings(), running.experiment.lab);
        let mut out = String::from("{\"version\":1");
        for (key, value) in &settings {
            out += &format!(",\"{key}\":");
            match value.parse::<u64>() {
                // `007` is no number in JSON.
                Ok(number) if number.to_string() == *value => out += value,
                _ => write_text(value, &mut out),
            }
        }
        out += &format!(",\"cores\":{cores},\"outcome\":\"crashed\",\"sentence\":");
        write_text(message, &mut out);
        let (elapsed, done) = (running.now as f64 / 1e6, running.done);
        out += &format!(
            ",\"elapsed_ms\":{elapsed:.3},\"work\":{{\"amount\":{done},\"unit\":\"{}\"}}",
            lab.unit
        );
        out += ",\"throughput\":0,\"result\":{},\"contention\":{\"acquisitions\":0,\"waits\":0,\"wait_ms\":0,\"switches\":0}";
        out += &format!(
            ",\"cycle\":[],\"schedule\":\"\",\"environment\":{{\"agent\":\"\",\"hardware_threads\":{cores},\"isolated\":true}}}}"
        );
        out
    }
}
