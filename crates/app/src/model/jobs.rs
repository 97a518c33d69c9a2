//! What shall run, when it may, and how it is stopped.

use super::{
    Activity, Awaited, Below, Effect, Engine, Model, PendingJob, PtrEq, Recording, RichText, Running, Sweep, sweep,
};
use crate::words;
use catalogue::{Experiment, Text};
use protocol::EngineCommand;

impl Model {
    /// This shall begin as soon as it can; says so when that is not now.
    pub(super) fn want(&mut self, wanted: PendingJob) {
        if self.is_lockstep() {
            return self.want_in_lockstep(&wanted);
        }
        if let Some(refusal) = self.refusal() {
            return self.ctx.say(refusal);
        }
        self.wanted = Some(wanted);
        match (&self.engine, &self.activity) {
            (Engine::Off | Engine::Failed { .. }, _) => self.launch(self.usual_pool(), 0),
            (_, Activity::Deadlocked { .. }) => self.stop(),
            _ => {}
        }
        self.ctx.say_for_now(self.waiting_for());
        self.begin();
    }

    /// Begins what is wanted, if nothing stands in its way.
    pub(super) fn begin(&mut self) {
        if self.is_lockstep() {
            return;
        }
        let reading = self.experiment.text == Text::Own && self.experiment.lab.reads_text() && !self.text.is_read();
        if !self.engine.is_ready() || self.activity != Activity::Idle || reading {
            return;
        }
        match self.wanted.take() {
            Some(PendingJob::Run) => self.begin_run((*self.experiment).clone()),
            Some(PendingJob::Other(experiment)) => self.begin_run(*experiment),
            Some(PendingJob::Sweep { threads, runs }) => self.begin_sweep(threads, runs),
            None => {}
        }
    }

    /// Sends every thread home; what was wanted stays wanted.
    pub(super) fn stop(&mut self) {
        let stopping = match &mut self.activity {
            Activity::Idle => return,
            Activity::Running(running) => &mut running.stopping,
            Activity::Deadlocked { breaking, .. } => breaking,
            Activity::Sweeping { stopping, .. } => stopping,
        };
        if !std::mem::replace(stopping, true) {
            self.watch.expect(Some(Awaited::Home));
            self.ctx.push(Effect::EngineCommand(EngineCommand::Stop));
        }
    }

    /// Throws the engine away and starts another.
    pub(super) fn launch(&mut self, threads: u16, tries: u8) {
        self.engine = Engine::Starting { threads, tries };
        self.activity = Activity::Idle;
        if !self.is_lockstep() {
            self.recording.borrow_mut().end();
        }
        if self.sweep.live {
            self.sweep.edit().end(&[]);
        }
        self.text.edit().lose();
        self.watch.expect(Some(Awaited::Start));
        self.ctx.push(Effect::Launch(threads));
    }

    /// Threads of a pool when nobody asks for more.
    pub(super) fn usual_pool(&self) -> u16 {
        match self.engine {
            Engine::Starting { threads, .. } | Engine::Ready { threads } => threads,
            _ => self.ctx.facts.hardware.clamp(8, super::MOST_THREADS),
        }
    }

    fn want_in_lockstep(&mut self, wanted: &PendingJob) {
        match wanted {
            PendingJob::Run | PendingJob::Other(_) => self.run_fair(),
            PendingJob::Sweep { .. } => self.ctx.say(RichText::of(
                "Throughput is measured on real threads: choose them first.",
            )),
        }
    }

    pub(super) fn refusal(&self) -> Option<RichText> {
        let own = self.experiment.lab.reads_text() && self.experiment.text == Text::Own;
        match (&self.engine, &self.activity) {
            (Engine::Missing(missing), _) => Some(RichText::of(missing.sentence())),
            (_, Activity::Running(running)) if !running.stopping => Some(RichText::of("It runs already.")),
            (_, Activity::Sweeping { stopping: false, .. }) => {
                Some(RichText::of("A sweep is under way; stop it first."))
            }
            _ if own && !self.text.is_read() && !self.text.is_reading() => Some(RichText::of(
                "Choose a text file first, or drop one anywhere on the page.",
            )),
            _ => None,
        }
    }

    fn waiting_for(&self) -> &'static str {
        match (&self.engine, &self.activity) {
            (Engine::Off | Engine::Starting { .. }, _) => "It begins as soon as the threads are there…",
            (_, Activity::Deadlocked { .. }) => "Breaking the deadlock first…",
            (_, Activity::Idle) => "It begins as soon as your text is read…",
            _ => "It begins as soon as every thread is home…",
        }
    }

    fn begin_run(&mut self, experiment: Experiment) {
        let id = self.ctx.take_id();
        let settings = experiment.to_settings();
        self.ctx.say(words::begun(&experiment));
        self.activity = Activity::Running(Running {
            id,
            experiment,
            stopping: false,
            done: 0,
            total: 0,
            now: 0,
            visit: self.visit,
        });
        let fresh = Recording::begin(&self.recording.borrow());
        *self.recording.borrow_mut() = fresh;
        self.ctx.looks.edit().pointed = None;
        self.replay = None;
        self.told_at = 0;
        self.watch
            .crowd(self.experiment.threads, self.ctx.facts.hardware.into());
        self.watch.expect(Some(Awaited::Sign));
        self.ctx.push(Effect::EngineCommand(EngineCommand::Run {
            id,
            settings,
            record: true,
            order: self.keeps_order,
            source: None,
        }));
    }

    fn begin_sweep(&mut self, threads: Vec<u32>, runs: Option<u32>) {
        let id = self.ctx.take_id();
        let locks = sweep::locks(self.kind);
        let title = words::sweep_title(&self.experiment);
        self.swept_as = (threads.clone(), runs);
        self.ctx.say(words::sweep_begun(&self.experiment, &threads, runs));
        self.activity = Activity::Sweeping { id, stopping: false };
        self.ctx.looks.edit().below = Some(Below::Plot);
        self.sweep = PtrEq::new(Sweep::begin(&self.experiment, title, &locks, (&threads, runs)));
        let most = threads.iter().max().copied().unwrap_or(1);
        self.watch.crowd(most, self.ctx.facts.hardware.into());
        self.watch.expect(Some(Awaited::Sign));
        self.ctx.push(Effect::EngineCommand(EngineCommand::Sweep {
            id,
            settings: self.experiment.to_settings(),
            threads,
            locks,
            runs,
        }));
    }
}
