//! The pipeline: what was sent, written and lost, and why.

use super::Metrics;
use lab_kit::{
    RichText,
    format::{count, counted, millis},
};
use lab_kit::{Row, Summary, account, figure};
use trace::{DeadlockKind, Report};

/// Lost items that are named in the result; JSON has more of them.
const NAMED: usize = 12;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (sent, written, lost) = (
        figure(report, "sent"),
        figure(report, "written"),
        figure(report, "lost"),
    );
    let told = RichText::default()
        .strong(count(written))
        .say(format!(" of {} written. ", counted(sent, "items")));
    let told = match lost {
        0 => told.good("Nothing was lost").say("."),
        1 => told.bad("1 item was lost").say("."),
        _ => told.bad(format!("{} items were lost", count(lost))).say("."),
    };
    Summary {
        told: told.say(format!(" It took {}.", millis(report.elapsed_ms))),
        rows: rows(report),
        why: why(report, lost),
        short: match lost {
            0 => "none lost".into(),
            _ => format!("{} lost", count(lost)),
        },
    }
}

/// The account, which every run has, however it ended.
pub fn rows(report: &Report) -> Vec<Row> {
    let lost = figure(report, "lost");
    let mut rows = vec![
        Row::new("Sent", count(figure(report, "sent"))),
        Row::settled(report, "Written", figure(report, "written"), lost == 0),
        Row::settled(report, "Lost", lost, lost == 0),
    ];
    if lost > 0 {
        rows.push(Row::judged("Lost items", named(report, "lost_items", lost), false));
    }
    let unfinished = figure(report, "unfinished");
    if unfinished > 0 {
        rows.push(Row::judged(account::unfinished(report), count(unfinished), false));
    }
    rows.extend(account::unsent(report));
    rows.push(Row::new(
        "Written first",
        named(report, "order", figure(report, "written")),
    ));
    rows.push(Row::new("Deepest queue", counted(figure(report, "deepest"), "entries")));
    rows
}

fn why(report: &Report, lost: u64) -> RichText {
    match (report.variant.as_str(), lost) {
        ("pill", _) => RichText::of(
            "The pills came into the queue behind the last item, so every item was taken before any pill was. And everybody waited for everybody: the main thread for producers, \
            then for consumers.",
        ),
        ("event", 0) => RichText::of(
            "Luck: the queue happened to be empty when the flag was set. Nothing in the program waits for that; slower consumers or more room lose items.",
        ),
        ("event", _) => RichText::of(format!(
            "The flag says that all is sent, not that all is done. {} still in the queue when the consumers saw it, and they went home. \
            What each had in hand it did write. Cure: look at the flag only when the queue is empty, or use pills.",
            were(lost)
        )),
        ("daemon", 0) => RichText::of(
            "Luck: all was written before the main thread came to its end. Nothing in the program waits for that.",
        ),
        ("daemon", _) => RichText::of(format!(
            "A program does not wait for daemon threads. {} in the queue or in a consumer’s hands when the main thread ended, and a daemon is not asked to finish: \
            it ends at the next thing it does. Nobody is told.",
            were(lost)
        )),
        ("empty-get", _) => RichText::of(
            "Luck: no consumer saw an item that another then took. Between the look and the take nothing keeps others out; a search finds it. Cure: one operation for \
            both (`get_nowait`), or pills.",
        ),
        ("dead-reader", _) => RichText::of(format!(
            "Each consumer died of its first item, and a thread that dies tells nobody. {} in its hands or in a queue with room enough for all of them. \
            With less room the producers would wait for ever.",
            were(lost)
        )),
        _ => RichText::default(),
    }
}

fn were(lost: u64) -> String {
    match lost {
        1 => "One item was".into(),
        _ => format!("{} items were", count(lost)),
    }
}

/// `3, 7, 8, … 990 more`
fn named(report: &Report, key: &str, all: u64) -> String {
    let items = report.result.get(key).and_then(serde_json::Value::as_array);
    let items = items.into_iter().flatten().filter_map(serde_json::Value::as_u64);
    let shown: Vec<String> = items.take(NAMED).map(count).collect();
    match all.saturating_sub(shown.len() as u64) {
        0 => shown.join(", "),
        more => format!("{}, … {} more", shown.join(", "), count(more)),
    }
}

/// That all is done, and yet the program does not end.
pub fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
    let Metrics { sent, written, .. } = Metrics::of(report);
    match kind == DeadlockKind::Nobody && sent > 0 && sent == written {
        true => format!(
            "All {} are written, and yet the program does not end. ",
            counted(written, "items")
        ),
        false => String::new(),
    }
}
