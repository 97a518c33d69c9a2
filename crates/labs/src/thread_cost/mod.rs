//! What a thread costs to start, to keep, and to hand over to.

mod metrics;
#[path = "thread_cost.rs"]
pub mod program;
mod summary;

use lab_kit::{Expectation, Guarantees, IntParam, Lab, LabInfo, Step, Summary, Termination, threads, variant};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

/// What it takes to wake the next thread, in picoseconds: the listing beside the lab takes 11 to 20 µs a switch, half of its runs 15 or less, with
/// CPython 3.11 and 3.13 on a two-core Linux machine without other work.
const WOKEN: u64 = 15_000_000;

const LAB: LabInfo = LabInfo {
    id: "thread-cost",
    name: "What a thread costs",
    question: "Is a thread for every little task a good idea?",
    intro: "A thread must be started, given a stack, switched to and joined, and all of that costs time or memory. Here the same small tasks run \
            on threads that are started for each of them, on a pool that is started once, and under locks that are taken far too often or \
            held far too long. What was measured stands beside what one thread alone needs.",
    variants: &[
        variant(
            "start",
            "A thread a task",
            "Each task gets a thread of its own, started and joined.",
        ),
        variant("pool", "Pool", "The same tasks on threads that are started once."),
        variant("memory", "Memory", "Threads that do nothing, all alive at once."),
        variant(
            "switch",
            "Switches",
            "A token goes from thread to thread: each step waits for the one before.",
        ),
        variant("too-fine", "Too fine", "A lock is taken for each small step of a task."),
        variant("too-coarse", "Too coarse", "A lock is held for the whole of each task."),
    ],
    threads: threads("Threads", 4, 32),
    size: IntParam {
        key: "size",
        name: "Tasks",
        unit: "",
        least: 1,
        most: 1_000,
        usual: 64,
        offered: &[16, 64, 256, 1_000],
        zero: "",
    },
    small: &[("threads", "2"), ("size", "2")],
    steps: &[
        Step {
            name: "A thread for every task",
            expect: "Each task pays for starting a thread and for joining it.",
            sees: Expectation::Figure,
            set: &[("variant", "start"), ("lock", "off"), ("threads", "4"), ("size", "256")],
        },
        Step {
            name: "A pool instead",
            expect: "The same tasks on threads that are there already. In a page about as fast, for there both take a Worker that waits; where a \
                     thread is really started, on the command line, four to five times as fast.",
            sees: Expectation::Beside(1),
            set: &[("variant", "pool"), ("lock", "off"), ("threads", "4"), ("size", "256")],
        },
        Step {
            name: "What 32 of them weigh",
            expect: "Little is used, but a stack is set aside for each, whether it needs it or not.",
            sees: Expectation::Figure,
            set: &[("variant", "memory"), ("lock", "off"), ("threads", "32")],
        },
        Step {
            name: "A lock for every step",
            expect: "Four threads that take a lock for every little step: hardly faster than one, or slower.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "too-fine"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "256"),
            ],
        },
        Step {
            name: "A lock around everything",
            expect: "Four threads, and still one at a time: no faster than one alone.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "too-coarse"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "256"),
            ],
        },
    ],
    unit: "tasks",
    sweeps: true,
    wake: Some(WOKEN),
    ..LabInfo::PLAIN
};

/// What a thread costs to start, to keep, and to hand over to.
pub struct ThreadCost;

impl Lab for ThreadCost {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.threads + 1
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.amount())
    }

    fn expect(_: &Settings, lock: LockKind) -> Guarantees {
        Guarantees::new(Termination::unless(lock == LockKind::Held), &[])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
