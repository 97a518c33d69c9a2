//! Messages between a page that embeds Threadbare and Threadbare: `{"threadbare":1,"do":…}` and `{"threadbare":1,"is":…}`.

use crate::Settings;
use trace::json::{Json, write_text};

/// What a host asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Take over these settings.
    Load(Settings),
    /// Run once.
    Run,
    /// Stop what runs.
    Stop,
    /// Back to how the lab comes.
    Reset,
    /// Measure throughput.
    Sweep {
        /// Which numbers of threads.
        threads: Vec<u32>,
        /// Runs a point; `None` for as much as half a minute has time for.
        runs: Option<u32>,
    },
    /// Let a thread move once, in lockstep.
    Step {
        /// Which, counted from 0 here and from 1 in the message; `None` for the one whose turn it is.
        thread: Option<u16>,
    },
    /// Go to another moment of a lockstep run.
    Seek {
        /// The moment after so many steps.
        at: u64,
    },
    /// Try every schedule.
    Search {
        /// Whether schedules that cannot make a difference are left out.
        reduction: bool,
        /// The most preemptions a schedule may have; `None` for any number.
        preemptions: Option<u32>,
        /// The most schedules to try; `None` for the usual limit.
        most: Option<u64>,
    },
    /// Search every schedule of the visitor's own program, under every Python.
    Check,
    /// Say which settings are in force.
    State,
}

const SWEEP_THREADS: std::ops::RangeInclusive<u64> = 1..=32;
const SWEEP_RUNS: std::ops::RangeInclusive<u64> = 1..=25;
const THREADS: std::ops::RangeInclusive<u64> = 1..=1 << 16;
const STEPS: std::ops::RangeInclusive<u64> = 0..=u32::MAX as u64;
const PREEMPTIONS: std::ops::RangeInclusive<u64> = 0..=1_000;
const SCHEDULES: std::ops::RangeInclusive<u64> = 1..=u64::MAX;

impl Request {
    /// Reads a message; `None` when it is not meant for Threadbare, `Err` with a sentence for a person when it cannot be done.
    pub fn read(message: &str) -> Option<Result<Request, String>> {
        let message = Json::read(message)?;
        let version = message.get("threadbare")?;
        Some(match version.whole() {
            Some(1) => Self::understand(&message),
            _ => Err("threadbare must be 1: this page speaks version 1 of the messages.".into()),
        })
    }

    fn understand(message: &Json) -> Result<Request, String> {
        match message.get("do").and_then(Json::text) {
            Some("load") => settings(message).map(Request::Load),
            Some("run") => Ok(Request::Run),
            Some("stop") => Ok(Request::Stop),
            Some("reset") => Ok(Request::Reset),
            Some("state") => Ok(Request::State),
            Some("sweep") => sweep(message),
            Some("step") => step(message),
            Some("seek") => seek(message),
            Some("search") => search(message),
            Some("check") => Ok(Request::Check),
            _ => Err("do must be one of load, run, stop, reset, step, seek, sweep, search, check, state.".into()),
        }
    }
}

fn settings(message: &Json) -> Result<Settings, String> {
    let given = message
        .entries()
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "threadbare" | "do"));
    given
        .map(|(key, value)| match value {
            Json::Text(text) | Json::Number(text) => Ok((key.clone(), text.clone())),
            Json::Flag(flag) => Ok((key.clone(), u8::from(*flag).to_string())),
            _ => Err(format!("{key} must be a text or a number.")),
        })
        .collect()
}

fn step(message: &Json) -> Result<Request, String> {
    let thread = within(message, "thread", THREADS)?;
    // Threads are counted from 1 to 2^16 by people, from 0 in code.
    Ok(Request::Step {
        thread: thread.map(|thread| (thread - 1) as u16),
    })
}

fn seek(message: &Json) -> Result<Request, String> {
    match within(message, "at", STEPS)? {
        Some(at) => Ok(Request::Seek { at }),
        None => Err("seek needs at, the number of steps before the moment to show.".into()),
    }
}

fn search(message: &Json) -> Result<Request, String> {
    let reduction = match message.get("reduction") {
        None => true,
        Some(Json::Flag(flag)) => *flag,
        Some(value) => match value.text() {
            Some("on") => true,
            Some("off") => false,
            _ => return Err("reduction must be true or false.".into()),
        },
    };
    Ok(Request::Search {
        reduction,
        preemptions: within(message, "preemptions", PREEMPTIONS)?.map(|most| most as u32),
        most: within(message, "schedules", SCHEDULES)?,
    })
}

/// A whole number under a key, within bounds; `None` when the key is not there, or null.
fn within(message: &Json, key: &str, range: std::ops::RangeInclusive<u64>) -> Result<Option<u64>, String> {
    match message.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(value) => match value.whole().filter(|number| range.contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(format!(
                "{key} must be a whole number from {} to {}.",
                range.start(),
                range.end()
            )),
        },
    }
}

fn sweep(message: &Json) -> Result<Request, String> {
    let whole = |value: &Json, range: std::ops::RangeInclusive<u64>| {
        value
            .whole()
            .filter(|number| range.contains(number))
            .map(|number| number as u32)
    };
    let threads = match message.get("threads") {
        None => Some((1..=8).collect()),
        Some(list) => list
            .list()
            .filter(|list| (1..=32).contains(&list.len()))
            .and_then(|list| {
                list.iter()
                    .map(|value| whole(value, SWEEP_THREADS))
                    .collect::<Option<Vec<u32>>>()
            }),
    };
    let mut threads = threads.ok_or("threads must be a list of 1 to 32 whole numbers from 1 to 32.")?;
    threads.sort_unstable();
    threads.dedup();
    let runs = message.get("runs").map(|value| whole(value, SWEEP_RUNS));
    if runs == Some(None) {
        return Err("runs must be a whole number from 1 to 25.".into());
    }
    Ok(Request::Sweep {
        threads,
        runs: runs.flatten(),
    })
}

/// What Threadbare tells its host.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Start-up is over.
    Ready,
    /// The settings in force.
    State(Settings),
    /// A run goes on: units done, and in all.
    Progress {
        /// Units done.
        done: u64,
        /// Units in all; 0 when unknown.
        total: u64,
    },
    /// A search goes on: `done` schedules were tried, and so many of them ended badly.
    Searching {
        /// Schedules tried so far.
        done: u64,
        /// Of which so many ended badly.
        bad: u64,
    },
    /// What a search found, in its public JSON.
    Search(String),
    /// What a check of the visitor's own program found, in its public JSON.
    Check(String),
    /// A report in its public JSON.
    Report(String),
    /// A curve in its public JSON.
    Curve(String),
    /// The height that the content needs, in CSS pixels.
    Height(u32),
    /// What cannot be done, in words for a person.
    Error(String),
}

impl Reply {
    /// The message as JSON.
    pub fn json(&self) -> String {
        let (is, rest) = match self {
            Reply::Ready => ("ready", String::new()),
            Reply::State(settings) => ("state", format!(",\"state\":{}", object(settings))),
            Reply::Progress { done, total } => (
                "progress",
                format!(",\"progress\":{{\"done\":{done},\"total\":{total}}}"),
            ),
            Reply::Searching { done, bad } => (
                "progress",
                format!(",\"progress\":{{\"done\":{done},\"total\":0,\"bad\":{bad}}}"),
            ),
            Reply::Search(search) => ("search", format!(",\"search\":{search}")),
            Reply::Check(check) => ("check", format!(",\"check\":{check}")),
            Reply::Report(report) => ("report", format!(",\"report\":{report}")),
            Reply::Curve(curve) => ("curve", format!(",\"curve\":{curve}")),
            Reply::Height(height) => ("height", format!(",\"height\":{height}")),
            Reply::Error(message) => ("error", format!(",\"message\":{}", quoted(message))),
        };
        format!("{{\"threadbare\":1,\"is\":\"{is}\"{rest}}}")
    }
}

/// Whole numbers are numbers, everything else is text; a schedule is text even where it looks like a number.
fn object(settings: &Settings) -> String {
    let value = |key: &str, value: &str| match value.parse::<u64>() {
        Ok(number) if key != "schedule" => number.to_string(),
        _ => quoted(value),
    };
    let entries = settings
        .iter()
        .map(|(key, text)| format!("{}:{}", quoted(key), value(key, text)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}
