//! Series of runs: one experiment, run again and again with another value of one setting.

use crate::{Experiment, Lock};

/// What changes from run to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SweepAxis {
    /// The kind of lock.
    Lock,
    /// The switch interval; the first run has the lock off, where there is none.
    Interval,
    /// The number of threads, each with the lock off and as CPython's.
    Threads,
}

/// Switch intervals that are compared, in microseconds: from the shortest allowed to the longest.
const INTERVALS_US: [u32; 9] = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/// Numbers of threads that are compared.
const THREADS: [u32; 5] = [1, 2, 4, 8, 16];

/// A run that is compared by how long somebody waits shall take about so long, in microseconds, and have so many rounds all the same.
const ABOUT_US: u64 = 2_000_000;
const FEWEST: u64 = 20;

impl SweepAxis {
    /// The runs of a series, in their order; all but what changes is as `base` says.
    pub fn plan(self, base: &Experiment) -> Vec<Experiment> {
        let with = |lock| Experiment { lock, ..base.clone() };
        match self {
            SweepAxis::Lock => Lock::ALL.map(with).to_vec(),
            SweepAxis::Interval => {
                let every = INTERVALS_US.map(|interval_us| Experiment {
                    interval_us,
                    ..with(Lock::CPython)
                });
                [with(Lock::Off)].into_iter().chain(every).map(waiting).collect()
            }
            SweepAxis::Threads => {
                let threads = THREADS
                    .into_iter()
                    .flat_map(|threads| [Lock::Off, Lock::CPython].map(|lock| Experiment { threads, ..with(lock) }));
                threads.map(waiting).collect()
            }
        }
    }
}

/// The convoy with a thread that waits, and with as many rounds as a short run has time for.
fn waiting(experiment: Experiment) -> Experiment {
    let turns = match experiment.lock {
        Lock::Off => 0,
        Lock::CPython | Lock::Held => u64::from(experiment.interval_us) * u64::from(experiment.threads.max(1)),
    };
    let round = turns + experiment.extra("answer");
    Experiment {
        variant: &experiment.lab.variants[0],
        size: experiment
            .size
            .min(ABOUT_US.checked_div(round).unwrap_or(u64::MAX).max(FEWEST)),
        ..experiment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convoy() -> Experiment {
        Experiment::of(crate::lab("convoy").expect("the convoy"))
    }

    #[test]
    fn intervals_are_compared_under_the_lock_and_once_without() {
        let plan = SweepAxis::Interval.plan(&Experiment {
            lock: Lock::Held,
            ..convoy()
        });
        let locks: Vec<Lock> = plan.iter().map(|run| run.lock).collect();
        assert_eq!((locks[0], &locks[1..]), (Lock::Off, &[Lock::CPython; 9][..]));
        let intervals: Vec<String> = plan[1..].iter().map(Experiment::interval).collect();
        assert_eq!(intervals, ["0.1", "0.5", "1", "2", "5", "10", "20", "50", "100"]);
        assert_eq!((plan[1].size, plan[9].size), (200, FEWEST));
    }

    #[test]
    fn a_plan_keeps_to_the_bounds_and_to_what_is_set() {
        let base = Experiment { size: 3, ..convoy() };
        for run in SweepAxis::Interval
            .plan(&base)
            .into_iter()
            .chain(SweepAxis::Threads.plan(&base))
        {
            let pairs = run.pairs();
            let borrowed = pairs.iter().map(|(key, value)| (*key, value.as_str()));
            assert_eq!(Experiment::read(borrowed), (run.clone(), Vec::new()));
            assert_eq!((run.size, run.variant.id), (3, "mixed"));
        }
        let threads: Vec<u32> = SweepAxis::Threads.plan(&base).iter().map(|run| run.threads).collect();
        assert_eq!(threads, [1, 1, 2, 2, 4, 4, 8, 8, 16, 16]);
        assert_eq!(SweepAxis::Lock.plan(&base).len(), 3);
    }
}
