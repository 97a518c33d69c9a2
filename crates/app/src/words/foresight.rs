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
            Rich::of("Dashed: predicted in lockstep, from small runs that took about a second on this machine.")
                .and(misses(sweep))
                .and(beyond(sweep)),
        ),
    }
}

/// By how much prediction and measurement differ, a sentence a curve.
pub fn misses(sweep: &Sweep) -> Rich {
    sweep.curves.iter().filter_map(miss).fold(Rich::default(), Rich::and)
}

fn miss(curve: &Curve) -> Option<Rich> {
    let (miss, _) = curve.miss()?;
    let judged = match miss {
        close if close < CLOSE => "close",
        far if far > FAR => "far off: threads that fight for the same thing are hard to foretell",
        _ => "roughly right",
    };
    let told = Rich::of(format!("{}, prediction and measurement differ by ", name(&curve.lock)));
    Some(
        told.strong(format!("{:.0} %", miss * 100.0))
            .say(format!(", {judged}.")),
    )
}

fn beyond(sweep: &Sweep) -> Rich {
    let last = |curve: &Curve| Some((name(&curve.lock), curve.predicted.last()?.clone()));
    let unit = sweep.curves.first().map_or("", |curve| curve.unit.as_str());
    let told = sweep.curves.iter().filter_map(last);
    let told = told.map(|(lock, point)| {
        let speed = large(point.median);
        Rich::of(format!(
            "{lock}, {} threads are predicted to do {speed} {unit} a second.",
            point.threads
        ))
    });
    told.fold(Rich::default(), Rich::and)
}

fn name(lock: &str) -> &'static str {
    match lock {
        "off" => "With the lock off",
        "held" => "With the lock held while waiting",
        _ => "With the lock on",
    }
}
