//! `n += 1` by many threads.

mod metrics;
#[path = "counter.rs"]
pub mod program;
mod summary;

use lab_kit::{
    Earlier, Expectation, Guarantees, IntParam, Lab, LabInfo, PredictionHints, SizeIs, Step, Summary, threads, variant,
};
pub use metrics::Metrics;
use program::{Settings, Variant};
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "counter",
    name: "Counter",
    question: "Does a global lock make `n += 1` safe?",
    intro: "Several threads add one to the same number. Adding is two moves, a read and a write, and another thread can come between them. Guess \
            the total, then run it.",
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
        variant(
            "python-3-9",
            "Python 3.9",
            "The same `n += 1` where the global lock may change hands between any two bytecodes, as in CPython 3.9 and before.",
        ),
        variant("locked", "Lock", "A lock is held from the read to the write."),
        variant("atomic", "Atomic", "One indivisible step of the processor."),
        variant(
            "own",
            "Own",
            "Each thread counts for itself; the numbers are added at the end.",
        ),
        variant(
            "append",
            "append",
            "Appends to a shared list instead; the list takes one element at a time, by itself.",
        ),
    ],
    threads: threads("Threads", 4, 32),
    size: IntParam {
        key: "size",
        name: "Increments each",
        unit: "increments",
        least: 1,
        most: 50_000_000,
        usual: 1_000_000,
        offered: &[1_000, 10_000, 100_000, 1_000_000, 5_000_000, 20_000_000],
        zero: "",
    },
    small: &[("threads", "2"), ("size", "2")],
    steps: &[
        Step {
            name: "Run with the lock off",
            expect: "The threads really run side by side, and updates are lost.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "unprotected"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
        Step {
            name: "Switch the lock on, run again",
            expect: "One thread runs at a time, and CPython since 3.10 never looks at its lock between this read and this write: nothing is lost.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "unprotected"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
        Step {
            name: "Go back to Python 3.9",
            expect: "The lock is on and the line is the same, but up to 3.9 CPython may let go of it between any two bytecodes: about half is lost.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "python-3-9"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "2000000"),
                ("interval", "1"),
            ],
        },
        Step {
            name: "Put a call between",
            expect: "The lock is on, yet it may change hands inside the call: whole turns are overwritten.",
            sees: Expectation::Loss,
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
            expect: "Nothing is lost under any global lock; look at how long it takes.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "locked"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
        Step {
            name: "Append to a list",
            expect: "Nothing is lost with the lock on or off: one append is one step, because the list sees to it.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "append"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
        Step {
            name: "Share nothing",
            expect: "Each thread has a number of its own: nothing to lose, nothing to wait for, and far faster than with a lock.",
            sees: Expectation::Faster(5),
            set: &[
                ("variant", "own"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000000"),
            ],
        },
    ],
    unit: "increments",
    sweeps: true,
    size_is: SizeIs::OfEach,
    earlier: Some(Earlier {
        accident: "unprotected",
        shows_in: "python-3-9",
    }),
    ..LabInfo::PLAIN
};

/// `n += 1` by many threads.
pub struct Counter;

impl Lab for Counter {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.threads
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(u64::from(settings.threads) * settings.increments)
    }

    fn prediction(settings: &Settings, _: LockKind) -> PredictionHints {
        PredictionHints {
            stands_for_many: settings.variant != Variant::Locked,
            ..PredictionHints::default()
        }
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        let safe = match settings.variant {
            Variant::Unprotected => lock != LockKind::Off,
            variant => matches!(
                variant,
                Variant::Locked | Variant::Atomic | Variant::Own | Variant::Append
            ),
        };
        Guarantees::ends(if safe {
            &["expected", "got", "lost"]
        } else {
            &["expected"]
        })
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }

    fn faster_under_lock(variant: &str) -> &'static str {
        summary::faster_under_lock(variant)
    }

    fn beside(report: &Report) -> Vec<(&'static str, String)> {
        summary::beside(report)
    }
}
