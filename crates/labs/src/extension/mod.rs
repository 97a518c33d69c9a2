//! A native module that was not made for free threading.

mod metrics;
#[path = "extension.rs"]
pub mod program;
mod summary;

use lab_kit::{
    Expectation, Feature, Guarantees, IntParam, Lab, LabInfo, PredictionHints, Step, Summary, threads, variant,
};
pub use metrics::Metrics;
use program::{Settings, Variant};
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "extension",
    name: "Extension",
    question: "What happens when one module still needs the GIL?",
    intro: "Workers run without a global lock until one of them imports a module written in C. If the module has not declared that it can do \
            without the lock, CPython stops everybody and switches the lock on for the whole program, for good. Forbid that, and the \
            module’s own data is torn: workers crash, and a supervisor starts others.",
    variants: &[
        variant(
            "undeclared",
            "Undeclared",
            "The module says nothing, so the lock comes back when it is imported.",
        ),
        variant(
            "forced-off",
            "Forced off",
            "The same module with PYTHON_GIL=0: the lock stays off, and nothing protects what the module keeps.",
        ),
        variant(
            "declared",
            "Declared",
            "The module was made for it: a lock of its own, and no global one.",
        ),
    ],
    threads: threads("Workers", 4, 16),
    size: IntParam {
        key: "size",
        name: "Jobs",
        unit: "",
        least: 1,
        most: 100_000,
        usual: 6_000,
        offered: &[300, 1_000, 6_000, 10_000, 30_000],
        zero: "",
    },
    extras: &[IntParam {
        key: "calls",
        name: "Calls a job",
        unit: "",
        least: 1,
        most: 1_000,
        usual: 100,
        offered: &[1, 10, 100, 1_000],
        zero: "",
    }],
    small: &[("threads", "2"), ("size", "2"), ("calls", "1")],
    steps: &[
        Step {
            name: "Import it",
            expect: "All workers run at once for the first half of the jobs; then the import brings the lock back, and they take turns.",
            sees: Expectation::Whole,
            set: &[("variant", "undeclared"), ("lock", "off"), ("threads", "4")],
        },
        Step {
            name: "Forbid the lock",
            expect: "Until two workers are inside the module at once: then workers crash, and their jobs fail.",
            sees: Expectation::Crash,
            set: &[
                ("variant", "forced-off"),
                ("lock", "off"),
                ("threads", "4"),
                ("calls", "300"),
            ],
        },
        Step {
            name: "A module made for it",
            expect: "No lock, no crash, no drop: the module’s own lock is held only inside it.",
            sees: Expectation::Whole,
            set: &[("variant", "declared"), ("lock", "off"), ("threads", "4")],
        },
        Step {
            name: "The lock on from the start",
            expect: "Importing changes nothing, and nothing breaks: this is the world the module was written for.",
            sees: Expectation::Whole,
            set: &[("variant", "undeclared"), ("lock", "cpython"), ("threads", "4")],
        },
        Step {
            name: "One worker, lock off",
            expect: "Nobody to tear anything with: even forced off it does not crash. That is why such a fault hides for so long.",
            sees: Expectation::Whole,
            set: &[("variant", "forced-off"), ("lock", "off"), ("threads", "1")],
        },
    ],
    unit: "jobs",
    sweeps: true,
    feature: Some(Feature::Libraries),
    ..LabInfo::PLAIN
};

/// A native module that was not made for free threading.
pub struct Extension;

impl Lab for Extension {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.alive()
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.jobs)
    }

    fn may_switch_lock_on(settings: &Settings) -> bool {
        settings.variant == Variant::Undeclared
    }

    fn prediction(settings: &Settings, _: LockKind) -> PredictionHints {
        let crashes = settings.variant == Variant::ForcedOff;
        PredictionHints {
            left_to_chance: crashes.then_some("chance decides when a worker crashes, and with it how much is done."),
            ..PredictionHints::default()
        }
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&["sent"])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
