//! The Firefox Profiler's processed format, version 57: markers for what each track did, samples so that its call tree adds up, flows for hand-overs.

use super::lanes::{Lanes, Slice, Track};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Categories with the profiler's colours, in the order of their numbers.
const CATEGORIES: [(&str, &str); 8] = [
    ("other", "grey"),
    ("running", "green"),
    ("holding", "blue"),
    ("waiting", "red"),
    ("idle", "transparent"),
    ("sleeping", "lightblue"),
    ("counted", "purple"),
    ("hand-over", "orange"),
];

/// A marker's phases.
const INSTANT: u8 = 0;
const INTERVAL: u8 = 1;

/// The file's text.
pub fn text(lanes: &Lanes) -> String {
    let mut strings = Strings::default();
    let mut tracks: Vec<Thread> = lanes.tracks().map(|track| Thread::of(track, &mut strings)).collect();
    for (number, handover) in lanes.handovers.iter().enumerate() {
        let flow = strings.number(&format!("hand-over {number}"));
        for (thread, at, verb) in [
            (handover.from.0, handover.from.1, "Gives"),
            (handover.to.0, handover.to.1, "Gets"),
        ] {
            let name = strings.number(&format!("{verb} {}", handover.object));
            let data = json!({ "type": "hand-over", "flow": flow });
            if let Some(track) = tracks.get_mut(thread) {
                track.mark(data, name, (at, None), "hand-over");
            }
        }
    }
    let threads: Vec<Value> = tracks
        .into_iter()
        .zip(lanes.tracks())
        .enumerate()
        .map(|(row, (thread, track))| thread.written(row, &track.name, row >= lanes.threads.len(), lanes.end))
        .collect();
    json!({
        "meta": meta(&lanes.title),
        "libs": [],
        "pages": [],
        "counters": [],
        "shared": { "stringArray": strings.list },
        "threads": threads,
    })
    .to_string()
}

fn meta(title: &str) -> Value {
    let categories =
        CATEGORIES.map(|(name, color)| json!({ "name": name, "color": color, "subcategories": ["Other"] }));
    let place = json!([{ "key": "place", "label": "Place", "format": "string" }]);
    let flow = json!([{ "key": "flow", "label": "Flow", "format": "flow-id" }]);
    let schema =
        |name: &str, fields: Value, display: Value| json!({ "name": name, "display": display, "fields": fields });
    json!({
        "interval": 1, "startTime": 0, "processType": 0, "product": format!("Threadbare: {title}"), "stackwalk": 0,
        "version": 29, "preprocessedProfileVersion": 57, "symbolicated": true,
        "sampleUnits": { "time": "ms", "eventDelay": "ms", "threadCPUDelta": "ns" },
        "categories": categories,
        "markerSchema": [
            schema("slice", place, json!(["marker-chart", "marker-table", "timeline-overview"])),
            schema("hand-over", flow, json!(["marker-chart", "marker-table", "timeline-overview"])),
        ],
    })
}

fn category(name: &str) -> usize {
    CATEGORIES.iter().position(|(known, _)| *known == name).unwrap_or(0)
}

#[derive(Default)]
struct Strings {
    list: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Strings {
    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.known.get(text) {
            return *number;
        }
        self.list.push(text.to_owned());
        self.known.insert(text.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}

/// Data, name, begin and end if it has a length, and category.
type Marker = (Value, usize, (u64, Option<u64>), usize);

/// Name, file, line and category: each frame is a function and a stack of its own.
type Frame = (usize, Option<usize>, Option<u32>, usize);

/// A track's tables, column by column as the format has them.
#[derive(Default)]
struct Thread {
    markers: Vec<Marker>,
    samples: Vec<(usize, u64, u64)>,
    frames: Vec<Frame>,
    /// Each frame's number.
    known: BTreeMap<Frame, usize>,
}

impl Thread {
    fn of(track: &Track, strings: &mut Strings) -> Self {
        let mut thread = Thread::default();
        for slice in &track.slices {
            let name = strings.number(&slice.name);
            thread.mark(data(slice), name, (slice.from, Some(slice.to)), slice.category);
            let file = (slice.line > 0).then(|| strings.number(&slice.file));
            let line = (slice.line > 0).then_some(slice.line);
            let frame = thread.frame((name, file, line, category(slice.category)));
            thread.samples.push((frame, slice.from, slice.to - slice.from));
        }
        thread
    }

    fn mark(&mut self, data: Value, name: usize, times: (u64, Option<u64>), kind: &str) {
        self.markers.push((data, name, times, category(kind)));
    }

    fn frame(&mut self, frame: Frame) -> usize {
        *self.known.entry(frame).or_insert_with(|| {
            self.frames.push(frame);
            self.frames.len() - 1
        })
    }

    fn written(mut self, row: usize, name: &str, is_lock: bool, end: u64) -> Value {
        self.markers.sort_by_key(|(_, _, (from, _), _)| *from);
        json!({
            "name": name, "processType": "default", "processName": if is_lock { "Locks" } else { "Threads" },
            "isMainThread": row == 0, "pid": if is_lock { "2" } else { "1" }, "tid": row + 1,
            "processStartupTime": 0, "processShutdownTime": millis(end), "registerTime": 0, "unregisterTime": millis(end),
            "pausedRanges": [], "showMarkersInTimeline": true,
            "samples": self.samples(), "markers": self.markers(),
            "stackTable": self.stacks(), "frameTable": self.frame_table(), "funcTable": self.functions(),
            "resourceTable": { "length": 0, "lib": [], "name": [], "host": [], "type": [] },
            "nativeSymbols": { "length": 0, "libIndex": [], "address": [], "name": [], "functionSize": [] },
        })
    }

    fn samples(&self) -> Value {
        let all = &self.samples;
        json!({
            "length": all.len(), "weightType": "tracing-ms",
            "stack": column(all, |(stack, ..)| *stack),
            "time": column(all, |(_, at, _)| millis(*at)),
            "weight": column(all, |(.., weight)| millis(*weight)),
        })
    }

    fn markers(&self) -> Value {
        let all = &self.markers;
        json!({
            "length": all.len(),
            "data": column(all, |(data, ..)| data.clone()),
            "name": column(all, |(_, name, ..)| *name),
            "startTime": column(all, |(.., (from, _), _)| millis(*from)),
            "endTime": column(all, |(.., (_, to), _)| to.map(millis)),
            "phase": column(all, |(.., (_, to), _)| if to.is_some() { INTERVAL } else { INSTANT }),
            "category": column(all, |(.., category)| *category),
        })
    }

    fn stacks(&self) -> Value {
        let all = &self.frames;
        json!({
            "length": all.len(),
            "frame": (0..all.len()).collect::<Vec<_>>(),
            "prefix": column(all, |_| Value::Null),
        })
    }

    fn frame_table(&self) -> Value {
        let all = &self.frames;
        let none = || column(all, |_| Value::Null);
        json!({
            "length": all.len(),
            "func": (0..all.len()).collect::<Vec<_>>(),
            "category": column(all, |(.., category)| *category),
            "line": column(all, |(_, _, line, _)| *line),
            "address": column(all, |_| -1), "inlineDepth": column(all, |_| 0), "subcategory": column(all, |_| 0),
            "column": none(), "nativeSymbol": none(), "innerWindowID": none(),
        })
    }

    fn functions(&self) -> Value {
        let all = &self.frames;
        json!({
            "length": all.len(),
            "name": column(all, |(name, ..)| *name),
            "fileName": column(all, |(_, file, ..)| *file),
            "lineNumber": column(all, |(_, _, line, _)| *line),
            "columnNumber": column(all, |_| Value::Null),
            "isJS": column(all, |_| false), "relevantForJS": column(all, |_| false), "resource": column(all, |_| -1),
        })
    }
}

fn data(slice: &Slice) -> Value {
    let mut data = json!({ "type": "slice" });
    if slice.line > 0 {
        data["place"] = format!("{}:{}", slice.file, slice.line).into();
    }
    data
}

fn column<T, V: Into<Value>>(rows: &[T], cell: impl Fn(&T) -> V) -> Vec<Value> {
    rows.iter().map(|row| cell(row).into()).collect()
}

fn millis(nanos: u64) -> f64 {
    nanos as f64 / 1e6
}
