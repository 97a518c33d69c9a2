//! What goes on, and what shall go on next.

use super::format;
use catalogue::Experiment;

/// Nanoseconds after which a run says how fast it goes.
const A_MOMENT: u64 = 300_000_000;

/// What goes on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Activity {
    /// Nothing.
    #[default]
    Idle,
    /// A run.
    Running(Running),
    /// Threads are stuck and stay so until they are released.
    Deadlocked {
        /// The job's number.
        id: u32,
        /// Whether they were told to go home.
        breaking: bool,
        /// Which page they got stuck on.
        visit: u32,
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
    /// Which page it was begun on, by [`Show::visit`](super::Show::visit): what it comes to is shown there and nowhere else.
    pub visit: u32,
}

/// What shall begin as soon as it can.
#[derive(Clone, Debug, PartialEq)]
pub enum PendingJob {
    /// A run with the settings of that moment.
    Run,
    /// A run with other settings than these, as a series has them.
    Other(Box<Experiment>),
    /// A sweep.
    Sweep {
        /// Which numbers of threads, rising.
        threads: Vec<u32>,
        /// How many runs a point; `None` for as much as half a minute has time for.
        runs: Option<u32>,
    },
}

impl Activity {
    /// The job's number.
    pub fn id(&self) -> Option<u32> {
        match self {
            Activity::Running(Running { id, .. }) | Activity::Deadlocked { id, .. } | Activity::Sweeping { id, .. } => {
                Some(*id)
            }
            Activity::Idle => None,
        }
    }

    /// Every thread is to go home; `false` when none has to, or was told before.
    pub fn stop(&mut self) -> bool {
        let stopping = match self {
            Activity::Idle => return false,
            Activity::Running(running) => &mut running.stopping,
            Activity::Deadlocked { breaking, .. } => breaking,
            Activity::Sweeping { stopping, .. } => stopping,
        };
        !std::mem::replace(stopping, true)
    }

    /// Whether threads run, or are stuck.
    pub fn is_run(&self) -> bool {
        matches!(self, Activity::Running(_) | Activity::Deadlocked { .. })
    }
}

impl Running {
    /// Its threads are stuck.
    pub fn stuck(&self) -> Activity {
        let Running { id, visit, .. } = *self;
        Activity::Deadlocked {
            id,
            breaking: false,
            visit,
        }
    }

    /// How far it is, from 0 to 1; `None` when nobody knows.
    pub fn share(&self) -> Option<f64> {
        (self.total > 0).then(|| (self.done as f64 / self.total as f64).min(1.0))
    }

    /// How far the run is, how fast it goes and how long that leaves, as `25 %: 250 of 1,000, 125 URLs/s, 6.00 s left`; nothing for what is over in
    /// a moment.
    pub fn pace(&self) -> Option<String> {
        let share = self.share().filter(|_| self.done > 0 && self.now >= A_MOMENT)?;
        let per_second = self.done as f64 / (self.now as f64 / 1e9);
        Some(format!(
            "{:.0} %: {} of {}, {}, {} left",
            share * 100.0,
            format::count(self.done),
            format::count(self.total),
            format::rate(per_second, self.experiment.lab.unit),
            format::millis(self.total.saturating_sub(self.done) as f64 / per_second * 1e3),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_some_length_says_how_fast_it_goes() {
        let lab = catalogue::lab("fetch").unwrap();
        let mut running = Running {
            id: 1,
            experiment: Experiment::of(lab),
            stopping: false,
            done: 250,
            total: 1_000,
            now: 2_000_000_000,
            visit: 0,
        };
        let unit = lab.unit;
        let said = format!("25 %: 250 of 1,000, 125 {unit}/s, 6.00 s left");
        assert_eq!(running.pace(), Some(said));
        running.now = A_MOMENT - 1;
        assert_eq!(running.pace(), None);
        (running.now, running.total) = (2_000_000_000, 0);
        assert_eq!(running.pace(), None);
    }
}
