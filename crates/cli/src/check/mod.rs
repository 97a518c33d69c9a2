//! `threadbare check FILE...`: what can go wrong in a Python program, under three Pythons.
//!
//! Exit codes: 0 safe in every Python asked for, or as the file's comments expect; 1 fails in some, or otherwise than expected; 2 cannot be run; 4 unknown in some.

mod columns;
mod findings;
mod github;
mod kept;
mod page;
mod sarif;
mod search;
mod show;

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use check::part::Shard;
use check::{Checked, Model, Verdict, expect};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

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
        .arg(to_file("html", "Writes a page"))
        .arg(to_file("sarif", "Writes SARIF 2.1.0, for code hosts and editors"))
        .arg(
            Arg::new("annotations")
                .long("annotations")
                .value_name("WHEN")
                .value_parser(github::CHOICES)
                .help("Prints workflow commands of GitHub Actions: github, auto (only inside it) or off (off)"),
        )
        .arg(
            Arg::new("expecting")
                .long("expecting")
                .action(ArgAction::SetTrue)
                .help("Leaves out files that expect nothing"),
        )
        .arg(
            Arg::new("shard")
                .long("shard")
                .value_name("I/N")
                .value_parser(shard)
                .help("Searches one of N parts that are disjoint and together the whole"),
        )
        .arg(to_file(
            "state",
            "Keeps where the search stands, and goes on from there",
        ))
        .after_help(AFTER)
}

const AFTER: &str = "FILE may be - for standard input. A comment `# expect: safe` or `# expect: fails deadlock` in a file makes it a test.
Exit code: 0 safe in every Python asked for, or as the comments expect; 1 fails in some, or otherwise than expected; 2 cannot be run; 4 unknown in some; 130 interrupted.";

fn to_file(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(help)
}

fn python(name: &str) -> Result<Model, String> {
    Model::named(name).ok_or_else(|| "3.9, 3.14 or 3.14t".to_owned())
}

/// More parts than this are more than there are pieces to share out.
const MOST: usize = 1000;

fn shard(text: &str) -> Result<Shard, String> {
    let numbers = text
        .split_once('/')
        .and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
    match numbers {
        Some((index, of)) if (1..=of).contains(&index) && of <= MOST => Ok(Shard { index: index - 1, of }),
        _ => Err(format!("allowed is I/N with I from 1 to N, and N up to {MOST}, as 2/4")),
    }
}

/// A file that cannot be run, and why.
pub struct Refusal {
    name: String,
    /// Line and column, from 1.
    place: Option<(u32, u32)>,
    sentence: String,
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        CliError::new(refusal.sentence)
    }
}

/// Obeys the command.
pub fn check(matches: &ArgMatches) -> ExitCode {
    obeyed(matches).unwrap_or_else(|wrong| {
        output::say(wrong);
        ExitCode::from(2)
    })
}

fn obeyed(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    let files: Vec<&PathBuf> = matches.get_many("files").into_iter().flatten().collect();
    let models: Vec<Model> = match matches.get_many::<Model>("python") {
        Some(models) => models.copied().collect(),
        None => Model::ALL.to_vec(),
    };
    let shard = matches.get_one::<Shard>("shard").copied();
    let seed = matches.get_one("seed").copied().unwrap_or(1);
    let state = matches.get_one::<PathBuf>("state");
    let kept = state.map(|path| kept::Kept::open(path, shard, seed)).transpose()?;
    let mut found = Found::default();
    let programs: Vec<check::Text> = files
        .iter()
        .filter(|file| !matches.get_flag("expecting") || expects(file))
        .filter_map(|file| found.open(file))
        .collect();
    if let Some(kept) = &kept {
        let texts = programs
            .iter()
            .map(|program| (program.file.clone(), program.text.clone()));
        kept.is_of(&texts.collect::<Vec<_>>())?;
    }
    let stop = search::listen();
    let mut way = search::Way {
        models: &models,
        matches,
        stop: &stop,
        shard,
        kept,
    };
    // What was looked at when Ctrl-C was pressed is told, what was not begun is not.
    for program in programs {
        if !stop.load(Ordering::Relaxed) {
            found.take(search::one(program, &mut way)?);
        }
    }
    found.publish(matches, shard)?;
    Ok(match found.code {
        _ if stop.load(Ordering::Relaxed) => ExitCode::from(130),
        _ if output::is_lost() => ExitCode::from(74),
        code => ExitCode::from(code),
    })
}

// What cannot be read is left in: that it cannot is worth a sentence. Standard input can be read but once.
fn expects(file: &Path) -> bool {
    if file.as_os_str() == "-" {
        return true;
    }
    let text = std::fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    text.map_or(true, |text| !expect::read(&text).is_empty())
}

// What cannot be run is graver than a failure, and that than not to know.
fn graver(left: u8, right: u8) -> u8 {
    let weight = |code: u8| [0, 2, 3, 0, 1].get(usize::from(code)).copied().unwrap_or(0);
    if weight(right) > weight(left) { right } else { left }
}

/// What was found in all files.
#[derive(Default)]
struct Found {
    reports: Vec<Report>,
    refusals: Vec<Refusal>,
    code: u8,
}

impl Found {
    // Whoever waits for minutes wants to know at once that a name is wrong.
    fn open(&mut self, file: &Path) -> Option<check::Text> {
        match program(file) {
            Ok(program) => Some(program),
            Err(refusal) => {
                output::say(CliError::new(refusal.sentence.clone()));
                self.refusals.push(refusal);
                self.code = 2;
                None
            }
        }
    }

    fn take(&mut self, report: Report) {
        self.code = graver(self.code, report.code());
        self.reports.push(report);
    }

    fn publish(&self, matches: &ArgMatches, shard: Option<Shard>) -> Result<(), CliError> {
        let path = |name: &str| matches.get_one::<PathBuf>(name);
        let asked = matches.get_one::<String>("annotations").map(String::as_str);
        let annotations = match github::are_wanted(asked) {
            true => github::annotations(&self.reports, &self.refusals),
            false => String::new(),
        };
        if let Some(path) = path("sarif") {
            written(path, sarif::log(&self.reports, &self.refusals, shard, self.code))?;
        }
        if let Some(path) = path("html") {
            written(path, page::page(&self.reports))?;
        }
        if matches.get_flag("json") {
            self.reports
                .iter()
                .for_each(|report| output::print(&format!("{}\n", report.json())));
            // GitHub's runner reads both streams; a reader of JSON only one.
            output::complain(&annotations);
            return Ok(());
        }
        if path("html").is_none() {
            self.reports
                .iter()
                .for_each(|report| output::print(&show::report(report)));
        }
        output::print(&annotations);
        Ok(())
    }
}

fn written(path: &Path, text: String) -> Result<(), CliError> {
    std::fs::write(path, text)
        .map_err(|error| CliError::new(format!("“{}” cannot be written: {error}.", path.display())))
}

/// What was found out about a file.
pub struct Report {
    name: String,
    text: String,
    results: Vec<Checked>,
    /// Which part of the search this is.
    shard: Option<Shard>,
    /// Under which Pythons the shard went through the whole.
    whole: Vec<Model>,
}

impl Report {
    /// Whether the file's comments hold; `None` without one, or where that is unknown.
    fn as_expected(&self) -> Option<bool> {
        let holds = expect::holds(&expect::read(&self.text), &self.results);
        let fails = self.results.iter().any(|checked| checked.verdict == Verdict::Fails);
        // A failure that is expected may lie in another shard.
        holds.filter(|holds| *holds || self.shard.is_none() || fails)
    }

    /// What a shard's verdict is worth, in a sentence.
    fn of_shard(&self) -> Option<String> {
        let Shard { index, of } = self.shard?;
        let all = format!("Shard {} of {of}: the program is safe if all {of} are.", index + 1);
        let whole: Vec<&str> = self.whole.iter().map(|model| model.name()).collect();
        Some(match whole.is_empty() {
            true => all,
            false => format!(
                "{all} Under {} this one searched the whole: it learnt that threads share more than the others can know.",
                whole.join(" and ")
            ),
        })
    }

    fn json(&self) -> Value {
        let mut found = check::json::file(&self.name, &self.results);
        found["as_expected"] = self.as_expected().into();
        if let Some(Shard { index, of }) = self.shard {
            let whole: Vec<&str> = self.whole.iter().map(|model| model.name()).collect();
            found["shard"] = json!({ "index": index + 1, "of": of, "whole": whole });
        }
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

/// A program that can be run, or what is wrong with it.
pub fn program(file: &Path) -> Result<check::Text, Refusal> {
    let name = name(file);
    let refuse = |sentence: String, place| Refusal {
        name: name.clone(),
        place,
        sentence,
    };
    let bytes = read(file).map_err(|error| refuse(format!("“{name}” cannot be read: {error}."), None))?;
    let text = String::from_utf8(bytes).map_err(|_| refuse(format!("“{name}” is not UTF-8."), None))?;
    let program = check::Text::new(text, name.clone());
    match (program.refusal(), program.trouble()) {
        (None, _) => Ok(program),
        (Some(sentence), trouble) => Err(refuse(sentence, trouble.map(|(line, column, _)| (line, column)))),
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
            output::say(wrong::explain(&error));
            ExitCode::from(2)
        }
    }
}
