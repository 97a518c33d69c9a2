//! What is done with a lab: run, stopped, measured, reset.

use super::Lab;
use crate::model::{Activity, Below, Context, PendingJob, Playback, RichText, RunCommand, Tour};
use crate::words;
use catalogue::{Experiment, Lock};

/// Threads up to which a sweep by hand goes.
const MOST_SWEPT: u32 = 8;

/// Which numbers of threads a sweep by hand goes through: those at which somebody else has measured, if figures of theirs are drawn beside it.
pub fn swept_by_hand(experiment: &Experiment) -> Vec<u32> {
    let most = MOST_SWEPT.min(experiment.lab.threads.most as u32);
    let published: Vec<u32> = experiment.reference().iter().map(|point| point.0).collect();
    match published.is_empty() {
        true => (1..=most).collect(),
        false => published,
    }
}

impl Lab {
    /// It is run, stopped, measured or reset.
    pub fn run(&mut self, what: RunCommand, ctx: &mut Context) {
        match what {
            RunCommand::Begin => self.want(PendingJob::Run, ctx),
            RunCommand::Stop => self.stop(ctx),
            RunCommand::Reset => self.reset(ctx),
            RunCommand::Sweep => self.measure(ctx),
            RunCommand::Try(step) => {
                let tour = Tour::of(ctx, &self.setup);
                if let Some(set) = tour.steps().get(step).map(|step| tour.step_set(step)) {
                    self.adopt(set, ctx);
                    self.want(PendingJob::Run, ctx);
                }
            }
            RunCommand::Progress => ctx.say(match self.lockstep.search.progress() {
                Some(said) => said,
                None => self.threads.activity.progress(&self.show.sweep),
            }),
            RunCommand::KeepOrder(keep) => {
                self.threads.keeps_order = keep;
                ctx.say(RichText::of(match keep {
                    true => {
                        "Recording: the next run keeps the order of everything its threads do. It is slower for it."
                    }
                    false => "Not recording: runs go at full speed.",
                }));
            }
            RunCommand::Reopen => self.reopen(ctx),
            RunCommand::Compare(over) => self.threads.compare(over, &mut self.setup, &mut self.show, ctx),
        }
    }

    fn stop(&mut self, ctx: &mut Context) {
        if !self.setup.is_lockstep() {
            return self.threads.press_stop(&mut self.setup, ctx);
        }
        self.setup.wanted = None;
        if !self.lockstep.search.edit().stop(ctx) {
            self.lockstep.stepping.edit().pause(ctx);
        }
    }

    /// Back to how the lab comes.
    pub fn reset(&mut self, ctx: &mut Context) {
        self.setup.wanted = None;
        self.threads.stop(ctx);
        let lab = self.setup.experiment.lab;
        self.adopt(self.setup.fresh(lab), ctx);
        self.setup.kind = Lock::CPython;
        self.clear(ctx);
        ctx.say(RichText::of(format!("Reset: {} as it comes.", lab.name)));
    }

    fn measure(&mut self, ctx: &mut Context) {
        let lab = self.setup.experiment.lab;
        if !self.setup.is_lockstep() && !lab.sweeps {
            let said = format!(
                "{} has no throughput to plot: it is about what happens, not how fast.",
                lab.name
            );
            return ctx.say(RichText::of(said));
        }
        let threads = swept_by_hand(&self.setup.experiment);
        self.want(PendingJob::Sweep { threads, runs: None }, ctx);
    }

    /// Opens the run on show in lockstep, in the order in which it really went.
    fn reopen(&mut self, ctx: &mut Context) {
        let Some(experiment) = self.show.shown.as_ref().and_then(|shown| shown.replay.clone()) else {
            return ctx.say(RichText::of(
                "There is no recorded run on show: tick Record, then press Run.",
            ));
        };
        self.threads.stop(ctx);
        ctx.say(RichText::of("Opening the recorded run in lockstep…"));
        self.adopt(experiment, ctx);
    }

    /// The run on show is played again; while another runs there is none.
    pub fn play_back(&mut self, what: Playback) {
        let running = matches!(self.threads.activity, Activity::Running(_));
        if let Some(replay) = self.show.replay.as_mut().filter(|_| !running) {
            replay.play(what, &self.show.recording.borrow());
        }
    }

    /// Shows a kept run as if it had just ended, with what was set then.
    pub fn open_run(&mut self, number: u32, ctx: &mut Context) {
        let Some(run) = self.show.kept.runs.numbered(number).cloned() else {
            return;
        };
        if ctx.facts.missing.is_none() {
            self.threads.stop(ctx);
            self.adopt(run.experiment.clone(), ctx);
        }
        self.clear(ctx);
        self.show.show_kept(&run, ctx);
        ctx.looks.edit().below = Some(Below::Result);
    }

    /// Says what is set on another page than before.
    pub fn introduce(&self, ctx: &mut Context) {
        let experiment = &self.setup.experiment;
        ctx.say(RichText::of(format!(
            "{}: {}.",
            experiment.lab.name,
            words::caption(experiment)
        )));
    }
}
