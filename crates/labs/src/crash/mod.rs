//! Threads that break.

mod metrics;
#[path = "crash.rs"]
pub mod program;
mod summary;

use lab_kit::{Expectation, Guarantees, IntParam, Lab, LabInfo, Step, Summary, threads, variant};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
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
    size: IntParam {
        key: "size",
        name: "Broken threads",
        unit: "",
        least: 1,
        most: 32,
        usual: 1,
        offered: &[],
        zero: "",
    },
    steps: &[
        Step {
            name: "Trap",
            expect: "The engine dies; the page does not.",
            sees: Expectation::Crash,
            set: &[("variant", "trap")],
        },
        Step {
            name: "Loop for ever",
            expect: "The page notices that a thread never comes to a check point.",
            sees: Expectation::Crash,
            set: &[("variant", "endless-loop")],
        },
        Step {
            name: "Use up the memory",
            expect: "The page says how much was asked for.",
            sees: Expectation::Crash,
            set: &[("variant", "out-of-memory")],
        },
    ],
    unit: "steps",
    breaks: true,
    ..LabInfo::PLAIN
};

/// Threads that break.
pub struct Crash;

impl Lab for Crash {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.threads
    }

    fn why_broken(report: &Report) -> &'static str {
        summary::why_broken(report)
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&[])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
