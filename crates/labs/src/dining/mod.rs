//! Threads that need several locks at once.

mod metrics;
#[path = "dining.rs"]
pub mod program;
mod summary;

use lab_kit::{
    ChoiceParam, Expectation, Guarantees, IntParam, Lab, LabInfo, Step, Summary, Termination, threads, variant,
};
pub use metrics::Metrics;
use program::{Scene, Settings, Variant};
use trace::{DeadlockKind, Report};
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "dining",
    name: "Lock order",
    question: "When do threads wait for each other for ever?",
    intro: "Each thread needs two or three locks at once and takes them one after the other. If each holds one and waits for the next, \
            nobody ever goes on: Dijkstra’s dining philosophers, two transfers between two accounts, a house entered from above and from below. \
            There are four cures; try to break each of them.",
    variants: &[
        variant(
            "naive",
            "Unordered",
            "Each thread takes its locks in the order in which they lie before it.",
        ),
        variant(
            "ordered",
            "Ordered",
            "All threads take locks in one order: no circle can close.",
        ),
        variant("waiter", "Waiter", "A waiter lets one thread fewer in than there are."),
        variant(
            "back-off",
            "Back off",
            "Who finds a lock taken puts back what it holds and tries again.",
        ),
        variant("one-lock", "One lock", "One big lock in place of all."),
    ],
    threads: threads("Threads", 5, 32),
    size: IntParam {
        key: "size",
        name: "Meals each",
        unit: "",
        least: 1,
        most: 100_000,
        usual: 100,
        offered: &[1, 10, 100, 1_000, 10_000],
        zero: "",
    },
    extras: &[
        IntParam {
            key: "pause",
            name: "Pause with a lock",
            unit: "µs",
            least: 0,
            most: 10_000,
            usual: 100,
            offered: &[0, 10, 100, 1_000, 10_000],
            zero: "none",
        },
        IntParam {
            key: "tries",
            name: "Tries a meal",
            unit: "",
            least: 1,
            most: 1_000,
            usual: 100,
            offered: &[1, 2, 3, 10, 100, 1_000],
            zero: "",
        },
        IntParam {
            key: "wait",
            name: "Longest wait between tries",
            unit: "µs",
            least: 0,
            most: 10_000,
            usual: 200,
            offered: &[0, 20, 200, 2_000],
            zero: "none",
        },
    ],
    choices: &[ChoiceParam {
        key: "scene",
        name: "Scene",
        options: &[
            variant(
                "table",
                "Table",
                "Philosophers around a table, with a fork between each two.",
            ),
            variant(
                "accounts",
                "Accounts",
                "Transfers between two accounts; every other one goes the other way.",
            ),
            variant(
                "hierarchy",
                "House",
                "A house, a floor, a room: half of the threads come from above, the others from below.",
            ),
        ],
    }],
    small: &[
        ("threads", "2"),
        ("size", "1"),
        ("pause", "0"),
        ("tries", "2"),
        ("wait", "0"),
    ],
    steps: &[
        Step {
            name: "Five philosophers sit down",
            expect: "Each takes the fork on one side and waits for the other: a circle, and nobody ever eats again.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "naive"),
                ("scene", "table"),
                ("lock", "off"),
                ("threads", "5"),
                ("pause", "100"),
            ],
        },
        Step {
            name: "Switch the global lock on",
            expect: "It makes no difference: CPython lets go of its lock while a thread waits for another.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "naive"),
                ("scene", "table"),
                ("lock", "cpython"),
                ("threads", "5"),
                ("pause", "100"),
            ],
        },
        Step {
            name: "Take forks in one order",
            expect: "The last philosopher reaches for the other side first, so the circle cannot close: all meals are eaten.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "ordered"),
                ("scene", "table"),
                ("lock", "off"),
                ("threads", "5"),
                ("size", "100"),
                ("pause", "100"),
            ],
        },
        Step {
            name: "A waiter at the bank",
            expect: "The waiter saves the table but not the accounts: among three transfers at once, two may go opposite ways.",
            sees: Expectation::Deadlock,
            set: &[
                ("variant", "waiter"),
                ("scene", "accounts"),
                ("lock", "off"),
                ("threads", "4"),
                ("pause", "100"),
            ],
        },
        Step {
            name: "Back off, all in step",
            expect: "Nobody waits for ever, and yet forks only go up and down and meals are given up: a livelock, for no wait is random here.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "back-off"),
                ("scene", "table"),
                ("lock", "off"),
                ("threads", "5"),
                ("size", "100"),
                ("pause", "100"),
                ("wait", "0"),
                ("tries", "10"),
            ],
        },
    ],
    unit: "meals",
    ..LabInfo::PLAIN
};

/// Threads that need several locks at once.
pub struct Dining;

impl Lab for Dining {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.threads
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(u64::from(settings.threads) * settings.meals)
    }

    fn expect(settings: &Settings, lock: LockKind) -> Guarantees {
        let crowded = settings.scene != Scene::Table && settings.threads > 2;
        let risky = match settings.variant {
            Variant::Naive => true,
            Variant::Waiter => crowded || lock == LockKind::Held,
            _ => lock == LockKind::Held,
        };
        let certain = settings.variant != Variant::BackOff;
        Guarantees::new(Termination::by_chance_if(risky), if certain { &["meals"] } else { &[] })
    }

    fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
        summary::stuck_note(report, kind)
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
