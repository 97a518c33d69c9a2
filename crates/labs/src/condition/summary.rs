//! The buffer on a condition variable: what was taken, what was left, and why.

use super::Metrics;
use lab_kit::{
    Report, RichText, Row, Summary, account,
    format::{count, counted, millis},
};
use trace::DeadlockKind;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let found = Metrics::of(report);
    let told = RichText::default()
        .strong(count(found.taken))
        .say(format!(" of {} taken. ", counted(found.sent, "items")));
    let told = match (found.errors, found.overfull) {
        (0, 0) => told.good("Nothing went wrong").say("."),
        (0, some) => told
            .bad(format!("{} put into a full buffer", were(some, "item", "items")))
            .say("."),
        (some, _) => told.bad(format!("{} of an empty buffer", died(some))).say("."),
    };
    Summary {
        told: told.say(format!(" It took {}.", millis(report.elapsed_ms))),
        rows: rows(report),
        why: why(report, &found),
        short: match found.errors + found.overfull {
            0 => "it ends".into(),
            wrong => counted(wrong, "mistakes"),
        },
    }
}

/// The account, which every run has, however it ended.
pub fn rows(report: &Report) -> Vec<Row> {
    let found = Metrics::of(report);
    let mut rows = vec![
        Row::new("Sent", count(found.sent)),
        Row::settled(report, "Taken", found.taken, found.lost == 0),
        Row::settled(report, "Took from an empty buffer", found.errors, found.errors == 0),
        Row::settled(report, "Put into a full buffer", found.overfull, found.overfull == 0),
    ];
    if found.lost > 0 {
        rows.push(Row::judged("Left over", count(found.lost), false));
    }
    if found.unfinished > 0 {
        rows.push(Row::judged(account::unfinished(report), count(found.unfinished), false));
    }
    rows.extend(account::unsent(report));
    rows
}

fn why(report: &Report, found: &Metrics) -> RichText {
    match report.variant.as_str() {
        "right" => RichText::of(
            "A thread that was woken looks again, with the lock held, before it goes on; and each change wakes every thread that may have waited for it. \
            So no wake-up is lost, and a wake-up is never more than a hint to look again.",
        ),
        "if" if found.errors + found.overfull > 0 => RichText::of(
            "Between the notification and the moment at which the woken thread has the lock again, another thread can come first. What the woken thread was \
            woken for is gone by then, and it goes on all the same. Cure: `while` instead of `if`.",
        ),
        "if" => RichText::of(
            "Luck: no thread came between a notification and the thread it woke. Nothing in the program rules that out; a search finds it.",
        ),
        "notify-one" => RichText::of(
            "Luck: each notification woke a thread that could go on. Producers and consumers wait on one condition, so it can wake the wrong one; a search finds it.",
        ),
        _ => RichText::of(
            "Luck: no notification came between a look and the wait after it. Nothing in the program rules that out; a search finds it.",
        ),
    }
}

/// Why the threads wait for ever.
pub fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
    let note = match (report.variant.as_str(), kind) {
        ("notify-one", DeadlockKind::Nobody) => {
            "One notification woke one thread, and it was one that could not go on: it waited again, and the thread that could have gone on was never woken. \
            Cure: `notify_all`, or a condition for each of the two. "
        }
        ("lost-notify", DeadlockKind::Nobody) => {
            "The look came before the lock, so the notification could come between the look and the wait, where no thread waited for it: a lost wake-up. \
            Cure: look with the lock held. "
        }
        ("if", DeadlockKind::Nobody) => {
            "A consumer took from an empty buffer and died, so its share is left over, and the others wait for a change that no thread makes. "
        }
        _ => "",
    };
    note.into()
}

fn were(number: u64, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one} was"),
        _ => format!("{} {many} were", count(number)),
    }
}

fn died(consumers: u64) -> String {
    match consumers {
        1 => "1 consumer died".into(),
        _ => format!("{} consumers died", count(consumers)),
    }
}
