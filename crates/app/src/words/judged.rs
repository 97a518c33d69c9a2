//! A step beside what was expected of it: what was seen, whether it fits, and what to do when it does not.

use super::{lock_of, number};
use crate::model::{Rich, format::as_fast};
use catalogue::{Lock, Sees};
use trace::{Outcome, Report};

/// From here on one run counts as faster than another; what differs by less may be chance.
const FASTER: f64 = 1.15;
/// Up to here it counts as no faster: chance, and whatever else the machine does, may make this much.
const NO_FASTER: f64 = 1.3;

const LUCK: &str = "That is luck, and proves nothing: press it again.";
const ONE_ORDER: &str = "This was one order of many: “Find what can go wrong” tries them all.";
const BUSY: &str = "On a machine that has other work, everybody waits longer: press it again.";
const SPEED: &str = "Press both again: a first run is slower, and so is a machine that has other work or no free core.";

/// What the step of that number showed; `speed` is how much another step did a second, if it was tried.
pub fn judged(step: usize, sees: Sees, report: &Report, short: &str, speed: impl Fn(usize) -> Option<f64>) -> Rich {
    let named = |verdict: &str, what: &str| {
        Rich::default()
            .strong(format!("Step {step}{verdict}: "))
            .say(format!("{what}."))
    };
    let (other, fits): (usize, fn(f64) -> bool) = match sees {
        Sees::Figure => return named("", short),
        Sees::Faster(other) => (other, |ratio| ratio >= FASTER),
        Sees::NoFaster(other) => (other, |ratio| ratio <= NO_FASTER),
        Sees::Beside(other) => (other, |_| true),
        _ if is_seen(sees, report) => return named(", as expected", short),
        Sees::Prompt | Sees::Waits => return named(", not as expected", short).and(Rich::of(BUSY)),
        Sees::Whole => return named(", not as expected", short),
        _ if report.engine == "lockstep" => return named(", not as expected", short).and(Rich::of(ONE_ORDER)),
        _ => return named(", not as expected", short).and(Rich::of(LUCK)),
    };
    if report.outcome != Outcome::Finished {
        return named(", not as expected", short);
    }
    let Some(ratio) = speed(other).map(|other| report.throughput / other) else {
        return named("", short).and(Rich::of(format!("Press step {other} too, to compare.")));
    };
    let told = as_fast(ratio, &format!("step {other}"));
    match fits(ratio) {
        _ if matches!(sees, Sees::Beside(_)) => named("", &told),
        true => named(", as expected", &told),
        false => named(", not as expected", &told).and(Rich::of(SPEED)),
    }
}

fn is_seen(sees: Sees, report: &Report) -> bool {
    let lost = ["lost", "failed", "refused", "hungry"]
        .iter()
        .any(|key| number(report, key) > 0);
    let wrong = report.text("digest") != report.text("expected_digest") && report.text("expected_digest").is_some();
    let finished = report.outcome == Outcome::Finished;
    let waited = report
        .result
        .get("p50_ms")
        .and_then(serde_json::Value::as_f64)
        .unwrap_or(0.0);
    let interval = report
        .parameters
        .get("interval")
        .and_then(serde_json::Value::as_f64)
        .unwrap_or(5.0);
    match sees {
        Sees::Loss => finished && (lost || wrong),
        Sees::Whole => finished && !lost && !wrong,
        Sees::Stuck => report.outcome == Outcome::Deadlocked,
        Sees::Crash => matches!(report.outcome, Outcome::Crashed | Outcome::TimedOut) || number(report, "crashes") > 0,
        Sees::Prompt => finished && waited < interval,
        Sees::Waits => finished && waited >= interval && lock_of(report) != Lock::Off,
        Sees::Figure | Sees::Faster(_) | Sees::NoFaster(_) | Sees::Beside(_) => finished,
    }
}
