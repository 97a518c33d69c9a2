//! What shall run, when it may, and how it is stopped.

use super::{Series, Threads};
use crate::model::{Activity, Below, Context, Effect, PendingJob, PtrEq, Running, Setup, Show, Sweep, sweep};
use crate::words;
use catalogue::{Experiment, SweepAxis};
use protocol::EngineCommand;

impl Threads {
    /// This shall begin as soon as it can; says so when that is not now.
    pub fn want(&mut self, wanted: PendingJob, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        if let Some(refusal) = self.activity.refusal(&self.pool.engine, setup) {
            return ctx.say(refusal);
        }
        setup.wanted = Some(wanted);
        match &self.activity {
            _ if self.pool.is_off() => self.relaunch(setup, show, ctx),
            Activity::Deadlocked { .. } => self.stop(ctx),
            _ => {}
        }
        ctx.say_for_now(self.activity.waiting_for(&self.pool.engine));
        self.begin(setup, show, ctx);
    }

    /// Begins what is wanted, if nothing stands in its way.
    pub fn begin(&mut self, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        let busy = !self.pool.engine.is_ready() || self.activity != Activity::Idle;
        if setup.is_lockstep() || busy || setup.lacks_text() {
            return;
        }
        match setup.wanted.take() {
            Some(PendingJob::Run) => self.begin_run((*setup.experiment).clone(), setup, show, ctx),
            Some(PendingJob::Other(experiment)) => self.begin_run(*experiment, setup, show, ctx),
            Some(PendingJob::Sweep { threads, runs }) => self.begin_sweep((threads, runs), setup, show, ctx),
            None => {}
        }
    }

    fn begin_run(&mut self, experiment: Experiment, setup: &Setup, show: &mut Show, ctx: &mut Context) {
        let id = ctx.take_id();
        let settings = experiment.to_settings();
        ctx.say(words::begun(&experiment));
        self.activity = Activity::Running(Running {
            id,
            experiment,
            stopping: false,
            done: 0,
            total: 0,
            now: 0,
            visit: show.visit,
        });
        show.begin(ctx);
        self.told_at = 0;
        self.pool.watch_over(setup.experiment.threads, ctx);
        ctx.push(Effect::EngineCommand(EngineCommand::Run {
            id,
            settings,
            record: true,
            order: setup.keeps_order,
            source: None,
        }));
    }

    fn begin_sweep(
        &mut self,
        (threads, runs): (Vec<u32>, Option<u32>),
        setup: &Setup,
        show: &mut Show,
        ctx: &mut Context,
    ) {
        let id = ctx.take_id();
        let locks = sweep::locks(setup.kind);
        let title = words::sweep_title(&setup.experiment);
        self.swept_as = (threads.clone(), runs);
        ctx.say(words::sweep_begun(&setup.experiment, &threads, runs));
        self.activity = Activity::Sweeping { id, stopping: false };
        ctx.looks.edit().below = Some(Below::Plot);
        show.sweep = PtrEq::new(Sweep::begin(&setup.experiment, title, &locks, (&threads, runs)));
        self.pool.watch_over(threads.iter().max().copied().unwrap_or(1), ctx);
        ctx.push(Effect::EngineCommand(EngineCommand::Sweep {
            id,
            settings: setup.experiment.to_settings(),
            threads,
            locks,
            runs,
        }));
    }

    /// Stops what goes on, at somebody's wish.
    pub fn press_stop(&mut self, setup: &mut Setup, ctx: &mut Context) {
        let had_plans = setup.wanted.take().is_some();
        self.series = None;
        let stopping = match &self.activity {
            Activity::Idle if had_plans => "Not begun.",
            Activity::Idle => "Nothing runs.",
            Activity::Deadlocked { .. } => "Breaking the deadlock: every thread is sent home…",
            Activity::Running(_) | Activity::Sweeping { .. } => "Stopping…",
        };
        ctx.note(stopping);
        self.stop(ctx);
    }

    /// Plans a series and begins its first run.
    pub fn compare(&mut self, over: SweepAxis, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        if setup.is_lockstep() {
            return ctx.note("This is measured on real threads: choose them first.");
        }
        if let Some(refusal) = self.activity.refusal(&self.pool.engine, setup) {
            return ctx.say(refusal);
        }
        self.series = Some(Series::plan(over, &setup.experiment));
        self.next_run(setup, show, ctx);
    }

    /// Begins the next run of the series, if there is one. What is set stays as it is: only the run is another.
    pub(super) fn next_run(&mut self, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        if let Some(next) = self.series.as_mut().and_then(Series::next) {
            self.want(PendingJob::Other(Box::new(next)), setup, show, ctx);
        }
    }
}
