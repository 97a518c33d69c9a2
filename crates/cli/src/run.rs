//! `threadbare run`: one experiment and its report.

use crate::{
    exit_status::ExitStatus,
    output,
    settings::{self, Settings},
    table::{Side, aligned, count, magnitude, number_of, short, span, times},
    wrong::CliError,
};
use catalogue::{Engine, Experiment, word_rule_of};
use clap::ArgMatches;
use serde::Deserialize;
use serde_json::Value;
use trace::{DeadlockKind, DeadlockReport, Outcome, Race, RaceAccess, Report};

/// Runs and prints the report.
pub fn run(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let mut settings = settings::read_all(matches)?;
    let speaks = settings.experiment.engine == Engine::Threads && !matches.get_flag("json");
    let busy = speaks.then(busy).flatten();
    let report = match matches.get_flag("record") {
        true => recorded(&mut settings)?,
        false => lab::run(&settings.experiment, &mut settings.texts, &settings.limits)
            .map_err(|refusal| CliError::new(refusal.sentence))?,
    };
    match matches.get_flag("json") {
        true => output::print_json(&report),
        false => output::print(&(as_text(&settings.experiment, &report) + &busy.unwrap_or_default())),
    }
    if is_of_nothing(&report) {
        return Err(CliError::new(
            "--input: no record could be read: allowed is a list with title, description, author, year and rating in each line.",
        ));
    }
    Ok(ExitStatus::when(report.outcome == Outcome::Finished))
}

/// From so many cores that other work has, speeds are warned of.
const MUCH: f64 = 0.6;

/// A line on the machine, if it has much else to do: then speeds are not what they could be, and those of two runs are not to be compared.
pub fn busy() -> Option<String> {
    let (taken, cores) = (lab::cores_taken(), lab::environment().hardware_threads);
    (taken >= MUCH).then(|| {
        format!(
            "\nThis machine is busy: other work had about {taken:.1} of its {cores} cores just before, so speeds are lower than they could be.\n"
        )
    })
}

/// What a result has of a list that was read. The field is the public key.
#[derive(Default, Deserialize)]
struct Read {
    records: Option<u64>,
}

/// Whether a list was read to its end and had not one record.
fn is_of_nothing(report: &Report) -> bool {
    let own = report.parameters.get("text").is_some_and(|text| text == "own");
    let none = report.figures::<Read>().records == Some(0);
    own && none && report.outcome == Outcome::Finished
}

fn recorded(settings: &mut Settings) -> Result<Report, CliError> {
    if settings.experiment.engine == Engine::Lockstep {
        return Err(CliError::new(
            "--record means nothing in lockstep, which always tells its schedule: allowed is --record with --engine threads.",
        ));
    }
    lab::record_order(&settings.experiment, &mut settings.texts, &settings.limits)
        .map(|recording| recording.report)
        .map_err(|refusal| CliError::new(refusal.sentence))
}

fn as_text(experiment: &Experiment, report: &Report) -> String {
    let mut rows = vec![row("Outcome", outcome(report))];
    if report.outcome == Outcome::Finished && report.work.amount > 0 && !is_of_nothing(report) {
        rows.push(row("Throughput", throughput(report)));
    }
    rows.extend(findings(report));
    if report.outcome != Outcome::Deadlocked {
        rows.push(row("Waited", waited(report)));
    }
    if report.lock != "off" {
        rows.push(row("Handed over", times(report.contention.switches)));
    }
    rows.extend(report.stuck.iter().flat_map(stuck));
    rows.extend(races(report));
    if !report.schedule.is_empty() {
        rows.push(row("Schedule", schedule(report)));
    } else if let (Outcome::Finished, Some(sentence)) = (report.outcome, &report.message) {
        rows.push(row("Schedule", sentence.clone()));
    }
    let table = aligned(&rows, &[Side::Left, Side::Left]);
    format!("{}\n{table}{}", heading(experiment, report), lists(report))
}

/// Each reason, then each thread that waits: what it holds, what it waits for, at which line.
fn stuck(stuck: &DeadlockReport) -> Vec<Vec<String>> {
    let knots = stuck.knots.iter().map(|knot| {
        let name = match knot.kind {
            DeadlockKind::Circle => "Circle",
            DeadlockKind::Slots => "All taken",
            DeadlockKind::Nobody => "Nobody left",
            DeadlockKind::Itself => "Itself",
        };
        row(name, stuck.knot(knot, usize::MAX))
    });
    let mut rows: Vec<_> = knots.collect();
    rows.push(row("Wait for ever", stuck.told_threads()));
    rows.extend(stuck.waiting.iter().map(|waiter| row("", waiter.told())));
    rows
}

/// What does not fit in a link would flood a terminal: JSON has all of it.
fn schedule(report: &Report) -> String {
    match report.schedule.len() {
        0..=2_000 => report.schedule.clone(),
        letters => format!("{} letters, which --json prints", count(letters as u64)),
    }
}

/// What lockstep saw of races: both lines, and what is missing.
fn races(report: &Report) -> impl Iterator<Item = Vec<String>> {
    let races = report.parameters.get("races").cloned().unwrap_or_default();
    let races: Vec<Race> = serde_json::from_value(races).unwrap_or_default();
    let side = |party: &RaceAccess| {
        let file = party.place.file.rsplit('/').next().unwrap_or_default();
        format!("{} {} at {file}:{}", party.thread, party.verb, party.place.line)
    };
    races.into_iter().enumerate().map(move |(position, race)| {
        let name = if position == 0 { "Races" } else { "" };
        let (first, second) = (side(&race.first), side(&race.second));
        row(name, format!("`{}`: {first}, {second}. {}", race.data, race.missing))
    })
}

fn heading(experiment: &Experiment, report: &Report) -> String {
    let lab = experiment.lab;
    let plural = if report.threads == 1 { "" } else { "s" };
    let of = if lab.size.unit == "bytes" { "bytes of " } else { "" };
    let size = format!("{} {of}{}", count(report.size), lab.size.in_a_sentence());
    let lock = match report.lock.as_str() {
        "off" => "lock off",
        "cpython" => "lock on, as CPython",
        _ => "lock on, held while waiting",
    };
    let engine = match experiment.engine {
        Engine::Threads => String::new(),
        Engine::Lockstep => format!(", in lockstep on {}", number_of(report.cores.into(), "core")),
    };
    format!(
        "{}, {}: {} thread{plural}, {size}, {lock}{engine}",
        lab.name, report.variant, report.threads
    )
}

fn outcome(report: &Report) -> String {
    let took = span(report.elapsed_ms);
    match (report.outcome, &report.message) {
        (Outcome::Finished, _) if is_of_nothing(report) => {
            format!("nothing was read in {took}: not one line is a record")
        }
        (Outcome::Finished, _) => format!("finished in {took}"),
        (Outcome::Deadlocked, Some(message)) => format!("deadlocked after {took}. {message}"),
        (Outcome::Deadlocked, None) => format!("deadlocked after {took}"),
        (Outcome::Stopped, None) => format!("stopped after {took}"),
        (_, Some(message)) => message.clone(),
        (_, None) => format!("broke after {took}"),
    }
}

fn throughput(report: &Report) -> String {
    let (divisor, word) = magnitude(report.throughput);
    let unit = match report.parameters.get("throughput_unit").and_then(Value::as_str) {
        Some(unit) => unit.to_string(),
        None => format!("{} a second", report.work.unit),
    };
    format!("{} {word}{unit}", short(report.throughput / divisor))
}

fn waited(report: &Report) -> String {
    let contention = &report.contention;
    match contention.waits {
        0 => "never".into(),
        waits => format!("{}, {} in all", times(waits), span(contention.wait_ms)),
    }
}

fn findings(report: &Report) -> impl Iterator<Item = Vec<String>> {
    let found = report.result.iter();
    found.flat_map(move |(key, value)| {
        let figure = match (key.as_str(), value) {
            ("columns", Value::String(told)) => Some(row("Columns", trace::plain(told))),
            ("expected_digest", Value::Null) => Some(row(&name(key), "not worked out: the time was up".into())),
            _ => shown(value).map(|value| row(&name(key), value)),
        };
        let counts_words = ["words", "terms"].contains(&key.as_str()) && figure.is_some();
        let rule = counts_words.then(|| row("A word is", word_rule_of(report)));
        figure.into_iter().chain(rule)
    })
}

fn name(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A digest is cut: JSON has all of it. A list is shown below the table.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.as_u64().map_or(number.to_string(), count)),
        Value::String(text) if text.chars().count() > 32 => Some(text.chars().take(32).chain(['…']).collect()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// What a lab found several of: words with their counts, books with their ratings, lines with what is wrong with them.
fn lists(report: &Report) -> String {
    let text = |entry: &Value, key: &str| entry[key].as_str().map(str::to_string);
    let word = |entry: &Value| {
        Some(vec![
            count(entry["count"].as_u64()?),
            trace::shown(&text(entry, "word")?),
        ])
    };
    let book = |entry: &Value| {
        let (title, author) = (text(entry, "title")?, text(entry, "author")?);
        let what = format!(
            "{}, {}, {}",
            trace::shown(&title),
            trace::shown(&author),
            entry["year"].as_u64()?
        );
        let rating = entry["rating"]
            .as_f64()
            .map_or("-".into(), |rating| format!("{rating:.2}"));
        Some(vec![rating, what])
    };
    let flaw = |entry: &Value| {
        Some(vec![
            format!("line {}", count(entry["line"].as_u64()?)),
            text(entry, "why")?,
        ])
    };
    list(report, "top", word) + &list(report, "hits", book) + &list(report, "flaws", flaw)
}

fn list(report: &Report, key: &str, row: impl Fn(&Value) -> Option<Vec<String>>) -> String {
    let all = report.result.get(key).and_then(Value::as_array);
    let rows: Vec<Vec<String>> = all.into_iter().flatten().filter_map(row).collect();
    match rows.is_empty() {
        true => String::new(),
        false => format!("\n{}", aligned(&rows, &[Side::Right, Side::Left])),
    }
}

fn row(name: &str, value: String) -> Vec<String> {
    vec![name.to_string(), value]
}
