//! Reports, curves and what searches found as their public JSON, without a general writer: the Workers of the page write them, and every
//! kilobyte of theirs is loaded before the first run.

use crate::{
    Contention, Curve, DeadlockReport, Environment, Knot, KnotMember, MachineLoad, Object, Outcome, Place, Point,
    Report, SearchReport, ShortMove, ShortestBad, Waiter, json::Json,
};
use serde_json::{Map, Value};

/// A report on one line.
pub fn report(report: &Report) -> String {
    let Contention {
        acquisitions,
        waits,
        wait_ms,
        switches,
    } = report.contention;
    let Environment {
        agent,
        hardware_threads,
        isolated,
        free_cores,
    } = &report.environment;
    let mut entries = vec![
        ("version", whole(report.version)),
        ("lab", text(&report.lab)),
        ("variant", text(&report.variant)),
        ("engine", text(&report.engine)),
        ("lock", text(&report.lock)),
        ("threads", whole(report.threads)),
        ("cores", whole(report.cores)),
        ("size", whole(report.size)),
        ("seed", whole(report.seed)),
    ];
    let parameters = report.parameters.iter();
    entries.extend(parameters.map(|(key, value)| (key.as_str(), general(value))));
    entries.push(("outcome", text(outcome(report.outcome))));
    entries.extend(report.sentence().map(|sentence| ("sentence", text(&sentence))));
    let links = report.cycle.iter().map(|link| {
        object([
            ("thread", text(&link.thread)),
            ("holds", text(&link.holds)),
            ("waits_for", text(&link.waits_for)),
        ])
    });
    entries.extend([
        ("elapsed_ms", number(report.elapsed_ms)),
        (
            "work",
            object([("amount", whole(report.work.amount)), ("unit", text(&report.work.unit))]),
        ),
        ("throughput", number(report.throughput)),
        ("result", map(&report.result)),
        (
            "contention",
            object([
                ("acquisitions", whole(acquisitions)),
                ("waits", whole(waits)),
                ("wait_ms", number(wait_ms)),
                ("switches", whole(switches)),
            ]),
        ),
        ("cycle", Json::List(links.collect())),
    ]);
    entries.extend(report.stuck.as_ref().map(|told| ("stuck", stuck(told))));
    entries.extend([
        ("schedule", text(&report.schedule)),
        (
            "environment",
            object(
                [
                    ("agent", text(agent)),
                    ("hardware_threads", whole(*hardware_threads as u64)),
                    ("isolated", Json::Flag(*isolated)),
                ]
                .into_iter()
                .chain(free_cores.map(|free| ("free_cores", number(free)))),
            ),
        ),
    ]);
    written(object(entries))
}

fn stuck(stuck: &DeadlockReport) -> Json {
    object([
        ("waiting", Json::List(stuck.waiting.iter().map(waiter).collect())),
        ("knots", Json::List(stuck.knots.iter().map(knot).collect())),
    ])
}

fn waiter(waiter: &Waiter) -> Json {
    let place = |place: &Place| object([("file", text(&place.file)), ("line", whole(place.line))]);
    object([
        ("number", whole(waiter.number)),
        ("thread", text(&waiter.thread)),
        ("waits_for", thing(&waiter.waits_for)),
        ("holds", Json::List(waiter.holds.iter().map(thing).collect())),
        ("place", waiter.place.as_ref().map_or(Json::Null, place)),
    ])
}

fn knot(knot: &Knot) -> Json {
    let part = |part: &KnotMember| {
        object([
            ("waiter", whole(part.waiter as u64)),
            ("holds", part.holds.as_ref().map_or(Json::Null, thing)),
        ])
    };
    object([
        ("kind", text(knot.kind.id())),
        ("parts", Json::List(knot.parts.iter().map(part).collect())),
        ("object", thing(&knot.object)),
        ("queue", whole(knot.queue)),
    ])
}

fn thing(thing: &Object) -> Json {
    object([("kind", text(thing.kind.id())), ("name", text(&thing.name))])
}

/// A curve on one line.
pub fn curve(curve: &Curve) -> String {
    let points = |points: &[Point]| Json::List(points.iter().map(point).collect());
    let machine = curve
        .machine
        .map(|MachineLoad { cores, free }| object([("cores", whole(cores)), ("free", number(free))]));
    let entries = [
        ("lab", text(&curve.lab)),
        ("variant", text(&curve.variant)),
        ("lock", text(&curve.lock)),
        ("unit", text(&curve.unit)),
        ("points", points(&curve.points)),
        ("predicted", points(&curve.predicted)),
    ];
    let machine = machine.map(|machine| ("machine", machine));
    written(object(entries.into_iter().chain(machine)))
}

/// What a search found, on one line.
pub fn search(found: &SearchReport) -> String {
    let texts = |list: &[String]| Json::List(list.iter().map(|one| text(one)).collect());
    written(object([
        ("version", whole(found.version)),
        ("lab", text(&found.lab)),
        ("variant", text(&found.variant)),
        ("lock", text(&found.lock)),
        ("threads", whole(found.threads)),
        ("size", whole(found.size)),
        ("reduction", Json::Flag(found.reduction)),
        ("preemptions", found.preemptions.map_or(Json::Null, whole)),
        ("bound", found.bound.map_or(Json::Null, whole)),
        ("takes", found.takes.map_or(Json::Null, whole)),
        ("model", text(&found.model)),
        ("by_accident", found.by_accident.as_deref().map_or(Json::Null, text)),
        ("schedules", whole(found.schedules)),
        ("cut", whole(found.cut)),
        ("complete", Json::Flag(found.complete)),
        ("limits", texts(&found.limits)),
        ("outcomes", map(&found.outcomes)),
        ("bad_outcomes", texts(&found.bad_outcomes)),
        ("deadlocks", whole(found.deadlocks)),
        ("bad", whole(found.bad)),
        ("shortest_bad", found.shortest_bad.as_ref().map_or(Json::Null, shortest)),
        ("verdict", text(&found.verdict)),
        ("elapsed_ms", number(found.elapsed_ms)),
    ]))
}

fn shortest(bad: &ShortestBad) -> Json {
    let told = |told: &ShortMove| {
        object([
            ("thread", whole(told.thread)),
            ("name", text(&told.name)),
            ("words", text(&told.words)),
        ])
    };
    object([
        ("schedule", text(&bad.schedule)),
        ("steps", whole(bad.steps)),
        ("outcome", text(&bad.outcome)),
        ("reason", text(&bad.reason)),
        ("moves", Json::List(bad.moves.iter().map(told).collect())),
    ])
}

fn point(point: &Point) -> Json {
    object([
        ("threads", whole(point.threads)),
        ("median", number(point.median)),
        ("low", number(point.low)),
        ("high", number(point.high)),
        ("runs", whole(point.runs)),
        ("each", Json::List(point.each.iter().map(|one| number(*one)).collect())),
    ])
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Finished => "finished",
        Outcome::Deadlocked => "deadlocked",
        Outcome::Stopped => "stopped",
        Outcome::Crashed => "crashed",
        Outcome::TimedOut => "timed_out",
    }
}

fn written(json: Json) -> String {
    let mut out = String::new();
    json.write(&mut out);
    out
}

fn object<'k>(entries: impl IntoIterator<Item = (&'k str, Json)>) -> Json {
    let entries = entries.into_iter();
    Json::Object(entries.map(|(key, value)| (key.to_string(), value)).collect())
}

fn text(text: &str) -> Json {
    Json::Text(text.to_string())
}

fn whole(number: impl Into<u64>) -> Json {
    Json::Number(number.into().to_string())
}

/// Always with a point, so that it stays a float to whoever tells them apart. What is no number of JSON, as the rate of a run that took no
/// time, is null.
fn number(number: f64) -> Json {
    let digits = number.to_string();
    match (number.is_finite(), digits.contains('.')) {
        (true, true) => Json::Number(digits),
        (true, false) => Json::Number(digits + ".0"),
        (false, _) => Json::Null,
    }
}

fn map(map: &Map<String, Value>) -> Json {
    Json::Object(map.iter().map(|(key, value)| (key.clone(), general(value))).collect())
}

fn general(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Flag(*flag),
        Value::String(words) => text(words),
        Value::Array(list) => Json::List(list.iter().map(general).collect()),
        Value::Object(entries) => map(entries),
        Value::Number(digits) => match (digits.as_u64(), digits.as_i64(), digits.as_f64()) {
            (Some(natural), ..) => whole(natural),
            (_, Some(negative), _) => Json::Number(negative.to_string()),
            (.., float) => number(float.unwrap_or(f64::NAN)),
        },
    }
}
