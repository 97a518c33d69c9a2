//! A list of books, indexed in bulk and searched.

mod metrics;
#[path = "indexing.rs"]
pub mod program;
mod summary;

use lab_kit::{
    Expectation, Guarantees, IntParam, Lab, LabInfo, Step, Summary, Text, TextParam, WORD_CHOICES, figure, threads,
    variant,
};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "indexing",
    name: "Indexing",
    question: "Does a bulk load get faster when several threads do it?",
    intro: "A list of books is read, and an index is built that knows for each word the books that have it. Each thread indexes the chunks it took, \
            and in the end the parts are merged. Then the index is searched: the answer must be the same however it was built.",
    variants: &[
        variant(
            "parallel",
            "Parallel bulk",
            "Whoever is free takes the next chunk of records; the threads’ indices are merged.",
        ),
        variant("serial", "Bulk", "One thread takes one chunk after the other.").alone(),
    ],
    threads: threads("Indexers", 4, 32),
    size: IntParam {
        key: "size",
        name: "Records",
        unit: "",
        least: 0,
        most: 200_000,
        usual: 82_000,
        offered: &[1_000, 10_000, 41_000, 82_000, 200_000],
        zero: "",
    },
    extras: &[IntParam {
        key: "chunk",
        name: "Records a chunk",
        unit: "",
        least: 1,
        most: 100_000,
        usual: 500,
        offered: &[1, 10, 100, 500, 2_000, 10_000],
        zero: "",
    }],
    choices: WORD_CHOICES,
    words: &[
        TextParam {
            key: "query",
            name: "Search for",
            usual: "author:\"Ines Quill\" dragon",
            longest: 200,
        },
        TextParam {
            key: "columns",
            name: "Columns",
            usual: "",
            longest: 400,
        },
    ],
    small: &[
        ("threads", "2"),
        ("size", "4"),
        ("chunk", "2"),
        ("query", "dragon river winter rating:3..5"),
    ],
    steps: &[
        Step {
            name: "Bulk, one thread",
            expect: "The books that fit best, and how many records a second one thread manages.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "serial"),
                ("lock", "off"),
                ("size", "82000"),
                ("chunk", "500"),
            ],
        },
        Step {
            name: "Parallel bulk, lock off",
            expect: "The very same books, sooner: up to as many times as you have cores.",
            sees: Expectation::Faster(1),
            set: &[
                ("variant", "parallel"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "82000"),
                ("chunk", "500"),
            ],
        },
        Step {
            name: "Parallel bulk, lock on",
            expect: "The same books again, and no faster than one thread: looking at words is work for the processor.",
            sees: Expectation::NoFaster(1),
            set: &[
                ("variant", "parallel"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "82000"),
                ("chunk", "500"),
            ],
        },
        Step {
            name: "One record a chunk",
            expect: "The same books; but each record costs a turn at the reader, so the threads get in each other’s way.",
            sees: Expectation::Beside(2),
            set: &[
                ("variant", "parallel"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "82000"),
                ("chunk", "1"),
            ],
        },
        Step {
            name: "Ask something else",
            expect: "Books of the nineties about a lighthouse and a storm, rated 4 and better.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "parallel"),
                ("lock", "off"),
                ("threads", "4"),
                ("chunk", "500"),
                ("query", "lighthouse storm year:1990..1999 rating:4..5"),
            ],
        },
    ],
    unit: "records",
    sweeps: true,
    texts: &[Text::Books, Text::Own],
    divided: Some("chunk"),
    ..LabInfo::PLAIN
};

/// A list of books, indexed in bulk and searched.
pub struct Indexing;

impl Lab for Indexing {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.alive()
    }

    fn complaint(settings: &Settings) -> Option<String> {
        settings.complaint()
    }

    fn own_size(settings: &Settings) -> Option<u64> {
        Some(settings.lines())
    }

    fn whole(report: &Report, _: u64) -> Option<(u64, &'static str)> {
        Some((figure(report, "lines"), "lines read"))
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&["records", "malformed", "unfinished", "terms", "hits"])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
