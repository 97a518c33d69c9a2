//! Counting the words of a text.

mod metrics;
#[path = "mapreduce.rs"]
pub mod program;
mod summary;

use lab_kit::{Expectation, Guarantees, IntParam, Lab, LabInfo, Step, Summary, Text, WORD_CHOICES, threads, variant};
pub use metrics::Metrics;
use program::Settings;
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "mapreduce",
    name: "MapReduce",
    question: "Do more threads count words faster?",
    intro: "The words of a text are counted: it is cut into chunks, each thread counts the next chunk that is left, and the counts are put \
            together. That is work for the processor from beginning to end. Count the book, or drop your own text.",
    variants: &[
        variant("chunks", "Chunks", "Mappers take the next chunk until none is left."),
        variant(
            "one-chunk-a-thread",
            "One chunk a thread",
            "The text is cut into as many parts as there are mappers.",
        ),
    ],
    threads: threads("Mappers", 4, 32),
    size: IntParam {
        key: "size",
        name: "Text",
        unit: "bytes",
        least: 0,
        most: 200_000_000,
        usual: 8_000_000,
        offered: &[
            500_000,
            2_000_000,
            8_000_000,
            16_000_000,
            32_000_000,
            64_000_000,
            200_000_000,
        ],
        zero: "",
    },
    extras: &[
        IntParam {
            key: "reducers",
            name: "Reducers",
            unit: "",
            least: 1,
            most: 32,
            usual: 4,
            offered: &[1, 2, 4, 8, 16],
            zero: "",
        },
        IntParam {
            key: "chunk",
            name: "Bytes a chunk",
            unit: "bytes",
            least: 1_024,
            most: 16_777_216,
            usual: 65_536,
            offered: &[4_096, 16_384, 65_536, 262_144, 1_048_576],
            zero: "",
        },
    ],
    choices: WORD_CHOICES,
    small: &[("threads", "2"), ("size", "4096"), ("reducers", "2"), ("chunk", "1024")],
    steps: &[
        Step {
            name: "One thread",
            expect: "How long one thread takes, to compare with.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "chunks"),
                ("lock", "off"),
                ("threads", "1"),
                ("size", "16000000"),
            ],
        },
        Step {
            name: "Four threads, lock off",
            expect: "Faster than one, up to the number of your cores.",
            sees: Expectation::Faster(1),
            set: &[
                ("variant", "chunks"),
                ("lock", "off"),
                ("threads", "4"),
                ("size", "16000000"),
            ],
        },
        Step {
            name: "Four threads, lock on",
            expect: "The same counts, and no faster than one thread: they take turns.",
            sees: Expectation::NoFaster(1),
            set: &[
                ("variant", "chunks"),
                ("lock", "cpython"),
                ("threads", "4"),
                ("size", "16000000"),
            ],
        },
    ],
    unit: "words",
    sweeps: true,
    texts: &[Text::Book, Text::Zipf, Text::Own],
    ..LabInfo::PLAIN
};

/// Counting the words of a text.
pub struct MapReduce;

impl Lab for MapReduce {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        // The last mapper starts the reducers before it ends, while others that have nothing left to do may not
        // have ended yet.
        settings.mappers + settings.reducers
    }

    fn own_size(settings: &Settings) -> Option<u64> {
        Some(settings.input.text.len() as u64)
    }

    fn whole(_: &Report, left: u64) -> Option<(u64, &'static str)> {
        Some((left, "bytes of text"))
    }

    fn expect(_: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(&["words", "distinct", "replaced_bytes", "top"])
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }
}
