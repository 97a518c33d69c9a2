//! Counting the words of a text.

use super::{threads, variant};
use crate::{Lab, Number, Step};

/// The lab.
pub const MAPREDUCE: Lab = Lab {
    id: "mapreduce",
    name: "MapReduce",
    question: "Do more threads count words faster?",
    intro: "A text is split at word boundaries, mapped to counts, shuffled by hash, and reduced. It is CPU-bound work on real text: \
            with the lock off it scales with your cores, with the lock on it cannot. Count the book, or drop your own text.",
    variants: &[
        variant("chunks", "Chunks", "Mappers take the next chunk until none is left."),
        variant(
            "one-chunk-a-thread",
            "One chunk a thread",
            "The text is cut into as many parts as there are mappers.",
        ),
    ],
    threads: threads("Mappers", 4, 32),
    size: Number {
        key: "size",
        name: "Text",
        unit: "bytes",
        least: 0,
        most: 200_000_000,
        usual: 8_000_000,
        offered: &[
            500_000,
            2_000_000,
            8_000_000,
            16_000_000,
            32_000_000,
            64_000_000,
            200_000_000,
        ],
    },
    extras: &[
        Number {
            key: "reducers",
            name: "Reducers",
            unit: "",
            least: 1,
            most: 32,
            usual: 4,
            offered: &[1, 2, 4, 8, 16],
        },
        Number {
            key: "chunk",
            name: "Bytes a chunk",
            unit: "bytes",
            least: 1_024,
            most: 16_777_216,
            usual: 65_536,
            offered: &[4_096, 16_384, 65_536, 262_144, 1_048_576],
        },
    ],
    choices: &[],
    words: &[],
    small: &[("threads", "2"), ("size", "4096"), ("reducers", "2"), ("chunk", "1024")],
    steps: &[
        Step {
            name: "Count with the lock off",
            expect: "Every core counts.",
            set: &[("variant", "chunks"), ("lock", "off"), ("threads", "4")],
        },
        Step {
            name: "Count with the lock on",
            expect: "The same counts, one thread at a time.",
            set: &[("variant", "chunks"), ("lock", "cpython"), ("threads", "4")],
        },
    ],
    unit: "words",
    reads_text: true,
    sweeps: true,
};
