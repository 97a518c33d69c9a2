//! The counter: updates that were lost, or why none was.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{count, counted, millis},
};
use lab_kit::{Row, Summary, figure, lock_of, read_and_written};
use trace::Report;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (expected, got, lost) = (
        figure(report, "expected"),
        figure(report, "got"),
        figure(report, "lost"),
    );
    let told = RichText::default()
        .strong(count(got))
        .say(format!(" of {}. ", count(expected)));
    let told = match lost {
        0 => told.good("Nothing was lost").say("."),
        1 => told.bad("1 update was lost").say("."),
        _ => told.bad(format!("{} updates were lost", count(lost))).say("."),
    };
    Summary {
        told: told.and(RichText::of(headline(report, lost))),
        rows: vec![
            Row::new("Expected", count(expected)),
            Row::judged("Got", count(got), lost == 0),
            Row::judged("Lost", count(lost), lost == 0),
        ],
        why: why(report, expected, lost),
        short: if lost == 0 {
            "none lost".into()
        } else {
            format!("{} lost", count(lost))
        },
    }
}

/// What is said beside the read and the write between which updates were lost.
pub fn beside(report: &Report) -> Vec<(&'static str, String)> {
    read_and_written(figure(report, "expected"), figure(report, "lost"), "lost")
}

/// Why more can be added under the global lock than without it.
pub fn faster_under_lock(variant: &str) -> &'static str {
    match variant {
        "unprotected" | "call-between" | "python-3-9" | "atomic" => {
            "No lock makes adding quicker. Without it, the one word that all threads add to passes from core to core, again and again; \
             under it, one thread at a time adds on one core, as a thread alone does."
        }
        "locked" | "append" => {
            "No lock makes adding quicker. Without the global one, threads meet at the other lock at every addition, and whoever finds it taken has to wait; \
             under it, one thread runs at a time and finds it free."
        }
        _ => "",
    }
}

fn headline(report: &Report, lost: u64) -> String {
    let switches = counted(report.contention.switches, "times");
    match (lock_of(report), report.variant.as_str(), lost) {
        (Lock::Off, _, 1..) => "Threads wrote back numbers that others had moved on from.".into(),
        (_, _, 1..) => format!(
            "Only one thread ran at a time, yet the lock was handed over {switches}, and some of them lay between a read and its write."
        ),
        (_, _, 0) if report.threads == 1 => "One thread alone has nobody to race with.".into(),
        (Lock::Off, "unprotected" | "call-between" | "python-3-9", 0) => luck(report).into(),
        (_, "unprotected", 0) => format!("The lock was handed over {switches}, never between a read and its write."),
        (_, "call-between", 0) => format!("The lock was handed over {switches}, by luck never inside the call."),
        (_, "python-3-9", 0) => {
            format!("The lock was handed over {switches}, by luck never between a read and its write.")
        }
        (_, "append", 0) => "An append is one step: the list lets one thread in at a time.".into(),
        (_, "locked", 0) => "From the read to the write nobody else gets in.".into(),
        (_, "atomic", 0) => "Read and write are one step: there is no between.".into(),
        _ => "Nothing is shared until the end.".into(),
    }
}

/// Why nothing was lost though nothing protects it.
fn luck(report: &Report) -> &'static str {
    match report.engine.as_str() {
        "lockstep" => "In this order nobody came between another’s read and its write; in another order somebody does.",
        _ => "Luck: the threads hardly met. Run it again, or with more increments.",
    }
}

fn why(report: &Report, expected: u64, lost: u64) -> RichText {
    let share = || format!("{:.1} %", 100.0 * lost as f64 / expected.max(1) as f64);
    match (lock_of(report), report.variant.as_str()) {
        (Lock::Off, "unprotected" | "call-between" | "python-3-9") if lost > 0 => RichText::of("One thread reads, others add, and then it writes its own old number plus one: ")
            .strong(format!("{} of all additions", share())).say(" are gone. A race here loses updates and does nothing worse: the number is an atomic word, loaded and stored apart."),
        (Lock::Off, "unprotected" | "call-between" | "python-3-9") => RichText::of("Nothing keeps the threads apart. That it went well once proves nothing."),
        (_, "unprotected") if lost == 0 => RichText::of("From 3.10 on, CPython looks at its lock only at backward jumps and at calls. Neither stands between this read and this write, \
            so `n += 1` survives, by accident and not by promise: put a call between."),
        (_, "python-3-9") if lost > 0 => RichText::of("Up to 3.9, CPython looks at the drop request before most bytecodes, and two of those stand between the read and the write. \
            Whoever loses the lock there comes back and writes an old number over whole turns of the others: ")
            .strong(share()).say(" of all additions are gone. From 3.10 on it looks only at backward jumps and calls, and the same line seems safe."),
        (_, "python-3-9") => RichText::of("The lock may change hands between any two bytecodes, but it did not do so at a bad moment in this run. Shorten the switch interval, or add more."),
        (_, "unprotected" | "call-between") if lost > 0 => RichText::of("The call is a place where the lock may change hands. Whoever loses it there comes back and writes an old number over whole turns of the others: ")
            .strong(share()).say(" of all additions are gone."),
        (_, "call-between") => RichText::of("The lock may change hands inside the call, but it did not do so at a bad moment in this run. Shorten the switch interval, or add more."),
        (_, "locked") => {
            let Report { contention, .. } = report;
            RichText::of("Safe under any global lock, and not for nothing: the lock was taken ").strong(counted(contention.acquisitions, "times"))
                .say(format!(", and the threads waited {} in all.", millis(contention.wait_ms)))
        }
        (Lock::Off, "append") => RichText::of("With the global lock off, Python’s lists and dictionaries have a small lock each (PEP 703), held for one operation. \
            So no append is lost, while `n += 1`, which is two operations on a name, loses."),
        (_, "append") => RichText::of("`list.append` is one call into C, and the global lock cannot change hands inside it. That is true of one operation, never of two: \
            “look, then append” needs a lock of its own."),
        (_, "atomic") => RichText::of("The processor reads, adds and writes in one step. The threads still pass one word from core to core, which costs time but nobody’s update."),
        _ => RichText::of("Each thread counts for itself and the sums are added once: no sharing, no waiting, and as fast as the cores allow."),
    }
}
