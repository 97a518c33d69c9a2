//! What is done with a lab: run, stopped, measured, reset.

use super::Lab;
use crate::model::{Below, Context, PendingJob, RunCommand, Tour};
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
            RunCommand::Stop if self.setup.is_lockstep() => {
                self.setup.wanted = None;
                if !self.lockstep.search.edit().stop(ctx) {
                    self.lockstep.stepping.edit().pause(ctx);
                }
            }
            RunCommand::Stop => self.threads.press_stop(&mut self.setup, ctx),
            RunCommand::Reset => self.reset(ctx),
            RunCommand::Sweep if self.setup.is_unswept() => ctx.say(words::no_sweep(&self.setup.experiment)),
            RunCommand::Sweep => {
                let threads = swept_by_hand(&self.setup.experiment);
                self.want(PendingJob::Sweep { threads, runs: None }, ctx);
            }
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
            RunCommand::KeepOrder(keep) => self.setup.keep_order(keep, ctx),
            RunCommand::Reopen => match self.show.recorded() {
                Some(experiment) => {
                    self.threads.stop(ctx);
                    ctx.note("Opening the recorded run in lockstep…");
                    self.adopt(experiment, ctx);
                }
                None => ctx.note("There is no recorded run on show: tick Record, then press Run."),
            },
            RunCommand::Compare(over) => self.threads.compare(over, &mut self.setup, &mut self.show, ctx),
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
        ctx.note(&format!("Reset: {} as it comes.", lab.name));
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
}
