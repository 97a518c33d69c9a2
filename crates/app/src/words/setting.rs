//! Settings, runs and sweeps in words.

use super::WHY_SLOWER;
use crate::later::Slot;
use crate::model::{RichText, Sweep, format};
use catalogue::{Engine, Experiment, IntParam, Lock, Text, pace};
use trace::told_of_sweep;

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
pub fn engine_said(experiment: &Experiment) -> RichText {
    match experiment.engine {
        Engine::Threads => RichText::default()
            .strong("Real threads")
            .say(": the program runs on the cores of this machine, and every run is another one."),
        Engine::Lockstep => RichText::default().strong("Lockstep").say(format!(
            ": one move at a time, and you say whose. {} and {} are enough to see everything.",
            threads(experiment),
            amount(&experiment.lab.size, experiment.size)
        )),
    }
}

/// A run has begun.
pub fn begun(experiment: &Experiment) -> RichText {
    RichText::of(format!("Running: {}…", captioned_whole(experiment)))
}

/// As [`caption`], with how much there is to do.
pub fn captioned_whole(experiment: &Experiment) -> String {
    let amount = amount(&experiment.lab.size, experiment.size);
    format!("{}, {amount}", caption(experiment))
}

/// What a sweep measures.
pub fn sweep_title(experiment: &Experiment) -> String {
    format!(
        "{}, {}",
        experiment.variant.name,
        amount(&experiment.lab.size, experiment.size)
    )
}

/// Why a lab cannot be swept.
pub fn no_sweep(experiment: &Experiment) -> RichText {
    let lab = experiment.lab.name;
    RichText::of(format!(
        "{lab} has no throughput to plot: it is about what happens, not how fast."
    ))
}

/// A sweep has begun: what is measured, and what that takes.
pub fn sweep_begun(experiment: &Experiment, threads: &[u32], runs: Option<u32>) -> RichText {
    let (least, most) = (threads.first().unwrap_or(&1), threads.last().unwrap_or(&1));
    let takes = match runs {
        None => format!("{}. Stop keeps what is there.", capital(&sweep_price(threads))),
        Some(1) => "One run each…".into(),
        Some(runs) => format!("The median of {runs} runs each…"),
    };
    RichText::of(format!(
        "Measuring {}: {least} to {most} threads, lock off and on. {takes}",
        sweep_title(experiment)
    ))
}

/// What a sweep by hand takes: `about 20 s, the first answer after 3 s`.
pub fn sweep_price(threads: &[u32]) -> String {
    let (first, all) = pace::price(threads, 2, pace::ROUNDS);
    format!("about {:.0} s, the first answer after {:.0} s", all / 1e3, first / 1e3)
}

/// A sweep is over: what its curves show, as far as that can be told.
pub fn sweep_ended(sweep: &Sweep) -> RichText {
    let told: RichText = told_of_sweep(&sweep.curves).into();
    match told.is_empty() {
        true => RichText::of("Nothing was measured."),
        false => told.and(RichText::of(WHY_SLOWER.with(Slot::get).map_or("", |why| why(sweep)))),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn threads(experiment: &Experiment) -> String {
    let name = experiment.lab.threads.name.to_ascii_lowercase();
    format::counted(experiment.threads.into(), &name)
}

fn amount(number: &IntParam, value: u64) -> String {
    match number.unit {
        "bytes" => format!("{} of {}", format::bytes(value), number.name.to_ascii_lowercase()),
        _ => many(value, number),
    }
}

/// `4 meals each`, `1 meal each`.
pub fn many(value: u64, number: &IntParam) -> String {
    let name = number.name.to_ascii_lowercase();
    let name = match value {
        1 => name
            .strip_suffix('s')
            .map_or_else(|| name.replace("s each", " each"), str::to_string),
        _ => name,
    };
    format!("{} {name}", offered(number, value))
}

/// A number as the menu shows it, in a word where it is none.
pub fn offered(number: &IntParam, value: u64) -> String {
    match number.unit {
        _ if value == 0 && !number.zero.is_empty() => number.zero.into(),
        "bytes" if value >= 100_000 => format::bytes(value),
        "µs" | "ms" => time(value, number.unit),
        _ => format::count(value),
    }
}

/// A time in the largest unit in which it is whole, so that what is read back is the same.
fn time(value: u64, unit: &str) -> String {
    match unit {
        "µs" if value.is_multiple_of(1_000) => time(value / 1_000, "ms"),
        "ms" if value.is_multiple_of(1_000) => format!("{} s", format::count(value / 1_000)),
        _ => format!("{} {unit}", format::count(value)),
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
