//! A server that queues jobs, each of which counts words with threads of its own.

mod metrics;
#[path = "service.rs"]
pub mod program;
mod summary;

use lab_kit::{
    ChoiceParam, Expectation, Feature, Guarantees, IntParam, Lab, LabInfo, Row, Step, Summary, number, threads, variant,
};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "service",
    name: "Service",
    question: "Does the global lock hang a server?",
    intro: "Clients send texts to a server, workers count the words with threads of their own, and clients collect the results. A well-known \
            write-up says that the GIL makes such a server deadlock. See for yourself what makes it slow, and what makes it hang.",
    variants: &[
        variant(
            "own-pool",
            "Pools of their own",
            "Each worker hands the pieces of its job to an inner pool that nobody else uses.",
        ),
        variant(
            "shared-pool",
            "One shared pool",
            "Jobs and the pieces of jobs go to one pool, whose threads wait for each other.",
        ),
        variant(
            "no-inner",
            "No inner threads",
            "Each worker counts its job alone, piece by piece.",
        ),
    ],
    threads: threads("Workers", 4, 12),
    size: IntParam {
        offered: &[1, 4, 10, 100, 1_000, 10_000],
        ..number("size", "Requests", 1, 100_000, 10)
    },
    extras: &[
        number("low", "Fewest words", 1, 20_000, 500),
        number("high", "Most words", 1, 20_000, 1_000),
        number("chunk", "Words a piece", 1, 20_000, 250),
        number("inner", "Inner threads", 1, 3, 2),
        number("clients", "Clients", 1, 4, 2),
        IntParam {
            offered: &[0, 1, 4, 16, 256],
            zero: "any",
            ..number("capacity", "Room in the queue", 0, 100_000, 0)
        },
        IntParam {
            offered: &[0, 2, 10, 100],
            zero: "none",
            ..number("bad", "Bad jobs, one in", 0, 100_000, 0)
        },
        number("pollers", "Busy pollers", 0, 4, 0),
    ],
    choices: &[ChoiceParam {
        key: "arrival",
        name: "Requests come",
        options: &[
            variant(
                "at-once",
                "All at once",
                "Every request is in before the first job is begun.",
            ),
            variant("stream", "In a stream", "Workers begin while requests still come in."),
        ],
    }],
    small: &[
        ("threads", "2"),
        ("size", "2"),
        ("low", "20"),
        ("high", "40"),
        ("inner", "1"),
        ("clients", "1"),
    ],
    steps: &[
        Step {
            name: "Ten requests, lock off",
            expect: "All ten are done.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "own-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "10"),
            ],
        },
        Step {
            name: "The same, lock on",
            expect: "All ten are done as well: slower, if anything, but not stuck.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "own-pool"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "10"),
            ],
        },
        Step {
            name: "Beside threads that poll",
            expect: "Two more threads ask “is it done?” without a pause and use up the turns: much slower, and still all ten are done.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "own-pool"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "10"),
                ("pollers", "2"),
            ],
        },
        Step {
            name: "One pool for jobs and their pieces",
            expect: "Stuck with no lock at all: every thread waits for pieces that no thread is left to count.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "shared-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "10"),
            ],
        },
        Step {
            name: "Fewer jobs than threads",
            expect: "Three jobs leave one thread of the four to count the pieces: it ends.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "shared-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "3"),
            ],
        },
        Step {
            name: "The lock held while waiting",
            expect: "Stuck as soon as anybody waits for an answer.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "own-pool"),
                ("lock", "held"),
                ("threads", "4"),
                ("size", "10"),
            ],
        },
    ],
    unit: "requests",
    sweeps: true,
    feature: Some(Feature::Requests),
    ..LabInfo::PLAIN
};

/// A server that queues jobs, each of which counts words with threads of its own.
pub struct Service;

impl Lab for Service {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        program::threads(settings)
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.requests)
    }

    fn account(report: &Report) -> Option<Vec<Row>> {
        Some(summary::rows(report))
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        Guarantees::new(
            program::ends(settings, lock),
            &["sent", "done", "failed", "refused", "unfinished"],
        )
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
