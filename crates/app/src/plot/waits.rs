//! How long the convoy's thread waits, against the switch interval and against the number of computing threads: a picture on a logarithmic
//! axis, a sentence, and the numbers.

use super::measured::{BOTTOM, HIGH, LEFT, RIGHT, TOP, WIDE, words};
use crate::model::{
    Command, RunCommand,
    format::{count, counted, millis},
};
use crate::parts::{Dispatch, Markup, presses};
use catalogue::SweepAxis;
use std::fmt::Write;
use trace::{WaitRow, told_of_intervals, told_of_threads};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct WaitsPane {
    /// What is compared.
    pub over: SweepAxis,
    /// A row a run, as far as it was run with these settings.
    pub rows: Vec<WaitRow>,
    /// How many runs there are to be.
    pub planned: usize,
    /// Whether it goes on.
    pub live: bool,
    /// Whether it could begin.
    pub ready: bool,
    /// Where actions go.
    pub send: Dispatch,
}

/// The pane.
pub fn waits_pane(props: &WaitsPane) -> Html {
    let of_threads = props.over == SweepAxis::Threads;
    let (id, title, button, hint) = match of_threads {
        true => (
            "waits-threads",
            "Waits against computing threads",
            "Compare threads",
            "Ten short runs: 1 to 16 computing threads, each with the lock off and on.",
        ),
        false => (
            "waits-interval",
            "Waits against the switch interval",
            "Compare intervals",
            "Ten short runs: the lock off, then on with intervals from 0.1 to 100 ms.",
        ),
    };
    let told = match of_threads {
        true => told_of_threads(&props.rows, millis),
        false => told_of_intervals(&props.rows, millis),
    };
    let done = match props.rows.len() {
        0 if !props.live => String::new(),
        done => format!("{done} of {}", counted(props.planned as u64, "runs")),
    };
    html! {
        <section class="card load" aria-labelledby={id}>
            <h2><span id={id}>{title}</span><small>{done}</small>
                <span class="side"><button class="small" disabled={props.live || !props.ready} onclick={presses(&props.send, Command::Run(RunCommand::Compare(props.over)))}>
                    {if props.live { "Comparing…" } else { button }}
                </button></span>
            </h2>
            if props.rows.is_empty() {
                <p class="empty">{hint}</p>
            } else {
                {picture(&props.rows, title)}
                <p class="hint">{"A bar reaches from the median to the wait that 99 of 100 did not exceed, the line on it to the longest; dashes are the interval itself."}</p>
                if let Some(told) = told { <p>{told}</p> }
                <div class="tables" tabindex="0" role="region" aria-label={format!("{title} in numbers")}>{table(&props.rows, title)}</div>
            }
        </section>
    }
}

fn table(rows: &[WaitRow], title: &str) -> Html {
    let heads = [
        "Interval",
        "Computing threads",
        "Waits",
        "Median",
        "90 %",
        "99 %",
        "Longest",
    ]
    .map(str::to_string);
    let cells = |row: &WaitRow| {
        let interval = row.interval_ms.map_or("lock off".into(), millis);
        let mut cells = vec![interval, row.threads.to_string(), count(row.waits)];
        cells.extend(row.times().map(|time| time.map_or("–".into(), millis)));
        cells
    };
    Markup::default()
        .table(&format!("{title} as a table"), &heads, rows.iter().map(cells))
        .html()
}

fn picture(rows: &[WaitRow], title: &str) -> Html {
    let says = format!("{title}, on a logarithmic axis; the same numbers stand in the table below");
    Markup::default()
        .tags(format!(
            "<div class=plot-picture tabindex=0><svg class=measured viewBox=\"0 0 {WIDE} {HIGH}\" role=img aria-label=\""
        ))
        .text(says)
        .tags(format!(
            "\"><path class=axis d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>{}</svg></div>",
            drawn(rows)
        ))
        .html()
}

/// The powers of ten of milliseconds between which all lies.
fn decades(rows: &[WaitRow]) -> (i32, i32) {
    let times = rows.iter().flat_map(WaitRow::times).flatten();
    let all: Vec<f64> = times
        .chain(rows.iter().filter_map(|row| row.interval_ms))
        .map(logarithm)
        .collect();
    let least = all.iter().copied().fold(f64::INFINITY, f64::min).floor();
    let most = all.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil();
    match least.is_finite() && most.is_finite() {
        true => (least as i32, (most as i32).max(least as i32 + 1)),
        false => (-2, 2),
    }
}

/// The logarithm of milliseconds; less than a microsecond is drawn as one.
fn logarithm(milliseconds: f64) -> f64 {
    milliseconds.max(1e-3).log10()
}

fn drawn(rows: &[WaitRow]) -> String {
    let (least, most) = decades(rows);
    let high = |time: f64| BOTTOM - (BOTTOM - TOP) * (logarithm(time) - f64::from(least)) / f64::from(most - least);
    let mut drawn = String::new();
    for decade in least..=most {
        let time = 10_f64.powi(decade);
        let at = high(time);
        // Writing to a string cannot fail, here and below.
        let _ = write!(drawn, "<path class=axis d=\"M{LEFT} {at:.1}H{RIGHT}\"/>");
        words(&mut drawn, "end", (LEFT - 6.0, at + 4.0), &round(time));
    }
    let room = (RIGHT - LEFT) / rows.len().max(1) as f64;
    let wide = (room - 8.0).min(36.0);
    for (position, row) in rows.iter().enumerate() {
        let middle = LEFT + room * (position as f64 + 0.5);
        let left = middle - wide / 2.0;
        if let [Some(median), _, Some(most), Some(longest)] = row.times().map(|time| time.map(high)) {
            let _ = write!(
                drawn,
                "<rect x=\"{left:.1}\" y=\"{most:.1}\" width=\"{wide:.1}\" height=\"{:.1}\"/><path class=steps \
                 d=\"M{middle:.1} {most:.1}V{longest:.1}M{left:.1} {median:.1}h{wide:.1}\"/>",
                (median - most).max(1.0)
            );
        }
        if let Some(interval) = row.interval_ms.map(high) {
            let from = middle - room / 2.0;
            let _ = write!(drawn, "<path class=goal d=\"M{from:.1} {interval:.1}h{room:.1}\"/>");
        }
        words(&mut drawn, "middle", (middle, BOTTOM + 18.0), &name(row, rows));
    }
    drawn
}

/// What stands under a column: what changes from one to the other.
fn name(row: &WaitRow, rows: &[WaitRow]) -> String {
    let of_threads = rows.iter().any(|other| other.threads != row.threads);
    match (of_threads, row.interval_ms) {
        (true, None) => format!("{} off", row.threads),
        (true, Some(_)) => format!("{} on", row.threads),
        (false, None) => "lock off".into(),
        (false, Some(interval)) => round(interval),
    }
}

/// A round time without zeros behind the point: `10 µs`, `0.5 ms`, `100 ms`.
fn round(milliseconds: f64) -> String {
    match milliseconds {
        little if little < 0.1 => format!("{:.0} µs", little * 1e3),
        large if large >= 1e3 => format!("{} s", large / 1e3),
        some => format!("{some} ms"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::Outcome;

    fn row(interval_ms: Option<f64>, median: f64, longest: f64) -> WaitRow {
        WaitRow {
            lock: if interval_ms.is_some() { "cpython" } else { "off" }.into(),
            interval_ms,
            threads: 1,
            outcome: Outcome::Finished,
            waits: 20,
            p50_ms: Some(median),
            p90_ms: Some(median),
            p99_ms: Some(longest),
            max_ms: Some(longest),
        }
    }

    #[test]
    fn each_power_of_ten_is_as_high_as_the_next() {
        let rows = [row(None, 0.01, 0.1), row(Some(1.0), 1.0, 10.0)];
        assert_eq!(decades(&rows), (-2, 1));
        let drawn = drawn(&rows);
        // 142 pixels for three powers of ten: both bars reach over one of them.
        assert_eq!(drawn.matches("height=\"47.3\"").count(), 2, "{drawn}");
        for label in ["10 µs", "0.1 ms", ">1 ms<", "10 ms", "lock off"] {
            assert!(drawn.contains(label), "{label} in {drawn}");
        }
        assert_eq!(drawn.matches("class=goal").count(), 1);
    }

    #[test]
    fn what_was_not_measured_is_not_drawn() {
        let none = WaitRow {
            waits: 0,
            p50_ms: None,
            p90_ms: None,
            p99_ms: None,
            max_ms: None,
            ..row(None, 0.0, 0.0)
        };
        assert_eq!(decades(std::slice::from_ref(&none)), (-2, 2));
        assert!(!drawn(&[none]).contains("<rect"));
    }
}
