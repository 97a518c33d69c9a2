//! The flags of `threadbare check`.

use std::path::PathBuf;

use check::Model;
use check::part::Shard;
use clap::{Arg, ArgAction, Command, value_parser};

use super::github;

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
        .arg(number("switches", "How many pre-emptive switches are tried at most").conflicts_with_all(["shard", "state"]))
        .arg(number(
            "seconds",
            "How long each Python is searched at most: 20 if not said",
        ))
        .arg(number(
            "schedules",
            "How many schedules of each Python are tried at most: 1000000 if not said, with --shard and --state any number",
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
Exit code: 0 safe in every Python asked for, or as the comments expect; 1 fails in some, or otherwise than expected; 2 cannot be run; 4 unknown in some; 74 what was found cannot be printed; 130 interrupted.";

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
