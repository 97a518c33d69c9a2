//! The lesson's stops: what is set and pressed at each.

use super::LessonPage;
use crate::{Expectation, Step};

const fn step(
    name: &'static str,
    sees: Expectation,
    expect: &'static str,
    set: &'static [(&'static str, &'static str)],
) -> Step {
    Step {
        name,
        expect,
        sees,
        set,
    }
}

/// All stops, in order.
pub const LESSON: &[LessonPage] = &[
    LessonPage {
        title: "Two workers, nothing shared",
        minutes: 4,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "off"),
            ("threads", "1"),
            ("size", "500000"),
            ("message", "64"),
        ],
        steps: &[
            step(
                "One thread",
                Expectation::Figure,
                "how long one thread takes.",
                &[("threads", "1")],
            ),
            step(
                "Two threads",
                Expectation::Faster(1),
                "nearly twice as fast, if two cores are free.",
                &[("threads", "2")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "One lock around everything",
        minutes: 2,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "cpython"),
            ("threads", "1"),
            ("size", "500000"),
            ("message", "64"),
        ],
        steps: &[
            step(
                "One thread",
                Expectation::Figure,
                "how long one thread takes, with the lock on.",
                &[("threads", "1")],
            ),
            step(
                "Two threads",
                Expectation::NoFaster(1),
                "no faster: they take turns.",
                &[("threads", "2")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "Why the lock does not always hurt",
        minutes: 2,
        lab: "hashing",
        set: &[
            ("variant", "independent"),
            ("lock", "cpython"),
            ("threads", "1"),
            ("size", "4000"),
            ("message", "16384"),
        ],
        steps: &[
            step(
                "One thread",
                Expectation::Figure,
                "how long one thread takes.",
                &[("threads", "1")],
            ),
            step(
                "Two threads",
                Expectation::Faster(1),
                "faster, although the lock is on.",
                &[("threads", "2")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "A shared number",
        minutes: 3,
        lab: "counter",
        set: &[
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "1000000"),
        ],
        steps: &[step(
            "Four threads add",
            Expectation::Loss,
            "less than four million.",
            &[],
        )],
        search: false,
    },
    LessonPage {
        title: "The same race, one move at a time",
        minutes: 4,
        lab: "counter",
        set: &[
            ("engine", "lockstep"),
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "1"),
        ],
        steps: &[],
        search: false,
    },
    LessonPage {
        title: "Every order there is",
        minutes: 6,
        lab: "counter",
        set: &[
            ("engine", "lockstep"),
            ("variant", "unprotected"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "2"),
        ],
        steps: &[],
        search: true,
    },
    LessonPage {
        title: "Does the global lock make it safe?",
        minutes: 4,
        lab: "counter",
        set: &[
            ("variant", "unprotected"),
            ("lock", "cpython"),
            ("threads", "4"),
            ("size", "5000000"),
            ("interval", "1"),
        ],
        steps: &[
            step("Bare", Expectation::Whole, "nothing is lost, by luck.", &[]),
            step(
                "A call between",
                Expectation::Loss,
                "the lock is on, and yet much is lost.",
                &[("variant", "call-between")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "A lock of your own",
        minutes: 6,
        lab: "counter",
        set: &[
            ("variant", "locked"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "1000000"),
        ],
        steps: &[
            step("With a lock", Expectation::Whole, "nothing is lost.", &[]),
            step(
                "Each its own number",
                Expectation::Faster(1),
                "nothing is lost, and it is many times faster.",
                &[("variant", "own")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "Two locks, two orders",
        minutes: 5,
        lab: "dining",
        set: &[
            ("engine", "lockstep"),
            ("variant", "naive"),
            ("lock", "off"),
            ("threads", "2"),
            ("size", "1"),
        ],
        steps: &[],
        search: true,
    },
    LessonPage {
        title: "A pool that waits for itself",
        minutes: 3,
        lab: "nested-pools",
        set: &[
            ("variant", "same-pool"),
            ("lock", "off"),
            ("threads", "4"),
            ("size", "4"),
            ("inner", "2"),
        ],
        steps: &[
            step(
                "Four tasks, four threads",
                Expectation::Deadlock,
                "no thread is left for the small tasks.",
                &[],
            ),
            step(
                "Three tasks",
                Expectation::Whole,
                "one thread stays free, so it ends.",
                &[("size", "3")],
            ),
            step(
                "A second pool",
                Expectation::Whole,
                "four tasks again, and it ends.",
                &[("variant", "own-pool")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "Waiting is free",
        minutes: 2,
        lab: "fetch",
        set: &[
            ("variant", "serial"),
            ("lock", "cpython"),
            ("threads", "8"),
            ("size", "400"),
        ],
        steps: &[
            step("One after another", Expectation::Figure, "every wait adds up.", &[]),
            step(
                "Eight threads",
                Expectation::Faster(1),
                "nearly eight times as fast.",
                &[("variant", "threads")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "The convoy",
        minutes: 2,
        lab: "convoy",
        set: &[
            ("variant", "mixed"),
            ("lock", "off"),
            ("threads", "1"),
            ("size", "100"),
            ("answer", "1000"),
            ("interval", "5"),
        ],
        steps: &[
            step("Lock off", Expectation::Prompt, "it runs again at once.", &[]),
            step(
                "Lock on",
                Expectation::Waits,
                "5 milliseconds and a little more.",
                &[("lock", "cpython")],
            ),
            step(
                "An interval of 1 ms",
                Expectation::Waits,
                "1 millisecond and a little more.",
                &[("lock", "cpython"), ("interval", "1")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "Do more threads count faster?",
        minutes: 2,
        lab: "mapreduce",
        set: &[
            ("variant", "chunks"),
            ("lock", "off"),
            ("threads", "1"),
            ("size", "16000000"),
        ],
        steps: &[
            step(
                "One thread, lock off",
                Expectation::Figure,
                "how long one thread takes.",
                &[("threads", "1")],
            ),
            step(
                "Four threads, lock off",
                Expectation::Faster(1),
                "faster, up to the number of your cores.",
                &[("threads", "4")],
            ),
            step(
                "Four threads, lock on",
                Expectation::NoFaster(1),
                "no faster than one.",
                &[("threads", "4"), ("lock", "cpython")],
            ),
        ],
        search: false,
    },
    LessonPage {
        title: "What the lock was hiding",
        minutes: 3,
        lab: "extension",
        set: &[("variant", "undeclared"), ("lock", "off"), ("threads", "4")],
        steps: &[
            step(
                "Import it",
                Expectation::Whole,
                "the lock comes back on, and nothing breaks.",
                &[],
            ),
            step(
                "Force the lock off",
                Expectation::Crash,
                "workers crash.",
                &[("variant", "forced-off"), ("calls", "300")],
            ),
        ],
        search: false,
    },
];
