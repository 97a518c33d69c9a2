//! Producers, a queue, consumers, and how they stop.

mod metrics;
#[path = "pipeline.rs"]
pub mod program;
mod summary;
#[cfg(test)]
mod tests;

use lab_kit::{
    Expectation, Feature, Guarantees, IntParam, Lab, LabInfo, Row, Step, Summary, Termination, threads, variant,
};
pub use metrics::Metrics;
use program::{Settings, Variant};
use trace::{DeadlockKind, Report};
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "pipeline",
    name: "Pipeline",
    question: "How do you stop workers without losing work?",
    intro: "Producers put items into a queue; consumers take them out, work on them and write them to a file. All goes well until it has to stop: \
            consumers must learn that nothing more comes. There are three usual ways, and some that are nearly right; only one of them ends and is \
            sure to lose nothing.",
    variants: &[
        variant(
            "pill",
            "Poison pill",
            "Behind the last item, one pill for each consumer is queued; who takes it goes home.",
        ),
        variant(
            "event",
            "Event",
            "A flag is set once all is sent; consumers look at it before they take an item.",
        ),
        variant(
            "daemon",
            "Daemon threads",
            "Nobody waits for the consumers: the program ends, and they die where they are.",
        ),
        variant(
            "too-few-pills",
            "One pill too few",
            "Somebody counted wrong: one consumer never gets a pill.",
        ),
        variant(
            "empty-get",
            "Look, then get",
            "A consumer looks whether the queue is empty, and then takes; the last item may be gone by then.",
        ),
        variant(
            "dead-reader",
            "Dead reader",
            "Every consumer dies of its first item, and the producers fill a queue that nobody empties.",
        ),
    ],
    threads: threads("Consumers", 4, 16),
    size: IntParam {
        key: "size",
        name: "Items",
        unit: "",
        least: 1,
        most: 100_000,
        usual: 1_000,
        offered: &[10, 100, 1_000, 10_000, 100_000],
        zero: "",
    },
    extras: &[
        IntParam {
            key: "producers",
            name: "Producers",
            unit: "",
            least: 1,
            most: 8,
            usual: 2,
            offered: &[],
            zero: "",
        },
        IntParam {
            key: "capacity",
            name: "Room in the queue",
            unit: "",
            least: 0,
            most: 10_000,
            usual: 16,
            offered: &[0, 1, 4, 16, 256],
            zero: "any",
        },
    ],
    small: &[("threads", "2"), ("size", "2"), ("producers", "1"), ("capacity", "0")],
    steps: &[
        Step {
            name: "Stop by poison pills",
            expect: "The queue is first in, first out: nobody meets a pill before all items are taken. Nothing is lost.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "pill"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("capacity", "16"),
            ],
        },
        Step {
            name: "Stop by an event",
            expect: "One consumer. What is still queued when the flag is set is never looked at: up to 16 items may be lost.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "event"),
                ("lock", "off"),
                ("threads", "1"),
                ("size", "1000"),
                ("capacity", "16"),
            ],
        },
        Step {
            name: "The same without a limit",
            expect: "Producers run ahead, so far more items are still queued when the flag is set.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "event"),
                ("lock", "off"),
                ("threads", "1"),
                ("size", "1000"),
                ("capacity", "0"),
            ],
        },
        Step {
            name: "Let daemons die",
            expect: "As with the event, and what a consumer has in hand at that moment is never written either.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "daemon"),
                ("lock", "cpython"),
                ("threads", "1"),
                ("size", "1000"),
                ("capacity", "0"),
            ],
        },
        Step {
            name: "One pill too few",
            expect: "All is written, and yet it never ends: one consumer waits for a pill, and the main thread for that consumer.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "too-few-pills"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("capacity", "16"),
            ],
        },
        Step {
            name: "Look, then get",
            expect: "All is written, and yet a consumer that saw the last item waits for it: another took it.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "empty-get"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("capacity", "16"),
            ],
        },
        Step {
            name: "Let the readers die",
            expect: "Nobody takes anything out any more, so the producers wait for room: a bounded queue hands the trouble on.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "dead-reader"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "1000"),
                ("capacity", "16"),
            ],
        },
    ],
    unit: "items",
    feature: Some(Feature::Depth("depth")),
    ..LabInfo::PLAIN
};

/// Producers, a queue, consumers, and how they stop.
pub struct Pipeline;

impl Lab for Pipeline {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        program::threads(settings)
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(settings.items)
    }

    fn account(report: &Report) -> Option<Vec<Row>> {
        Some(summary::rows(report))
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        let held = Termination::by_chance_if(lock == LockKind::Held);
        match settings.variant {
            Variant::Pill => Guarantees::new(held, &["sent", "written", "lost", "unfinished"]),
            Variant::TooFewPills => Guarantees::new(Termination::Never, &["sent"]),
            Variant::EmptyGet => Guarantees::new(Termination::ByChance, &["sent", "written", "lost", "unfinished"]),
            Variant::DeadReader if settings.is_blocked() => Guarantees::new(Termination::Never, &[]),
            Variant::DeadReader => Guarantees::new(held, &["sent", "written", "lost"]),
            Variant::Event | Variant::Daemon => Guarantees::new(held, &["sent"]),
        }
    }

    fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
        summary::stuck_note(report, kind)
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
