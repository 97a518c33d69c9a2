//! Many independent hashes.

mod metrics;
#[path = "hashing.rs"]
pub mod program;
mod summary;

use lab_kit::{Expectation, Guarantees, IntParam, Lab, LabInfo, PredictionHints, Step, Summary, threads, variant};
pub use metrics::Metrics;
use program::{Settings, Variant};
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "hashing",
    name: "Hashing",
    question: "How many threads does SHA-512 keep busy?",
    intro: "Each thread hashes messages of its own; a hash is a fingerprint, and making one is plain work. With the global lock on, small messages \
            are hashed one at a time, but from 2,048 bytes on Python lets go of the lock while it hashes. Change the size of a message, then Sweep \
            to see the speed against threads.",
    variants: &[
        variant(
            "independent",
            "Independent",
            "Each thread takes its share and shares nothing.",
        ),
        variant("coarse-lock", "One coarse lock", "One lock is held around every hash."),
        variant("fine-locks", "Fine locks", "The lock is held only to add the result."),
    ],
    threads: threads("Threads", 4, 32),
    size: IntParam {
        key: "size",
        name: "Messages",
        unit: "messages",
        least: 1,
        most: 10_000_000,
        usual: 200_000,
        offered: &[1_000, 10_000, 50_000, 200_000, 1_000_000],
        zero: "",
    },
    extras: &[IntParam {
        key: "message",
        name: "Bytes a message",
        unit: "bytes",
        least: 0,
        most: 1_048_576,
        usual: 64,
        offered: &[64, 512, 2_047, 2_048, 16_384, 1_048_576],
        zero: "",
    }],
    small: &[("threads", "2"), ("size", "4")],
    steps: &[
        Step {
            name: "One thread",
            expect: "How long one thread takes, to compare with.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "independent"),
                ("lock", "off"),
                ("threads", "1"),
                ("size", "500000"),
                ("message", "64"),
            ],
        },
        Step {
            name: "Four threads, lock off",
            expect: "Faster than one, up to the number of your cores.",
            sees: Expectation::Faster(1),
            set: &[
                ("variant", "independent"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "500000"),
                ("message", "64"),
            ],
        },
        Step {
            name: "Four threads, lock on",
            expect: "No faster than one: below 2,048 bytes Python keeps the lock while it hashes.",
            sees: Expectation::NoFaster(1),
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "500000"),
                ("message", "64"),
            ],
        },
        Step {
            name: "One thread, large messages",
            expect: "Messages of 16 KB, to compare with.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "1"),
                ("size", "4000"),
                ("message", "16384"),
            ],
        },
        Step {
            name: "Large messages, lock on",
            expect: "Faster than one thread, although the lock is on: it is let go while hashing.",
            sees: Expectation::Faster(4),
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "4000"),
                ("message", "16384"),
            ],
        },
        Step {
            name: "One byte below the threshold",
            expect: "2,047 bytes: Python keeps the lock while it hashes.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "2"),
                ("size", "20000"),
                ("message", "2047"),
            ],
        },
        Step {
            name: "At the threshold",
            expect: "2,048 bytes, one more: the lock is let go and taken again for each hash. In CPython that gains a little; here it depends on what a hand-over costs.",
            sees: Expectation::Beside(6),
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "2"),
                ("size", "20000"),
                ("message", "2048"),
            ],
        },
        Step {
            name: "A lock of your own around it",
            expect: "Large messages and the global lock off, but one lock is held around every hash: no faster than one thread.",
            sees: Expectation::NoFaster(4),
            set: &[
                ("variant", "coarse-lock"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4000"),
                ("message", "16384"),
            ],
        },
        Step {
            name: "Hold it only to add",
            expect: "The hash is outside the lock, only adding is inside: faster than one thread again.",
            sees: Expectation::Faster(4),
            set: &[
                ("variant", "fine-locks"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4000"),
                ("message", "16384"),
            ],
        },
    ],
    unit: "messages",
    sweeps: true,
    ..LabInfo::PLAIN
};

/// Many independent hashes.
pub struct Hashing;

impl Lab for Hashing {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.threads
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.messages)
    }

    fn prediction(settings: &Settings, lock: LockKind) -> PredictionHints {
        let together = lock == LockKind::Off || settings.message < program::DETACHED;
        PredictionHints {
            stands_for_many: settings.variant == Variant::Independent && together,
            ..PredictionHints::default()
        }
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&["messages", "bytes", "digest"])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
