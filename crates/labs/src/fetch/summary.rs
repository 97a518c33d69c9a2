//! Fetching: how long it took in the time of the network, how much of it was work, what threads and processes cost.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{bytes, count, counted, millis, three_digits},
};
use lab_kit::{Row, Summary, figure, lock_of};
use trace::Report;

/// Memory of an idle thread of CPython 3.14: with its lock, and free-threaded (measured; see the facts about thread cost).
const THREAD_BYTES: (u64, u64) = (21_000, 165_000);
/// Memory of an interpreter of CPython 3.14 that has done nothing yet (measured).
const PROCESS_BYTES: u64 = 17_600_000;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let simulated = report.elapsed_ms * speed(report);
    let (sent, ok) = (figure(report, "sent"), figure(report, "ok"));
    let (late, failed) = (figure(report, "timed_out"), figure(report, "failed"));
    let work = ok as f64 * parameter(report, "parse") as f64;
    let told = RichText::default()
        .strong(counted(sent, "URLs"))
        .say(" in ")
        .strong(millis(simulated))
        .say(format!(
            " of the network’s time: {} came, {} timed out, {} failed.",
            count(ok),
            count(late),
            count(failed)
        ));
    let mut rows = vec![
        Row::new("Sent", count(sent)),
        Row::new("Came", count(ok)),
        Row::judged("Timed out", count(late), late == 0),
        Row::judged("Failed", count(failed), failed == 0),
        Row::new("In the network’s time", millis(simulated)),
        Row::new("Work on pages, added up", millis(work)),
        Row::new("Memory in CPython", memory(report)),
    ];
    rows.extend(
        write_up(report).map(|seconds| Row::new("The article that this lab repeats took", format!("{seconds} s"))),
    );
    Summary {
        told,
        rows,
        why: why(report, work),
        short: millis(simulated),
    }
}

fn why(report: &Report, work: f64) -> RichText {
    let hurried = match speed(report) {
        1.0 => RichText::default(),
        speed => RichText::of(format!(
            "A simulated millisecond lasts {} ms here, and what the system takes to wake a thread counts as time of the network.",
            three_digits(1.0 / speed)
        )),
    };
    let waiting = format!(
        "Waiting is {} ms a URL and work {} ms",
        parameter(report, "mean"),
        parameter(report, "parse")
    );
    let first = match (report.variant.as_str(), lock_of(report)) {
        ("serial", _) => RichText::of(format!("{waiting}, and one thread does all of it, one after another.")),
        (_, Lock::Held) if report.variant == "threads" => RichText::of(
            "The lock is held while waiting, so one thread waits at a time, and more of them change nothing. CPython lets go of its lock around anything \
            that blocks.",
        ),
        ("processes", _) => RichText::of(format!(
            "{waiting}. Each process has a lock of its own, so even the work overlaps; for that each has an interpreter and a copy of all data. A program \
            in this page cannot start a process: these are threads that share nothing until they hand over what they found, and start as slowly."
        )),
        (_, Lock::CPython) => RichText::of(format!(
            "{waiting}. Who waits lets go of the lock, so {} wait at the same time; only the work is done one at a time, {} of it in all. That is the floor \
            under the lock.",
            counted(report.threads.into(), "threads"),
            millis(work)
        )),
        _ => RichText::of(format!(
            "{waiting}, so {} mostly wait side by side; with no lock the work runs on all cores too.",
            counted(report.threads.into(), "threads")
        )),
    };
    let plateau = match write_up(report) {
        Some(seconds) if report.variant == "threads" => RichText::of(format!(
            "The article that this lab repeats took {seconds} s with as many threads. It is right that threads help under the GIL. But it found no gain beyond 16 threads, \
            119 s, and that was not the GIL: its work adds up to only 26 s, so its network had no more to give.",
        )),
        _ => RichText::default(),
    };
    first.and(plateau).and(hurried)
}

fn memory(report: &Report) -> String {
    let (locked, free) = THREAD_BYTES;
    let threads = u64::from(report.threads);
    match (report.variant.as_str(), lock_of(report)) {
        ("serial", _) => "one interpreter".into(),
        ("processes", _) => format!("about {}", bytes(threads * PROCESS_BYTES)),
        (_, Lock::Off) => format!("about {}", bytes(threads * free)),
        _ => format!("about {}", bytes(threads * locked)),
    }
}

/// The write-up’s time in seconds, where it has one.
fn write_up(report: &Report) -> Option<u64> {
    let threads = match report.variant.as_str() {
        "serial" => 1,
        "threads" => report.threads,
        _ => return None,
    };
    super::published(threads).filter(|_| report.size == 1_000)
}

/// How many simulated milliseconds pass in one: in lockstep time is virtual, and nothing is hurried.
fn speed(report: &Report) -> f64 {
    match report.engine.as_str() {
        "lockstep" => 1.0,
        _ => parameter(report, "speed").max(1) as f64,
    }
}

fn parameter(report: &Report, key: &str) -> u64 {
    report.parameters.get(key).and_then(|value| value.as_u64()).unwrap_or(0)
}
