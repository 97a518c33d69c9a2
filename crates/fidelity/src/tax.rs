//! What free threading costs on one thread, and from how many on it pays.

use crate::{
    Figure, counted,
    play::{Place, set},
};
use lockstep::Costs;
use std::sync::Arc;
use workloads::{
    Parameters,
    input::{BOOK, Input},
};

/// What counting words takes in the free-threaded build for one with the lock, on one thread: it makes many small objects.
const WORDS_TAX: f64 = 1.34;

/// How many virtual nanoseconds so many threads take to count the words of the book.
pub fn words(place: Place, threads: u32) -> f64 {
    let set = Parameters {
        numbers: vec![("reducers", u64::from(threads)), ("chunk", CHUNK)],
        input: Arc::new(Input::sound(BOOK.into())),
        ..set(threads, 0)
    };
    place.lab("mapreduce", "chunks", &set).nanos as f64
}

/// Check 4.
pub fn figures() -> Vec<Figure> {
    let gil = words(Place::gil(7), 1);
    let free = |threads, cpython| {
        let times = gil / words(taxed(), threads);
        Figure::about(
            format!("words, lock off, {}", counted(threads.into(), "thread")),
            "times",
            cpython,
            times,
            0.15,
        )
    };
    let hashes = |place: Place| place.lab("hash-chain", "not-shared", &set(1, 20_000)).nanos as f64;
    let one = hashes(Place::free(7)) / hashes(Place::gil(7));
    vec![
        Figure::new("the time of one thread, lock off", "times", 1.14, one, (1.05, 1.20)).noting(PUT_IN),
        free(1, 0.76).noting(PUT_IN),
        free(2, 1.17),
        free(4, 1.13),
        free(8, 1.24),
    ]
}

const PUT_IN: &str = "Put in: the factors with which the simulated machine takes longer free-threaded, 1.14 in general and 1.34 for words, are CPython’s.";

/// Chunks of the book as large as CPython's were: 12,500 words.
const CHUNK: u64 = 70_000;

fn taxed() -> Place {
    let mut place = Place::free(7);
    place.machine.costs.compute = (f64::from(Costs::ONE) * WORDS_TAX) as u32;
    place
}
