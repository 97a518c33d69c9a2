//! Buttons.

use super::{Activity, Command, Effect, Format, Model, PendingJob, RichText, Running, format};
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

impl Model {
    /// A button was pressed.
    pub(super) fn press(&mut self, press: Command) {
        if self.waits_for_guess(&press) {
            return self.ctx.say(RichText::of(super::lesson::GUESS_FIRST));
        }
        match press {
            Command::Run => self.want(PendingJob::Run),
            Command::Stop => self.press_stop(),
            Command::Reset => self.reset(),
            Command::Undo => self.take_back(),
            Command::Sweep => self.press_sweep(),
            Command::Try(step) => self.try_step(step),
            Command::Lock => self.switch(),
            Command::Progress => self.ctx.say(self.progress()),
            Command::Step(step) => self.press_step(step),
            Command::Find(find) => self.press_find(find),
            Command::KeepOrder(keep) => self.keep_order(keep),
            Command::TellHost(all) => self.tell_host(all),
            Command::Column(column, place) => self.choose_column(column, place),
            Command::Nudge(number, step) => self.nudge(number, step),
            Command::OpenRun(number) => self.open_run(number),
            Command::PutBeside(number) => self.put_beside(number),
            Command::ForgetRuns => self.forget_runs(),
            Command::Replay => self.replay(),
            Command::Compare(over) => self.press_compare(over),
            Command::Check => self.press_check(),
            Command::Share => self.share(),
            Command::Copy(text, what) => self.ctx.push(Effect::Copy(text, what)),
            Command::Save(format) => self.save(format),
        }
    }

    /// Back to how the lab comes.
    pub(super) fn reset(&mut self) {
        self.wanted = None;
        self.stop();
        self.adopt(self.fresh(self.experiment.lab));
        self.kind = Lock::CPython;
        self.clear();
        self.ctx.say(RichText::of(format!(
            "Reset: {} as it comes.",
            self.experiment.lab.name
        )));
    }

    fn keep_order(&mut self, keep: bool) {
        self.keeps_order = keep;
        self.ctx.say(RichText::of(match keep {
            true => "Recording: the next run keeps the order of everything its threads do. It is slower for it.",
            false => "Not recording: runs go at full speed.",
        }));
    }

    fn replay(&mut self) {
        let Some(experiment) = self.shown.as_ref().and_then(|shown| shown.replay.clone()) else {
            return self.ctx.say(RichText::of(
                "There is no recorded run on show: tick Record, then press Run.",
            ));
        };
        self.stop();
        self.ctx.say(RichText::of("Opening the recorded run in lockstep…"));
        self.adopt(experiment);
    }

    fn press_stop(&mut self) {
        if self.ctx.is_own() {
            return self.program.live.edit().stop(&mut self.ctx);
        }
        if self.is_lockstep() {
            self.wanted = None;
            if self.stop_search() {
                return;
            }
            return self.pause();
        }
        let had_plans = self.wanted.take().is_some();
        self.series = None;
        let stopping = match &self.activity {
            Activity::Idle if had_plans => "Not begun.",
            Activity::Idle => "Nothing runs.",
            Activity::Deadlocked { .. } => "Breaking the deadlock: every thread is sent home…",
            Activity::Running(_) | Activity::Sweeping { .. } => "Stopping…",
        };
        self.ctx.say(RichText::of(stopping));
        self.stop();
    }

    fn press_sweep(&mut self) {
        if self.is_lockstep() {
            return self.ctx.say(RichText::of(
                "Throughput is measured on real threads: choose them first.",
            ));
        }
        if !self.experiment.lab.sweeps {
            let said = format!(
                "{} has no throughput to plot: it is about what happens, not how fast.",
                self.experiment.lab.name
            );
            return self.ctx.say(RichText::of(said));
        }
        let wanted = PendingJob::Sweep {
            threads: swept_by_hand(&self.experiment),
            runs: None,
        };
        self.want(wanted);
    }

    fn try_step(&mut self, step: usize) {
        let Some(step) = self.steps().get(step) else {
            return;
        };
        let experiment = self.step_set(step);
        self.adopt(experiment);
        self.want(PendingJob::Run);
    }

    fn switch(&mut self) {
        let lock = if self.experiment.lock == Lock::Off {
            self.kind
        } else {
            Lock::Off
        };
        self.set(&[("lock".into(), lock.id().into())]);
    }

    fn progress(&self) -> RichText {
        if self.search.live.is_some() {
            let (schedules, bad) = self.search.tried().unwrap_or_default();
            return words::search_progress(schedules, bad, self.search.rate());
        }
        match &self.activity {
            Activity::Idle => RichText::of("Nothing runs."),
            Activity::Deadlocked { .. } => RichText::of("Stuck: every thread waits."),
            Activity::Sweeping { .. } => RichText::of(format!(
                "{} of {} runs measured.",
                self.sweep.runs(),
                self.sweep.planned
            )),
            Activity::Running(Running {
                done,
                total,
                now,
                experiment,
                ..
            }) => RichText::default().strong(format::count(*done)).say(format!(
                " of {} {} after {}.",
                format::count(*total),
                experiment.lab.unit,
                format::nanos(*now)
            )),
        }
    }

    fn share(&mut self) {
        if self.ctx.is_own() {
            return self.program.own.edit().share(&mut self.ctx);
        }
        self.ctx.share(self.address());
    }

    fn save(&mut self, format: Format) {
        if self.sweep.measured() == 0 {
            return self
                .ctx
                .say(RichText::of("There is nothing to save yet: press Sweep first."));
        }
        let (name, kind, text) = match format {
            Format::Svg | Format::Png => {
                let pixels = format == Format::Png;
                self.ctx.say(RichText::of(format!(
                    "Saved as {}.",
                    if pixels { "threadbare.png" } else { "threadbare.svg" }
                )));
                return self.ctx.push(Effect::SavePicture { pixels });
            }
            Format::Csv => ("threadbare.csv", "text/csv", trace::csv(&self.sweep.curves)),
            Format::Json => ("threadbare.json", "application/json", self.sweep.json()),
        };
        self.ctx.say(RichText::of(format!("Saved as {name}.")));
        self.ctx.push(Effect::Save(name, kind, text));
    }
}
