//! Threads that wait for something outside: pools of them, and one beside others that compute.

use crate::{
    Figure, counted, median,
    play::{Place, set},
    quantile,
    seen::lates,
};
use workloads::Parameters;

const TASKS: u64 = 200;
/// How long each waits, in milliseconds.
const TASK: u64 = 20;
/// The lab's network knows whole milliseconds; at this speed they are so many parts of one.
const SPEED: u64 = 100;

/// How many seconds a pool of so many threads takes for 200 waits of 20 ms, each with so many microseconds of work: the lab `fetch` with a
/// network that always takes as long.
pub fn seconds(place: &Place, threads: u32, work: u64) -> f64 {
    let set = Parameters {
        numbers: vec![
            ("mean", TASK * SPEED),
            ("timeout", 2 * TASK * SPEED),
            ("parse", work * SPEED / 1_000),
            ("speed", SPEED),
        ],
        choices: vec![("latency", "constant")],
        ..set(threads, TASKS)
    };
    place.lab("fetch", "threads", &set).nanos as f64 / 1e9
}

/// Check 10.
pub fn pool() -> Vec<Figure> {
    let mut figures = Vec::new();
    for (threads, gil, free) in [
        (1, 4.027, 4.032),
        (2, 2.016, 2.018),
        (4, 1.010, 1.011),
        (8, 0.505, 0.507),
        (16, 0.263, 0.267),
        (32, 0.143, 0.151),
    ] {
        let ideal = TASKS.div_ceil(threads) as f64 * TASK as f64 / 1e3;
        let more = if threads == 32 { 1.08 } else { 1.02 };
        let here = |place| seconds(&place, threads as u32, 0);
        let (on, off) = (here(Place::gil(7)), here(Place::free(7)));
        let figure = |lock: &str, cpython, here| {
            let name = format!("lock {lock}, {}", counted(threads, "thread"));
            Figure::new(name, "s", cpython, here, (ideal, ideal * more))
        };
        figures.push(figure("on", gil, on));
        figures.push(figure("off", free, off));
        let name = format!("on against off, {}", counted(threads, "thread"));
        figures.push(Figure::new(name, "times", gil / free, on / off, (0.94, 1.06)));
    }
    figures
}

/// How long an answer takes to come, in microseconds.
const ANSWER: u64 = 1_000;

/// How many milliseconds late a thread runs again each time that sleeps and wakes so often beside others that compute: the lab `convoy`.
pub fn late(place: &Place, busy: u32, rounds: u64) -> Vec<f64> {
    let variant = if busy == 0 { "io-only" } else { "mixed" };
    let set = Parameters {
        numbers: vec![("answer", ANSWER), ("idle", 1)],
        ..set(busy, rounds)
    };
    lates(&place.watched("convoy", variant, &set), "io", ANSWER * 1_000)
}

/// Check 11.
pub fn convoy() -> Vec<Figure> {
    let one = |interval: f64, cpython: f64| {
        let late = late(&Place::gil(7).every(interval), 1, 60);
        let name = format!("beside 1 thread, {interval} ms: half of the waits");
        Figure::new(name, "ms", cpython, median(late), (cpython * 0.95, cpython * 1.05))
    };
    let free = |busy, cpython| {
        let late = late(&Place::free(7), busy, 60);
        let name = format!("lock off, beside {}: half of the waits", counted(busy.into(), "thread"));
        Figure::new(name, "ms", cpython, median(late), (cpython * 0.9, cpython * 1.1))
    };
    let four = late(&Place::gil(7), 4, 600);
    let tail = |percent: u32, cpython: f64| {
        let name = format!("beside 4 threads, 5 ms: {percent} % of the waits");
        let late = quantile(four.iter().copied(), f64::from(percent) / 100.0);
        Figure::new(name, "ms", cpython, late, (cpython / 2.0, cpython * 2.0))
    };
    vec![
        one(0.1, 0.239),
        one(0.5, 0.646),
        one(1.0, 1.155),
        one(2.0, 2.155),
        one(5.0, 5.17),
        one(10.0, 10.204),
        one(20.0, 20.22),
        free(1, 0.067),
        tail(50, 5.34).noting(HALF),
        tail(90, 39.1),
        tail(99, 80.0),
    ]
}

const HALF: &str = "Beside 4 threads: that the last who came is preferred is fitted to the wait of half of the cases; 90 and 99 % follow from it.";
