//! Threads that break.

use super::{threads, variant};
use crate::{Lab, Number, Sees, Step};

/// The lab.
pub const CRASH: Lab = Lab {
    id: "crash",
    name: "Crash",
    question: "What can a broken thread do to the page?",
    intro: "Each variant really breaks a thread. The page runs apart from the threads, in memory of its own: it says what happened, throws \
            the broken engine away and starts another. Your settings stay.",
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
    choices: &[],
    words: &[],
    small: &[],
    steps: &[
        Step {
            name: "Trap",
            expect: "The engine dies; the page does not.",
            sees: Sees::Crash,
            set: &[("variant", "trap")],
        },
        Step {
            name: "Loop for ever",
            expect: "The page notices that a thread never comes to a check point.",
            sees: Sees::Crash,
            set: &[("variant", "endless-loop")],
        },
        Step {
            name: "Use up the memory",
            expect: "The page says how much was asked for.",
            sees: Sees::Crash,
            set: &[("variant", "out-of-memory")],
        },
    ],
    unit: "steps",
    reads_text: false,
    sweeps: false,
};
