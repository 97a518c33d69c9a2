//! What came of runs: reports to compare with, and the steps that were tried.

use super::{PtrEq, Tour, TriedStep};
use crate::words;
use catalogue::{Experiment, Lock, SweepAxis};
use trace::{LoadRow, Outcome, Report, WaitRow};

/// Reports that are kept to compare with.
const MOST_REPORTS: usize = 60;

/// What came of runs.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Steps that were tried.
    pub tried: PtrEq<Vec<TriedStep>>,
    reports: Vec<Report>,
}

impl Results {
    /// What there is to compare with.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Keeps a report to compare with.
    pub fn keep(&mut self, report: Report) {
        self.reports.push(report);
        let surplus = self.reports.len().saturating_sub(MOST_REPORTS);
        self.reports.drain(..surplus);
    }

    /// What came of a run is noted as a step that was tried. A step that was stopped was not tried.
    pub fn note(&mut self, experiment: &Experiment, report: &Report, short: &str, tour: Tour) {
        let (of, steps) = (tour.source(), tour.steps());
        let Some(step) = tour.step_of(experiment).filter(|_| report.outcome != Outcome::Stopped) else {
            return;
        };
        let runs = |number: usize| {
            let mut tried = self.tried.iter();
            let tried = tried.find(|tried| (tried.of, tried.step + 1) == (of, number))?;
            Some(tried.runs.clone())
        };
        let mut own = runs(step + 1).unwrap_or_default();
        own.add(report);
        let verdict = words::judged(step + 1, steps[step].sees, report, short, (&own, runs));
        let tried = self.tried.edit();
        tried.retain(|known| (known.of, known.step) != (of, step));
        tried.push(TriedStep {
            of,
            step,
            short: short.to_string(),
            verdict,
            runs: own,
        });
    }

    /// A row a kind of lock, of the latest run of each with what is set now.
    pub fn load_rows(&self, experiment: &Experiment) -> Vec<LoadRow> {
        self.rows(SweepAxis::Lock, experiment, LoadRow::of)
    }

    /// A row a run that came to its end, of the latest of each with what is set now.
    pub fn wait_rows(&self, over: SweepAxis, experiment: &Experiment) -> Vec<WaitRow> {
        let mut rows = self.rows(over, experiment, WaitRow::of);
        rows.retain(|row| row.outcome == Outcome::Finished);
        rows
    }

    fn rows<R>(&self, over: SweepAxis, experiment: &Experiment, row: fn(&Report) -> R) -> Vec<R> {
        let plan = over.plan(experiment);
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
    use crate::model::{Action, Activity, Command, Facts, Model, RunCommand, SetCommand, WorkerEvent};
    use protocol::{EngineEvent, EngineState};
    use serde_json::json;

    fn rows(model: &Model, over: SweepAxis) -> Vec<WaitRow> {
        let show = &model.lab.show;
        show.results.wait_rows(over, &model.lab.setup.experiment)
    }

    fn opened() -> Model {
        let facts = Facts {
            hardware: 2,
            missing: None,
            dark: false,
        };
        let (mut model, _) = Model::new(facts, "", "#lab=convoy&threads=2&lock=held&interval=20");
        model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Ready {
            threads: 8,
            hardware: 2,
        })));
        model
    }

    /// Ends the run that goes on, with a wait of about its interval; says what it was.
    fn end(model: &mut Model) -> Experiment {
        let Activity::Running(running) = model.lab.threads.activity.clone() else {
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
        model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Ended {
            id: running.id,
            report: report.to_string(),
            graph: None,
            after: EngineState::Idle,
        })));
        of
    }

    #[test]
    fn intervals_are_run_one_after_another_and_what_is_set_stays() {
        let mut model = opened();
        let before = model.lab.setup.experiment.clone();
        model.update(Action::Command(Command::Run(RunCommand::Compare(SweepAxis::Interval))));
        let planned = SweepAxis::Interval.plan(&before);
        for (done, planned) in planned.iter().enumerate() {
            assert_eq!(
                (
                    model.lab.threads.series.as_ref().map(|series| series.over),
                    rows(&model, SweepAxis::Interval).len()
                ),
                (Some(SweepAxis::Interval), done)
            );
            assert_eq!(end(&mut model), *planned);
            assert_eq!(*model.lab.setup.experiment, *before);
        }
        assert_eq!(
            (
                model.lab.threads.series.as_ref().map(|series| series.over),
                &*model.lab.setup.experiment
            ),
            (None, &*before)
        );
        let rows = rows(&model, SweepAxis::Interval);
        let intervals: Vec<Option<f64>> = rows.iter().map(|row| row.interval_ms).collect();
        assert_eq!(intervals[..3], [None, Some(0.1), Some(0.5)]);
        assert!(rows.len() == 10 && rows.iter().all(|row| row.threads == 2));
        assert!(model.lab.threads.activity == Activity::Idle);
    }

    #[test]
    fn stop_ends_the_series() {
        let mut model = opened();
        let before = model.lab.setup.experiment.clone();
        model.update(Action::Command(Command::Run(RunCommand::Compare(SweepAxis::Threads))));
        end(&mut model);
        model.update(Action::Command(Command::Run(RunCommand::Stop)));
        assert_eq!(
            (
                model.lab.threads.series.as_ref().map(|series| series.over),
                &*model.lab.setup.experiment
            ),
            (None, &*before)
        );
        end(&mut model);
        assert!(model.lab.threads.activity == Activity::Idle && rows(&model, SweepAxis::Threads).len() == 2);
    }

    #[test]
    fn rows_are_of_what_is_set() {
        let mut model = opened();
        model.update(Action::Command(Command::Run(RunCommand::Compare(SweepAxis::Interval))));
        end(&mut model);
        model.update(Action::Command(Command::Run(RunCommand::Stop)));
        end(&mut model);
        assert_eq!(rows(&model, SweepAxis::Interval).len(), 2);
        model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
            "threads".into(),
            "3".into(),
        )]))));
        assert_eq!(rows(&model, SweepAxis::Interval), []);
    }
}
