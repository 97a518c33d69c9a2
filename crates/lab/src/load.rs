//! A load test of the service: all requests at once, under one kind of lock after the other.

use crate::Limits;
use catalogue::{Complaint, Experiment, Lock};
use std::{collections::VecDeque, time::Duration};
use trace::{LoadRow, Report};

/// How long each run may take when nobody says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// The lab that has a load test.
const LAB: &str = "service";

/// A plan of runs, and a row of each that was.
#[derive(Debug)]
pub struct Load {
    base: Experiment,
    plan: VecDeque<Lock>,
    rows: Vec<LoadRow>,
}

impl Load {
    /// Plans one run for each of `locks`, otherwise as `base` says. Refuses a lab that has no requests.
    pub fn new(base: &Experiment, locks: &[Lock]) -> Result<Self, Complaint> {
        match base.lab.id {
            LAB => Ok(Load {
                base: base.clone(),
                plan: locks.iter().copied().collect(),
                rows: Vec::new(),
            }),
            other => Err(Complaint::new("lab", other, format!("{LAB} in a load test"))),
        }
    }

    /// What to run next; `None` when all is done. The same until its report is [recorded](Load::record).
    pub fn next(&self) -> Option<Experiment> {
        self.plan.front().map(|&lock| Experiment {
            lock,
            ..self.base.clone()
        })
    }

    /// Takes the report of what [`Load::next`] said.
    pub fn record(&mut self, report: &Report) {
        if self.plan.pop_front().is_some() {
            self.rows.push(LoadRow::of(report));
        }
    }

    /// The table so far, in the order of the locks.
    pub fn rows(&self) -> &[LoadRow] {
        &self.rows
    }

    /// The limits of one run: ten seconds, unless somebody set another.
    pub fn limits(limits: &Limits) -> Limits {
        Limits {
            whole: limits.whole.or(Some(PATIENCE)),
            ..*limits
        }
    }
}
