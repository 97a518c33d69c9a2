//! Pools whose tasks wait for tasks of a pool.

use super::{threads, variant};
use crate::{Lab, Number, Step};

/// The lab.
pub const NESTED_POOLS: Lab = Lab {
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
    choices: &[],
    words: &[],
    small: &[("threads", "2"), ("size", "2"), ("inner", "1")],
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
