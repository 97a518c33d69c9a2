//! The trace event format of Chrome ("Trace Event Format", Duvall and others, 2016), which Perfetto reads too.

use super::lanes::{Counter, Handover, Lanes, Slice, Track};
use serde_json::{Value, json};

/// The rows of threads, and of locks: each group is a process to the viewer.
const THREADS: u32 = 1;
const LOCKS: u32 = 2;

/// The file's text.
pub fn text(lanes: &Lanes) -> String {
    let mut all = vec![
        group(THREADS, &format!("Threads ({})", lanes.title)),
        group(LOCKS, "Locks"),
    ];
    for (process, tracks) in [(THREADS, &lanes.threads), (LOCKS, &lanes.locks)] {
        for (row, track) in tracks.iter().enumerate() {
            all.extend(of_track(process, row, track));
        }
    }
    let handovers = lanes.handovers.iter().enumerate();
    all.extend(handovers.flat_map(|(number, handover)| flow(number, handover)));
    all.extend(lanes.queues.iter().flat_map(counter));
    let title = json!({ "title": lanes.title });
    json!({ "displayTimeUnit": "ns", "otherData": title, "traceEvents": all }).to_string()
}

fn group(process: u32, name: &str) -> Value {
    json!({ "ph": "M", "pid": process, "tid": 0, "name": "process_name", "args": { "name": name } })
}

fn of_track(process: u32, row: usize, track: &Track) -> Vec<Value> {
    let place = |what: &str, args: Value| json!({ "ph": "M", "pid": process, "tid": tid(process, row), "name": what, "args": args });
    let mut all = vec![
        place("thread_name", json!({ "name": track.name })),
        place("thread_sort_index", json!({ "sort_index": row })),
    ];
    all.extend(track.slices.iter().map(|slice| complete(process, row, slice)));
    all
}

// Perfetto knows a thread by its number alone, whatever its process.
fn tid(process: u32, row: usize) -> usize {
    row + 1 + if process == LOCKS { 100_000 } else { 0 }
}

/// A complete event; the format counts in microseconds.
fn complete(process: u32, row: usize, slice: &Slice) -> Value {
    let mut args = json!({});
    if slice.line > 0 {
        args["place"] = format!("{}:{}", slice.file, slice.line).into();
    }
    if let Some(takes) = slice.takes {
        args["takes"] = takes.into();
    }
    json!({
        "ph": "X", "pid": process, "tid": tid(process, row), "cat": slice.category, "name": slice.name,
        "ts": micros(slice.from), "dur": micros(slice.to - slice.from), "args": args,
    })
}

// An arrow begins inside the slice in which the thread let go: at its very end another has begun, or none.
fn flow(number: usize, handover: &Handover) -> [Value; 2] {
    let end = |phase: &str, (thread, at): (usize, u64)| {
        json!({
            "ph": phase, "bp": "e", "pid": THREADS, "tid": tid(THREADS, thread), "cat": "hand-over", "name": handover.object,
            "id": number + 1, "ts": micros(at),
        })
    };
    let (thread, at) = handover.from;
    [end("s", (thread, at.saturating_sub(1))), end("f", handover.to)]
}

fn counter(counter: &Counter) -> impl Iterator<Item = Value> {
    let samples = counter.samples.iter();
    samples.map(|(at, level)| {
        json!({ "ph": "C", "pid": THREADS, "tid": 0, "name": counter.name, "ts": micros(*at), "args": { "threads": level } })
    })
}

fn micros(nanos: u64) -> f64 {
    nanos as f64 / 1e3
}
