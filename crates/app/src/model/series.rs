//! Series of runs, one after another: the load test of the service, and the waits of the convoy.

use super::{Model, PendingJob, RichText};
use catalogue::{Experiment, Lock, SweepAxis};
use trace::{LoadRow, Outcome, Report, WaitRow};

/// A series that is under way.
#[derive(Clone, Debug)]
pub(super) struct Series {
    over: SweepAxis,
    /// Runs that are still to come, the next one last.
    left: Vec<Experiment>,
}

impl Model {
    /// What is compared, while it goes on.
    pub fn comparing(&self) -> Option<SweepAxis> {
        self.series.as_ref().map(|series| series.over)
    }

    /// A row a kind of lock, of the latest run of each with what is set now.
    pub fn load_rows(&self) -> Vec<LoadRow> {
        self.rows(SweepAxis::Lock, LoadRow::of)
    }

    /// A row a run that came to its end, of the latest of each with what is set now.
    pub fn wait_rows(&self, over: SweepAxis) -> Vec<WaitRow> {
        let mut rows = self.rows(over, WaitRow::of);
        rows.retain(|row| row.outcome == Outcome::Finished);
        rows
    }

    /// Plans a series and begins its first run.
    pub(super) fn press_compare(&mut self, over: SweepAxis) {
        if self.is_lockstep() {
            return self
                .ctx
                .say(RichText::of("This is measured on real threads: choose them first."));
        }
        if let Some(refusal) = self.refusal() {
            return self.ctx.say(refusal);
        }
        let mut left = over.plan(&self.experiment);
        left.reverse();
        self.series = Some(Series { over, left });
        self.next_run();
    }

    /// Whether a run of the series is still to come.
    pub(super) fn has_next_run(&self) -> bool {
        self.series.as_ref().is_some_and(|series| !series.left.is_empty())
    }

    /// Begins the next run of the series, if there is one. What is set stays as it is: only the run is another.
    pub(super) fn next_run(&mut self) {
        if let Some(next) = self.series.as_mut().and_then(|series| series.left.pop()) {
            self.want(PendingJob::Other(Box::new(next)));
        }
    }

    fn rows<R>(&self, over: SweepAxis, row: fn(&Report) -> R) -> Vec<R> {
        let plan = over.plan(&self.experiment);
        let latest = |planned: &Experiment| self.reports.iter().rev().find(|report| is_of(report, planned));
        plan.iter().filter_map(latest).map(row).collect()
    }
}

/// Whether the report is of these settings. Without a lock the switch interval makes no difference.
fn is_of(report: &Report, experiment: &Experiment) -> bool {
    let Experiment { lab, variant, lock, .. } = experiment;
    let same = (report.lab.as_str(), report.variant.as_str(), report.engine.as_str())
        == (lab.id, variant.id, experiment.engine.id())
        && (report.threads, report.size, report.seed) == (experiment.threads, experiment.size, experiment.seed);
    let parameter = |key| report.parameters.get(key);
    let interval = parameter("interval").and_then(|found| found.as_f64());
    let interval = interval.map(|milliseconds| (milliseconds * 1e3).round() as u32);
    let locked = report.lock == lock.id() && (*lock == Lock::Off || interval == Some(experiment.interval_us));
    let mut extras = lab.extras.iter().zip(&experiment.extras);
    let mut choices = lab.choices.iter().zip(&experiment.choices);
    same && locked
        && extras.all(|(extra, value)| parameter(extra.key).and_then(|found| found.as_u64()) == Some(*value))
        && choices.all(|(choice, option)| parameter(choice.key).and_then(|found| found.as_str()) == Some(option.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Activity, Command, Facts};
    use protocol::{EngineEvent, EngineState};
    use serde_json::json;

    fn opened() -> Model {
        let facts = Facts {
            hardware: 2,
            missing: None,
            dark: false,
        };
        let (mut model, _) = Model::new(facts, "", "#lab=convoy&threads=2&lock=held&interval=20");
        model.update(Action::EngineEvent(EngineEvent::Ready {
            threads: 8,
            hardware: 2,
        }));
        model
    }

    /// Ends the run that goes on, with a wait of about its interval; says what it was.
    fn end(model: &mut Model) -> Experiment {
        let Activity::Running(running) = model.activity.clone() else {
            panic!("nothing runs: {:?}", model.ctx.status);
        };
        let of = running.experiment;
        let (interval, wait) = (f64::from(of.interval_us) / 1e3, f64::from(of.interval_us) / 1e3 + 0.1);
        let report = json!({
            "version": 1, "lab": of.lab.id, "variant": of.variant.id, "engine": "threads", "lock": of.lock.id(), "threads": of.threads,
            "cores": 2, "size": of.size, "seed": of.seed, "interval": interval, "answer": of.extra("answer"), "outcome": "finished",
            "elapsed_ms": 12.5, "work": { "amount": of.size, "unit": "rounds" }, "throughput": 3.2e8,
            "result": { "p50_ms": wait, "p90_ms": wait, "p95_ms": wait, "p99_ms": wait, "max_ms": wait, "waits": of.size },
            "contention": { "acquisitions": 0, "waits": 0, "wait_ms": 0.0, "switches": 0 }, "cycle": [], "schedule": "",
            "environment": { "agent": "test", "hardware_threads": 2, "isolated": true }
        });
        model.update(Action::EngineEvent(EngineEvent::Ended {
            id: running.id,
            report: report.to_string(),
            graph: None,
            after: EngineState::Idle,
        }));
        of
    }

    #[test]
    fn intervals_are_run_one_after_another_and_what_is_set_stays() {
        let mut model = opened();
        let before = model.experiment.clone();
        model.update(Action::Command(Command::Compare(SweepAxis::Interval)));
        let planned = SweepAxis::Interval.plan(&before);
        for (done, planned) in planned.iter().enumerate() {
            assert_eq!(
                (model.comparing(), model.wait_rows(SweepAxis::Interval).len()),
                (Some(SweepAxis::Interval), done)
            );
            assert_eq!(end(&mut model), *planned);
            assert_eq!(*model.experiment, *before);
        }
        assert_eq!((model.comparing(), &*model.experiment), (None, &*before));
        let rows = model.wait_rows(SweepAxis::Interval);
        let intervals: Vec<Option<f64>> = rows.iter().map(|row| row.interval_ms).collect();
        assert_eq!(intervals[..3], [None, Some(0.1), Some(0.5)]);
        assert!(rows.len() == 10 && rows.iter().all(|row| row.threads == 2));
        assert!(model.activity == Activity::Idle);
    }

    #[test]
    fn stop_ends_the_series() {
        let mut model = opened();
        let before = model.experiment.clone();
        model.update(Action::Command(Command::Compare(SweepAxis::Threads)));
        end(&mut model);
        model.update(Action::Command(Command::Stop));
        assert_eq!((model.comparing(), &*model.experiment), (None, &*before));
        end(&mut model);
        assert!(model.activity == Activity::Idle && model.wait_rows(SweepAxis::Threads).len() == 2);
    }

    #[test]
    fn rows_are_of_what_is_set() {
        let mut model = opened();
        model.update(Action::Command(Command::Compare(SweepAxis::Interval)));
        end(&mut model);
        model.update(Action::Command(Command::Stop));
        end(&mut model);
        assert_eq!(model.wait_rows(SweepAxis::Interval).len(), 2);
        model.update(Action::Set(vec![("threads".into(), "3".into())]));
        assert_eq!(model.wait_rows(SweepAxis::Interval), []);
    }
}
