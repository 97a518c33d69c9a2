//! One chain of hashes, shared.

use super::{threads, variant};
use crate::{Lab, Number, Step};

/// The lab.
pub const HASH_CHAIN: Lab = Lab {
    id: "hash-chain",
    name: "Hash chain",
    question: "Is `data = sha512(data).hexdigest()` safe to share?",
    intro: "Threads take turns at one chain: read the shared data, hash it, write the digest back. After so many rounds the right \
            digest is known, so a single lost round is proof. The first data is 5,000 bytes, and Python lets go of its lock while it hashes that much.",
    variants: &[
        variant("unprotected", "Bare", "Read, hash, write back, with nothing around it."),
        variant("locked", "Lock", "A lock is held from the read to the write."),
        variant(
            "encapsulated",
            "DataHasher",
            "The lock is hidden in an object that offers one safe method.",
        ),
        variant("not-shared", "Not shared", "Each thread hashes a chain of its own."),
    ],
    threads: threads("Threads", 10, 32),
    size: Number {
        key: "size",
        name: "Rounds each",
        unit: "rounds",
        least: 1,
        most: 1_000_000,
        usual: 1_000,
        offered: &[1, 10, 100, 1_000, 10_000, 20_000, 100_000],
    },
    extras: &[],
    choices: &[],
    words: &[],
    small: &[("threads", "2"), ("size", "2")],
    steps: &[
        Step {
            name: "Ten threads share a chain",
            expect: "Who reads before another has written does that round again: the digest is wrong, and rounds are lost.",
            set: &[
                ("variant", "unprotected"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
            ],
        },
        Step {
            name: "The same with the lock on",
            expect: "One thread runs at a time, yet the lock may change hands between the read and the write: whole turns are lost.",
            set: &[
                ("variant", "unprotected"),
                ("lock", "cpython"),
                ("threads", "10"),
                ("size", "20000"),
            ],
        },
        Step {
            name: "One hash each",
            expect: "The tutorial's own program: 5,000 bytes are hashed with the lock let go. Run it a few times: on two cores two threads often read the same bytes.",
            set: &[
                ("variant", "unprotected"),
                ("lock", "cpython"),
                ("threads", "10"),
                ("size", "1"),
            ],
        },
        Step {
            name: "Hold a lock",
            expect: "The digest is the one that a single thread computes.",
            set: &[
                ("variant", "locked"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
            ],
        },
    ],
    unit: "rounds",
    reads_text: false,
    sweeps: true,
};
