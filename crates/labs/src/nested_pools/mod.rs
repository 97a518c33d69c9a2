//! Pools whose tasks wait for tasks of a pool.

mod metrics;
#[path = "nested_pools.rs"]
pub mod program;
mod summary;
#[cfg(test)]
mod tests;

use lab_kit::{Expectation, Guarantees, IntParam, Lab, LabInfo, Step, Summary, Termination, figure, threads, variant};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "nested-pools",
    name: "Nested pools",
    question: "When does a pool wait for itself?",
    intro: "A pool is a fixed number of threads that take tasks from a queue. Here a task hands smaller tasks to a pool and waits for them; if \
            every thread of the pool waits, nobody is left to do them. That needs no global lock at all; a lock that is held while waiting is \
            another way to get there.",
    variants: &[
        variant(
            "same-pool",
            "Same pool",
            "Inner tasks queue behind the outer ones in the same pool.",
        ),
        variant(
            "own-pool",
            "Pool of its own",
            "Each outer worker has an inner pool of its own.",
        ),
        variant(
            "lock-held",
            "Lock held",
            "An inner pool, but the outer task keeps the global lock while it waits, like an extension that forgot to let go.",
        ),
        variant(
            "helping",
            "Helping",
            "Whoever waits for a task that nobody has begun runs it.",
        ),
        variant(
            "lock-and-slot",
            "Lock and slot",
            "The same pool, and each outer task holds a lock that the others need while it waits.",
        ),
        variant(
            "supervisors",
            "Supervisors",
            "Each task waits for two children, and both wait for a task one level deeper; only the last level works.",
        ),
    ],
    threads: threads("Outer workers", 4, 8),
    size: IntParam {
        key: "size",
        name: "Outer tasks",
        unit: "",
        least: 1,
        most: 64,
        usual: 4,
        offered: &[],
        zero: "",
    },
    extras: &[
        IntParam {
            key: "inner",
            name: "Inner tasks each",
            unit: "",
            least: 1,
            most: 16,
            usual: 2,
            offered: &[],
            zero: "",
        },
        IntParam {
            key: "depth",
            name: "Levels of supervisors",
            unit: "",
            least: 1,
            most: 6,
            usual: 2,
            offered: &[],
            zero: "",
        },
    ],
    small: &[("threads", "2"), ("size", "2"), ("inner", "1"), ("depth", "1")],
    steps: &[
        Step {
            name: "Four tasks, four workers",
            expect: "All four wait for tasks that no worker is free to do.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "same-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "Three tasks, four workers",
            expect: "One worker is left to do the inner tasks: it ends.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "same-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "3"),
            ],
        },
        Step {
            name: "Inner pools, lock off",
            expect: "Each worker waits for threads of a pool that nobody else uses: it ends.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "own-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "The same, lock held while waiting",
            expect: "The inner threads need the lock that the waiting thread holds: stuck.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "own-pool"),
                ("lock", "held"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "Let the waiting thread help",
            expect: "Whoever waits does the task itself: it ends, under every lock.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "helping"),
                ("lock", "held"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "Hold a lock and wait for a slot",
            expect: "One task has the lock and waits for a free worker; the workers wait for the lock. A circle through a lock and a pool.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "lock-and-slot"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "Three levels, seven workers",
            expect: "Seven tasks wait for tasks one level deeper, and seven workers run them: nobody is left to work.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "supervisors"),
                ("lock", "off"),
                ("threads", "7"),
                ("size", "1"),
                ("depth", "3"),
            ],
        },
        Step {
            name: "Eight workers",
            expect: "One worker more than three times the levels less two: it ends.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "supervisors"),
                ("lock", "off"),
                ("threads", "8"),
                ("size", "1"),
                ("depth", "3"),
            ],
        },
    ],
    unit: "tasks",
    ..LabInfo::PLAIN
};

/// Pools whose tasks wait for tasks of a pool.
pub struct NestedPools;

impl Lab for NestedPools {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        program::threads(settings)
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(u64::from(settings.tasks))
    }

    fn whole(report: &Report, _: u64) -> Option<(u64, &'static str)> {
        Some((figure(report, "tasks"), "outer tasks"))
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        Guarantees::new(
            Termination::unless(settings.deadlocks(lock)),
            &["workers", "tasks", "completed"],
        )
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
