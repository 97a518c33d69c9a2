//! Rounds at a barrier, and a thread that does not come.

mod metrics;
#[path = "barrier.rs"]
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
    id: "barrier",
    name: "Barrier",
    question: "What if one thread never comes?",
    intro: "Threads work in rounds. After each round they wait at a barrier until all have arrived, and then each reads its neighbour’s result. Take the \
            barrier away, and they read results that are not ready; let one thread die, and the others wait for it for ever.",
    variants: &[
        variant(
            "all",
            "All come",
            "Each round ends at a barrier that all threads reach.",
        ),
        variant(
            "no-barrier",
            "No barrier",
            "Each thread goes on at once and reads whatever is there.",
        ),
        variant(
            "one-dies",
            "One dies",
            "In one round the first thread dies on its way to the barrier.",
        ),
        variant(
            "abort",
            "Abort",
            "It breaks the barrier before it dies, so the others get an error and can end.",
        ),
    ],
    threads: threads("Threads", 4, 16),
    size: IntParam {
        offered: &[10, 100, 1_000, 10_000],
        ..number("size", "Rounds", 1, 100_000, 100)
    },
    extras: &[number("dies", "Dies in round", 1, 1_000, 3)],
    small: &[("threads", "2"), ("size", "2"), ("dies", "2")],
    steps: &[
        Step {
            name: "All come",
            expect: "Every result that is read is of this round.",
            sees: Expectation::Whole,
            set: &[("variant", "all"), ("lock", "off"), ("threads", "4"), ("size", "100")],
        },
        Step {
            name: "Take the barrier away",
            expect: "Threads drift apart and read results of other rounds.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "no-barrier"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "100"),
            ],
        },
        Step {
            name: "Let one die",
            expect: "The others wait at the barrier for a thread that will not come.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "one-dies"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "100"),
                ("dies", "3"),
            ],
        },
        Step {
            name: "Break the barrier first",
            expect: "The waiting threads get an error and end: each has worked two rounds.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "abort"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "100"),
                ("dies", "3"),
            ],
        },
    ],
    unit: "rounds",
    ..LabInfo::PLAIN
};

/// Rounds at a barrier, and a thread that does not come.
pub struct Barrier;

impl Lab for Barrier {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.parties
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(u64::from(settings.parties) * settings.rounds)
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        let ends = match settings.is_abandoned() {
            true => Termination::Never,
            false => Termination::by_chance_if(settings.can_deadlock(lock)),
        };
        match settings.variant {
            Variant::NoBarrier => Guarantees::new(ends, &["steps", "unfinished"]),
            _ => Guarantees::new(ends, &["steps", "stale", "unfinished"]),
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
