//! What lockstep foretold, and by how much it was wrong.

use crate::model::{PredictionState, RichText, Sweep, format::large};
use trace::{Curve, told_of_prediction};

/// The sentences below a picture; `None` where nothing was to be foretold.
pub fn foresight(sweep: &Sweep) -> Option<RichText> {
    match &sweep.foresight {
        PredictionState::None => None,
        PredictionState::Wanted | PredictionState::Live(_) => Some(RichText::of("Predicting the same in lockstep…")),
        PredictionState::Failed(why) => Some(RichText::of(format!("Not predicted: {why}"))),
        PredictionState::Complete => Some(
            RichText::of("Predicted in lockstep, from a second of small runs on this machine.")
                .and(told_of_prediction(&sweep.curves).into())
                .and(beyond(sweep)),
        ),
    }
}

/// What is predicted for the most threads.
fn beyond(sweep: &Sweep) -> RichText {
    let last = sweep
        .curves
        .iter()
        .filter_map(|curve| Some((curve, curve.predicted.last()?)));
    let speeds: Vec<String> = last
        .clone()
        .map(|(curve, point)| format!("{} {}", large(point.median), lock(curve)))
        .collect();
    match last.into_iter().next() {
        None => RichText::default(),
        Some((curve, point)) => RichText::of(format!(
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
