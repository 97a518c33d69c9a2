//! `threadbare load`: all requests at once under each kind of lock, and a table of what became of them.

use crate::{
    exit_status::ExitStatus,
    output, run,
    settings::{self, value},
    sweep::locks,
    table::{Side, aligned, count, span},
    wrong::CliError,
};
use clap::ArgMatches;
use lab::Load;
use trace::{LoadRow, Outcome};

/// Runs and prints the table.
pub fn load(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let mut settings = settings::read(matches)?;
    if let Some(typed) = value(matches, "threads") {
        settings::set(&mut settings.experiment, "threads", typed)?;
    }
    let locks = locks(value(matches, "lock").unwrap_or("off,cpython,held"))?;
    let mut load = Load::new(&settings.experiment, &locks)?;
    let limits = Load::limits(&settings.limits);
    let busy = (!matches.get_flag("json")).then(run::busy).flatten();
    while let Some(next) = load.next() {
        let report =
            lab::run(&next, &mut settings.texts, &limits).map_err(|refusal| CliError::new(refusal.sentence))?;
        if lab::is_interrupted() {
            break;
        }
        load.record(&report);
    }
    match matches.get_flag("json") {
        true => output::print_json(&load.rows()),
        false => output::print(&(as_text(load.rows()) + &busy.unwrap_or_default())),
    }
    let finished = |row: &LoadRow| row.outcome == Outcome::Finished;
    Ok(ExitStatus::when(load.rows().iter().all(finished)))
}

fn as_text(rows: &[LoadRow]) -> String {
    let head = ["mode", "requests", "chunk", "workers", "result", "time", "p50", "p95"];
    let latency = |milliseconds: Option<f64>| milliseconds.map_or("-".into(), span);
    let cells = |row: &LoadRow| {
        vec![
            mode(&row.lock).to_string(),
            count(row.requests),
            count(row.chunk),
            row.workers.to_string(),
            row.result(),
            span(row.elapsed_ms),
            latency(row.p50_ms),
            latency(row.p95_ms),
        ]
    };
    let all: Vec<Vec<String>> = [head.map(String::from).to_vec()]
        .into_iter()
        .chain(rows.iter().map(cells))
        .collect();
    let mut sides = [Side::Right; 8];
    (sides[0], sides[4]) = (Side::Left, Side::Left);
    let whys = rows
        .iter()
        .filter_map(|row| Some(format!("{}: {}\n", mode(&row.lock), row.why.as_ref()?)));
    aligned(&all, &sides) + &whys.collect::<String>()
}

fn mode(lock: &str) -> &'static str {
    match lock {
        "off" => "lock off",
        "cpython" => "as CPython",
        _ => "held while waiting",
    }
}
