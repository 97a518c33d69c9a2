//! Many independent hashes.

use super::{threads, variant};
use crate::{Lab, Number, Step};

/// The lab.
pub const HASHING: Lab = Lab {
    id: "hashing",
    name: "Hashing",
    question: "How many threads does SHA-512 keep busy?",
    intro: "Many independent messages are hashed. With the lock on, small ones are hashed one at a time; from 2,048 bytes on, Python \
            lets go of the lock while it hashes. Change the size of the message and sweep.",
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
    choices: &[],
    words: &[],
    small: &[("threads", "2"), ("size", "4")],
    steps: &[
        Step {
            name: "Small messages, lock on",
            expect: "Four threads are no faster than one.",
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "200000"),
                ("message", "64"),
            ],
        },
        Step {
            name: "Small messages, lock off",
            expect: "As fast as your cores allow.",
            set: &[
                ("variant", "independent"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "200000"),
                ("message", "64"),
            ],
        },
        Step {
            name: "Large messages, lock on",
            expect: "The lock is let go while hashing, so threads help although it is on.",
            set: &[
                ("variant", "independent"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "2000"),
                ("message", "16384"),
            ],
        },
        Step {
            name: "One byte below the threshold",
            expect: "2,047 bytes: Python keeps the lock while it hashes, so two threads are as fast as one.",
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
            expect: "2,048 bytes, one more: Python lets go of the lock, and two threads are faster than one.",
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
            expect: "Large messages and the global lock off, but one lock is held around every hash: as if there were one thread.",
            set: &[
                ("variant", "coarse-lock"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "2000"),
                ("message", "16384"),
            ],
        },
        Step {
            name: "Hold it only to add",
            expect: "The hash is outside the lock, only adding is inside: the threads run side by side again.",
            set: &[
                ("variant", "fine-locks"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "2000"),
                ("message", "16384"),
            ],
        },
    ],
    unit: "messages",
    reads_text: false,
    sweeps: true,
};
