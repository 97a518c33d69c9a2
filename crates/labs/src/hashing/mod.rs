//! Many independent hashes.

mod found;
#[path = "hashing.rs"]
pub mod program;
mod story;

pub use found::Found;
use lab_kit::{Expect, Lab, Number, PredictionHints, Room, Sees, Step, Story, threads, variant};
use program::{Settings, Variant};
use trace::Report;
use world::LockKind;

const LAB: Lab = Lab {
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
    size: Number {
        key: "size",
        name: "Messages",
        unit: "messages",
        least: 1,
        most: 10_000_000,
        usual: 200_000,
        offered: &[1_000, 10_000, 50_000, 200_000, 1_000_000],
    },
    extras: &[Number {
        key: "message",
        name: "Bytes a message",
        unit: "bytes",
        least: 0,
        most: 1_048_576,
        usual: 64,
        offered: &[64, 512, 2_047, 2_048, 16_384, 1_048_576],
    }],
    small: &[("threads", "2"), ("size", "4")],
    steps: &[
        Step {
            name: "One thread",
            expect: "How long one thread takes, to compare with.",
            sees: Sees::Figure,
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
            sees: Sees::Faster(1),
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
            sees: Sees::NoFaster(1),
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
            sees: Sees::Figure,
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
            sees: Sees::Faster(4),
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
            sees: Sees::Figure,
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
            sees: Sees::Beside(6),
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
            sees: Sees::NoFaster(4),
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
            sees: Sees::Faster(4),
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
    ..Lab::PLAIN
};

/// Many independent hashes.
pub struct Hashing;

impl Room for Hashing {
    const LAB: Lab = LAB;
    type Settings = Settings;
    type Found = Found;

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

    fn expect(_: &Settings, _: LockKind) -> Expect {
        Expect::ends(&["messages", "bytes", "digest"])
    }

    fn story(report: &Report) -> Story {
        story::tell(report)
    }
}
