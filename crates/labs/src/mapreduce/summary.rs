//! The word count: how many words, which, and how fast.

use lab_kit::{Lock, word_rule_of};
use lab_kit::{
    RichText,
    format::{bytes, count, counted, millis, rate},
};
use lab_kit::{Row, Summary, figure, lock_of};
use trace::{Report, shown};

/// Words listed in the result.
const LISTED: usize = 5;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (words, distinct) = (figure(report, "words"), figure(report, "distinct"));
    let told = RichText::default()
        .strong(counted(words, "words"))
        .say(format!(
            ", {} of them different, in {}: ",
            count(distinct),
            millis(report.elapsed_ms)
        ))
        .strong(rate(report.throughput, "words"))
        .say(format!(" with {}.", counted(report.threads.into(), "mappers")));
    let mut rows = vec![
        Row::new("Words", count(words)),
        Row::new("A word is", word_rule_of(report)),
        Row::new("Different", count(distinct)),
    ];
    rows.extend(top(report).map(|(word, times)| Row::new(format!("“{}”", shown(&word)), count(times))));
    Summary {
        told: told.and(replaced(report)),
        rows,
        why: why(report),
        short: rate(report.throughput, &report.work.unit),
    }
}

fn replaced(report: &Report) -> RichText {
    match figure(report, "replaced_bytes") {
        0 => RichText::default(),
        1 => RichText::of("1 byte was not UTF-8 and was replaced."),
        some => RichText::of(format!("{} were not UTF-8 and were replaced.", bytes(some))),
    }
}

fn top(report: &Report) -> impl Iterator<Item = (String, u64)> {
    let list = report.result.get("top").and_then(|top| top.as_array());
    let pairs = list
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((entry.get("word")?.as_str()?.to_string(), entry.get("count")?.as_u64()?)));
    pairs.take(LISTED)
}

fn why(report: &Report) -> RichText {
    if figure(report, "words") == 0 {
        return RichText::of(format!(
            "There is no word in this text: a word is {}.",
            word_rule_of(report)
        ));
    }
    match lock_of(report) {
        Lock::Off if report.threads > 1 => RichText::of(
            "Each mapper counts chunks of the text into its own table; only the shuffle brings them together. Sweep to see how far that scales here.",
        ),
        Lock::Off => RichText::of("One mapper counts everything. Add mappers to see what your cores give."),
        _ if report.threads > 1 => RichText::of(
            "Counting is work for the processor, and the lock lets one thread do it at a time: mappers take turns, and the hand-overs cost extra.",
        ),
        _ => RichText::of("One mapper never has to share the lock."),
    }
}
