//! A bounded buffer on a condition variable.

mod metrics;
#[path = "condition.rs"]
pub mod program;
mod summary;
#[cfg(test)]
mod tests;

pub use metrics::Metrics;

use lab_kit::{
    Expectation, Guarantees, IntParam, Lab, LabInfo, Row, Step, Summary, Termination, number, threads, variant,
};
use program::{Settings, Variant};
use trace::{DeadlockKind, Report};
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "condition",
    name: "Condition",
    question: "Why does a condition variable need a `while`?",
    intro: "Producers put items into a buffer that has room for few; consumers take them out. A thread that finds it full or empty waits on a \
            condition variable, and each change notifies the threads that wait. One way to write this is right; at least three look right and work \
            nearly every time.",
    variants: &[
        variant(
            "right",
            "Right",
            "Looks again after each wait, with the lock held, and notifies all.",
        ),
        variant(
            "if",
            "if",
            "Looks once before it waits, and not again when it is woken.",
        ),
        variant(
            "notify-one",
            "notify",
            "Notifies one thread, though producers and consumers wait on the same condition.",
        ),
        variant(
            "lost-notify",
            "Lost notify",
            "Looks before it takes the lock, so a notification can come between the look and the wait.",
        ),
    ],
    threads: threads("Consumers", 4, 16),
    size: IntParam {
        offered: &[10, 100, 1_000, 10_000],
        ..number("size", "Items", 1, 100_000, 1_000)
    },
    extras: &[
        number("producers", "Producers", 1, 16, 4),
        IntParam {
            offered: &[1, 2, 4, 16],
            ..number("capacity", "Room in the buffer", 1, 1_000, 1)
        },
    ],
    small: &[("threads", "2"), ("producers", "1"), ("size", "2"), ("capacity", "1")],
    steps: &[
        Step {
            name: "The right way",
            expect: "All is taken, whoever is woken when: each thread looks again before it believes.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "right"),
                ("lock", "off"),
                ("threads", "4"),
                ("producers", "4"),
                ("size", "1000"),
                ("capacity", "1"),
            ],
        },
        Step {
            name: "“if” instead of “while”",
            expect: "Sooner or later a woken consumer finds that another was faster, and takes from an empty buffer.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "if"),
                ("lock", "off"),
                ("threads", "4"),
                ("producers", "4"),
                ("size", "1000"),
                ("capacity", "1"),
            ],
        },
        Step {
            name: "Notify one",
            expect: "The thread that is woken may be the wrong one, and then no thread is left to wake the right one.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "notify-one"),
                ("lock", "off"),
                ("threads", "4"),
                ("producers", "4"),
                ("size", "1000"),
                ("capacity", "1"),
            ],
        },
        Step {
            name: "Look before you lock",
            expect: "A notification between the look and the wait is lost. With two threads and little to do that is rare; with eight it happens within moments.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "lost-notify"),
                ("lock", "off"),
                ("threads", "4"),
                ("producers", "4"),
                ("size", "1000"),
                ("capacity", "1"),
            ],
        },
        Step {
            name: "Switch the global lock on",
            expect: "It makes no difference: the lock may change hands between the look and the wait.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "notify-one"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("producers", "4"),
                ("size", "1000"),
                ("capacity", "1"),
            ],
        },
    ],
    unit: "items",
    ..LabInfo::PLAIN
};

/// A bounded buffer on a condition variable.
pub struct Condition;

impl Lab for Condition {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.consumers + settings.producers
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.items)
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        let ends = Termination::by_chance_if(settings.can_deadlock(lock));
        match settings.variant {
            Variant::If => Guarantees::new(ends, &[]),
            _ => Guarantees::new(
                ends,
                &["sent", "taken", "lost", "unfinished", "unsent", "errors", "overfull"],
            ),
        }
    }

    fn account(report: &Report) -> Option<Vec<Row>> {
        Some(summary::rows(report))
    }

    fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
        summary::stuck_note(report, kind)
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
