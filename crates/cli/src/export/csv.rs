//! Comma-separated values (RFC 4180): a row a slice, then a row a hand-over.

use super::lanes::{Handover, Lanes, Slice, Track};

const HEAD: &str = "kind,track,name,start_ns,end_ns,file,line,takes\n";

/// The file's text.
pub fn text(lanes: &Lanes) -> String {
    let of = |kind: &'static str, track: &Track| -> String {
        let rows = track.slices.iter();
        rows.map(|slice| row(kind, &track.name, slice)).collect()
    };
    let threads: String = lanes.threads.iter().map(|track| of("thread", track)).collect();
    let locks: String = lanes.locks.iter().map(|track| of("lock", track)).collect();
    let handovers: String = lanes.handovers.iter().map(|handover| given(handover, lanes)).collect();
    format!("{HEAD}{threads}{locks}{handovers}")
}

fn row(kind: &str, track: &str, slice: &Slice) -> String {
    let line = if slice.line > 0 {
        slice.line.to_string()
    } else {
        String::new()
    };
    let takes = slice.takes.map(|takes| takes.to_string()).unwrap_or_default();
    let cells = [
        quoted(track),
        quoted(&slice.name),
        slice.from.to_string(),
        slice.to.to_string(),
        quoted(&slice.file),
        line,
        takes,
    ];
    format!("{kind},{}\n", cells.join(","))
}

// From whom, of what, from when to when, and to whom in the place of a file.
fn given(handover: &Handover, lanes: &Lanes) -> String {
    let name = |thread: usize| lanes.threads.get(thread).map_or("", |track| track.name.as_str());
    let ((giver, from), (taker, to)) = (handover.from, handover.to);
    let what = quoted(&format!("{} to {}", handover.object, name(taker)));
    format!("hand-over,{},{what},{from},{to},,,\n", quoted(name(giver)))
}

fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
