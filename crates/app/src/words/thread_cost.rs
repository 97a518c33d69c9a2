//! What a thread costs: each measure beside what the work itself takes.

use super::{Row, Story, lock_of};
use crate::model::{
    Rich,
    format::{as_fast, bytes, counted, millis},
};
use catalogue::Lock;
use serde_json::Value;
use trace::Report;

/// What was measured, in microseconds and bytes.
struct Measured {
    start: f64,
    task: f64,
    alone: f64,
    bytes: u64,
    stack: u64,
}

/// Tells a run that came to its end.
pub fn tell(report: &Report) -> Story {
    let number = |key| report.result.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    let measured = Measured {
        start: number("start_us"),
        task: number("task_us"),
        alone: number("alone_us"),
        bytes: number("bytes") as u64,
        stack: number("stack_bytes") as u64,
    };
    Story {
        told: told(report, &measured),
        rows: rows(report, &measured),
        why: why(report, &measured),
        short: match report.variant.as_str() {
            "memory" => bytes(measured.bytes),
            _ => micros(measured.task),
        },
    }
}

fn micros(value: f64) -> String {
    millis(value / 1_000.0)
}

fn told(report: &Report, measured: &Measured) -> Rich {
    let threads = counted(report.threads.into(), "threads");
    match report.variant.as_str() {
        "memory" => Rich::of(format!("{threads} alive at once took "))
            .strong(format!("{} each", bytes(measured.bytes)))
            .say(format!(
                ", and {} were set aside for the stack of each.",
                bytes(measured.stack)
            )),
        "switch" => Rich::of("Handing over from one thread to the next took ")
            .strong(micros(measured.task))
            .say("."),
        "too-fine" | "too-coarse" => Rich::of(format!("A task took {threads} "))
            .strong(micros(measured.task))
            .say(format!(", and one thread without a lock {}.", micros(measured.alone))),
        _ => Rich::of("A task took ").strong(micros(measured.task)).say(format!(
            " in all, and its thread began {} after it was asked for.",
            micros(measured.start)
        )),
    }
}

fn rows(report: &Report, measured: &Measured) -> Vec<Row> {
    let mut rows = Vec::new();
    if measured.start > 0.0 {
        rows.push(Row::new("From asking to beginning", micros(measured.start)));
    }
    match report.variant.as_str() {
        "memory" => {}
        "switch" => rows.push(Row::new("A switch", micros(measured.task))),
        _ => rows.push(Row::new("A task, all in all", micros(measured.task))),
    }
    if measured.alone > 0.0 {
        rows.push(Row::new("One thread alone", micros(measured.alone)));
        let ratio = measured.alone / measured.task.max(f64::MIN_POSITIVE);
        rows.push(Row::judged(
            "Speed",
            as_fast(ratio, "one thread alone"),
            ratio > 1.0,
        ));
    }
    if report.variant == "memory" {
        rows.push(Row::new("Memory a thread", bytes(measured.bytes)));
        rows.push(Row::new("Set aside for its stack", bytes(measured.stack)));
    }
    rows
}

fn why(report: &Report, measured: &Measured) -> Rich {
    let real = report.engine == "threads";
    match report.variant.as_str() {
        "start" if real => Rich::of(
            "In a browser this program’s threads are Workers that were started with the page and wait in a pool: “start” takes one of them, and a new Worker would cost \
             milliseconds. On the command line each is a thread of the system. CPython 3.14 takes 60 to 77 µs to start and join one, and 361 to 559 µs free-threaded.",
        ),
        "start" => {
            Rich::of("Lockstep charges what CPython 3.14 takes with its lock: 60 to 77 µs to start and join a thread.")
        }
        "pool" => Rich::of(
            "The threads are started once, and each task costs a queue, a wake-up and the wait for its result. That is why a pool is what one usually wants.",
        ),
        "memory" if real && measured.bytes == 0 => Rich::of(
            "Nothing more was needed than was there: in a browser the Workers and their stacks were set up with the page. CPython 3.14 needs 21 KB for an idle thread, and \
             165 KB free-threaded.",
        ),
        "memory" => Rich::of(
            "A stack is set aside whole, but only what is touched of it takes memory. In this measure is also what Threadbare keeps of each thread to draw its lane, nearly \
             100 KB. CPython 3.14 needs 21 KB for an idle thread, and 165 KB free-threaded.",
        ),
        "switch" => Rich::of(match lock_of(report) {
            Lock::Off => {
                "Only one thread can move at any time, however many cores there are: each must be woken by the one before."
            }
            _ => "Each must be woken by the one before, and must get the global lock as well before it can go on.",
        }),
        "too-fine" if measured.task < measured.alone => Rich::of(
            "This time the threads hardly met at the lock, so more of them were faster all the same. Every step still pays for taking it; with more threads, or fewer cores to \
             spare, they meet, and then they mostly pass it around.",
        ),
        "too-fine" => Rich::of(
            "A step is shorter than taking the lock when somebody else wants it too, so the threads mostly pass the lock around. Do more under it, or add up on your own first.",
        ),
        _ => Rich::of(
            "Whoever holds the lock does all of its task under it, so the others wait: that is one thread’s work with more threads. Hold it only for what is shared.",
        ),
    }
}
