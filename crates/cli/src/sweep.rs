//! `threadbare sweep`: throughput against the number of threads.

use crate::{
    exit_status::ExitStatus,
    files::named,
    output, predict,
    progress::Progress,
    settings::{self, Settings, value},
    table::{Side, aligned, count, magnitude, number_of, short},
    waits,
    wrong::CliError,
};
use catalogue::{Engine, Experiment, IntParam, LABS, Lock, ValidationError, number, pace};
use charts::{Style, curves_svg};
use clap::ArgMatches;
use lab::{Pace, Sweep, environment};
use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
    time::Duration,
};
use trace::{Curve, Point, csv, told_exactly, told_of_sweep};

/// Width and height of a picture, in pixels.
const PICTURE: (u32, u32) = (900, 380);

const RUNS: IntParam = number("runs", "Runs a point", 1, 1000, 5);

/// Sweeps and prints the curves.
pub fn sweep(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let mut settings = settings::read(matches)?;
    if waits::is_meant(matches, &settings.experiment) {
        return waits::waits(matches, settings);
    }
    if !settings.experiment.lab.sweeps {
        return Err(not_swept(&settings.experiment));
    }
    let threads = threads(&settings.experiment, value(matches, "threads"))?;
    let locks = locks(value(matches, "lock").unwrap_or("off,cpython"))?;
    let pace = pace(&settings.experiment, value(matches, "runs"))?;
    let picture = matches.get_one::<PathBuf>("svg");
    picture.map_or(Ok(()), |path| check_writable(path))?;
    let foresight = predict::ask(matches, &mut settings, &locks)?;
    let input = settings.texts.get(&settings.experiment).map_err(CliError::new)?;
    let mut sweep = Sweep::new(&settings.experiment, input, &threads, &locks, pace);
    measure(&mut sweep, &settings, &threads)?;
    let mut curves = sweep.curves();
    if let Some(foresight) = &foresight {
        foresight.add(&mut curves, &mut settings, &threads, &locks)?;
    }
    if let Some(path) = picture {
        draw(path, &curves, &settings.experiment, &threads)?;
    }
    match picture {
        _ if matches.get_flag("json") => output::print_json(&curves),
        _ if matches.get_flag("csv") => output::print(&csv(&curves)),
        Some(_) => {}
        None => {
            output::print(&as_text(&curves, &settings.experiment.reference()));
            output::print(&said(&sweep, &settings.experiment, &threads));
            if let Some(foresight) = foresight {
                output::print(&foresight.sentences(&curves));
            }
        }
    }
    sweep
        .complaints()
        .iter()
        .for_each(|sentence| output::say(format_args!("threadbare: {sentence}")));
    Ok(ExitStatus::when(sweep.complaints().is_empty()))
}

/// Tells what it will take, and then how far it is.
fn measure(sweep: &mut Sweep, settings: &Settings, threads: &[u32]) -> Result<(), CliError> {
    let mut progress = Progress::every(Duration::ZERO);
    let locks = sweep.curves().len();
    let tell = &mut |sweep: &Sweep| {
        progress.tell(|| match sweep.left_ms() {
            0.0 => price(threads, locks, sweep.left()),
            left => format!(
                "{} left, about {:.0} s",
                number_of(sweep.left() as u64, "run"),
                left / 1000.0
            ),
        });
        !lab::is_interrupted()
    };
    lab::sweep(sweep, &settings.limits, tell).map_err(|refusal| CliError::new(refusal.sentence))
}

fn price(threads: &[u32], locks: usize, runs: usize) -> String {
    let (first, all) = pace::price(threads, locks, pace::ROUNDS);
    format!(
        "{runs} runs, about {:.0} s at most, a first answer in {:.0} s",
        all / 1e3,
        first / 1e3
    )
}

/// What the curves show, and how large the runs were if they were not as set.
fn said(sweep: &Sweep, experiment: &Experiment, threads: &[u32]) -> String {
    let curves = sweep.curves();
    let said = match experiment.engine {
        Engine::Threads => told_of_sweep(&curves),
        Engine::Lockstep => told_exactly(&curves),
    };
    let one = threads.first().copied().unwrap_or(1);
    let shortened = sweep.shortened(one).map(|size| {
        let name = match experiment.lab.reads_text() {
            true => "bytes of text".to_string(),
            false => experiment.lab.size.in_a_sentence(),
        };
        format!(
            "Each run had {} {name} with {one} thread{}; --runs measures with as many as are set.\n",
            count(size),
            if one == 1 { "" } else { "s" }
        )
    });
    format!("{}\n{}", said.plain(), shortened.unwrap_or_default())
}

fn not_swept(experiment: &Experiment) -> CliError {
    let swept: Vec<&str> = LABS.iter().filter(|lab| lab.sweeps).map(|lab| lab.id).collect();
    ValidationError::new("lab", experiment.lab.id, format!("{} in a sweep", swept.join(", "))).into()
}

pub(crate) fn pace(experiment: &Experiment, typed: Option<&str>) -> Result<Pace, CliError> {
    let runs = typed.map(|typed| RUNS.read(typed)).transpose()?;
    match (experiment.engine, runs) {
        (Engine::Threads, Some(runs)) => Ok(Pace::Runs(runs as u32)),
        (Engine::Threads, None) => Ok(Pace::Patience),
        (Engine::Lockstep, None | Some(1)) => Ok(Pace::Runs(1)),
        (Engine::Lockstep, Some(runs)) => Err(ValidationError::new(
            "runs",
            &runs.to_string(),
            "1 in lockstep, where all runs of a point are the same",
        )
        .into()),
    }
}

/// `1..8`, `1,2,4` or both; by default up to twice what the hardware runs at once.
pub(crate) fn threads(experiment: &Experiment, typed: Option<&str>) -> Result<Vec<u32>, CliError> {
    let number = &experiment.lab.threads;
    let Some(typed) = typed else {
        let hardware = environment().hardware_threads as u64;
        return Ok((1..=(2 * hardware).clamp(4, number.most) as u32).collect());
    };
    let allowed = || {
        let range = format!("numbers from {} to {}, as 1..8 or 1,2,4", number.least, number.most);
        ValidationError::new("threads", typed, range)
    };
    let mut all = Vec::new();
    for part in typed.split(',') {
        let (from, to) = part.split_once("..").unwrap_or((part, part));
        let bound = |text: &str| number.read(text.trim_start_matches('=')).map_err(|_| allowed());
        let (from, to) = (bound(from)?, bound(to)?);
        if from > to {
            return Err(allowed().into());
        }
        all.extend((from..=to).map(|threads| threads as u32));
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// A list of locks, as `off,cpython`.
pub fn locks(typed: &str) -> Result<Vec<Lock>, CliError> {
    let mut locks = Vec::new();
    for id in typed.split(',') {
        let lock = Lock::read(id.trim())?;
        if !locks.contains(&lock) {
            locks.push(lock);
        }
    }
    Ok(locks)
}

/// Rather before an hour of measuring than after.
pub(crate) fn check_writable(path: &Path) -> Result<(), CliError> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    file.map(drop).map_err(|error| not_written(path, &error))
}

fn not_written(path: &Path, error: &io::Error) -> CliError {
    CliError::new(format!(
        "--svg {} cannot be written ({error}): allowed is a file in a folder that is there.",
        named(path)
    ))
}

pub(crate) fn draw(path: &Path, curves: &[Curve], experiment: &Experiment, threads: &[u32]) -> Result<(), CliError> {
    let style = Style {
        background: true,
        title: format!("{}, {}", experiment.lab.name, experiment.variant.name.to_lowercase()),
        threads: threads.last().copied().unwrap_or(0),
        hardware_threads: environment().hardware_threads as u32,
        reference: experiment.reference(),
        empty: "No run came to its end.".into(),
        ..Style::default()
    };
    fs::write(path, curves_svg(curves, PICTURE, &style)).map_err(|error| not_written(path, &error))
}

/// Every number of threads that was measured or predicted, rising.
fn all_threads(curves: &[Curve]) -> Vec<u32> {
    let mut all: Vec<u32> = curves.iter().flat_map(Curve::threads).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn measured(curve: &Curve, threads: u32) -> Option<&Point> {
    curve.points.iter().find(|point| point.threads == threads)
}

/// `median of 5 runs`, or `median of 3 to 5 runs`.
fn median_of(curves: &[Curve]) -> String {
    let runs = || curves.iter().flat_map(|curve| &curve.points).map(|point| point.runs);
    let (least, most) = (runs().min().unwrap_or(0), runs().max().unwrap_or(0));
    let plural = if most == 1 { "" } else { "s" };
    match least == most {
        true => format!("median of {most} run{plural}"),
        false => format!("median of {least} to {most} runs"),
    }
}

pub(crate) fn as_text(curves: &[Curve], reference: &[(u32, f64)]) -> String {
    let points = || {
        curves
            .iter()
            .flat_map(|curve| curve.points.iter().chain(&curve.predicted))
    };
    let (divisor, word) = magnitude(points().map(|point| point.median).fold(0.0, f64::max));
    let unit = curves.first().map_or("", |curve| &curve.unit);
    let foretold = curves.iter().any(|curve| !curve.predicted.is_empty());
    let cells = |curve: &Curve, threads: u32| {
        let mut cells = match (measured(curve, threads), predict::point(curve, threads)) {
            (Some(point), _) => vec![
                short(point.median / divisor),
                format!("{} to {}", short(point.low / divisor), short(point.high / divisor)),
            ],
            (None, Some(_)) => vec!["–".into(), String::new()],
            (None, None) => vec!["left out".into(), String::new()],
        };
        if foretold {
            let point = predict::point(curve, threads);
            cells.push(point.map_or("–".into(), |point| short(point.median / divisor)));
        }
        cells
    };
    let columns = if foretold { 3 } else { 2 };
    let head = |curve: &Curve| {
        let head = [name(&curve.lock), "low to high".into(), "predicted".into()];
        head.into_iter().take(columns)
    };
    let first: Vec<String> = ["threads".to_string()]
        .into_iter()
        .chain(curves.iter().flat_map(head))
        .chain((!reference.is_empty()).then(|| "write-up".to_string()))
        .collect();
    let published = |threads: u32| {
        let same = reference.iter().find(|point| point.0 == threads);
        let told = || same.map_or("–".into(), |point| short(point.1 / divisor));
        (!reference.is_empty()).then(told)
    };
    let sides = vec![Side::Right; first.len()];
    let mut rows = vec![first];
    rows.extend(all_threads(curves).into_iter().map(|threads| {
        let cells = curves.iter().flat_map(|curve| cells(curve, threads));
        let row = [threads.to_string()].into_iter().chain(cells);
        row.chain(published(threads)).collect()
    }));
    format!(
        "{word}{unit} a second, {}\n{}",
        median_of(curves),
        aligned(&rows, &sides)
    )
}

/// A lock in a table's head or in a sentence.
pub fn name(lock: &str) -> String {
    match lock {
        "off" => "lock off".into(),
        "cpython" => "lock on".into(),
        other => format!("lock {other}"),
    }
}
