//! `threadbare run FILE --engine threads`: a Python program on real threads.

use std::process::ExitCode;
use std::sync::Arc;

use catalogue::Experiment;
use clap::ArgMatches;
use lab::{Limits, RecordOptions, Recording};
use program_lab::{Own, Print, Stream};
use serde::Deserialize;
use trace::{Outcome, Report};

use super::arguments;
use crate::exit_status::INTERRUPTED;
use crate::wrong::CliError;
use crate::{interrupt, output};

/// Threads that a program may have at once: as many as an executor with `max_workers=200` and some more.
const MOST: u32 = 256;

/// Runs it and prints what it prints, or its report.
pub fn run(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    if matches.get_one::<String>("schedule").is_some() {
        return Err(CliError::new(
            "--schedule means nothing to real threads: allowed is --schedule with --engine lockstep.",
        ));
    }
    let json = matches.get_flag("json");
    let print: Option<Print> = match json {
        true => None,
        false => Some(Arc::new(say)),
    };
    let (experiment, own) = read(matches)?;
    let own = match print {
        Some(print) => own.printing(print),
        None => own,
    };
    let report = play(&experiment, &own, RecordOptions::default())?.report;
    match json {
        true => output::print_json(&report),
        false => complain(&report),
    }
    Ok(code(&report))
}

/// The experiment and the program of a command line.
pub fn read(matches: &ArgMatches) -> Result<(Experiment, Own), CliError> {
    let (program, experiment) = (arguments::read(matches)?, experiment(matches)?);
    let own = own(&program.text, program.arguments, &experiment).map_err(CliError::new)?;
    Ok((experiment, own))
}

/// The program of a text.
pub fn own(text: &str, arguments: Vec<String>, experiment: &Experiment) -> Result<Own, String> {
    Own::new(text, arguments, experiment, MOST)
}

/// What a command line says of how a program is run.
pub fn experiment(matches: &ArgMatches) -> Result<Experiment, CliError> {
    // A sweep has no such flag: its locks say which Python runs.
    let python = matches.try_get_one::<String>("python").ok().flatten();
    let python = python.map_or("3.14", String::as_str);
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(0).to_string();
    program_lab::read([("python", python), ("seed", &seed)]).map_err(CliError::new)
}

/// Runs it to its end; Ctrl-C ends it with what is known so far.
pub fn play(experiment: &Experiment, own: &Own, keep: RecordOptions) -> Result<Recording, CliError> {
    interrupt::listen();
    let limits = Limits::default();
    lab::run_subject(experiment, own, &limits, keep).map_err(|refusal| CliError::new(refusal.sentence))
}

fn say(stream: Stream, text: &str) {
    match stream {
        Stream::Output => output::stream(text),
        Stream::Error => output::complain(text),
    }
}

fn complain(report: &Report) {
    if let Some(stuck) = &report.stuck {
        let names: Vec<&str> = stuck.waiting.iter().map(|waiter| waiter.thread.as_str()).collect();
        output::say(format_args!(
            "threadbare: nobody can go on: {} wait for ever.",
            names.join(", ")
        ));
        for knot in &stuck.knots {
            output::say(format_args!("threadbare: {}", stuck.knot(knot, usize::MAX)));
        }
    }
    if let Some(sentence) = &report.message {
        output::say(format_args!("threadbare: {sentence}"));
    }
}

/// What a result has of the program's end. The field is the public key.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Exit {
    status: u64,
}

/// The exit status of a run that was: the program's own, or 3 if it did not come to its end.
pub fn code(report: &Report) -> ExitCode {
    ExitCode::from(match report.outcome {
        Outcome::Finished => u8::try_from(report.figures::<Exit>().status).unwrap_or(1),
        Outcome::Stopped => INTERRUPTED,
        Outcome::Deadlocked | Outcome::Crashed | Outcome::TimedOut => 3,
    })
}
