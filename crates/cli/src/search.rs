//! `threadbare search`: every schedule, what can come of it, and the shortest that ends badly.

use crate::{
    exit_status::ExitStatus,
    output,
    progress::Progress,
    settings::{self, value},
    table::{Side, aligned, count, number_of, span},
    wrong::CliError,
};
use catalogue::{Engine, Experiment, IntParam, ValidationError, number};
use clap::ArgMatches;
use lab::{Limits, Settings};
use serde_json::Value;
use std::time::Duration;
use trace::SearchReport;

/// Outcomes that are listed for people; JSON has all of them.
const LISTED: usize = 20;

/// How long a search goes on when nobody says how long or how far.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it says how far it is.
const TELL: Duration = Duration::from_millis(200);

const PREEMPTIONS: IntParam = number("preemptions", "Preemptions", 0, 1000, 0);
const SCHEDULES: IntParam = number("schedules", "Schedules", 1, u64::MAX, 1);

/// Searches and prints what was found.
pub fn search(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let mut settings = settings::read_all(matches)?;
    let how = how(matches)?;
    make_small(matches, &mut settings.experiment)?;
    let bounded = how.schedules.is_some() || settings.limits.whole.is_some();
    let limits = Limits {
        whole: settings.limits.whole.or((!bounded).then_some(PATIENCE)),
        ..settings.limits
    };
    let mut progress = Progress::every(TELL);
    let report = lab::search_telling(
        &settings.experiment,
        &mut settings.texts,
        how,
        &limits,
        &mut |tried, bad| {
            progress.tell(|| format!("{} tried, {} of them bad", number_of(tried, "schedule"), count(bad)));
        },
    );
    drop(progress);
    let report = report.map_err(|refusal| CliError::new(refusal.sentence))?;
    match matches.get_flag("json") {
        true => output::print_json(&report),
        false => output::print(&as_text(&settings.experiment, &report)),
    }
    if !bounded && !report.complete && report.elapsed_ms >= PATIENCE.as_secs_f64() * 1e3 {
        output::say(format_args!(
            "threadbare: --time-limit SECONDS searches for longer, --preemptions N only what interrupts a thread at most N times."
        ));
    }
    Ok(match report.bad {
        0 => ExitStatus::Well,
        _ => ExitStatus::Found,
    })
}

fn how(matches: &ArgMatches) -> Result<Settings, CliError> {
    let reduction = match value(matches, "reduction") {
        None | Some("on") => true,
        Some("off") => false,
        Some(other) => return Err(ValidationError::new("reduction", other, "on, off").into()),
    };
    let preemptions = value(matches, "preemptions")
        .map(|typed| PREEMPTIONS.read(typed))
        .transpose()?;
    Ok(Settings {
        reduction,
        preemptions: preemptions.map(|most| most as u32),
        schedules: value(matches, "schedules")
            .map(|typed| SCHEDULES.read(typed))
            .transpose()?,
        ..Settings::default()
    })
}

fn make_small(matches: &ArgMatches, experiment: &mut Experiment) -> Result<(), CliError> {
    if let Some(typed) = value(matches, "engine").filter(|typed| *typed != "lockstep") {
        return Err(ValidationError::new("engine", typed, "lockstep, for real threads cannot be searched").into());
    }
    if let Some(typed) = value(matches, "schedule") {
        return Err(ValidationError::new("schedule", typed, "nothing, for all schedules are searched").into());
    }
    experiment.engine = Engine::Lockstep;
    let given = |key: &str| value(matches, key).is_some() || (key == "size" && matches.contains_id("input"));
    for (key, small) in experiment.lab.small.iter().filter(|(key, _)| !given(key)) {
        experiment.set(key, small)?;
    }
    Ok(())
}

fn as_text(experiment: &Experiment, report: &SearchReport) -> String {
    let mut rows = vec![row("Verdict", report.verdict.clone())];
    let cut = match report.cut {
        0 => String::new(),
        cut => format!(", and {} broken off early", count(cut)),
    };
    rows.push(row(
        "Schedules",
        format!("{}{cut}, in {}", count(report.schedules), span(report.elapsed_ms)),
    ));
    rows.extend(outcomes(report));
    rows.push(row("Model", report.model.clone()));
    if let (Some(accident), Some(variant)) = (&report.by_accident, experiment.elsewhere()) {
        let mut elsewhere = experiment.clone();
        elsewhere.variant = variant;
        rows.push(row("By accident", accident.clone()));
        rows.push(row("See 3.9’s", command("search", &elsewhere)));
    }
    if let Some(bad) = &report.shortest_bad {
        rows.push(row(
            "Shortest",
            format!("{}: {}", number_of(bad.steps, "step"), bad.schedule),
        ));
        rows.push(row("Why", bad.reason.clone()));
        rows.push(row("Play it", replay(experiment, &bad.schedule)));
    }
    let (lab, size) = (experiment.lab, count(report.size));
    let plural = if report.threads == 1 { "" } else { "s" };
    let heading = format!(
        "{}, {}: every schedule of {} thread{plural}, {size} {}, lock {}",
        lab.name,
        report.variant,
        report.threads,
        lab.size.in_a_sentence(),
        report.lock
    );
    format!("{heading}\n{}", aligned(&rows, &[Side::Left, Side::Left]))
}

fn outcomes(report: &SearchReport) -> Vec<Vec<String>> {
    let told = |(key, runs): (&String, &Value)| format!("{key}: {}", count(runs.as_u64().unwrap_or(0)));
    let mut listed: Vec<String> = report.outcomes.iter().take(LISTED).map(told).collect();
    if report.outcomes.len() > LISTED {
        listed.push(format!("and {} more", report.outcomes.len() - LISTED));
    }
    let name = |position| if position == 0 { "Outcomes" } else { "" };
    listed
        .into_iter()
        .enumerate()
        .map(|(position, line)| row(name(position), line))
        .collect()
}

fn replay(experiment: &Experiment, schedule: &str) -> String {
    let mut replayed = experiment.clone();
    replayed.schedule = schedule.to_string();
    command("run", &replayed)
}

/// What to type for this; a search is in lockstep and says nothing of its cores.
fn command(does: &str, experiment: &Experiment) -> String {
    let usual = Experiment::of(experiment.lab).pairs();
    let told = experiment
        .pairs()
        .into_iter()
        .filter(|pair| pair.0 == "lab" || !usual.contains(pair))
        .filter(|pair| does != "search" || !["engine", "cores"].contains(&pair.0));
    let flags: Vec<String> = told.map(|(key, value)| format!("--{key} {value}")).collect();
    format!("threadbare {does} {}", flags.join(" "))
}

fn row(name: &str, value: String) -> Vec<String> {
    vec![name.to_string(), value]
}
