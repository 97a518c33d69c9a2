//! What is known of a run, in the shape that everybody shares.

use crate::Ending;
use catalogue::Experiment;
use serde_json::{Map, Value, json};
use threads::Run;
use trace::{Contention, Environment, Outcome, Report, Work, kept};
use workloads::Findings;

/// The report of a run on real threads, without its result and its cycle.
pub fn of(experiment: &Experiment, run: &Run, ending: &Ending, environment: Environment) -> Report {
    let nanos = u64::try_from(run.elapsed().as_nanos()).unwrap_or(u64::MAX);
    let mut report = blank(experiment, run.done(), nanos, environment);
    report.outcome = ending.outcome();
    report.message = ending.sentence();
    report.contention = run.contention();
    report
}

/// A report of so much work in so many nanoseconds, which finished and found nothing.
pub fn blank(experiment: &Experiment, amount: u64, nanos: u64, environment: Environment) -> Report {
    Report {
        version: 1,
        lab: experiment.lab.id.into(),
        variant: experiment.variant.id.into(),
        engine: experiment.engine.id().into(),
        lock: experiment.lock.id().into(),
        threads: experiment.threads,
        cores: environment.hardware_threads as u32,
        size: experiment.size,
        seed: experiment.seed,
        parameters: parameters(experiment),
        outcome: Outcome::Finished,
        message: None,
        elapsed_ms: nanos as f64 / 1e6,
        work: Work {
            amount,
            unit: experiment.lab.unit.into(),
        },
        throughput: per_second(amount, nanos as f64 / 1e9 * experiment.hurry()),
        result: Map::new(),
        contention: Contention::default(),
        cycle: Vec::new(),
        stuck: None,
        schedule: String::new(),
        environment,
    }
}

/// A lab's findings under its own keys.
pub fn result(findings: Findings) -> Map<String, Value> {
    findings
        .into_iter()
        .map(|(key, found)| (key.to_string(), value(found)))
        .collect()
}

fn value(found: workloads::Value) -> Value {
    match found {
        workloads::Value::Number(number) => json!(number),
        workloads::Value::Text(text) => json!(kept(text)),
        workloads::Value::Nanos(nanos) => json!(milliseconds(nanos)),
        workloads::Value::Thousandths(number) => json!(number as f64 / 1000.0),
        workloads::Value::Hundredths(number) => json!(number as f64 / 100.0),
        workloads::Value::Words(words) => words
            .into_iter()
            .map(|found| json!({ "word": kept(found.word), "count": found.count }))
            .collect(),
        workloads::Value::Numbers(numbers) => json!(numbers),
        workloads::Value::Points(points) => points
            .into_iter()
            .map(|(at, count)| json!([at / 1_000, count]))
            .collect(),
        workloads::Value::Whole(text) => json!(text),
        workloads::Value::Texts(texts) => json!(texts),
        workloads::Value::Unmeasured => Value::Null,
        workloads::Value::List(list) => list.into_iter().map(|found| Value::Object(result(found))).collect(),
    }
}

/// To the microsecond, which is as fine as a browser's clock.
fn milliseconds(nanos: u64) -> f64 {
    (nanos as f64 / 1e3).round() / 1e3
}

/// What the fixed fields of a report do not say: the switch interval in milliseconds, the text, the lab's own parameters.
fn parameters(experiment: &Experiment) -> Map<String, Value> {
    let mut parameters = Map::new();
    let interval = f64::from(experiment.interval_us) / 1000.0;
    parameters.insert("interval".into(), json!(interval));
    if experiment.lab.reads_text() {
        parameters.insert("text".into(), json!(experiment.text.id()));
    }
    if let Some(clock) = experiment.by_which_clock() {
        parameters.insert(
            "throughput_unit".into(),
            json!(format!("{} a second {clock}", experiment.lab.unit)),
        );
    }
    let extras = experiment.lab.extras.iter().zip(&experiment.extras);
    parameters.extend(extras.map(|(extra, value)| (extra.key.to_string(), json!(value))));
    let choices = experiment.lab.choices.iter().zip(&experiment.choices);
    parameters.extend(choices.map(|(choice, option)| (choice.key.to_string(), json!(option.id))));
    let words = experiment.lab.words.iter().zip(&experiment.words);
    parameters.extend(words.map(|(words, text)| (words.key.to_string(), json!(text))));
    parameters
}

/// A run too short for the clock has no speed that could be told.
fn per_second(amount: u64, seconds: f64) -> f64 {
    if seconds > 0.0 { amount as f64 / seconds } else { 0.0 }
}
