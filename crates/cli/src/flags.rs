//! The flags. What a lab has of its own becomes a flag by the name of its key.

use crate::keys;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use std::path::PathBuf;

/// The whole command line.
pub fn command() -> Command {
    Command::new("threadbare")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Threads, laid bare: run the labs on this machine's threads or in lockstep, with and without a global lock.")
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(labs())
        .subcommand(crate::check::command())
        .subcommand(run())
        .subcommand(sweep())
        .subcommand(search())
        .subcommand(load())
        .subcommand(trace())
        .subcommand(fidelity())
        .subcommand(completions())
        .subcommand(man())
}

/// The commands, for those who type another.
pub const COMMANDS: &str = "labs, check, run, sweep, search, load, trace, fidelity, completions, man";

fn labs() -> Command {
    Command::new("labs")
        .about("Lists the labs, their variants and their parameters")
        .arg(json())
}

fn fidelity() -> Command {
    Command::new("fidelity")
        .about("Compares figures of CPython with the same in lockstep")
        .arg(valued("check", "N", "Only this one of the 12 checks, or kept-back"))
        .arg(json())
}

fn run() -> Command {
    settings(Command::new("run").about("Runs one experiment and reports"))
        .after_help("`threadbare run FILE.py` runs a Python program: `threadbare run FILE.py --help` tells how.")
        .arg(valued("threads", "N", "How many threads"))
        .arg(valued("lock", "KIND", "The global lock: off, cpython or held"))
        .arg(switch(
            "record",
            "Records the order of operations, as a schedule for lockstep",
        ))
        .arg(json())
}

fn sweep() -> Command {
    settings(Command::new("sweep").about("Measures throughput against the number of threads"))
        .after_help("`threadbare sweep FILE.py` measures a Python program: `threadbare sweep FILE.py --help` tells how.")
        .arg(valued("threads", "LIST", "Numbers of threads, as 1..8 or 1,2,4"))
        .arg(valued("lock", "LIST", "Global locks, as off,cpython"))
        .arg(valued("runs", "N", "Runs a point of the full size, of which the median counts (as many shorter ones as half a minute has time for, 5 to 9)"))
        .arg(valued(
            "predict",
            "ON",
            "Predicts the curves beside measuring them: on or off (off)",
        ))
        .arg(valued(
            "over",
            "WHAT",
            "In the convoy: waits against interval or threads (interval)",
        ))
        .arg(json())
        .arg(switch("csv", "Prints comma-separated values"))
        .arg(file("svg", "Draws the curves into a file"))
        .group(ArgGroup::new("format").args(["json", "csv"]))
}

fn search() -> Command {
    settings(Command::new("search").about("Tries every schedule in lockstep, and shows the shortest that ends badly"))
        .after_help("Exit code: 0 nothing bad was found, 1 something bad was found, 2 bad arguments, 130 interrupted.")
        .arg(valued("threads", "N", "How many threads (2)"))
        .arg(valued("lock", "KIND", "The global lock: off, cpython or held"))
        .arg(valued(
            "reduction",
            "ON",
            "Leaves out what makes no difference: on or off (on)",
        ))
        .arg(valued(
            "preemptions",
            "N",
            "Interrupts a thread that could go on at most so often",
        ))
        .arg(valued("schedules", "N", "Tries at most so many schedules"))
        .arg(json())
}

fn load() -> Command {
    settings(Command::new("load").about("Sends all requests to the service at once, under each kind of lock"))
        .mut_arg("lab", |lab| lab.required(false).default_value(lab::load_tested()))
        .arg(valued("threads", "N", "How many workers"))
        .arg(valued("lock", "LIST", "Global locks (off,cpython,held)"))
        .arg(json())
}

fn trace() -> Command {
    settings(Command::new("trace").about("Runs one experiment and writes what happened to a file"))
        .after_help("`threadbare trace FILE.py` records a Python program: `threadbare trace FILE.py --help` tells how.")
        .arg(valued("threads", "N", "How many threads"))
        .arg(valued("lock", "KIND", "The global lock: off, cpython or held"))
        .arg(valued("format", "ID", crate::export::help()))
        .arg(file("out", "The file; - for standard output").required(true))
}

fn completions() -> Command {
    Command::new("completions")
        .about("Prints completions for a shell")
        .after_help("For bash: threadbare completions bash > ~/.local/share/bash-completion/completions/threadbare")
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .help("bash, elvish, fish, powershell or zsh"),
        )
}

fn man() -> Command {
    Command::new("man")
        .about("Prints a page for man, or writes one for each command")
        .after_help("threadbare man | man -l -   reads it at once")
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .help("Where to write the pages: threadbare.1, threadbare-check.1 and so on"),
        )
}

fn settings(command: Command) -> Command {
    let command = command
        .arg(valued("lab", "ID", "Which lab; `threadbare labs` lists them").required(true))
        .arg(valued("variant", "ID", "Which of the lab's variants"))
        .arg(valued("engine", "ID", "threads or lockstep"))
        .arg(valued("size", "N", "How much work"))
        .arg(valued("interval", "MS", "The lock's switch interval (5)"))
        .arg(valued("seed", "N", "Of what is made up (7)"))
        .arg(valued("cores", "N", "Virtual cores of lockstep and of predictions (2)"))
        .arg(valued("schedule", "S", "Lockstep's schedule, as 1.2x3.f (f)"))
        .arg(valued("text", "ID", "Which text: book or zipf; own with --input"))
        .arg(
            file(
                "input",
                "A text file of your own, - for standard input; may be given again",
            )
            .action(ArgAction::Append),
        )
        .arg(valued("time-limit", "SECONDS", "When a run has taken too long"));
    keys::further()
        .into_iter()
        .fold(command, |command, (key, value, name)| {
            command.arg(valued(key, value, name))
        })
}

/// Takes any text, even one that begins with a hyphen: what is allowed is for the catalogue to say.
fn valued(key: &'static str, value: &'static str, help: impl Into<String>) -> Arg {
    Arg::new(key)
        .long(key)
        .value_name(value)
        .help(help.into())
        .allow_hyphen_values(true)
}

fn file(key: &'static str, help: &'static str) -> Arg {
    valued(key, "FILE", help).value_parser(value_parser!(PathBuf))
}

fn json() -> Arg {
    switch("json", "Prints JSON")
}

fn switch(key: &'static str, help: &'static str) -> Arg {
    Arg::new(key).long(key).help(help).action(ArgAction::SetTrue)
}
