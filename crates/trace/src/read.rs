//! Reports, curves and what searches found from their public JSON, without a general reader: the page reads them too.

use crate::{
    Contention, Curve, DeadlockKind, DeadlockReport, Environment, Kind, Knot, KnotMember, Link, MachineLoad, Object,
    Outcome, Place, Point, Report, SearchReport, ShortMove, ShortestBad, Waiter, Work, json::Json,
};
use serde_json::{Map, Value};

/// Keys of a report that are no parameter of its lab.
const KNOWN: [&str; 20] = [
    "version",
    "lab",
    "variant",
    "engine",
    "lock",
    "threads",
    "cores",
    "size",
    "seed",
    "outcome",
    "sentence",
    "elapsed_ms",
    "work",
    "throughput",
    "result",
    "contention",
    "cycle",
    "stuck",
    "schedule",
    "environment",
];

/// A report; `None` when it is none.
pub fn report(text: &str) -> Option<Report> {
    let json = Json::read(text)?;
    let (work, contention, environment) = (json.get("work")?, json.get("contention")?, json.get("environment")?);
    let parameters = json.entries().iter().filter(|(key, _)| !KNOWN.contains(&key.as_str()));
    Some(Report {
        version: small(&json, "version")?,
        lab: words(&json, "lab")?,
        variant: words(&json, "variant")?,
        engine: words(&json, "engine")?,
        lock: words(&json, "lock")?,
        threads: small(&json, "threads")?,
        cores: small(&json, "cores")?,
        size: whole(&json, "size")?,
        seed: whole(&json, "seed")?,
        parameters: parameters.map(|(key, value)| (key.clone(), general(value))).collect(),
        outcome: outcome(json.get("outcome")?.text()?)?,
        message: json.get("sentence").and_then(Json::text).map(str::to_string),
        elapsed_ms: number(&json, "elapsed_ms")?,
        work: Work {
            amount: whole(work, "amount")?,
            unit: words(work, "unit")?,
        },
        throughput: number(&json, "throughput")?,
        result: map(json.get("result")?),
        contention: Contention {
            acquisitions: whole(contention, "acquisitions")?,
            waits: whole(contention, "waits")?,
            wait_ms: number(contention, "wait_ms")?,
            switches: whole(contention, "switches")?,
        },
        cycle: json.get("cycle")?.list()?.iter().map(link).collect::<Option<_>>()?,
        stuck: json.get("stuck").and_then(stuck),
        schedule: words(&json, "schedule")?,
        environment: Environment {
            agent: words(environment, "agent")?,
            hardware_threads: whole(environment, "hardware_threads")? as usize,
            isolated: *environment.get("isolated")? == Json::Flag(true),
            free_cores: number(environment, "free_cores"),
        },
    })
}

/// A curve; `None` when it is none.
pub fn curve(text: &str) -> Option<Curve> {
    let json = Json::read(text)?;
    let points = |key: &str| json.get(key)?.list()?.iter().map(point).collect::<Option<Vec<Point>>>();
    Some(Curve {
        lab: words(&json, "lab")?,
        variant: words(&json, "variant")?,
        lock: words(&json, "lock")?,
        unit: words(&json, "unit")?,
        points: points("points")?,
        predicted: points("predicted")?,
        machine: json.get("machine").and_then(machine),
    })
}

/// What a search found; `None` when it is none.
pub fn search(text: &str) -> Option<SearchReport> {
    let json = Json::read(text)?;
    let flag = |key: &str| json.get(key).map(|value| *value == Json::Flag(true));
    Some(SearchReport {
        version: small(&json, "version")?,
        lab: words(&json, "lab")?,
        variant: words(&json, "variant")?,
        lock: words(&json, "lock")?,
        threads: small(&json, "threads")?,
        size: whole(&json, "size")?,
        reduction: flag("reduction")?,
        preemptions: small(&json, "preemptions"),
        bound: small(&json, "bound"),
        takes: small(&json, "takes"),
        model: words(&json, "model").unwrap_or_default(),
        by_accident: words(&json, "by_accident"),
        schedules: whole(&json, "schedules")?,
        cut: whole(&json, "cut")?,
        complete: flag("complete")?,
        limits: texts(&json, "limits")?,
        outcomes: map(json.get("outcomes")?),
        bad_outcomes: texts(&json, "bad_outcomes")?,
        deadlocks: whole(&json, "deadlocks")?,
        bad: whole(&json, "bad")?,
        shortest_bad: json.get("shortest_bad").and_then(shortest),
        verdict: words(&json, "verdict")?,
        elapsed_ms: number(&json, "elapsed_ms")?,
    })
}

fn shortest(json: &Json) -> Option<ShortestBad> {
    Some(ShortestBad {
        schedule: words(json, "schedule")?,
        steps: whole(json, "steps")?,
        outcome: words(json, "outcome")?,
        reason: words(json, "reason")?,
        moves: json
            .get("moves")?
            .list()?
            .iter()
            .map(short_move)
            .collect::<Option<_>>()?,
    })
}

fn short_move(json: &Json) -> Option<ShortMove> {
    Some(ShortMove {
        thread: small(json, "thread")?,
        name: words(json, "name")?,
        words: words(json, "words")?,
    })
}

fn point(json: &Json) -> Option<Point> {
    Some(Point {
        threads: small(json, "threads")?,
        median: number(json, "median")?,
        low: number(json, "low")?,
        high: number(json, "high")?,
        runs: small(json, "runs")?,
        each: each(json),
    })
}

/// The throughputs of a point's runs; none in curves that were written before there were any.
fn each(point: &Json) -> Vec<f64> {
    let list = point.get("each").and_then(Json::list).unwrap_or_default();
    list.iter().filter_map(Json::number).collect()
}

fn machine(json: &Json) -> Option<MachineLoad> {
    Some(MachineLoad {
        cores: small(json, "cores")?,
        free: number(json, "free")?,
    })
}

fn link(json: &Json) -> Option<Link> {
    Some(Link {
        thread: words(json, "thread")?,
        holds: words(json, "holds")?,
        waits_for: words(json, "waits_for")?,
    })
}

fn stuck(json: &Json) -> Option<DeadlockReport> {
    Some(DeadlockReport {
        waiting: all(json, "waiting", waiter)?,
        knots: all(json, "knots", knot)?,
    })
}

fn waiter(json: &Json) -> Option<Waiter> {
    let place = |json: &Json| {
        Some(Place {
            file: words(json, "file")?,
            line: small(json, "line")?,
        })
    };
    Some(Waiter {
        number: whole(json, "number")?.try_into().ok()?,
        thread: words(json, "thread")?,
        waits_for: thing(json.get("waits_for")?)?,
        holds: all(json, "holds", thing)?,
        place: json.get("place").and_then(place),
    })
}

fn knot(json: &Json) -> Option<Knot> {
    let part = |json: &Json| {
        Some(KnotMember {
            waiter: whole(json, "waiter")? as usize,
            holds: json.get("holds").and_then(thing),
        })
    };
    Some(Knot {
        kind: DeadlockKind::named(&words(json, "kind")?)?,
        parts: all(json, "parts", part)?,
        object: thing(json.get("object")?)?,
        queue: small(json, "queue")?,
    })
}

fn thing(json: &Json) -> Option<Object> {
    Some(Object {
        kind: Kind::named(&words(json, "kind")?)?,
        name: words(json, "name")?,
    })
}

fn all<T>(json: &Json, key: &str, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.get(key)?.list()?.iter().map(read).collect()
}

fn outcome(word: &str) -> Option<Outcome> {
    Some(match word {
        "finished" => Outcome::Finished,
        "deadlocked" => Outcome::Deadlocked,
        "stopped" => Outcome::Stopped,
        "crashed" => Outcome::Crashed,
        "timed_out" => Outcome::TimedOut,
        _ => return None,
    })
}

fn words(json: &Json, key: &str) -> Option<String> {
    json.get(key)?.text().map(str::to_string)
}

fn texts(json: &Json, key: &str) -> Option<Vec<String>> {
    let list = json.get(key)?.list()?.iter();
    list.map(|value| value.text().map(str::to_string)).collect()
}

fn whole(json: &Json, key: &str) -> Option<u64> {
    json.get(key)?.whole()
}

fn small(json: &Json, key: &str) -> Option<u32> {
    whole(json, key)?.try_into().ok()
}

fn number(json: &Json, key: &str) -> Option<f64> {
    json.get(key)?.number()
}

fn map(json: &Json) -> Map<String, Value> {
    json.entries()
        .iter()
        .map(|(key, value)| (key.clone(), general(value)))
        .collect()
}

fn general(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Flag(flag) => Value::Bool(*flag),
        Json::Text(text) => Value::String(text.clone()),
        Json::List(list) => Value::Array(list.iter().map(general).collect()),
        Json::Object(_) => Value::Object(map(json)),
        Json::Number(_) => match json.whole() {
            Some(whole) => Value::from(whole),
            None => json.number().map_or(Value::Null, Value::from),
        },
    }
}
