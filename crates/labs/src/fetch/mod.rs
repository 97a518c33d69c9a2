//! A thousand URLs, and who waits for them.

mod metrics;
#[path = "fetch.rs"]
pub mod program;
mod summary;

use lab_kit::{
    ChoiceParam, Clock, Expectation, Guarantees, IntParam, Lab, LabInfo, PredictionHints, Published, SizeIs, Step,
    Summary, number, threads, variant,
};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

/// The write-up about fetching 1,000 URLs: a real network with 829 ms of waiting and 26 ms of work a URL.
const PUBLISHED: Published = Published {
    variant: "threads",
    seconds: &[(1, 855), (4, 294), (6, 156), (8, 178), (16, 120), (32, 119)],
    amount: 1_000.0,
    each: 855.0,
    ours: &["mean", "parse"],
};

const LAB: LabInfo = LabInfo {
    id: "fetch",
    name: "Fetching",
    question: "Do threads help under the GIL?",
    intro: "A thousand URLs are fetched from a simulated network: each is waited for long and worked on for a moment. Who waits lets go of the \
            global lock, so more threads help with the lock on as well. On real threads the network’s time runs 400 times as fast; in lockstep it \
            is what it says.",
    variants: &[
        variant("threads", "Threads", "A pool: whoever is free takes the next URL."),
        variant(
            "processes",
            "Processes",
            "Each has its own share, a copy of everything and a global lock of its own. In one program these are threads that share nothing.",
        ),
        variant("serial", "One after another", "A single thread, however many are set.").alone(),
    ],
    threads: threads("Threads", 8, 32),
    size: IntParam {
        offered: &[10, 100, 200, 1_000, 5_000],
        ..number("size", "URLs", 1, 100_000, 1_000)
    },
    extras: &[
        IntParam {
            unit: "ms",
            offered: &[0, 50, 200, 829, 5_000],
            zero: "no time",
            ..number("mean", "Waiting for a page", 0, 60_000, 829)
        },
        IntParam {
            unit: "ms",
            offered: &[0, 5, 26, 100],
            zero: "none",
            ..number("parse", "Work on a page", 0, 1_000, 26)
        },
        IntParam {
            unit: "ms",
            offered: &[200, 1_000, 2_000, 10_000],
            ..number("timeout", "Time-out", 1, 60_000, 2_000)
        },
        IntParam {
            offered: &[0, 2, 10, 50],
            zero: "none",
            ..number("errors", "Errors in a hundred", 0, 100, 2)
        },
        IntParam {
            offered: &[50, 100, 200, 400, 1_000],
            ..number("speed", "Times faster than life", 1, 10_000, 400)
        },
    ],
    choices: &[ChoiceParam {
        key: "latency",
        name: "Waiting times",
        options: &[
            variant("log-normal", "Log-normal", "Most are short, a few are very long."),
            variant("uniform", "Uniform", "From half the mean to one and a half times it."),
            variant("constant", "Constant", "All alike."),
        ],
    }],
    small: &[("threads", "2"), ("size", "4"), ("parse", "2")],
    steps: &[
        Step {
            name: "One after another",
            expect: "Every wait adds up: about 840 ms a URL, a quarter of an hour in all.",
            sees: Expectation::Figure,
            set: &[("variant", "serial"), ("lock", "cpython"), ("size", "1000")],
        },
        Step {
            name: "Four threads, lock on",
            expect: "About four times as fast, though only one thread runs at a time.",
            sees: Expectation::Faster(1),
            set: &[
                ("variant", "threads"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "1000"),
            ],
        },
        Step {
            name: "Thirty-two threads, lock on",
            expect: "Faster still; now the work on the pages, which the lock lets nobody share, begins to count.",
            sees: Expectation::Faster(2),
            set: &[
                ("variant", "threads"),
                ("lock", "cpython"),
                ("threads", "32"),
                ("size", "1000"),
            ],
        },
        Step {
            name: "The same, lock off",
            expect: "Somewhat faster: the lock never held up the waiting, only the work.",
            sees: Expectation::Beside(3),
            set: &[
                ("variant", "threads"),
                ("lock", "off"),
                ("threads", "32"),
                ("size", "1000"),
            ],
        },
        Step {
            name: "Processes",
            expect: "No lock between them, but each starts slowly and costs a whole interpreter.",
            sees: Expectation::Beside(3),
            set: &[
                ("variant", "processes"),
                ("lock", "cpython"),
                ("threads", "32"),
                ("size", "1000"),
            ],
        },
    ],
    unit: "URLs",
    sweeps: true,
    size_is: SizeIs::Waiting,
    clock: Some(Clock {
        speed: "speed",
        whose: "of the network’s time",
        published: PUBLISHED,
    }),
    ..LabInfo::PLAIN
};

/// How long the write-up took for as many threads, in seconds as it has them.
fn published(threads: u32) -> Option<u64> {
    let known = PUBLISHED.seconds.iter().find(|(known, _)| *known == threads);
    known.map(|(_, seconds)| *seconds)
}

/// A thousand URLs, and who waits for them.
pub struct Fetch;

impl Lab for Fetch {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.alive()
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.urls)
    }

    fn prediction(_: &Settings, _: LockKind) -> PredictionHints {
        PredictionHints {
            hardly_computes: true,
            ..PredictionHints::default()
        }
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&["sent", "ok", "timed_out", "failed", "unfinished"])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
