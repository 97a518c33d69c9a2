//! What a run says, in sentences with its own numbers: everything here is derived from the report, nothing is assumed.

mod account;
mod chain;
mod compare;
mod convoy;
mod counter;
mod crash;
mod dining;
mod ending;
mod extension;
mod fetch;
mod foresight;
mod hashing;
mod indexing;
mod judged;
mod lock;
mod mapreduce;
mod pipeline;
mod pools;
mod search;
mod service;
mod setting;
mod steps;
mod stuck;
mod thread_cost;

pub use foresight::foresight;
pub use judged::judged;
pub use lock::{lock_detail, lock_said, lock_title};
pub use search::{
    left_out, preemptions, reduction, search_begun, search_done, search_ended, search_progress, searched, verdict,
};
pub use setting::{
    begun, caption, engine_said, offered, sweep_begun, sweep_ended, sweep_price, sweep_title, text_name,
};

pub use steps::{cannot_move, is_over, looked_at, opened, stepped, under_way};

use crate::model::{Rich, Tone, format};
use catalogue::Lock;
use trace::{Outcome, Report};

/// A run told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// What happened, for the status line.
    pub told: Rich,
    /// The numbers.
    pub rows: Vec<Row>,
    /// Why.
    pub why: Rich,
    /// A few words for a step that is done.
    pub short: String,
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub name: String,
    /// Its value as shown.
    pub value: String,
    /// How it is meant.
    pub tone: Tone,
    /// The whole of it, when what is shown is shortened; it can be copied.
    pub full: Option<String>,
}

impl Row {
    /// A number like any other.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Row {
            name: name.into(),
            value: value.into(),
            tone: Tone::Strong,
            full: None,
        }
    }

    /// A number that is right or wrong.
    pub fn judged(name: impl Into<String>, value: impl Into<String>, right: bool) -> Self {
        Row {
            tone: if right { Tone::Good } else { Tone::Bad },
            ..Row::new(name, value)
        }
    }

    /// A number that is right only in a run that came to its end: of one that did not, nothing is green.
    pub fn settled(report: &Report, name: impl Into<String>, value: u64, right: bool) -> Self {
        let row = Row::judged(name, format::count(value), right);
        match (report.outcome, right) {
            (Outcome::Finished, _) | (_, false) => row,
            _ => Row {
                tone: Tone::Strong,
                ..row
            },
        }
    }

    /// A digest, shortened; the whole of it can be copied.
    pub fn digest(name: impl Into<String>, digest: &str) -> Self {
        Row {
            full: Some(digest.to_string()),
            ..Row::new(name, format::shortened(digest))
        }
    }
}

/// Tells a run; `earlier` are the runs before it, the latest last.
pub fn tell(report: &Report, earlier: &[Report]) -> Story {
    let mut story = match report.outcome {
        Outcome::Finished => finished(report),
        _ => ending::tell(report),
    };
    if report.outcome == Outcome::Finished {
        let compared = compare::with_earlier(report, earlier);
        story.why = std::mem::take(&mut story.why).and(compared);
    }
    story.rows.extend(costs(report));
    story
}

fn finished(report: &Report) -> Story {
    match report.lab.as_str() {
        "counter" => counter::tell(report),
        "hash-chain" => chain::tell(report),
        "hashing" => hashing::tell(report),
        "mapreduce" => mapreduce::tell(report),
        "nested-pools" => pools::tell(report),
        "extension" => extension::tell(report),
        "service" => service::tell(report),
        "fetch" => fetch::tell(report),
        "thread-cost" => thread_cost::tell(report),
        "indexing" => indexing::tell(report),
        "pipeline" => pipeline::tell(report),
        "convoy" => convoy::tell(report),
        "dining" => dining::tell(report),
        "crash" => crash::tell(report),
        _ => plain(report),
    }
}

fn plain(report: &Report) -> Story {
    let done = format::counted(report.work.amount, &report.work.unit);
    Story {
        told: Rich::default()
            .strong(done.clone())
            .say(format!(" in {}.", format::millis(report.elapsed_ms))),
        short: done,
        ..Story::default()
    }
}

/// What every run has: time, throughput, and what locks cost.
fn costs(report: &Report) -> Vec<Row> {
    let contention = &report.contention;
    let took = if report.engine == "lockstep" {
        "Took, in virtual time"
    } else {
        "Took"
    };
    let mut rows = vec![Row::new(took, format::millis(report.elapsed_ms))];
    if report.engine != "lockstep" && report.throughput > 0.0 && report.outcome == Outcome::Finished {
        rows.push(Row::new(
            "Throughput",
            match report.parameters.get("throughput_unit").and_then(|unit| unit.as_str()) {
                Some(unit) => format!("{} {unit}", format::three_digits(report.throughput)),
                None => format::rate(report.throughput, &report.work.unit),
            },
        ));
    }
    match contention.waits {
        0 if report.outcome == Outcome::Finished => rows.push(Row::new("Threads waited", "never")),
        0 => {}
        some => rows.push(Row::new(
            "Threads waited",
            format!(
                "{}, together {}",
                format::times(some),
                format::millis(contention.wait_ms)
            ),
        )),
    }
    if lock_of(report) != Lock::Off {
        rows.push(Row::new("Lock handed over", format::times(contention.switches)));
    }
    rows
}

fn lock_of(report: &Report) -> Lock {
    Lock::read(&report.lock).unwrap_or(Lock::Off)
}

fn number(report: &Report, key: &str) -> u64 {
    report.number(key).unwrap_or(0)
}

#[cfg(test)]
mod plain;
#[cfg(test)]
mod tests;
