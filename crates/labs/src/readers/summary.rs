//! Readers and writers: who waited for whom, and why.

use super::Metrics;
use lab_kit::{
    Report, RichText, Row, Summary, account,
    format::{count, counted, millis},
};
use trace::DeadlockKind;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let found = Metrics::of(report);
    let told = RichText::default().strong(counted(found.reads, "reads")).say(format!(
        " and {} in {}. ",
        counted(found.writes, "writes"),
        millis(report.elapsed_ms)
    ));
    let told = match found.overtaken {
        0 => told.good("No read went before a writer that waited").say("."),
        some if found.starves() => told
            .bad(format!("{} went before one writer that waited", counted(some, "reads")))
            .say("."),
        some => told
            .strong(format!("{} went before a writer that waited", counted(some, "reads")))
            .say("."),
    };
    Summary {
        told,
        rows: rows(report),
        why: why(report, &found),
        short: match found.overtaken {
            0 => "none overtaken".into(),
            some => format!("{} overtook", count(some)),
        },
    }
}

/// The account, which every run has, however it ended.
pub fn rows(report: &Report) -> Vec<Row> {
    let found = Metrics::of(report);
    let mut rows = vec![
        Row::new("Reads", count(found.reads)),
        Row::new("Writes", count(found.writes)),
        Row::settled(
            report,
            "Most reads before a waiting writer",
            found.overtaken,
            !found.starves(),
        ),
    ];
    if found.unfinished > 0 {
        rows.push(Row::judged(account::unfinished(report), count(found.unfinished), false));
    }
    rows
}

fn why(report: &Report, found: &Metrics) -> RichText {
    let readers = report.parameters.get("prefer").and_then(serde_json::Value::as_str) == Some("readers");
    let first = match (readers, found.starves()) {
        (false, _) => {
            "A reader that finds a writer waiting lets it go first, so a writer waits only for those who are reading already. The price: new readers wait although \
            reading together would do no harm."
        }
        (true, true) => {
            "A reader may go in whenever nobody writes, so the lock is only free for a writer when by chance no reader holds it. A steady stream of readers \
            can keep it out for ever: starvation."
        }
        (true, false) => {
            "A reader may go in whenever nobody writes. This time the readers left gaps, but nothing makes them do so."
        }
    };
    let again = match report.variant.as_str() {
        "again" if !readers => {
            " Luck: no writer came between a reader’s two acquisitions. Where one does, the reader waits for the writer and the writer for the reader."
        }
        _ => "",
    };
    RichText::of(format!("{first}{again}"))
}

/// Why the threads wait for ever.
pub fn stuck_note(report: &Report, kind: DeadlockKind) -> String {
    let readers = report.parameters.get("prefer").and_then(serde_json::Value::as_str) == Some("readers");
    match report.variant == "again" && !readers && matches!(kind, DeadlockKind::Itself | DeadlockKind::Circle) {
        true => "A writer came between a reader’s two acquisitions. It waits for that reader, and the reader’s second acquisition waits behind it. \
            Cure: take the lock once, or use a lock that knows its readers. "
            .into(),
        false => String::new(),
    }
}
