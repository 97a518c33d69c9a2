//! speedscope's file format: a profile of events a track, with frames in common.

use super::lanes::{Lanes, Slice, Track};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The file's text.
pub fn text(lanes: &Lanes) -> String {
    let mut frames = Frames::default();
    let profiles: Vec<Value> = lanes
        .tracks()
        .map(|track| profile(track, lanes.end, &mut frames))
        .collect();
    json!({
        "$schema": "https://www.speedscope.app/file-format-schema.json",
        "name": lanes.title,
        "exporter": concat!("threadbare ", env!("CARGO_PKG_VERSION")),
        "activeProfileIndex": 0,
        "shared": { "frames": frames.list },
        "profiles": profiles,
    })
    .to_string()
}

fn profile(track: &Track, end: u64, frames: &mut Frames) -> Value {
    let events: Vec<Value> = track
        .slices
        .iter()
        .flat_map(|slice| {
            let frame = frames.number(slice);
            [("O", slice.from), ("C", slice.to)].map(|(kind, at)| json!({ "type": kind, "frame": frame, "at": at }))
        })
        .collect();
    json!({
        "type": "evented", "name": track.name, "unit": "nanoseconds", "startValue": 0, "endValue": end, "events": events,
    })
}

#[derive(Default)]
struct Frames {
    list: Vec<Value>,
    known: BTreeMap<(String, String, u32), usize>,
}

impl Frames {
    fn number(&mut self, slice: &Slice) -> usize {
        let key = (slice.name.clone(), slice.file.clone(), slice.line);
        *self.known.entry(key).or_insert_with(|| {
            let mut frame = json!({ "name": slice.name });
            if slice.line > 0 {
                frame["file"] = slice.file.clone().into();
                frame["line"] = slice.line.into();
            }
            self.list.push(frame);
            self.list.len() - 1
        })
    }
}
