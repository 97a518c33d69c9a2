//! One chain of hashes, shared.

mod metrics;
#[path = "hash_chain.rs"]
pub mod program;
mod summary;

use lab_kit::{
    ChoiceParam, Expectation, Guarantees, IntParam, Lab, LabInfo, PredictionHints, SizeIs, Step, Summary, threads,
    variant,
};
pub use metrics::Metrics;
use program::{Settings, Variant};
use trace::Report;
use world::LockKind;

const LAB: LabInfo = LabInfo {
    id: "hash-chain",
    name: "Hash chain",
    question: "Is `data = sha512(data).hexdigest()` safe to share?",
    intro: "A hash is a fingerprint of some data, and in a chain each is the hash of the one before. Threads share one chain: read it, hash it, \
            write the digest back. What one thread \
            alone gets after so many rounds is known, so a single lost round shows.",
    variants: &[
        variant("unprotected", "Bare", "Read, hash, write back, with nothing around it."),
        variant("locked", "Lock", "A lock is held from the read to the write."),
        variant(
            "encapsulated",
            "DataHasher",
            "The lock is hidden in an object that offers one safe method.",
        ),
        variant("not-shared", "Not shared", "Each thread hashes a chain of its own."),
        variant(
            "immutable",
            "Never changed",
            "All threads hash the same bytes, again and again; nobody writes them.",
        ),
        variant(
            "handed-out",
            "Handed out",
            "The DataHasher returns its data itself, and each thread in the end cuts it to twelve digits for a label.",
        ),
        variant(
            "copied",
            "Copied",
            "The DataHasher returns a copy, and each thread cuts its own.",
        ),
    ],
    threads: threads("Threads", 10, 32),
    size: IntParam {
        key: "size",
        name: "Rounds each",
        unit: "rounds",
        least: 1,
        most: 1_000_000,
        usual: 1_000,
        offered: &[1, 10, 100, 1_000, 10_000, 20_000, 100_000],
        zero: "",
    },
    choices: &[ChoiceParam {
        key: "start",
        name: "Threads start",
        options: &[
            variant("together", "Together", "All threads begin at the same moment."),
            variant(
                "loop",
                "In a loop",
                "One more thread starts the others one by one, as `for thread in threads: thread.start()` does.",
            ),
        ],
    }],
    small: &[("threads", "2"), ("size", "2")],
    steps: &[
        Step {
            name: "Share nothing",
            expect: "Each thread hashes a chain of its own: no two threads touch the same thing, and every digest is right.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "not-shared"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
                ("start", "together"),
            ],
        },
        Step {
            name: "Share what never changes",
            expect: "All threads read the same 5,000 bytes and nobody writes them: right as well, with no lock at all.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "immutable"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
                ("start", "together"),
            ],
        },
        Step {
            name: "Ten threads share a chain",
            expect: "Who reads before another has written does that round again: the digest is wrong, and rounds are lost.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "unprotected"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
                ("start", "together"),
            ],
        },
        Step {
            name: "The same with the lock on",
            expect: "One thread runs at a time, yet the lock may change hands between the read and the write: whole turns are lost.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "unprotected"),
                ("lock", "cpython"),
                ("threads", "10"),
                ("size", "20000"),
                ("start", "together"),
            ],
        },
        Step {
            name: "One hash each",
            expect: "The tutorial’s own program: 5,000 bytes are hashed with the lock let go, so another thread may read the same bytes meanwhile. CPython on two cores gets it wrong nine times in ten; here threads meet less often. Press it a few times.",
            sees: Expectation::Figure,
            set: &[
                ("variant", "unprotected"),
                ("lock", "cpython"),
                ("threads", "10"),
                ("size", "1"),
                ("start", "loop"),
            ],
        },
        Step {
            name: "Hold a lock",
            expect: "The digest is the one that a single thread computes.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "locked"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
                ("start", "together"),
            ],
        },
        Step {
            name: "Hide the lock in a DataHasher",
            expect: "Right again, and now nobody can forget the lock: there is no way to the data but through it.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "encapsulated"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "1000"),
                ("start", "together"),
            ],
        },
        Step {
            name: "Hand the data out",
            expect: "The lock is there, but the object gives its own data away, and a caller cuts it: wrong every time, under every lock.",
            sees: Expectation::Loss,
            set: &[
                ("variant", "handed-out"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "100"),
                ("start", "together"),
            ],
        },
        Step {
            name: "Hand out a copy",
            expect: "The caller may do to a copy what it likes: the digest is right.",
            sees: Expectation::Whole,
            set: &[
                ("variant", "copied"),
                ("lock", "off"),
                ("threads", "10"),
                ("size", "100"),
                ("start", "together"),
            ],
        },
    ],
    unit: "rounds",
    sweeps: true,
    size_is: SizeIs::OfEach,
    ..LabInfo::PLAIN
};

/// One chain of hashes, shared.
pub struct HashChain;

impl Lab for HashChain {
    const LAB: LabInfo = LAB;
    type Settings = Settings;
    type Metrics = Metrics;

    fn threads(settings: &Settings) -> u32 {
        settings.alive()
    }

    fn amount(settings: &Settings) -> Option<u64> {
        Some(u64::from(settings.threads) * settings.rounds)
    }

    fn prediction(settings: &Settings, _: LockKind) -> PredictionHints {
        PredictionHints {
            stands_for_many: matches!(settings.variant, Variant::Unprotected | Variant::NotShared),
            ..PredictionHints::default()
        }
    }

    fn expect(settings: &Settings, _: LockKind) -> Guarantees {
        Guarantees::ends(match settings.variant {
            Variant::Locked | Variant::Encapsulated | Variant::NotShared => {
                &["rounds", "digest", "expected_digest", "lost"]
            }
            _ => &["rounds"],
        })
    }

    fn summary(report: &Report) -> Summary {
        summary::summarize(report)
    }

    fn beside(report: &Report) -> Vec<(&'static str, String)> {
        summary::beside(report)
    }
}
