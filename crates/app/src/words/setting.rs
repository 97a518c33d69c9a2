//! Settings, runs and sweeps in words.

use crate::model::{Rich, Sweep, format};
use catalogue::{Engine, Experiment, Lock, Number, Text};
use trace::{Curve, Point};

/// What a result belongs to: `Bare, 4 threads, lock off`.
pub fn caption(experiment: &Experiment) -> String {
    let lock = match experiment.lock {
        Lock::Off => "lock off",
        Lock::CPython => "lock on",
        Lock::Held => "lock held",
    };
    format!("{}, {}, {lock}", experiment.variant.name, threads(experiment))
}

/// What the choice of an engine means.
pub fn engine_said(experiment: &Experiment) -> Rich {
    match experiment.engine {
        Engine::Threads => Rich::default()
            .strong("Real threads")
            .say(": the program runs on the cores of this machine, and every run is another one."),
        Engine::Lockstep => Rich::default().strong("Lockstep").say(format!(
            ": one move at a time, and you say whose. {} and {} are enough to see everything.",
            threads(experiment),
            amount(&experiment.lab.size, experiment.size)
        )),
    }
}

/// A run has begun.
pub fn begun(experiment: &Experiment) -> Rich {
    Rich::of(format!(
        "Running: {}, {}…",
        caption(experiment),
        amount(&experiment.lab.size, experiment.size)
    ))
}

/// What a sweep measures.
pub fn sweep_title(experiment: &Experiment) -> String {
    format!(
        "{}, {}",
        experiment.variant.name,
        amount(&experiment.lab.size, experiment.size)
    )
}

/// A sweep has begun.
pub fn sweep_begun(experiment: &Experiment, threads: &[u32], runs: u32) -> Rich {
    let (least, most) = (threads.first().unwrap_or(&1), threads.last().unwrap_or(&1));
    Rich::of(format!(
        "Measuring {}: {least} to {most} threads, lock off and on, the median of {runs} runs each…",
        sweep_title(experiment)
    ))
}

/// A sweep is over: how far each curve rose.
pub fn sweep_ended(sweep: &Sweep) -> Rich {
    let told = sweep
        .curves
        .iter()
        .filter_map(speed_up)
        .fold(Rich::default(), Rich::and);
    match told.is_empty() {
        true => Rich::of("Nothing was measured."),
        false => told,
    }
}

fn speed_up(curve: &Curve) -> Option<Rich> {
    let first = curve.points.first().filter(|point| point.median > 0.0)?;
    let best = curve
        .points
        .iter()
        .max_by(|one, other| one.median.total_cmp(&other.median))?;
    let lock = if curve.lock == "off" { "Lock off" } else { "Lock on" };
    let ratio = best.median / first.median;
    if ratio < 1.05 {
        return Some(
            Rich::of(format!("{lock}: "))
                .strong("no faster")
                .say(format!(" with any number of threads than with {}.", words(first))),
        );
    }
    let told = Rich::of(format!("{lock}: at best ")).strong(format!("{ratio:.2} times"));
    Some(told.say(format!(" the speed of {}, with {}.", words(first), words(best))))
}

fn words(point: &Point) -> String {
    format::counted(point.threads.into(), "threads")
}

fn threads(experiment: &Experiment) -> String {
    let name = experiment.lab.threads.name.to_ascii_lowercase();
    format::counted(experiment.threads.into(), &name)
}

fn amount(number: &Number, value: u64) -> String {
    match number.unit {
        "bytes" => format!("{} of {}", format::bytes(value), number.name.to_ascii_lowercase()),
        _ => many(value, number),
    }
}

/// `4 meals each`, `1 meal each`.
pub fn many(value: u64, number: &Number) -> String {
    let name = number.name.to_ascii_lowercase();
    let name = match value {
        1 => name
            .strip_suffix('s')
            .map_or_else(|| name.replace("s each", " each"), str::to_string),
        _ => name,
    };
    format!("{} {name}", offered(number, value))
}

/// A size as the menu shows it.
pub fn offered(number: &Number, value: u64) -> String {
    match number.unit {
        "bytes" if value >= 100_000 => format::bytes(value),
        _ => format::count(value),
    }
}

/// A text's name.
pub fn text_name(text: Text) -> &'static str {
    match text {
        Text::Book => "The book",
        Text::Zipf => "Made up",
        Text::Books => "A list of books",
        Text::Own => "My own",
    }
}
