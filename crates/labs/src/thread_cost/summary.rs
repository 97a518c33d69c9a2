//! What a thread costs: each measure beside what the work itself takes.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{bytes, counted, millis},
};
use lab_kit::{Row, Summary, lock_of};
use serde_json::Value;
use trace::Report;

/// What was measured, in microseconds and bytes; 0 for what was not.
struct Measured {
    start: f64,
    task: f64,
    alone: f64,
    bytes: u64,
    stack: u64,
    beside: Beside,
}

/// What may be said of a task by all threads beside one by a thread alone.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Beside {
    /// There is nothing to compare, or too little.
    Nothing,
    /// The parts of the run lay further apart than the two.
    Unclear,
    /// More than this machine has to give: the one alone was held up by something else.
    HeldUp,
    /// So many times as fast.
    Faster(f64),
    /// So many times as slow.
    Slower(f64),
}

/// By how much more than its cores a machine may seem to give, by chance.
const CHANCE: f64 = 1.1;

/// Compares only what lies apart in nearly all parts of the run.
fn beside(report: &Report) -> Beside {
    let number = |key: &str| report.result.get(key).and_then(Value::as_f64);
    let all = (number("task_us"), number("alone_us"));
    let (Some(task), Some(alone)) = all else {
        return Beside::Nothing;
    };
    let bounds = |of: &str| Some((number(&format!("{of}_low_us"))?, number(&format!("{of}_high_us"))?));
    let (Some(together), Some(one)) = (bounds("task"), bounds("alone")) else {
        return Beside::Nothing;
    };
    let most = f64::from(report.threads.min(report.cores.max(1)));
    match alone / task.max(f64::MIN_POSITIVE) {
        _ if one.0 <= together.1 && together.0 <= one.1 => Beside::Unclear,
        ratio if ratio > most * CHANCE => Beside::HeldUp,
        ratio if ratio > 1.0 => Beside::Faster(ratio),
        ratio => Beside::Slower(1.0 / ratio),
    }
}

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let number = |key| report.result.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    let measured = Measured {
        start: number("start_us"),
        task: number("task_us"),
        alone: number("alone_us"),
        bytes: number("bytes") as u64,
        stack: number("stack_bytes") as u64,
        beside: beside(report),
    };
    Summary {
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

fn told(report: &Report, measured: &Measured) -> RichText {
    let threads = counted(report.threads.into(), "threads");
    match report.variant.as_str() {
        "memory" => RichText::of(format!("{threads} alive at once took "))
            .strong(format!("{} each", bytes(measured.bytes)))
            .say(format!(
                ", and {} were set aside for the stack of each.",
                bytes(measured.stack)
            )),
        "switch" => RichText::of("Handing over from one thread to the next took ")
            .strong(micros(measured.task))
            .say("."),
        "too-fine" | "too-coarse" => RichText::of(format!("A task took {threads} "))
            .strong(micros(measured.task))
            .say(format!(", and one thread without a lock {}.", micros(measured.alone))),
        _ if report.threads > 1 => RichText::of(format!("With {threads} at a time, a task was done every "))
            .strong(micros(measured.task))
            .say(format!(
                ". Each began {} after it was asked for, while others were starting or at work.",
                micros(measured.start)
            )),
        _ => RichText::of("A task was done every ")
            .strong(micros(measured.task))
            .say(format!(
                ", and began {} after it was asked for.",
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
        rows.extend(match measured.beside {
            Beside::Faster(ratio) => Some(Row::judged(
                "Beside one alone",
                format!("{ratio:.2} times as fast"),
                true,
            )),
            Beside::Slower(ratio) => Some(Row::judged(
                "Beside one alone",
                format!("{ratio:.2} times as slow"),
                false,
            )),
            Beside::Unclear | Beside::HeldUp => Some(Row::new("Beside one alone", "not to be told from this run")),
            Beside::Nothing => None,
        });
    }
    if report.variant == "memory" {
        rows.push(Row::new("Memory a thread", bytes(measured.bytes)));
        rows.push(Row::new("Set aside for its stack", bytes(measured.stack)));
    }
    rows
}

fn why(report: &Report, measured: &Measured) -> RichText {
    let real = report.engine == "threads";
    match report.variant.as_str() {
        "start" if real => RichText::of(
            "In this page a thread is a Worker that was started beforehand and waits: “start” takes one of them, as the pool does, so this lab cannot show here what starting one costs. \
             On the command line each is a thread of the system: a task with a thread of its own took 160 to 200 µs there, and one from a pool 28 to 47 µs (two cores, Linux). \
             CPython 3.14 takes 60 to 77 µs to start and join a thread, and 361 to 559 µs free-threaded.",
        ),
        "start" => RichText::of(
            "Lockstep charges what CPython 3.14 takes with its lock: 60 to 77 µs to start and join a thread.",
        ),
        "pool" if real => RichText::of(
            "The threads are started once, and each task costs a queue, a wake-up and the wait for its result. In this page a thread for every task takes a waiting Worker too, so it need \
             not be slower. Where a thread is really started a pool pays: on the command line a task took 28 to 47 µs from a pool and 160 to 200 µs with a thread of its own (two \
             cores, Linux).",
        ),
        "pool" => RichText::of(
            "The threads are started once, and each task costs a queue, a wake-up and the wait for its result: less than starting and joining a thread.",
        ),
        "memory" if real && measured.bytes == 0 => RichText::of(
            "Nothing more was needed than was there: in a browser the Workers and their stacks were set up with the page. CPython 3.14 needs 21 KB for an idle thread, and \
             165 KB free-threaded.",
        ),
        "memory" => RichText::of(
            "A stack is set aside whole, but only what is touched of it takes memory. What Threadbare records to draw the lanes was set up before and is not in this measure. CPython 3.14 needs 21 KB for an idle thread, and 165 KB free-threaded.",
        ),
        "switch" if !real => RichText::of(
            "Lockstep charges 15 µs to wake a thread: what the Python beside it takes for a switch with CPython 3.11 and 3.13 on two cores under Linux (11 to 20 µs).",
        ),
        "switch" => RichText::of(match lock_of(report) {
            Lock::Off => {
                "Only one thread can move at any time, however many cores there are: each must be woken by the one before. This is what that took here, just now; the Python beside \
                 it takes 11 to 20 µs with CPython 3.11 and 3.13 on two cores under Linux without other work."
            }
            _ => "Each must be woken by the one before, and must get the global lock as well before it can go on.",
        }),
        _ if matches!(measured.beside, Beside::Unclear | Beside::HeldUp) => RichText::of(unclear(report)),
        "too-fine" if matches!(measured.beside, Beside::Faster(_)) => RichText::of(
            "This time the threads hardly met at the lock, so more of them were faster all the same. Every step still pays for taking it; with more threads, or fewer cores to \
             spare, they meet, and then they mostly pass it around.",
        ),
        "too-fine" => RichText::of(
            "A step is shorter than taking the lock when somebody else wants it too, so the threads mostly pass the lock around. Do more under it, or add up on your own first.",
        ),
        _ => RichText::of(
            "Whoever holds the lock does all of its task under it, so the others wait: that is one thread’s work with more threads. Hold it only for what is shared.",
        ),
    }
}

/// Why nothing follows from this run.
fn unclear(report: &Report) -> String {
    let number = |key: &str| micros(report.result.get(key).and_then(Value::as_f64).unwrap_or(0.0));
    format!(
        "Nothing follows from this run: parts of it took {} to {} a task, and one thread alone {} to {}. Something else kept this machine busy, or there were too few tasks: \
         run it again, or with more.",
        number("task_low_us"),
        number("task_high_us"),
        number("alone_low_us"),
        number("alone_high_us")
    )
}
