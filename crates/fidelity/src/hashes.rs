//! Independent hashes: where the lock is let go, and what one lock around them costs.

use crate::{
    Figure,
    play::{Place, set},
};
use workloads::Parameters;

fn nanos(place: Place, variant: &str, threads: u32, message: u64, messages: u64) -> f64 {
    let set = Parameters {
        numbers: vec![("message", message)],
        ..set(threads, messages)
    };
    place.lab("hashing", variant, &set).nanos as f64
}

/// The speed of hashing so many messages of so many bytes, against one thread's without a lock of its own.
pub fn times(place: fn(u64) -> Place, variant: &str, threads: u32, message: u64, messages: u64) -> f64 {
    let of = |variant, threads| nanos(place(7), variant, threads, message, messages);
    of("independent", 1) / of(variant, threads)
}

/// So many messages of a size that a run is neither too short nor too long.
pub fn messages(bytes: u64) -> u64 {
    match bytes {
        0..1_024 => 200_000,
        1_024..10_000 => 20_000,
        10_000..100_000 => 4_000,
        _ => 96,
    }
}

/// Check 8: two threads against one, with the lock.
pub fn threshold() -> Vec<Figure> {
    let of = |message: u64, cpython: f64, fair: (f64, f64)| {
        let times = times(Place::gil, "independent", 2, message, messages(message));
        Figure::new(format!("{message} bytes"), "times", cpython, times, fair)
    };
    vec![
        of(64, 1.04, (0.85, 1.15)),
        of(2_047, 1.09, (0.85, 1.15)),
        of(2_048, 1.45, (1.2, 1.7)).noting(FITTED),
        of(16_384, 1.58, (1.5, 2.0)),
        of(1_048_576, 1.91, (1.5, 2.0)),
    ]
}

const FITTED: &str = "That letting go of the lock and taking it again costs 400 ns each when another core had it is fitted to the figure of 2,048 bytes.";

/// Check 9: 16 KiB hashes, against one thread without a lock of its own.
pub fn coarse() -> Vec<Figure> {
    let times = |place, variant, threads| times(place, variant, threads, 16_384, messages(16_384));
    let without = |name, cpython, place, threads| {
        let name = format!("{name}, {threads} threads, no lock of one's own");
        Figure::new(name, "times", cpython, times(place, "independent", threads), (1.5, 2.0))
    };
    let with = |name, cpython, place, threads| {
        let name = format!("{name}, {threads} threads, one lock of one's own");
        Figure::new(
            name,
            "times",
            cpython,
            times(place, "coarse-lock", threads),
            (0.75, 1.0),
        )
    };
    vec![
        without("lock on", 1.73, Place::gil as fn(u64) -> Place, 2),
        without("lock on", 1.93, Place::gil, 8),
        without("lock off", 1.8, Place::free, 2),
        without("lock off", 1.98, Place::free, 8),
        with("lock on", 0.97, Place::gil as fn(u64) -> Place, 2),
        with("lock on", 0.87, Place::gil, 8),
        with("lock off", 0.95, Place::free, 2),
        with("lock off", 0.86, Place::free, 8),
    ]
}
