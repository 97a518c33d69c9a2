//! A thread that waits, behind threads that compute.

mod metrics;
#[path = "convoy.rs"]
pub mod program;
mod summary;

use lab_kit::{Expectation, Feature, Guarantees, IntParam, Lab, LabInfo, Step, Summary, threads, variant};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "convoy",
    name: "Convoy",
    question: "Why is a quick answer slow beside a busy thread?",
    intro: "One thread asks for something, sleeps until the answer comes, and needs a moment to deal with it; others compute without a pause. To go \
            on it must have the global lock again, and whoever computes gives it up only when asked, after the switch interval. Measured is how \
            long after each answer the thread runs again.",
    variants: &[
        variant(
            "mixed",
            "Mixed",
            "One thread that waits for answers, and the others compute.",
        ),
        variant(
            "cpu-only",
            "Only computing",
            "Nobody waits for answers: how long a computing thread waits for its next turn.",
        ),
        variant(
            "io-only",
            "Only waiting",
            "Nobody computes: the thread that waits is alone.",
        )
        .alone(),
    ],
    threads: threads("Computing threads", 1, 16),
    size: IntParam {
        key: "size",
        name: "Rounds",
        unit: "",
        least: 1,
        most: 10_000,
        usual: 200,
        offered: &[20, 50, 200, 1_000, 10_000],
        zero: "",
    },
    extras: &[IntParam {
        key: "answer",
        name: "An answer takes",
        unit: "µs",
        least: 0,
        most: 100_000,
        usual: 1_000,
        offered: &[0, 100, 1_000, 10_000, 100_000],
        zero: "no time",
    }],
    small: &[("threads", "1"), ("size", "3"), ("answer", "100")],
    steps: &[
        Step {
            name: "With the lock off",
            expect: "The thread runs again as soon as its answer is there, whatever the other one computes.",
            sees: Expectation::Prompt,
            set: &[
                ("variant", "mixed"),
                ("lock", "off"),
                ("threads", "1"),
                ("size", "200"),
                ("interval", "5"),
            ],
        },
        Step {
            name: "With the lock on",
            expect: "Half of the answers, or more, wait for a whole switch interval: 5 milliseconds and a little more.",
            sees: Expectation::Waits,
            set: &[
                ("variant", "mixed"),
                ("lock", "cpython"),
                ("threads", "1"),
                ("size", "200"),
                ("interval", "5"),
            ],
        },
        Step {
            name: "A shorter interval",
            expect: "The wait follows the interval: half a millisecond, at the price of more hand-overs.",
            sees: Expectation::Waits,
            set: &[
                ("variant", "mixed"),
                ("lock", "cpython"),
                ("threads", "1"),
                ("size", "200"),
                ("interval", "0.5"),
            ],
        },
        Step {
            name: "Four busy threads",
            expect: "The lock has no queue: it may go to another busy thread instead, so some answers wait for many turns.",
            sees: Expectation::Waits,
            set: &[
                ("variant", "mixed"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "200"),
                ("interval", "5"),
            ],
        },
        Step {
            name: "Nobody computes",
            expect: "The lock is on, and nobody else wants it: no wait for it at all.",
            sees: Expectation::Prompt,
            set: &[
                ("variant", "io-only"),
                ("lock", "cpython"),
                ("size", "200"),
                ("interval", "5"),
            ],
        },
    ],
    unit: "rounds",
    feature: Some(Feature::Waits("latency")),
    ..LabInfo::PLAIN
};

/// A thread that waits, behind threads that compute.
pub struct Convoy;

impl Lab for Convoy {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        program::threads(settings)
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(program::amount(settings))
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&[])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
