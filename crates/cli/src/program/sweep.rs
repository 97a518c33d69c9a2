//! `threadbare sweep FILE`: how often a second a Python program runs through, against the number of its threads.

use std::path::PathBuf;
use std::process::ExitCode;

use catalogue::{Experiment, Lock};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use lab::{Pace, RecordOptions, Sweep};
use program_lab::{Knob, knob};
use trace::{csv, told_of_sweep};

use super::{arguments, threads};
use crate::wrong::CliError;
use crate::{output, sweep as labs};

/// The command and its flags.
pub fn command() -> Command {
    Command::new("sweep")
        .about("Measures how fast a Python program is with different numbers of threads")
        .arg(arguments::file())
        .arg(text("threads", "LIST", "Numbers of threads, as 1..8 or 1,2,4"))
        .arg(text(
            "set",
            "NAME",
            "The variable that holds the number of threads: found by itself where a line says # set: threads",
        ))
        .arg(text("lock", "LIST", "Global locks: off is Python 3.14t, cpython 3.14").default_value("off,cpython"))
        .arg(text("runs", "N", "Runs a point").value_parser(value_parser!(u32).range(1..=1000)))
        .arg(arguments::seed())
        .arg(switch("json", "Prints JSON").conflicts_with("csv"))
        .arg(switch("csv", "Prints comma-separated values"))
        .arg(text("svg", "FILE", "Draws the curves into a file").value_parser(value_parser!(PathBuf)))
        .arg(arguments::arguments())
}

fn text(key: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(key).long(key).value_name(value).help(help)
}

fn switch(key: &'static str, help: &'static str) -> Arg {
    Arg::new(key).long(key).help(help).action(ArgAction::SetTrue)
}

/// Obeys the command.
pub fn sweep(matches: &ArgMatches) -> ExitCode {
    arguments::ended(obey(matches))
}

/// Runs a point when nobody says otherwise.
const RUNS: u32 = 5;

fn obey(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    let said = |key: &str| matches.get_one::<String>(key).map(String::as_str);
    let program = arguments::read(matches)?;
    let knob = knob(&program.text, said("set")).map_err(CliError::new)?;
    let experiment = threads::experiment(matches)?;
    let numbers = labs::threads(&experiment, said("threads"))?;
    let locks = labs::locks(said("lock").unwrap_or_default())?;
    if locks.contains(&Lock::Held) {
        return Err(CliError::new(
            "--lock held means nothing to a Python program: allowed is off, cpython.",
        ));
    }
    let picture = matches.get_one::<PathBuf>("svg");
    picture.map_or(Ok(()), |path| labs::check_writable(path))?;
    let runs = Pace::Runs(matches.get_one("runs").copied().unwrap_or(RUNS));
    let mut sweep = Sweep::new(&experiment, Default::default(), &numbers, &locks, runs);
    measure(&mut sweep, &program, &knob)?;
    let curves = sweep.curves();
    if let Some(path) = picture {
        labs::draw(path, &curves, &experiment, &numbers)?;
    }
    match picture {
        _ if matches.get_flag("json") => output::print_json(&curves),
        _ if matches.get_flag("csv") => output::print(&csv(&curves)),
        Some(_) => {}
        None => {
            output::print(&labs::as_text(&curves, &[]));
            output::print(&format!("{}\n", told_of_sweep(&curves).plain()));
        }
    }
    let complaints = sweep.complaints();
    complaints
        .iter()
        .for_each(|sentence| output::say(format_args!("threadbare: {sentence}")));
    Ok(ExitCode::from(if complaints.is_empty() { 0 } else { 3 }))
}

fn measure(sweep: &mut Sweep, program: &check::Text, knob: &Knob) -> Result<(), CliError> {
    let play = &mut |experiment: &Experiment, _| {
        let experiment = under(experiment);
        let text = knob.set(experiment.threads);
        let own = threads::own(&text, program.arguments.clone(), &experiment)?;
        Ok(lab::run_subject(&experiment, &own, &lab::Limits::default(), RecordOptions::default())?.report)
    };
    crate::interrupt::listen();
    lab::sweep_with(sweep, &mut |_| !lab::is_interrupted(), play).map_err(|refusal| CliError::new(refusal.sentence))
}

// A sweep sets the lock; which Python that is follows.
fn under(experiment: &Experiment) -> Experiment {
    let mut under = experiment.clone();
    let python = if experiment.lock == Lock::Off { "3.14t" } else { "3.14" };
    // A name of the lab's own, so it cannot be refused.
    let _ = under.set("python", python);
    under
}
