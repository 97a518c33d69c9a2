//! Lanes in the trace event format of Chrome ("Trace Event Format", Duvall and others, 2016), which Perfetto reads too.

use serde_json::{Value, json};
use trace::{Event, Span, State, SymbolTable, Timeline};

/// The file's text: a row a thread, and one a lock.
pub fn text(events: &[Event], names: &SymbolTable) -> String {
    let mut timeline = Timeline::default();
    timeline.extend(events, names);
    let threads = timeline.threads.len();
    let named = names.threads.iter().take(threads).cloned();
    let mut all: Vec<Value> = named.enumerate().map(|(row, name)| row_name(row, &name)).collect();
    for (row, lane) in timeline.threads.iter().enumerate() {
        all.extend(lane.spans.iter().map(|span| stretch(row, span, names)));
    }
    for (position, lane) in timeline.locks.iter().enumerate() {
        let row = threads + position;
        all.push(row_name(row, &object_name(names, lane.object)));
        for owner in &lane.owners {
            let holder = names
                .threads
                .get(usize::from(owner.thread))
                .cloned()
                .unwrap_or_default();
            all.push(complete(
                row,
                &holder,
                owner.from,
                owner.to,
                json!({ "place": place(names, owner.place) }),
            ));
        }
        for crowd in &lane.crowds {
            let name = format!("{} takes", crowd.takes);
            all.push(complete(
                row,
                &name,
                crowd.from,
                crowd.to,
                json!({ "takes": crowd.takes }),
            ));
        }
    }
    json!({ "displayTimeUnit": "ns", "traceEvents": all }).to_string()
}

fn stretch(row: usize, span: &Span, names: &SymbolTable) -> Value {
    let object = span.object.map(|object| object_name(names, object)).unwrap_or_default();
    let name = match span.state {
        State::Running => "runs".to_string(),
        State::Holding => format!("holds {object}"),
        State::Waiting => format!("waits for {object}"),
        State::Idle => "idle".into(),
        State::Sleeping => "sleeps".into(),
    };
    complete(
        row,
        &name,
        span.from,
        span.to,
        json!({ "place": place(names, span.place) }),
    )
}

/// A complete event; the format counts in microseconds.
fn complete(row: usize, name: &str, from: u64, to: u64, more: Value) -> Value {
    let micros = |nanos: u64| nanos as f64 / 1e3;
    json!({
        "ph": "X", "pid": 1, "tid": row + 1, "name": name,
        "ts": micros(from), "dur": micros(to - from), "args": more,
    })
}

fn row_name(row: usize, name: &str) -> Value {
    json!({ "ph": "M", "pid": 1, "tid": row + 1, "name": "thread_name", "args": { "name": name } })
}

fn object_name(names: &SymbolTable, object: u32) -> String {
    names
        .objects
        .get(object as usize)
        .map(|object| object.name.clone())
        .unwrap_or_default()
}

fn place(names: &SymbolTable, place: u32) -> String {
    let place = names.places.get(place as usize);
    place
        .map(|place| format!("{}:{}", place.file, place.line))
        .unwrap_or_default()
}
