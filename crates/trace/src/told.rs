//! What was judged, in sentences: the same on the page and on the command line.

use crate::{
    Curve, MachineLoad, Point, Reliability, Verdict,
    judge::{self, CurveTrend, ENOUGH, course},
    numbers::as_fast,
};

/// What differs by less is as fast in words, even if it is known to differ.
const NEAR: f64 = 1.05;
/// From here on runs of the very same thing are said to differ.
const NOISY: f64 = 1.5;

/// Sentences in which some words matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmphasizedText(pub Vec<(bool, String)>);

impl EmphasizedText {
    /// Goes on in plain words.
    pub fn say(mut self, words: impl Into<String>) -> Self {
        self.0.push((false, words.into()));
        self
    }

    /// Goes on in words that matter.
    pub fn strong(mut self, words: impl Into<String>) -> Self {
        self.0.push((true, words.into()));
        self
    }

    /// Both, with a space between where both say something.
    pub fn and(mut self, other: EmphasizedText) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push((false, " ".into()));
        }
        self.0.extend(other.0);
        self
    }

    /// All of it without what matters.
    pub fn plain(&self) -> String {
        self.0.iter().map(|(_, words)| words.as_str()).collect()
    }
}

impl Curve {
    /// How far curves that were measured together can be trusted.
    pub fn trust(curves: &[Curve]) -> Reliability {
        let points = curves.iter().flat_map(|curve| &curve.points);
        let machine = curves.iter().find_map(|curve| curve.machine);
        Reliability::of(machine, points.map(|point| point.each.as_slice()))
    }
}

/// What a sweep has shown: how far each curve rises, or why nobody can tell. Empty when nothing was measured.
pub fn told_of_sweep(curves: &[Curve]) -> EmphasizedText {
    told(curves, &Curve::trust(curves))
}

/// The same of curves that were played in lockstep.
pub fn told_exactly(curves: &[Curve]) -> EmphasizedText {
    told(curves, &Reliability::EXACT)
}

fn told(curves: &[Curve], trust: &Reliability) -> EmphasizedText {
    let measured: Vec<&Curve> = curves.iter().filter(|curve| !curve.points.is_empty()).collect();
    if measured.is_empty() {
        return EmphasizedText::default();
    }
    let runs = measured.iter().flat_map(|curve| &curve.points).map(|point| point.runs);
    if !trust.exact && runs.max().unwrap_or(0) < ENOUGH {
        return first_look(&measured, trust);
    }
    let courses: Vec<(&Curve, CurveTrend)> = measured
        .iter()
        .map(|curve| (*curve, course(&curve.points, trust)))
        .collect();
    let clear = courses
        .iter()
        .filter_map(|(curve, course)| of_course(curve, course))
        .fold(EmphasizedText::default(), EmphasizedText::and);
    let unclear: Vec<&str> = courses
        .iter()
        .filter(|(_, course)| *course == CurveTrend::Unclear)
        .map(|(curve, _)| name(&curve.lock))
        .collect();
    match unclear.len() {
        0 => clear,
        all if all == courses.len() => nobody_can_tell(trust),
        _ => clear.and(too_close(&unclear, trust)),
    }
}

fn of_course(curve: &Curve, course: &CurveTrend) -> Option<EmphasizedText> {
    let one = curve.points.first().map_or(1, |point| point.threads);
    let lock = EmphasizedText::default().say(format!("{}: ", capital(name(&curve.lock))));
    Some(match course {
        CurveTrend::Rises(ratio, threads) => lock.say("at best ").strong(format!("{ratio:.2} times")).say(format!(
            " the speed of {}, from {} on.",
            counted(one),
            counted(*threads)
        )),
        CurveTrend::Falls(ratio, threads) => lock.strong("slower").say(format!(
            " with more threads: {} do {:.0} % of what {} does.",
            counted(*threads),
            100.0 / ratio,
            counted(one)
        )),
        CurveTrend::Level => lock
            .strong("no faster")
            .say(format!(" with any number of threads than with {}.", counted(one))),
        CurveTrend::Unclear => return None,
    })
}

/// Figures without a direction: of many points that were measured once, some differ by chance.
fn first_look(curves: &[&Curve], trust: &Reliability) -> EmphasizedText {
    let ratio = |curve: &&Curve| {
        let (first, last) = (curve.points.first()?, curve.points.last()?);
        (first.threads != last.threads && first.median > 0.0)
            .then(|| (last.threads, last.median / first.median, name(&curve.lock)))
    };
    let seen: Vec<String> = curves
        .iter()
        .filter_map(ratio)
        .map(|(threads, ratio, lock)| format!("{threads} threads {} with the {lock}", as_fast(ratio, "one")))
        .collect();
    let runs = curves.iter().flat_map(|curve| &curve.points).map(|point| point.runs);
    let plain = match runs.max().unwrap_or(0) {
        1 => "One run of each so far, too few to tell",
        _ => "Two runs of each at most so far, too few to tell",
    };
    let said = EmphasizedText::default().say(plain);
    let said = match seen.is_empty() {
        true => said.say("."),
        false => said.say(format!(": {}.", seen.join(", "))),
    };
    match busy(trust) {
        true => said.and(EmphasizedText::default().say(format!("{}.", capital(&free(trust))))),
        false => said,
    }
}

/// Why nothing can be said at all, and what would help.
fn nobody_can_tell(trust: &Reliability) -> EmphasizedText {
    let spread = format!(
        "runs of the very same thing differ {}-fold",
        short(trust.spread.max(1.0))
    );
    if !busy(trust) && trust.spread < NOISY {
        return EmphasizedText::default().say(format!(
            "No difference is larger than chance makes them here: {spread}, and less than {:.1} times as fast cannot be told.",
            trust.bar(judge::SURE)
        ));
    }
    let why = match busy(trust) {
        true => format!(": {}, and {spread}. ", free(trust)),
        false => format!(": {spread}. "),
    };
    EmphasizedText::default()
        .strong("This machine is too busy to tell")
        .say(why)
        .say("Close other programs and sweep again.")
}

fn too_close(unclear: &[&str], trust: &Reliability) -> EmphasizedText {
    let why = match busy(trust) {
        true => format!("the machine is too busy to tell: {}", free(trust)),
        false => format!(
            "too close to tell, for runs of the very same thing differ {}-fold",
            short(trust.spread.max(1.0))
        ),
    };
    EmphasizedText::default().say(format!("{}: {why}.", capital(&unclear.join(", "))))
}

/// Some runs beside others of the same work: `other` says which, as `your run with the lock off`.
pub fn told_of_pair(one: &[f64], beside: &[f64], trust: &Reliability, other: &str) -> EmphasizedText {
    let said = EmphasizedText::default();
    let (Some(ours), Some(theirs)) = (Point::of(0, one), Point::of(0, beside)) else {
        return said;
    };
    let near = (1.0 / NEAR..NEAR).contains(&(ours.median / theirs.median));
    match judge::judge(one, beside, trust) {
        Verdict::Faster(_) | Verdict::Slower(_) if near => said.say(format!("As fast as {other}.")),
        Verdict::Faster(ratio) => said.strong(sentence(ratio, other)).say("."),
        Verdict::Slower(ratio) => said.strong(sentence(1.0 / ratio, other)).say("."),
        Verdict::Same => said.say(format!("As fast as {other}.")),
        Verdict::Unclear => said.say(format!(
            "{}, which {}",
            sentence(ours.median / theirs.median, other),
            doubt(ours.runs.min(theirs.runs), trust)
        )),
    }
}

/// Why a ratio proves nothing, and what would help: the end of a sentence that begins with the ratio.
pub fn doubt(runs: u32, trust: &Reliability) -> String {
    if busy(trust) {
        return format!("says little: {}. Close other programs and run both again.", free(trust));
    }
    match runs {
        1 => "one run of each does not prove: run both again.".into(),
        _ => format!(
            "may be chance: runs of the very same thing differ {}-fold. Run both again.",
            short(trust.spread.max(1.0))
        ),
    }
}

/// How fast it is beside the other, as a sentence begins.
fn sentence(ratio: f64, other: &str) -> String {
    let said = as_fast(ratio, other);
    let mut letters = said.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `1.1 of 2 cores were free`.
pub fn free_cores(machine: &MachineLoad) -> String {
    let plural = if machine.cores == 1 { "core was" } else { "cores were" };
    format!("{:.1} of {} {plural} free", machine.free, machine.cores)
}

fn free(trust: &Reliability) -> String {
    trust.machine.as_ref().map_or_else(String::new, free_cores)
}

fn busy(trust: &Reliability) -> bool {
    trust.machine.is_some_and(|machine| machine.is_busy())
}

/// A lock in a sentence.
fn name(lock: &str) -> &'static str {
    match lock {
        "off" => "lock off",
        "held" => "lock held",
        _ => "lock on",
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn counted(threads: u32) -> String {
    match threads {
        1 => "1 thread".into(),
        many => format!("{many} threads"),
    }
}

/// `16` or `1.4`.
fn short(times: f64) -> String {
    match times {
        many if many >= 10.0 => format!("{many:.0}"),
        few => format!("{few:.1}"),
    }
}

/// A prediction that misses by less is close.
const CLOSE: f64 = 0.15;

/// By how much prediction and measurement differ, in one sentence for all curves; empty where nothing was predicted that was measured too.
pub fn told_of_prediction(curves: &[Curve]) -> EmphasizedText {
    let misses: Vec<(&str, f64)> = curves
        .iter()
        .filter_map(|curve| Some((name(&curve.lock), curve.miss()?.0)))
        .collect();
    let said = EmphasizedText::default();
    let busy = curves
        .iter()
        .find_map(|curve| curve.machine)
        .filter(MachineLoad::is_busy);
    match (misses.is_empty(), busy) {
        (true, _) => said,
        (false, Some(machine)) => said.say(format!(
            "Whether it is right cannot be told beside other work: {}.",
            free_cores(&machine)
        )),
        (false, None) => {
            let each = misses.iter().enumerate().fold(said, |said, (position, (lock, miss))| {
                let before = if position == 0 { "The prediction is " } else { " and " };
                let percent = format!("{:.0} %", miss * 100.0);
                match *miss < CLOSE {
                    true => said
                        .say(before)
                        .strong("close")
                        .say(format!(" with the {lock} (off by {percent})")),
                    false => said
                        .say(before)
                        .strong(format!("off by {percent}"))
                        .say(format!(" with the {lock}")),
                }
            });
            each.say(".")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(lock: &str, predicted: f64, machine: Option<MachineLoad>) -> Curve {
        Curve {
            lock: lock.into(),
            points: Point::of(2, &[100.0]).into_iter().collect(),
            predicted: vec![Point::exactly(2, predicted)],
            machine,
            ..Curve::default()
        }
    }

    #[test]
    fn a_prediction_is_close_within_fifteen_hundredths_and_else_has_a_figure() {
        let told = told_of_prediction(&[curve("off", 108.0, None), curve("cpython", 145.0, None)]).plain();
        assert_eq!(
            told,
            "The prediction is close with the lock off (off by 8 %) and off by 45 % with the lock on."
        );
        let busy = Some(MachineLoad { cores: 2, free: 0.9 });
        let told = told_of_prediction(&[curve("off", 300.0, busy)]).plain();
        assert!(
            told.contains("0.9 of 2 cores were free") && !told.contains('%'),
            "{told}"
        );
        assert_eq!(told_of_prediction(&[Curve::default()]), EmphasizedText::default());
    }

    #[test]
    fn a_pair_of_runs_is_compared_only_where_that_says_something() {
        let once = |free| Reliability::of(Some(MachineLoad { cores: 2, free }), []);
        let told = |one: f64, free| told_of_pair(&[one], &[1.0], &once(free), "your run with the lock off").plain();
        assert_eq!(told(1.9, 1.95), "1.90 times as fast as your run with the lock off.");
        assert_eq!(told(1.02, 1.95), "As fast as your run with the lock off.");
        assert_eq!(
            told(1.3, 1.95),
            "1.30 times as fast as your run with the lock off, which one run of each does not prove: run both again."
        );
        assert_eq!(
            told(1.88, 0.9),
            "1.88 times as fast as your run with the lock off, which says little: 0.9 of 2 cores were free. Close other programs and run both again."
        );
        assert_eq!(
            told_of_pair(&[1.01], &[1.0], &Reliability::EXACT, "your run with 2 threads").plain(),
            "As fast as your run with 2 threads."
        );
    }
}
