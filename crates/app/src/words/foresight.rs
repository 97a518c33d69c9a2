//! What lockstep foretold, and by how much it was wrong.

use crate::model::{Foresight, Rich, Sweep, format::large};
use trace::{Curve, told_of_prediction};

/// The sentences below a picture; `None` where nothing was to be foretold.
pub fn foresight(sweep: &Sweep) -> Option<Rich> {
    match &sweep.foresight {
        Foresight::None => None,
        Foresight::Wanted | Foresight::Live(_) => Some(Rich::of("Predicting the same in lockstep…")),
        Foresight::Failed(why) => Some(Rich::of(format!("Not predicted: {why}"))),
        Foresight::SimulatorEvent => Some(
            Rich::of("Predicted in lockstep, from a second of small runs on this machine.")
                .and(told_of_prediction(&sweep.curves).into())
                .and(beyond(sweep)),
        ),
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
