//! What a run says, in sentences with its own numbers: everything here is derived from the report, nothing is assumed.

mod account;
mod compare;
mod ending;
mod foresight;
mod judged;
mod lock;
mod search;
mod setting;
mod steps;
mod stuck;

pub use compare::why_slower;
pub use foresight::foresight;
pub use judged::judged;
pub use lock::{lock_detail, lock_said, lock_title};
pub use search::{
    left_out, preemptions, reduction, search_begun, search_done, search_ended, search_progress, searched, verdict,
};
pub use setting::{
    begun, caption, captioned_whole, engine_said, no_sweep, offered, sweep_begun, sweep_ended, sweep_price,
    sweep_title, text_name,
};

pub use steps::{cannot_move, is_over, looked_at, opened, stepped, under_way};

pub use lab_kit::{Row, Summary};

use crate::later::{Slot, slot};
use crate::model::{RichText, Sweep, format};
use catalogue::Lock;
use lab_kit::lock_of;
use trace::{Outcome, Report};

/// What somebody else said, closed as a sentence.
pub fn sentence(words: &str) -> String {
    format!("{}.", words.trim_end_matches('.'))
}

slot!(
    /// Tells a run in the words of its lab.
    pub SUMMARY: fn(&Report, &[Report]) -> Summary = summarize_whole
);

slot!(
    /// Why more threads did less in a sweep without a lock, in the words of its lab.
    pub WHY_SLOWER: fn(&Sweep) -> &'static str = compare::why_slower
);

/// Tells a run; `earlier` are the runs before it, the latest last. Without the words of labs, which a page that shows no lab has not, it is told plainly.
pub fn summarize(report: &Report, earlier: &[Report]) -> Summary {
    SUMMARY
        .with(Slot::get)
        .map_or_else(|| plain(report), |whole| whole(report, earlier))
}

/// Tells a run in the words of its lab; see [`summarize`].
pub fn summarize_whole(report: &Report, earlier: &[Report]) -> Summary {
    let mut summary = match report.outcome {
        Outcome::Finished => labs::summary(report).unwrap_or_else(|| plain(report)),
        _ => ending::summarize(report),
    };
    if report.outcome == Outcome::Finished {
        let compared = compare::with_earlier(report, earlier);
        summary.why = std::mem::take(&mut summary.why).and(compared);
    }
    summary.rows.extend(costs(report));
    summary
}

fn plain(report: &Report) -> Summary {
    let done = format::counted(report.work.amount, &report.work.unit);
    Summary {
        told: RichText::default()
            .strong(done.clone())
            .say(format!(" in {}.", format::millis(report.elapsed_ms))),
        short: done,
        ..Summary::default()
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

#[cfg(test)]
mod plain;
#[cfg(test)]
mod tests;
