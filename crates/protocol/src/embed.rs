//! Messages between a page that embeds Threadbare and Threadbare: `{"threadbare":1,"do":…}` and `{"threadbare":1,"is":…}`.

use crate::Settings;
use serde_json::{Map, Value, json};

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
        /// Runs a point.
        runs: u32,
    },
    /// Say which settings are in force.
    State,
}

const SWEEP_THREADS: std::ops::RangeInclusive<u64> = 1..=32;
const SWEEP_RUNS: std::ops::RangeInclusive<u64> = 1..=25;

impl Request {
    /// Reads a message; `None` when it is not meant for Threadbare, `Err` with a sentence for a person when it cannot be done.
    pub fn read(message: &str) -> Option<Result<Request, String>> {
        let message: Value = serde_json::from_str(message).ok()?;
        let message = message.as_object()?;
        message.contains_key("threadbare").then(|| Self::understand(message))
    }

    fn understand(message: &Map<String, Value>) -> Result<Request, String> {
        if message["threadbare"] != json!(1) {
            return Err("threadbare must be 1: this page speaks version 1 of the messages.".into());
        }
        match message.get("do").and_then(Value::as_str) {
            Some("load") => settings(message).map(Request::Load),
            Some("run") => Ok(Request::Run),
            Some("stop") => Ok(Request::Stop),
            Some("reset") => Ok(Request::Reset),
            Some("state") => Ok(Request::State),
            Some("sweep") => sweep(message),
            _ => Err("do must be one of load, run, stop, reset, sweep, state.".into()),
        }
    }
}

fn settings(message: &Map<String, Value>) -> Result<Settings, String> {
    let given = message
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "threadbare" | "do"));
    given
        .map(|(key, value)| match value {
            Value::String(text) => Ok((key.clone(), text.clone())),
            Value::Number(number) => Ok((key.clone(), number.to_string())),
            Value::Bool(flag) => Ok((key.clone(), u8::from(*flag).to_string())),
            _ => Err(format!("{key} must be a text or a number.")),
        })
        .collect()
}

fn sweep(message: &Map<String, Value>) -> Result<Request, String> {
    let whole = |value: &Value, range: std::ops::RangeInclusive<u64>| {
        value
            .as_u64()
            .filter(|number| range.contains(number))
            .map(|number| number as u32)
    };
    let threads = match message.get("threads") {
        None => Some((1..=8).collect()),
        Some(Value::Array(list)) if (1..=32).contains(&list.len()) => list
            .iter()
            .map(|value| whole(value, SWEEP_THREADS))
            .collect::<Option<Vec<u32>>>(),
        Some(_) => None,
    };
    let mut threads = threads.ok_or("threads must be a list of 1 to 32 whole numbers from 1 to 32.")?;
    threads.sort_unstable();
    threads.dedup();
    let runs = message.get("runs").map_or(Some(5), |value| whole(value, SWEEP_RUNS));
    Ok(Request::Sweep {
        threads,
        runs: runs.ok_or("runs must be a whole number from 1 to 25.")?,
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
        let raw = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
        let (is, rest) = match self {
            Reply::Ready => ("ready", None),
            Reply::State(settings) => {
                let settings = settings
                    .iter()
                    .map(|(key, value)| (key.clone(), number_or_text(value)))
                    .collect();
                ("state", Some(("state", Value::Object(settings))))
            }
            Reply::Progress { done, total } => {
                ("progress", Some(("progress", json!({ "done": done, "total": total }))))
            }
            Reply::Report(report) => ("report", Some(("report", raw(report)))),
            Reply::Curve(curve) => ("curve", Some(("curve", raw(curve)))),
            Reply::Height(height) => ("height", Some(("height", json!(height)))),
            Reply::Error(message) => ("error", Some(("message", json!(message)))),
        };
        let mut message = Map::from_iter([("threadbare".to_string(), json!(1)), ("is".to_string(), json!(is))]);
        message.extend(rest.map(|(key, value)| (key.to_string(), value)));
        Value::Object(message).to_string()
    }
}

fn number_or_text(value: &str) -> Value {
    value
        .parse::<u64>()
        .map_or_else(|_| json!(value), |number| json!(number))
}
