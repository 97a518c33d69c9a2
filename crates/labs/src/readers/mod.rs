//! Readers and writers, and who goes first.

mod metrics;
#[path = "readers.rs"]
pub mod program;
mod summary;
#[cfg(test)]
mod tests;

pub use metrics::Metrics;

use lab_kit::{
    ChoiceParam, Expectation, Guarantees, IntParam, Lab, LabInfo, Row, Step, Summary, Termination, number, threads,
    variant,
};
use program::Settings;
use trace::{DeadlockKind, Report};
use world::{LockKind, primitive::Preference};

const LAB: LabInfo = LabInfo {
    id: "readers",
    name: "Readers",
    question: "Who goes first at a readers–writer lock?",
    intro: "Many threads may read at the same time; a writer must be alone. When a writer waits, may another reader go in before it? If so, a steady stream \
            of readers keeps the writer out. If not, a reader that takes the lock a second time waits for the writer that is waiting for that reader.",
    variants: &[
        variant("once", "Read once", "A reader takes the lock, looks, and lets go."),
        variant(
            "again",
            "Read again",
            "While it reads, a reader takes the lock a second time to look something up.",
        ),
    ],
    threads: threads("Readers", 4, 16),
    size: IntParam {
        offered: &[10, 100, 1_000, 10_000],
        ..number("size", "Reads each", 1, 100_000, 1_000)
    },
    extras: &[
        number("writers", "Writers", 1, 8, 1),
        number("writes", "Writes each", 1, 10_000, 10),
    ],
    choices: &[ChoiceParam {
        key: "prefer",
        name: "First",
        options: &[
            variant("writers", "Writers", "New readers wait while a writer waits."),
            variant("readers", "Readers", "New readers go in whenever nobody writes."),
        ],
    }],
    small: &[("threads", "2"), ("size", "2"), ("writers", "1"), ("writes", "1")],
    steps: &[
        Step {
            name: "Writers first",
            expect: "No read goes before a writer that waits.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "once"),
                ("prefer", "writers"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("writers", "1"),
                ("writes", "10"),
            ],
        },
        Step {
            name: "Readers first",
            expect: "Four readers hardly ever leave a gap: the writer waits while dozens of reads go first.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "once"),
                ("prefer", "readers"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("writers", "1"),
                ("writes", "10"),
            ],
        },
        Step {
            name: "Read again, readers first",
            expect: "The second acquisition is one more reader: it ends.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "again"),
                ("prefer", "readers"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("writers", "1"),
                ("writes", "10"),
            ],
        },
        Step {
            name: "Read again, writers first",
            expect: "A writer comes between the two acquisitions of a reader, and each waits for the other.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "again"),
                ("prefer", "writers"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("writers", "1"),
                ("writes", "10"),
            ],
        },
    ],
    unit: "reads and writes",
    ..LabInfo::PLAIN
};

/// Readers and writers, and who goes first.
pub struct Readers;

impl Lab for Readers {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.readers + settings.writers
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.amount())
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        let ends = Termination::by_chance_if(settings.reads_behind_writers() || lock == LockKind::Held);
        match settings.preference {
            Preference::Writers => Guarantees::new(ends, &["reads", "writes", "overtaken", "readers", "unfinished"]),
            Preference::Readers => Guarantees::new(ends, &["reads", "writes", "readers", "unfinished"]),
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
