//! The index: how fast it was built, what was no record, and what was found.

use lab_kit::{Lock, word_rule_of};
use lab_kit::{
    RichText,
    format::{count, counted, millis, rate},
};
use lab_kit::{Row, Summary, figure, lock_of};
use serde_json::Value;
use trace::{Report, shown};

/// Books listed in the result.
const LISTED: usize = 10;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (records, found) = (figure(report, "records"), figure(report, "found"));
    if records == 0 {
        return nothing_read(report);
    }
    let told = RichText::default()
        .strong(counted(records, "records"))
        .say(format!(" indexed in {}: ", millis(report.elapsed_ms)))
        .strong(rate(report.throughput, "records"))
        .say(format!(" with {}.", counted(threads(report), "threads")))
        .and(RichText::of(match found {
            0 => "No book has all of what you searched for.".to_string(),
            1 => "One book has all of what you searched for.".to_string(),
            _ => format!("{} books have all of what you searched for.", count(found)),
        }));
    Summary {
        told,
        rows: rows(report),
        why: why(report).and(malformed(report)),
        short: rate(report.throughput, &report.work.unit),
    }
}

/// A list without a single record: whatever was meant, this is not it.
fn nothing_read(report: &Report) -> Summary {
    let lines = figure(report, "lines");
    let said = match lines {
        0 => ": the list has no line after its first.".to_string(),
        1 => ": the one line of the list is no record.".to_string(),
        _ => format!(": none of the {} lines is a record.", count(lines)),
    };
    Summary {
        told: RichText::default().bad("No record was read").say(said),
        rows: rows(report),
        why: malformed(report),
        short: "no record".into(),
    }
}

fn threads(report: &Report) -> u64 {
    if report.variant == "serial" {
        1
    } else {
        report.threads.into()
    }
}

fn rows(report: &Report) -> Vec<Row> {
    let malformed = figure(report, "malformed");
    let mut rows = vec![
        Row::new("Records", count(figure(report, "records"))),
        Row::judged("Malformed lines", count(malformed), malformed == 0),
        Row::new("Different words", count(figure(report, "terms"))),
        Row::new("A word is", word_rule_of(report)),
        Row::new("Authors", count(figure(report, "authors"))),
        Row::new("Books found", count(figure(report, "found"))),
    ];
    if let Some(columns) = report.result.get("columns").and_then(Value::as_str) {
        rows.push(Row::new("Columns", trace::plain(columns)));
    }
    rows.extend(list(report, "hits").take(LISTED).filter_map(hit));
    rows
}

fn list<'r>(report: &'r Report, key: &str) -> impl Iterator<Item = &'r Value> {
    report.result.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn hit(book: &Value) -> Option<Row> {
    let text = |key| book.get(key).and_then(Value::as_str);
    let rating = match book.get("rating")?.as_f64() {
        Some(rating) => format!("{rating:.2}"),
        None => "no rating".into(),
    };
    let (title, author, year) = (text("title")?, text("author")?, book.get("year")?.as_u64()?);
    let what = format!("{}, {}, {year}", shown(title), shown(author));
    Some(Row::new(what, rating))
}

fn malformed(report: &Report) -> RichText {
    let (malformed, lines) = (figure(report, "malformed"), figure(report, "lines"));
    let first = list(report, "flaws").find_map(|flaw| Some((flaw.get("line")?.as_u64()?, flaw.get("why")?.as_str()?)));
    match first {
        Some((line, why)) => RichText::of(format!(
            "{} of {} lines are no records and were left out, the first on line {}: {why}.",
            count(malformed),
            count(lines),
            count(line)
        )),
        None => RichText::default(),
    }
}

fn why(report: &Report) -> RichText {
    let chunk = report.parameters.get("chunk").and_then(Value::as_u64).unwrap_or(0);
    match (report.variant.as_str(), lock_of(report)) {
        ("serial", _) => RichText::of(
            "One thread reads a chunk, looks at its words, and only then reads the next. Load in parallel to see what your cores give.",
        ),
        (_, Lock::Off) if chunk < 10 => RichText::of(format!(
            "With {} a chunk the threads queue for the reader far more often than they work: a chunk should be worth the turn it costs.",
            counted(chunk, "records")
        )),
        (_, Lock::Off) if report.threads > 1 => RichText::of(
            "Only reading the list happens one at a time, because whether a line break ends a record depends on every quote before it. Each thread makes an index of its \
             own, so nothing is shared until the merge, and that too is divided among the threads.",
        ),
        (_, Lock::Off) => RichText::of("One indexer does everything. Add indexers to see what your cores give."),
        _ if report.threads > 1 => RichText::of(
            "Looking at words is work for the processor, and the lock lets one thread do it at a time. A write-up found parallel bulk faster under the lock: right for a search server \
             across a network, whose answers the threads wait for side by side; not here, where nobody waits.",
        ),
        _ => RichText::of("One indexer never has to share the lock."),
    }
}
