//! What is wrong with the arguments, in one line that says what is allowed.

use crate::{flags, wrong::CliError};
use catalogue::LABS;
use clap::{
    Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

/// clap's page-long errors in one line.
pub fn explain(error: &Error) -> CliError {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let given = context(ContextKind::InvalidArg);
    let flag = given.split_whitespace().next().unwrap_or_default().to_string();
    CliError::new(match error.kind() {
        ErrorKind::UnknownArgument => format!("{flag} is no option here: allowed is {}.", allowed()),
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand);
            format!("“{typed}” is no command: allowed is {}.", flags::COMMANDS)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            format!("Say what to do: allowed is {}; --help tells more.", flags::COMMANDS)
        }
        ErrorKind::MissingRequiredArgument if given.contains("--out") => {
            "--out is missing: allowed is --out FILE, the file to write.".into()
        }
        ErrorKind::MissingRequiredArgument => {
            let labs: Vec<&str> = LABS.iter().map(|lab| lab.id).collect();
            format!("--lab is missing: allowed is {}.", labs.join(", "))
        }
        ErrorKind::TooManyValues => format!("{flag} takes no value: allowed is {flag} alone."),
        ErrorKind::InvalidUtf8 => "An argument is no UTF-8: allowed is that only in the name of a file.".into(),
        ErrorKind::InvalidValue => format!("{flag} needs a value: allowed is {given}."),
        ErrorKind::ArgumentConflict => match context(ContextKind::PriorArg) {
            other if other.is_empty() || other == given => format!("{flag} is given more than once: allowed is once."),
            other => format!("{flag} does not go with {other}: allowed is one of them."),
        },
        _ => first_line(error),
    })
}

/// The options of the command that was typed.
fn allowed() -> String {
    let typed = std::env::args().nth(1).unwrap_or_default();
    let root = flags::command();
    let command = root.find_subcommand(&typed).unwrap_or(&root);
    let words = options(command)
        .into_iter()
        .chain(command.get_subcommands().map(|command| command.get_name().to_string()));
    words.collect::<Vec<_>>().join(", ")
}

fn options(command: &Command) -> Vec<String> {
    let longs = command.get_arguments().filter_map(|argument| argument.get_long());
    longs.map(|long| format!("--{long}")).collect()
}

fn first_line(error: &Error) -> String {
    let text = error.to_string();
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim_start_matches("error: ").to_string()
}
