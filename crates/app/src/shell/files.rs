//! Reads a program from a file that the visitor picked or dropped.

use gloo_events::EventListener;
use web_sys::{File, FileReader};
use yew::Callback;

/// The largest file that is opened, in bytes.
const MOST: f64 = 4_000_000.0;

/// A file on its way. Dropped, nothing more is heard of it.
pub struct Reading {
    _end: EventListener,
}

/// What comes of it: the file's name, and its text, or why there is none.
pub type Read = (String, Result<String, &'static str>);

/// Reads a file; an event is heard and no future awaited, which the page cannot do.
pub fn read(file: &File, then: Callback<Read>) -> Option<Reading> {
    let name = file.name();
    if file.size() > MOST {
        then.emit((name, Err("is larger than 4 MB, and no program that can be searched.")));
        return None;
    }
    let reader = FileReader::new().ok()?;
    reader.read_as_text(file).ok()?;
    let asked = reader.clone();
    let _end = EventListener::once(&reader, "loadend", move |_| {
        let text = asked.result().ok().and_then(|text| text.as_string());
        let text = text.ok_or("cannot be read.").and_then(|text| {
            let binary = text.contains(['\0', '\u{fffd}']);
            (!binary).then_some(text).ok_or("is no text.")
        });
        then.emit((name.clone(), text.map(|text| text.replace("\r\n", "\n"))));
    });
    Some(Reading { _end })
}
