//! A step beside what was expected of it: what was seen, whether it fits, and what to do when it does not.

use crate::model::{RichText, format::as_fast};
use catalogue::{Expectation, Lock};
use lab_kit::lock_of;
use trace::{
    Outcome, Reliability, Report, Sample, Verdict, doubt,
    judge::{Interval, judge},
};

/// From here on a step counts as faster than another.
const FASTER: f64 = 1.15;
/// Up to here it counts as no faster.
const NO_FASTER: f64 = 1.3;

const LUCK: &str = "That is luck, and proves nothing: press it again.";
const ONE_ORDER: &str = "This was one order of many: “Find what can go wrong” tries them all.";
const BUSY: &str = "On a machine that has other work, everybody waits longer: press it again.";
const SPEED: &str = "Press both again: a first run is slower, and so is a machine that has other work or no free core.";

/// What the step of that number showed; `own` are its runs with this one, `runs` those of another step, if it was tried.
pub fn judged(
    step: usize,
    sees: Expectation,
    report: &Report,
    short: &str,
    (own, runs): (&Sample, impl Fn(usize) -> Option<Sample>),
) -> RichText {
    let named = |verdict: &str, what: &str| {
        RichText::default()
            .strong(format!("Step {step}{verdict}: "))
            .say(format!("{what}."))
    };
    let other = match sees {
        Expectation::Figure => return named("", short),
        Expectation::Faster(other) | Expectation::NoFaster(other) | Expectation::Beside(other) => other,
        _ if is_seen(sees, report) => return named(", as expected", short),
        Expectation::Prompt | Expectation::Waits => return named(", not as expected", short).and(RichText::of(BUSY)),
        Expectation::Whole => return named(", not as expected", short),
        _ if report.engine == "lockstep" => return named(", not as expected", short).and(RichText::of(ONE_ORDER)),
        _ => return named(", not as expected", short).and(RichText::of(LUCK)),
    };
    if report.outcome != Outcome::Finished {
        return named(", not as expected", short);
    }
    let Some(theirs) = runs(other).filter(|theirs| !theirs.each.is_empty()) else {
        return named("", short).and(RichText::of(format!("Press step {other} too, to compare.")));
    };
    let trust = own.trust(&theirs);
    let ratio = ratio(own, &theirs);
    let told = beside(ratio, other);
    match fits(sees, judge(&own.each, &theirs.each, &trust), ratio, &trust) {
        None => {
            let doubt = doubt(own.each.len().min(theirs.each.len()) as u32, &trust);
            named("", &format!("{told}, which {}", doubt.trim_end_matches('.')))
        }
        Some(_) if matches!(sees, Expectation::Beside(_)) => named("", &told),
        Some(true) => named(", as expected", &told),
        Some(false) => named(", not as expected", &told).and(RichText::of(SPEED)),
    }
}

/// Whether a speed is as expected; `None` where nobody can tell.
fn fits(sees: Expectation, verdict: Verdict, ratio: f64, trust: &Reliability) -> Option<bool> {
    let quiet = trust.machine.is_some_and(|machine| !machine.is_busy());
    match (sees, verdict) {
        (Expectation::Faster(_), Verdict::Faster(ratio)) => Some(ratio >= FASTER),
        (Expectation::Faster(_), Verdict::Slower(_) | Verdict::Same) => Some(false),
        (Expectation::NoFaster(_), Verdict::Faster(ratio)) => Some(ratio <= NO_FASTER),
        (Expectation::NoFaster(_), Verdict::Slower(_) | Verdict::Same) => Some(true),
        // Nothing shows, on a machine that would let it show.
        (Expectation::NoFaster(_), Verdict::Unclear) if quiet && ratio <= NO_FASTER => Some(true),
        (_, Verdict::Unclear) => None,
        _ => Some(true),
    }
}

fn ratio(own: &Sample, theirs: &Sample) -> f64 {
    let median = |sample: &Sample| Interval::of(&sample.each).map_or(0.0, |interval| interval.median);
    median(own) / median(theirs)
}

fn beside(ratio: f64, other: usize) -> String {
    as_fast(ratio, &format!("step {other}"))
}

fn is_seen(sees: Expectation, report: &Report) -> bool {
    let finished = report.outcome == Outcome::Finished;
    let verdict = labs::verdict(report).unwrap_or_default();
    let waited = verdict.waited.unwrap_or_default().as_secs_f64() * 1e3;
    let interval = report
        .parameters
        .get("interval")
        .and_then(serde_json::Value::as_f64)
        .unwrap_or(5.0);
    match sees {
        Expectation::Loss => finished && verdict.loss,
        Expectation::Whole => finished && !verdict.loss,
        Expectation::Deadlock => report.outcome == Outcome::Deadlocked,
        Expectation::Crash => matches!(report.outcome, Outcome::Crashed | Outcome::TimedOut) || verdict.crashed,
        Expectation::Prompt => finished && waited < interval,
        Expectation::Waits => finished && waited >= interval && lock_of(report) != Lock::Off,
        Expectation::Figure | Expectation::Faster(_) | Expectation::NoFaster(_) | Expectation::Beside(_) => finished,
    }
}
