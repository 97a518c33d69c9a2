//! The labs, in the order of the navigation.

use crate::{Complaint, Lab, Number, Step, Variant};

/// Every lab.
pub const LABS: &[Lab] = &[COUNTER, HASH_CHAIN, HASHING, MAPREDUCE, NESTED_POOLS, CRASH];

/// A lab by its id.
pub fn lab(id: &str) -> Result<&'static Lab, Complaint> {
    let ids = || LABS.iter().map(|lab| lab.id).collect::<Vec<_>>().join(", ");
    LABS.iter()
        .find(|lab| lab.id == id)
        .ok_or_else(|| Complaint::new("lab", id, ids()))
}

const fn variant(id: &'static str, name: &'static str, note: &'static str) -> Variant {
    Variant { id, name, note }
}

const fn threads(name: &'static str, usual: u64, most: u64) -> Number {
    Number {
        key: "threads",
        name,
        unit: "",
        least: 1,
        most,
        usual,
        offered: &[],
    }
}

const COUNTER: Lab = Lab {
    id: "counter",
    name: "Counter",
    question: "Does a global lock make `n += 1` safe?",
    intro: "Several threads add one to the same number. Adding is a read and a write, and another thread can come between them. \
            Predict the total, then run it.",
    variants: &[
        variant(
            "unprotected",
            "Bare",
            "Reads the number, writes it back one larger; nothing keeps others out.",
        ),
        variant(
            "call-between",
            "Call between",
            "A function call stands between the read and the write, so the global lock may change hands there.",
        ),
        variant("locked", "Lock", "A lock is held from the read to the write."),
        variant("atomic", "Atomic", "One indivisible step of the processor."),
        variant(
            "own",
            "Own",
            "Each thread counts for itself; the numbers are added at the end.",
        ),
    ],
    threads: threads("Threads", 4, 32),
    size: Number {
        key: "size",
        name: "Increments each",
        unit: "increments",
        least: 1,
        most: 50_000_000,
        usual: 1_000_000,
        offered: &[1_000, 10_000, 100_000, 1_000_000, 5_000_000, 20_000_000],
    },
    extras: &[],
    steps: &[
        Step {
            name: "Run with the lock off",
            expect: "Threads really run side by side, so updates are lost.",
            set: &[
                ("variant", "unprotected"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
        Step {
            name: "Switch the lock on, run again",
            expect: "Only one thread runs at a time, and CPython never looks at its lock between this read and this write.",
            set: &[
                ("variant", "unprotected"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
        Step {
            name: "Put a call between",
            expect: "The lock is on, yet it may change hands inside the call: whole turns are overwritten.",
            set: &[
                ("variant", "call-between"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "5000000"),
                ("interval", "1"),
            ],
        },
        Step {
            name: "Use a lock of its own",
            expect: "Nothing is lost under any global lock; look at what it costs.",
            set: &[
                ("variant", "locked"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
    ],
    unit: "increments",
    reads_text: false,
    sweeps: true,
};

const HASH_CHAIN: Lab = Lab {
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

const HASHING: Lab = Lab {
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
    ],
    unit: "messages",
    reads_text: false,
    sweeps: true,
};

const MAPREDUCE: Lab = Lab {
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

const NESTED_POOLS: Lab = Lab {
    id: "nested-pools",
    name: "Nested pools",
    question: "When does a pool wait for itself?",
    intro: "Tasks of a pool hand smaller tasks to a pool and wait for the results. If every thread of the pool waits, nobody is left to do \
            what they wait for. That needs no global lock at all; holding the lock while waiting is another way to get there.",
    variants: &[
        variant(
            "same-pool",
            "Same pool",
            "Inner tasks queue behind the outer ones in the same pool.",
        ),
        variant(
            "own-pool",
            "Pool of its own",
            "Each outer worker has an inner pool of its own.",
        ),
        variant(
            "lock-held",
            "Lock held",
            "An inner pool, but the outer task keeps the global lock while it waits, like an extension that forgot to let go.",
        ),
        variant(
            "helping",
            "Helping",
            "Whoever waits for a task that nobody has begun runs it.",
        ),
    ],
    threads: threads("Outer workers", 4, 8),
    size: Number {
        key: "size",
        name: "Outer tasks",
        unit: "",
        least: 1,
        most: 64,
        usual: 4,
        offered: &[],
    },
    extras: &[Number {
        key: "inner",
        name: "Inner tasks each",
        unit: "",
        least: 1,
        most: 16,
        usual: 2,
        offered: &[],
    }],
    steps: &[
        Step {
            name: "Four tasks, four workers",
            expect: "All four wait for tasks that no worker is free to run.",
            set: &[
                ("variant", "same-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "Inner pools, lock off",
            expect: "Nobody waits for a slot of the own pool: it ends.",
            set: &[
                ("variant", "own-pool"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "The same, lock held while waiting",
            expect: "The inner threads need the lock that the waiting thread holds.",
            set: &[
                ("variant", "own-pool"),
                ("lock", "held"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
        Step {
            name: "Let the waiting thread help",
            expect: "It ends, under every lock.",
            set: &[
                ("variant", "helping"),
                ("lock", "held"),
                ("threads", "4"),
                ("size", "4"),
            ],
        },
    ],
    unit: "tasks",
    reads_text: false,
    sweeps: false,
};

const CRASH: Lab = Lab {
    id: "crash",
    name: "Crash",
    question: "What can a broken thread do to the page?",
    intro: "Each variant really breaks a thread. The page runs apart from the threads, in memory of its own: it says what happened, throws \
            the broken engine away and starts another.",
    variants: &[
        variant(
            "endless-loop",
            "Endless loop",
            "A thread spins and never comes to a check point.",
        ),
        variant(
            "trap",
            "Trap",
            "A thread does what it must not, and WebAssembly stops it.",
        ),
        variant(
            "out-of-memory",
            "Out of memory",
            "A thread asks for more memory until there is none.",
        ),
    ],
    threads: threads("Threads", 2, 32),
    size: Number {
        key: "size",
        name: "Broken threads",
        unit: "",
        least: 1,
        most: 32,
        usual: 1,
        offered: &[],
    },
    extras: &[],
    steps: &[
        Step {
            name: "Trap",
            expect: "The engine dies; the page does not.",
            set: &[("variant", "trap")],
        },
        Step {
            name: "Loop for ever",
            expect: "The page notices that a thread never comes to a check point.",
            set: &[("variant", "endless-loop")],
        },
        Step {
            name: "Use up the memory",
            expect: "The page says how much was asked for.",
            set: &[("variant", "out-of-memory")],
        },
    ],
    unit: "steps",
    reads_text: false,
    sweeps: false,
};
