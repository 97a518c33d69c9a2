//! The lab as the catalogue would have it; it is not in the navigation, for there is nothing to run before somebody wrote it.

use catalogue::{Choice, Lab, Number, Variant};

/// The lab.
pub const PROGRAM: Lab = Lab {
    id: "program",
    name: "Your program",
    question: "What can go wrong in your own program?",
    intro: "Your own Python, on real threads.",
    variants: &[variant("", "As it stands")],
    threads: number("threads", "Threads", 1024),
    size: number("size", "Size", u64::MAX),
    choices: &[Choice {
        key: "python",
        name: "Python",
        options: &[
            variant("3.14", "Python 3.14"),
            variant("3.14t", "Python 3.14t"),
            variant("3.9", "Python 3.9"),
        ],
    }],
    unit: "runs",
    ..Lab::PLAIN
};

const fn variant(id: &'static str, name: &'static str) -> Variant {
    Variant {
        id,
        name,
        note: "",
        alone: false,
    }
}

const fn number(key: &'static str, name: &'static str, most: u64) -> Number {
    Number {
        key,
        name,
        unit: "",
        least: 1,
        most,
        usual: 1,
        offered: &[],
    }
}
