//! A series: runs one after another, and a row of a table for each that was.

use catalogue::{Experiment, Feature, LABS, SweepAxis, ValidationError};
use std::collections::VecDeque;
use trace::{Report, WaitRow};

/// A plan of runs, and a row of each that was.
#[derive(Debug)]
pub struct Series<R> {
    plan: VecDeque<Experiment>,
    rows: Vec<R>,
    row: fn(&Report) -> R,
}

impl<R> Series<R> {
    /// These runs, and how a row is made of a report.
    pub(crate) fn planned(plan: Vec<Experiment>, row: fn(&Report) -> R) -> Self {
        Series {
            plan: plan.into(),
            rows: Vec::new(),
            row,
        }
    }

    /// What to run next; `None` when all is done. The same until its report is [recorded](Series::record).
    pub fn next(&self) -> Option<Experiment> {
        self.plan.front().cloned()
    }

    /// Takes the report of what [`Series::next`] said.
    pub fn record(&mut self, report: &Report) {
        if self.plan.pop_front().is_some() {
            self.rows.push((self.row)(report));
        }
    }

    /// The table so far, in the order of the runs.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// Runs that are still to come.
    pub fn left(&self) -> usize {
        self.plan.len()
    }
}

impl Series<WaitRow> {
    /// Plans the convoy with one switch interval after the other, or one number of threads. Refuses a lab in which nobody waits.
    pub fn waits(base: &Experiment, over: SweepAxis) -> Result<Self, ValidationError> {
        let waits = |lab: &catalogue::LabInfo| matches!(lab.feature, Some(Feature::Waits(_)));
        if waits(base.lab) {
            return Ok(Self::planned(over.plan(base), WaitRow::of));
        }
        let known = LABS.iter().find(|lab| waits(lab)).map_or("", |lab| lab.id);
        Err(ValidationError::new("lab", base.lab.id, format!("{known} with --over")))
    }
}
