//! `threadbare check FILE...`: what can go wrong in a Python program, under three Pythons.
//!
//! Exit codes: 0 safe in every Python asked for, or as the file's comments expect; 1 fails in some, or otherwise than expected; 2 cannot be run; 4 unknown in some.

mod columns;
mod page;
mod search;
mod show;

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use check::{Checked, Model, Verdict, expect};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::Value;

use crate::wrong::{self, CliError};
use crate::{output, program};

/// The command and its flags.
pub fn command() -> Command {
    let number = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("N")
            .value_parser(value_parser!(u64))
            .help(help)
    };
    Command::new("check")
        .about("Tells what can go wrong in a Python program with threads, or that nothing can")
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .num_args(1..)
                .required(true),
        )
        .arg(
            Arg::new("python")
                .long("python")
                .value_name("3.9,3.14,3.14t")
                .value_delimiter(',')
                .value_parser(python)
                .help("Which Pythons: all three if not said"),
        )
        .arg(number("switches", "How many pre-emptive switches are tried at most"))
        .arg(number(
            "seconds",
            "How long each Python is searched at most: 20 if not said",
        ))
        .arg(number(
            "schedules",
            "How many schedules of each Python are tried at most: 1000000 if not said",
        ))
        .arg(number("seed", "Where random schedules come from"))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Prints one JSON object a file")
                .conflicts_with("html"),
        )
        .arg(
            Arg::new("html")
                .long("html")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Writes a page"),
        )
}

fn python(name: &str) -> Result<Model, String> {
    Model::named(name).ok_or_else(|| "3.9, 3.14 or 3.14t".to_owned())
}

/// Obeys the command.
pub fn check(matches: &ArgMatches) -> ExitCode {
    let files: Vec<&PathBuf> = matches.get_many("files").into_iter().flatten().collect();
    let models: Vec<Model> = match matches.get_many::<Model>("python") {
        Some(models) => models.copied().collect(),
        None => Model::ALL.to_vec(),
    };
    let (mut reports, mut code) = (Vec::new(), 0);
    let stop = search::listen();
    // What was looked at when Ctrl-C was pressed is told, what was not begun is not.
    for file in files {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        match search::one(file, &models, matches, &stop) {
            Ok(report) => {
                code = graver(code, report.code());
                reports.push(report);
            }
            Err(wrong) => {
                eprintln!("{wrong}");
                code = graver(code, 2);
            }
        }
    }
    match publish(&reports, matches) {
        Ok(()) if stop.load(Ordering::Relaxed) => ExitCode::from(130),
        Ok(()) if output::is_lost() => ExitCode::from(74),
        Ok(()) => ExitCode::from(code),
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::from(2)
        }
    }
}

// What cannot be run is graver than a failure, and that than not to know.
fn graver(left: u8, right: u8) -> u8 {
    let weight = |code: u8| [0, 2, 3, 0, 1].get(usize::from(code)).copied().unwrap_or(0);
    if weight(right) > weight(left) { right } else { left }
}

fn publish(reports: &[Report], matches: &ArgMatches) -> Result<(), CliError> {
    if matches.get_flag("json") {
        for report in reports {
            output::print(&format!("{}\n", report.json()));
        }
        return Ok(());
    }
    if let Some(path) = matches.get_one::<PathBuf>("html") {
        let page = page::page(reports);
        return std::fs::write(path, page)
            .map_err(|error| CliError::new(format!("“{}” cannot be written: {error}.", path.display())));
    }
    for report in reports {
        output::print(&show::report(report));
    }
    Ok(())
}

/// What was found out about a file.
pub struct Report {
    name: String,
    text: String,
    results: Vec<Checked>,
}

impl Report {
    /// Whether the file's comments hold; `None` without one, or where that is unknown.
    fn as_expected(&self) -> Option<bool> {
        expect::holds(&expect::read(&self.text), &self.results)
    }

    fn json(&self) -> Value {
        let mut found = check::json::file(&self.name, &self.results);
        found["as_expected"] = self.as_expected().into();
        found
    }

    fn code(&self) -> u8 {
        let any = |verdict| self.results.iter().any(|checked| checked.verdict == verdict);
        match self.as_expected() {
            Some(true) => 0,
            Some(false) => 1,
            None if any(Verdict::Fails) => 1,
            None if any(Verdict::Unknown) => 4,
            None => 0,
        }
    }
}

/// A program that can be run, or what is wrong with it, in a line.
pub fn program(file: &Path) -> Result<check::Text, CliError> {
    let name = name(file);
    let bytes = read(file).map_err(|error| CliError::new(format!("“{name}” cannot be read: {error}.")))?;
    let text = String::from_utf8(bytes).map_err(|_| CliError::new(format!("“{name}” is no UTF-8.")))?;
    let program = check::Text::new(text, name);
    match program.refusal() {
        Some(refusal) => Err(CliError::new(refusal)),
        None => Ok(program),
    }
}

/// What a program's file is called; standard input as Python calls it.
pub fn name(file: &Path) -> String {
    match file.as_os_str() == "-" {
        true => "<stdin>".into(),
        false => file.display().to_string(),
    }
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Obeys `check`, `run FILE`, `sweep FILE` or `trace FILE` if the command line is one of these.
pub fn obey(arguments: &[OsString]) -> Option<ExitCode> {
    let is_program = |argument: &&OsString| argument.as_encoded_bytes().ends_with(b".py");
    let mut own = arguments.iter().skip(2).take_while(|argument| *argument != "--");
    let names_program = own.find(is_program).is_some();
    match arguments.get(1).and_then(|command| command.to_str()) {
        Some("check") => Some(parsed(command(), arguments, check)),
        Some("run") if names_program => Some(parsed(program::command(), arguments, program::run)),
        Some("sweep") if names_program => Some(parsed(program::sweep_command(), arguments, program::sweep)),
        Some("trace") if names_program => Some(parsed(program::trace_command(), arguments, program::trace)),
        _ => None,
    }
}

fn parsed(command: Command, arguments: &[OsString], obey: fn(&ArgMatches) -> ExitCode) -> ExitCode {
    match command.no_binary_name(true).try_get_matches_from(&arguments[2..]) {
        Ok(matches) => obey(&matches),
        Err(error) if !error.use_stderr() => {
            output::print(&error.render().to_string());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}", wrong::explain(&error));
            ExitCode::from(2)
        }
    }
}
