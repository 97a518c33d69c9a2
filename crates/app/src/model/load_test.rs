//! The load test of the service: one run under each kind of lock, one after another.

use super::{Effect, Model, Wanted};
use catalogue::{Experiment, Lock};
use trace::{LoadRow, Report};

impl Model {
    /// Whether a load test is under way.
    pub fn is_loading(&self) -> bool {
        !self.loads.is_empty()
    }

    /// A row a kind of lock, of the latest run of each with what is set now.
    pub fn load_rows(&self) -> Vec<LoadRow> {
        let rows = Lock::ALL.iter().filter_map(|lock| {
            let mut runs = self.reports.iter().rev();
            runs.find(|report| report.lock == lock.id() && is_of(report, &self.experiment))
        });
        rows.map(LoadRow::of).collect()
    }

    /// Plans a run under each kind of lock and begins the first.
    pub(super) fn press_load(&mut self, effects: &mut Vec<Effect>) {
        self.loads = Lock::ALL.iter().rev().copied().collect();
        self.next_load(effects);
    }

    /// Begins the next run of a load test, if there is one. What is set stays as it is: only the run has its lock.
    pub(super) fn next_load(&mut self, effects: &mut Vec<Effect>) {
        if let Some(lock) = self.loads.pop() {
            self.want(Wanted::Under(lock), effects);
        }
    }
}

/// Whether the report is of these settings, whatever the lock.
fn is_of(report: &Report, experiment: &Experiment) -> bool {
    let Experiment { lab, variant, .. } = experiment;
    let same = (report.lab.as_str(), report.variant.as_str(), report.engine.as_str())
        == (lab.id, variant.id, experiment.engine.id())
        && (report.threads, report.size, report.seed) == (experiment.threads, experiment.size, experiment.seed);
    let mut extras = lab.extras.iter().zip(&experiment.extras);
    let mut choices = lab.choices.iter().zip(&experiment.choices);
    same && extras
        .all(|(extra, value)| report.parameters.get(extra.key).and_then(|found| found.as_u64()) == Some(*value))
        && choices.all(|(choice, option)| {
            report.parameters.get(choice.key).and_then(|found| found.as_str()) == Some(option.id)
        })
}
