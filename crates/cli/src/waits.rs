//! `threadbare sweep --lab convoy`: how long a thread waits, against the switch interval or the number of computing threads.

use crate::{
    exit_status::ExitStatus,
    output,
    progress::Progress,
    settings::{self, Settings, value},
    table::{Side, aligned, count, number_of, span},
    wrong::CliError,
};
use catalogue::{Experiment, Feature, SweepAxis, ValidationError};
use clap::ArgMatches;
use lab::Series;
use std::time::Duration;
use trace::{Outcome, WaitRow, told_of_intervals, told_of_threads};

/// Whether a sweep of this lab is one of waits: it is asked for, or the lab has no other.
pub fn is_meant(matches: &ArgMatches, experiment: &Experiment) -> bool {
    value(matches, "over").is_some() || matches!(experiment.lab.feature, Some(Feature::Waits(_)))
}

/// Runs the series and prints the table.
pub fn waits(matches: &ArgMatches, mut settings: Settings) -> Result<ExitStatus, CliError> {
    let over = over(value(matches, "over").unwrap_or("interval"))?;
    refuse_what_does_nothing(matches, over)?;
    if let Some(typed) = value(matches, "threads") {
        settings::set(&mut settings.experiment, "threads", typed)?;
    }
    let mut series = Series::waits(&settings.experiment, over)?;
    measure(&mut series, &mut settings)?;
    match () {
        () if matches.get_flag("json") => output::print_json(&series.rows()),
        () if matches.get_flag("csv") => output::print(&csv(series.rows())),
        () => output::print(&as_text(series.rows(), over)),
    }
    let finished = |row: &WaitRow| row.outcome == Outcome::Finished;
    Ok(ExitStatus::when(series.rows().iter().all(finished)))
}

fn over(typed: &str) -> Result<SweepAxis, ValidationError> {
    match typed {
        "interval" => Ok(SweepAxis::Interval),
        "threads" => Ok(SweepAxis::Threads),
        _ => Err(ValidationError::new("over", typed, "interval, threads")),
    }
}

/// A flag that the series sets itself, or that only throughput knows, is better refused than ignored.
fn refuse_what_does_nothing(matches: &ArgMatches, over: SweepAxis) -> Result<(), CliError> {
    let set = match over {
        SweepAxis::Threads => "threads",
        SweepAxis::Interval | SweepAxis::Lock => "interval",
    };
    let typed = [set, "lock", "variant", "runs", "predict"]
        .into_iter()
        .find(|key| value(matches, key).is_some());
    let typed = typed.or(matches.contains_id("svg").then_some("svg"));
    match typed {
        Some(key) => Err(CliError::new(format!(
            "--{key} means nothing in a sweep of waits: allowed is --over, --size, --answer, --engine, --seed, --cores, --json, --csv and --{}.",
            if over == SweepAxis::Threads {
                "interval"
            } else {
                "threads"
            }
        ))),
        None => Ok(()),
    }
}

fn measure(series: &mut Series<WaitRow>, settings: &mut Settings) -> Result<(), CliError> {
    let mut progress = Progress::every(Duration::ZERO);
    while let Some(next) = series.next() {
        progress.tell(|| format!("{} left", number_of(series.left() as u64, "run")));
        let report = lab::run(&next, &mut settings.texts, &settings.limits)
            .map_err(|refusal| CliError::new(refusal.sentence))?;
        if lab::is_interrupted() {
            break;
        }
        series.record(&report);
    }
    Ok(())
}

/// A line a run; times in milliseconds, empty where none was measured.
fn csv(rows: &[WaitRow]) -> String {
    let line = |row: &WaitRow| {
        let WaitRow {
            lock, threads, waits, ..
        } = row;
        let times = [row.interval_ms].into_iter().chain(row.times());
        let times: Vec<String> = times
            .map(|time| time.map_or(String::new(), |time| time.to_string()))
            .collect();
        let (interval, times) = (&times[0], times[1..].join(","));
        format!("{lock},{interval},{threads},{waits},{times}\n")
    };
    let head = "lock,interval_ms,threads,waits,p50_ms,p90_ms,p99_ms,max_ms\n";
    rows.iter().map(line).fold(head.to_string(), |csv, line| csv + &line)
}

fn as_text(rows: &[WaitRow], over: SweepAxis) -> String {
    let head = [
        "lock", "interval", "threads", "waits", "median", "90 %", "99 %", "longest",
    ];
    let time = |milliseconds: Option<f64>| milliseconds.map_or("-".into(), span);
    let cells = |row: &WaitRow| {
        let lock = if row.lock == "off" { "off" } else { "on" };
        let mut cells = vec![
            lock.into(),
            time(row.interval_ms),
            row.threads.to_string(),
            count(row.waits),
        ];
        cells.extend(row.times().map(time));
        cells
    };
    let all: Vec<Vec<String>> = [head.map(String::from).to_vec()]
        .into_iter()
        .chain(rows.iter().map(cells))
        .collect();
    let mut sides = [Side::Right; 8];
    sides[0] = Side::Left;
    let told = match over {
        SweepAxis::Threads => told_of_threads(rows, span),
        SweepAxis::Interval | SweepAxis::Lock => told_of_intervals(rows, span),
    };
    aligned(&all, &sides) + &told.map_or(String::new(), |told| told + "\n")
}
