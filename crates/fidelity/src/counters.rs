//! Lost increments, by version and by what protects them.

use crate::{
    Figure, median,
    play::{Place, set},
    python::Build,
};

/// Increments of each thread.
const INCREMENTS: u64 = 2_000_000;
/// How many of them are played; each stands for as many as it takes.
const PLAYED: u64 = 40_000;

/// The lost share of so many increments of each thread, the median over so many seeds.
pub fn lost(place: impl Fn(u64) -> Place, variant: &str, threads: u32, increments: u64, seeds: u64) -> f64 {
    let each_for = increments.div_ceil(PLAYED).max(1);
    median((1..=seeds).map(|seed| {
        let place = place(seed).each_for(each_for as u32);
        let played = place.lab("counter", variant, &set(threads, increments / each_for));
        played.number("lost") / played.number("expected")
    }))
}

/// How many nanoseconds an increment takes one thread here: reads, writes and looks at the drop request.
pub fn nanos(build: Build, variant: &str) -> f64 {
    let looks = match (build, variant) {
        (Build::Free, _) => 0,
        (Build::Gil, "python-3-9") => 4,
        (Build::Gil, "call-between") => 2,
        (Build::Gil, _) => 1,
    };
    let costs = Place::new(build, 1, 7).machine.costs;
    (costs.load * (1 + looks) + costs.store) as f64 / 1e3
}

/// Check 5: 4 threads.
pub fn figures() -> Vec<Figure> {
    let lost = |place: fn(u64) -> Place, variant: &str, seeds| lost(place, variant, 4, INCREMENTS, seeds);
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
