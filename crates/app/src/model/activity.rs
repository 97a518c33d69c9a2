//! What goes on, and what shall go on next.

use catalogue::{Experiment, Lock};

/// What goes on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Activity {
    /// Nothing.
    #[default]
    Idle,
    /// A run.
    Running(Running),
    /// Threads are stuck and stay so until they are released.
    Stuck {
        /// The job's number.
        id: u32,
        /// Whether they were told to go home.
        breaking: bool,
    },
    /// A sweep.
    Sweeping {
        /// The job's number.
        id: u32,
        /// Whether it was told to stop.
        stopping: bool,
    },
}

/// A run that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// The job's number.
    pub id: u32,
    /// What runs.
    pub experiment: Experiment,
    /// Whether it was told to stop.
    pub stopping: bool,
    /// Units of work done.
    pub done: u64,
    /// Units in all; 0 when unknown.
    pub total: u64,
    /// Nanoseconds since it began.
    pub now: u64,
}

/// What shall begin as soon as it can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A run with the settings of that moment.
    Run,
    /// The same under another lock than is set, as a load test does.
    Under(Lock),
    /// A sweep.
    Sweep {
        /// Which numbers of threads, rising.
        threads: Vec<u32>,
        /// How many runs a point.
        runs: u32,
    },
}

impl Running {
    /// How far it is, from 0 to 1; `None` when nobody knows.
    pub fn share(&self) -> Option<f64> {
        (self.total > 0).then(|| (self.done as f64 / self.total as f64).min(1.0))
    }
}
