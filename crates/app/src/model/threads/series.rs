//! Series of runs, one after another: the load test of the service, and the waits of the convoy.

use catalogue::{Experiment, SweepAxis};

/// A series that is under way.
#[derive(Clone, Debug)]
pub struct Series {
    /// What is compared.
    pub over: SweepAxis,
    /// Runs that are still to come, the next one last.
    left: Vec<Experiment>,
}

impl Series {
    /// A series over this.
    pub fn plan(over: SweepAxis, experiment: &Experiment) -> Self {
        let mut left = over.plan(experiment);
        left.reverse();
        Series { over, left }
    }

    /// Whether a run is still to come.
    pub fn has_next(&self) -> bool {
        !self.left.is_empty()
    }

    /// The next run.
    pub fn next(&mut self) -> Option<Experiment> {
        self.left.pop()
    }
}
