//! Rounds at a barrier: how far the threads came together, and why.

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
        .strong(counted(found.steps, "rounds"))
        .say(format!(" worked in {}. ", millis(report.elapsed_ms)));
    let told = match (found.stale, found.broken) {
        (0, 0) => told.good("Each read what was ready").say("."),
        (0, some) => told.say(format!("The barrier was broken, and {} given an error.", were(some))),
        (some, _) => told
            .bad(format!(
                "{} of another round",
                counted(some, "times a thread read a result")
            ))
            .say("."),
    };
    Summary {
        told,
        rows: rows(report),
        why: why(report, &found),
        short: match (found.stale, found.broken) {
            (0, 0) => "all ready".into(),
            (0, _) => "broken, and it ends".into(),
            (some, _) => format!("{} stale", count(some)),
        },
    }
}

/// The account, which every run has, however it ended.
pub fn rows(report: &Report) -> Vec<Row> {
    let found = Metrics::of(report);
    let mut rows = vec![
        Row::settled(report, "Rounds worked", found.steps, found.unfinished == 0),
        Row::settled(report, "Results of another round", found.stale, found.stale == 0),
    ];
    if found.broken > 0 {
        rows.push(Row::new("Threads that got the error", count(found.broken)));
    }
    if found.unfinished > 0 {
        rows.push(Row::judged(account::unfinished(report), count(found.unfinished), false));
    }
    rows
}

fn why(report: &Report, found: &Metrics) -> RichText {
    match report.variant.as_str() {
        _ if report.threads == 1 => RichText::of("One thread alone has nobody to wait for."),
        "no-barrier" if found.stale > 0 => RichText::of(
            "Nothing makes a thread wait for its neighbour’s result, so it read what was there: the result of an earlier round, or of a later one.",
        ),
        "no-barrier" => {
            RichText::of("Luck: each thread’s neighbour was in the same round whenever it looked. Nothing makes it so.")
        }
        "abort" if found.broken > 0 => RichText::of(
            "Before it died, the thread broke the barrier: threads that waited or came later got a BrokenBarrierError and could end. \
            Without it they would wait for ever.",
        ),
        _ => RichText::of(
            "No thread passes the barrier before all have arrived, so what a thread reads after it was written before it. Two alternating results are enough: \
            no thread is ever more than one round ahead.",
        ),
    }
}

/// Why the threads wait for ever.
pub fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
    match report.variant == "one-dies" && kind == DeadlockKind::Nobody {
        true => "The first thread died on its way to the barrier. Cure: a thread that gives up breaks the barrier first (`abort`), or the others wait with a time-out. ".into(),
        false => String::new(),
    }
}

fn were(threads: u64) -> String {
    match threads {
        1 => "1 thread was".into(),
        _ => format!("{} threads were", count(threads)),
    }
}
