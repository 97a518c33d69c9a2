//! A list of books, indexed in bulk and searched.

mod found;
#[path = "indexing.rs"]
pub mod program;
mod story;

pub use found::Found;
use lab_kit::{Expect, Lab, Number, Room, Sees, Step, Story, Text, Words, figure, threads, variant};
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: Lab = Lab {
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
    size: Number {
        key: "size",
        name: "Records",
        unit: "",
        least: 0,
        most: 200_000,
        usual: 82_000,
        offered: &[1_000, 10_000, 41_000, 82_000, 200_000],
    },
    extras: &[Number {
        key: "chunk",
        name: "Records a chunk",
        unit: "",
        least: 1,
        most: 100_000,
        usual: 500,
        offered: &[1, 10, 100, 500, 2_000, 10_000],
    }],
    words: &[Words {
        key: "query",
        name: "Search for",
        usual: "author:\"Ines Quill\" dragon",
        longest: 200,
    }],
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
            sees: Sees::Figure,
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
            sees: Sees::Faster(1),
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
            sees: Sees::NoFaster(1),
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
            sees: Sees::Beside(2),
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
            sees: Sees::Figure,
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
    ..Lab::PLAIN
};

/// A list of books, indexed in bulk and searched.
pub struct Indexing;

impl Room for Indexing {
    const LAB: Lab = LAB;
    type Settings = Settings;
    type Found = Found;

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

    fn expect(_: &Settings, _: LockKind) -> Expect {
        Expect::ends(&["records", "malformed", "unfinished", "terms", "hits"])
    }

    fn story(report: &Report) -> Story {
        story::tell(report)
    }
}
