//! Lost increments, by version and by what protects them.

use super::{
    Figure, median,
    play::{Place, set},
};

/// 2,000,000 increments each, played as 200,000 of which each stands for ten.
const INCREMENTS: u64 = 200_000;
const EACH_FOR: u32 = 10;

/// Check 5: 4 threads.
pub fn figures() -> Vec<Figure> {
    let lost = |place: fn(u64) -> Place, variant: &str, seeds: u64| {
        median((1..=seeds).map(|seed| {
            let played = place(seed)
                .each_for(EACH_FOR)
                .lab("counter", variant, &set(4, INCREMENTS));
            played.number("lost") / played.number("expected")
        }))
    };
    let about = |name: &str, cpython, lost| Figure::about(name, "share", cpython, lost, 0.15);
    vec![
        about("CPython 3.9", 0.58, lost(Place::gil, "python-3-9", 5)).noting(HALVES),
        Figure::exact(
            "CPython 3.10 and later",
            "share",
            0.0,
            lost(Place::gil, "unprotected", 1),
        ),
        about("free-threaded", 0.69, lost(Place::free, "unprotected", 5)).noting(DIVIDED),
        about(
            "a call between read and write",
            0.54,
            lost(Place::gil, "call-between", 5),
        )
        .noting(HALVES),
        Figure::exact(
            "under a Lock, with the lock",
            "share",
            0.0,
            lost(Place::gil, "locked", 1),
        ),
        Figure::exact(
            "under a Lock, free-threaded",
            "share",
            0.0,
            lost(Place::free, "locked", 1),
        ),
        Figure::exact(
            "list.append, with the lock",
            "share",
            0.0,
            lost(Place::gil, "append", 1),
        ),
        Figure::exact(
            "list.append, free-threaded",
            "share",
            0.0,
            lost(Place::free, "append", 1),
        ),
    ]
}

const DIVIDED: &str =
    "Free-threaded: how an increment is divided between its read and its write is fitted to this figure.";

const HALVES: &str = "Half of the check points stand between the read and the write, so about half of all turns end there, and each such turn \
    takes back the turns of the others.";
