//! How long a thread waits for its turn, run by run, in the JSON that the page and the command line share.

use crate::{Outcome, Report};
use serde::{Deserialize, Serialize};

/// What one run of a series measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaitRow {
    /// `off`, `cpython` or `held`.
    pub lock: String,
    /// The switch interval; nothing without a lock.
    pub interval_ms: Option<f64>,
    /// How many threads compute beside the one that waits.
    pub threads: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// How many waits were measured; the times below are nothing when there are none.
    pub waits: u64,
    /// Half of the waits were at most so long.
    pub p50_ms: Option<f64>,
    /// 90 of 100 were.
    pub p90_ms: Option<f64>,
    /// 99 of 100 were.
    pub p99_ms: Option<f64>,
    /// The longest.
    pub max_ms: Option<f64>,
}

/// What a result has of waits. The fields are the public keys.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Figures {
    waits: u64,
    p50_ms: Option<f64>,
    p90_ms: Option<f64>,
    p99_ms: Option<f64>,
    max_ms: Option<f64>,
}

impl WaitRow {
    /// The row of one run.
    pub fn of(report: &Report) -> Self {
        let found: Figures = report.figures();
        let time = |time: Option<f64>| time.filter(|_| found.waits > 0);
        let interval = report.parameters.get("interval").and_then(|value| value.as_f64());
        WaitRow {
            lock: report.lock.clone(),
            interval_ms: interval.filter(|_| report.lock != "off"),
            threads: report.threads,
            outcome: report.outcome,
            waits: found.waits,
            p50_ms: time(found.p50_ms),
            p90_ms: time(found.p90_ms),
            p99_ms: time(found.p99_ms),
            max_ms: time(found.max_ms),
        }
    }

    /// Median, 90 %, 99 % and longest, as far as they were measured.
    pub fn times(&self) -> [Option<f64>; 4] {
        [self.p50_ms, self.p90_ms, self.p99_ms, self.max_ms]
    }
}

/// What the rows of several switch intervals say, in a sentence with their numbers; nothing without two intervals. `span` writes milliseconds.
pub fn told_of_intervals(rows: &[WaitRow], span: impl Fn(f64) -> String) -> Option<String> {
    let waits: Vec<(f64, f64)> = rows
        .iter()
        .filter_map(|row| Some((row.interval_ms?, row.p50_ms?)))
        .collect();
    let ([first, .., last], true) = (&waits[..], waits.len() > 1) else {
        return None;
    };
    let middle = waits
        .iter()
        .find(|wait| wait.0 == 5.0)
        .filter(|wait| ![first, last].contains(wait));
    let named: Vec<String> = [Some(first), middle, Some(last)]
        .into_iter()
        .flatten()
        .map(|(interval, wait)| format!("{} at {}", span(*wait), span(*interval)))
        .collect();
    // Where the interval is next to nothing, what the system takes to wake a thread is the larger part.
    let large = waits.iter().filter(|wait| wait.0 >= 1.0);
    let ratios: Vec<f64> = large.map(|(interval, wait)| wait / interval).collect();
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let most = ratios.iter().copied().fold(0.0, f64::max);
    let how = match (least, most) {
        (least, most) if least >= 0.9 && most <= 1.5 => "about one interval".to_string(),
        (least, most) if least.is_finite() => format!("{least:.1} to {most:.1} intervals, from 1 ms on"),
        _ => "longer, the longer the interval is".to_string(),
    };
    let free = rows.iter().find(|row| row.lock == "off").and_then(|row| row.p50_ms);
    let free = free.map_or(String::new(), |free| {
        format!(" With the lock off it waits {}.", span(free))
    });
    Some(format!(
        "With the lock on, the thread with the answer waits {how}, half of the times or more: {}.{free}",
        named.join(", ")
    ))
}

/// What the rows of several numbers of threads say; nothing without two of them under one lock.
pub fn told_of_threads(rows: &[WaitRow], span: impl Fn(f64) -> String) -> Option<String> {
    let of = |lock: &'static str| {
        let rows = rows.iter().filter(move |row| (row.lock == "off") == (lock == "off"));
        rows.filter_map(|row| Some((row.threads, row.p50_ms?, row.max_ms?)))
            .collect::<Vec<_>>()
    };
    let beside = |threads: u32| match threads {
        1 => "one computing thread".to_string(),
        many => format!("{many} computing threads"),
    };
    let said = |lock: &'static str| {
        let waits = of(lock);
        let ([first, .., last], true) = (&waits[..], waits.len() > 1) else {
            return None;
        };
        Some(format!(
            "With the lock {} the median wait is {} beside {} and {} beside {}, the longest {} and {}.",
            if lock == "off" { "off" } else { "on" },
            span(first.1),
            beside(first.0),
            span(last.1),
            beside(last.0),
            span(first.2),
            span(last.2)
        ))
    };
    let sentences: Vec<String> = ["on", "off"].into_iter().filter_map(said).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(lock: &str, interval: f64, threads: u32, wait: f64) -> WaitRow {
        WaitRow {
            lock: lock.into(),
            interval_ms: (lock != "off").then_some(interval),
            threads,
            outcome: Outcome::Finished,
            waits: 20,
            p50_ms: Some(wait),
            p90_ms: Some(wait),
            p99_ms: Some(wait),
            max_ms: Some(2.0 * wait),
        }
    }

    fn span(milliseconds: f64) -> String {
        format!("{milliseconds} ms")
    }

    #[test]
    fn the_sentence_has_the_numbers_of_the_rows() {
        let rows = [
            row("off", 5.0, 1, 0.06),
            row("cpython", 0.1, 1, 0.24),
            row("cpython", 5.0, 1, 5.2),
            row("cpython", 100.0, 1, 100.5),
        ];
        assert_eq!(
            told_of_intervals(&rows, span).as_deref(),
            Some(
                "With the lock on, the thread with the answer waits about one interval, half of the times or more: 0.24 ms at 0.1 ms, \
                 5.2 ms at 5 ms, 100.5 ms at 100 ms. With the lock off it waits 0.06 ms."
            )
        );
        assert_eq!(told_of_intervals(&rows[..2], span), None);
    }

    #[test]
    fn it_does_not_say_one_interval_where_it_was_more() {
        let rows = [row("cpython", 2.0, 4, 6.4), row("cpython", 5.0, 4, 30.0)];
        let told = told_of_intervals(&rows, span).unwrap_or_default();
        assert!(told.contains("waits 3.2 to 6.0 intervals, from 1 ms on"), "{told}");
    }

    #[test]
    fn threads_are_told_lock_by_lock() {
        let rows = [
            row("off", 5.0, 1, 0.1),
            row("cpython", 5.0, 1, 5.0),
            row("cpython", 5.0, 4, 6.0),
        ];
        assert_eq!(
            told_of_threads(&rows, span).as_deref(),
            Some(
                "With the lock on the median wait is 5 ms beside one computing thread and 6 ms beside 4 computing threads, \
                 the longest 10 ms and 12 ms."
            )
        );
        assert_eq!(told_of_threads(&rows[..2], span), None);
    }
}
