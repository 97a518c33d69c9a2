//! From flags to an experiment; stricter than an address, for a script wants to know when a flag does nothing.

use crate::{files, interrupt, keys, wrong::CliError};
use catalogue::{Engine, Experiment, Text, lab};
use clap::ArgMatches;
use lab::{InputCache, Limits};
use std::{path::PathBuf, time::Duration};
use workloads::kernel::record::Header;

/// An experiment and what it needs to run.
pub struct Settings {
    pub experiment: Experiment,
    pub texts: InputCache,
    pub limits: Limits,
}

/// The longest text of the user's own, in bytes.
const MOST_BYTES: u64 = 200_000_000;
/// The longest time limit, in seconds.
const DAY: f64 = 86_400.0;

/// Reads what all commands that run something share.
pub fn read(matches: &ArgMatches) -> Result<Settings, CliError> {
    let id = value(matches, "lab").unwrap_or_default();
    let mut experiment = Experiment::of(lab(id)?);
    let further = keys::further();
    let keys = keys::KEYS.into_iter().chain(["text"]);
    for key in keys.chain(further.iter().map(|one| one.0)) {
        if let Some(typed) = value(matches, key) {
            set(&mut experiment, key, typed)?;
        }
    }
    experiment.check()?;
    only_lockstep(matches, &experiment)?;
    let texts = own_text(matches, &mut experiment)?;
    // Reading a pipe that nobody writes to ends at the first Ctrl-C; measuring does so with what it has.
    interrupt::listen();
    Ok(Settings {
        experiment,
        texts,
        limits: limits(matches)?,
    })
}

/// Reads what a command that runs one experiment needs.
pub fn read_all(matches: &ArgMatches) -> Result<Settings, CliError> {
    let mut settings = read(matches)?;
    for key in ["threads", "lock"] {
        if let Some(typed) = value(matches, key) {
            set(&mut settings.experiment, key, typed)?;
        }
    }
    Ok(settings)
}

/// A flag's value, if it was given.
pub fn value<'m>(matches: &'m ArgMatches, key: &str) -> Option<&'m str> {
    matches.get_one::<String>(key).map(String::as_str)
}

/// Sets one value, or says which keys the lab has.
pub fn set(experiment: &mut Experiment, key: &str, typed: &str) -> Result<(), CliError> {
    if experiment.knows(key) {
        return Ok(experiment.set(key, typed)?);
    }
    let known = experiment.pairs().into_iter().map(|(key, _)| format!("--{key}"));
    Err(CliError::new(format!(
        "--{key} means nothing in {}: allowed is {}.",
        experiment.lab.id,
        known.collect::<Vec<_>>().join(", ")
    )))
}

fn only_lockstep(matches: &ArgMatches, experiment: &Experiment) -> Result<(), CliError> {
    let predicts = matches.try_get_one::<String>("predict").ok().flatten();
    let typed = ["cores", "schedule"]
        .into_iter()
        .filter(|key| *key != "cores" || predicts.is_none_or(|predicts| predicts == "off"))
        .find(|key| value(matches, key).is_some());
    match typed.filter(|_| experiment.engine == Engine::Threads) {
        Some(key) => Err(CliError::new(format!(
            "--{key} means nothing to real threads: allowed is --{key} with --engine lockstep{}.",
            if predicts.is_some() || key == "cores" {
                ", or --cores in a sweep with --predict on"
            } else {
                ""
            }
        ))),
        None => Ok(()),
    }
}

fn own_text(matches: &ArgMatches, experiment: &mut Experiment) -> Result<InputCache, CliError> {
    let mut texts = InputCache::default();
    let paths: Vec<&PathBuf> = matches.get_many("input").unwrap_or_default().collect();
    if paths.is_empty() {
        return match experiment.text {
            Text::Own => Err(CliError::new(
                "--text own needs a file: allowed is --input FILE, once or more.",
            )),
            Text::Book | Text::Zipf | Text::Books => Ok(texts),
        };
    }
    if !experiment.lab.reads_text() {
        set(experiment, "input", "")?;
    }
    for (key, allowed) in [("text", "own"), ("size", "nothing, for all of the text is read")] {
        if let Some(typed) = value(matches, key).filter(|typed| *typed != "own") {
            return Err(CliError::new(format!(
                "--{key} cannot be “{typed}” with --input: allowed is {allowed}."
            )));
        }
    }
    let read = files::read(&paths, MOST_BYTES)?;
    if experiment.lab.texts.contains(&Text::Books) {
        let odd = read.odd.iter().fold(String::new(), |odd, one| format!("{odd} {one}"));
        let shape = Header::mapped(&read.input.text, experiment.typed("columns"));
        shape.map_err(|why| CliError::new(format!("--input{}: {why}", odd.trim_end_matches('.'))))?;
    }
    for note in read.notes {
        crate::output::say(CliError::new(note));
    }
    experiment.text = Text::Own;
    texts.set_own(read.input);
    Ok(texts)
}

fn limits(matches: &ArgMatches) -> Result<Limits, CliError> {
    let Some(typed) = value(matches, "time-limit") else {
        return Ok(Limits::default());
    };
    let seconds: Option<f64> = typed.trim().parse().ok();
    match seconds.filter(|seconds| (0.001..=DAY).contains(seconds)) {
        Some(seconds) => Ok(Limits {
            whole: Some(Duration::from_secs_f64(seconds)),
            ..Limits::default()
        }),
        None => {
            Err(catalogue::ValidationError::new("time-limit", typed, "a number of seconds from 0.001 to 86400").into())
        }
    }
}
