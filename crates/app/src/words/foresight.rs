//! What lockstep foretold, and by how much it was wrong.

use crate::model::{Foresight, Rich, Sweep, format::large};
use trace::Curve;

/// A prediction that misses by less is close, and one that misses by more is far off.
const CLOSE: f64 = 0.15;
const FAR: f64 = 0.5;

/// The sentences below a picture; `None` where nothing was to be foretold.
pub fn foresight(sweep: &Sweep) -> Option<Rich> {
    match &sweep.foresight {
        Foresight::None => None,
        Foresight::Wanted | Foresight::Live(_) => Some(Rich::of("Predicting the same in lockstep…")),
        Foresight::Failed(why) => Some(Rich::of(format!("Not predicted: {why}"))),
        Foresight::Told => Some(
            Rich::of("Dashed: predicted in lockstep, from a second of small runs on this machine.")
                .and(misses(sweep))
                .and(beyond(sweep)),
        ),
    }
}

/// By how much prediction and measurement differ, in one sentence for all curves.
pub fn misses(sweep: &Sweep) -> Rich {
    let misses: Vec<(&str, f64)> = sweep
        .curves
        .iter()
        .filter_map(|curve| Some((lock(curve), curve.miss()?.0)))
        .collect();
    let mut told = Rich::default();
    for (position, (lock, miss)) in misses.iter().enumerate() {
        let before = if position == 0 {
            "Prediction and measurement differ by "
        } else {
            " and by "
        };
        let judged = judged(*miss);
        told = told
            .say(before)
            .strong(format!("{:.0} %", miss * 100.0))
            .say(format!(" {lock} ({judged})"));
    }
    match misses.iter().any(|(_, miss)| *miss > FAR) {
        _ if misses.is_empty() => told,
        true => told.say(
            ": threads that fight for one thing are hard to foretell, and so is a machine that is busy otherwise.",
        ),
        false => told.say("."),
    }
}

fn judged(miss: f64) -> &'static str {
    match miss {
        close if close < CLOSE => "close",
        far if far > FAR => "far off",
        _ => "roughly right",
    }
}

/// What is predicted for the most threads.
fn beyond(sweep: &Sweep) -> Rich {
    let last = sweep
        .curves
        .iter()
        .filter_map(|curve| Some((curve, curve.predicted.last()?)));
    let speeds: Vec<String> = last
        .clone()
        .map(|(curve, point)| format!("{} {}", large(point.median), lock(curve)))
        .collect();
    match last.into_iter().next() {
        None => Rich::default(),
        Some((curve, point)) => Rich::of(format!(
            "For {} threads it says {}, in {} a second.",
            point.threads,
            speeds.join(" and "),
            curve.unit
        )),
    }
}

fn lock(curve: &Curve) -> &'static str {
    match curve.lock.as_str() {
        "off" => "with the lock off",
        "held" => "with the lock held while waiting",
        _ => "with the lock on",
    }
}
