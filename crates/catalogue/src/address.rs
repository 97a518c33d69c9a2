//! The page's address: everything that matters stands in the hash, so any static host can serve it.

use crate::{
    EmbedOptions, Engine, Experiment, Page, ValidationError,
    lesson::{self, LessonPage},
};
use std::fmt::Write;

/// What an address says.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The settings.
    pub experiment: Experiment,
    /// What surrounds them.
    pub chrome: EmbedOptions,
}

impl Address {
    /// Reads query and hash, with or without their `?` and `#`; the hash wins. Never fails: what is bad is complained about.
    pub fn read(query: &str, hash: &str) -> (Self, Vec<ValidationError>) {
        let text = |part: &str| part.trim_start_matches(['?', '#']).to_string();
        let (query, hash) = (text(query), text(hash));
        let pairs: Vec<(String, String)> = [query, hash].iter().flat_map(|part| decode(part)).collect();
        let own = pairs
            .iter()
            .rfind(|(key, _)| key == "lab")
            .is_some_and(|(_, lab)| lab == crate::PROGRAM);
        // What belongs to a program of the visitor's own is read by itself.
        let is_its = |key: &str| own && matches!(key, "lab" | "schedule" | "at");
        let borrowed = || {
            let all = pairs.iter().filter(|(key, _)| !is_its(key));
            all.map(|(key, value)| (key.as_str(), value.as_str()))
        };
        let (mut experiment, mut complaints) = Experiment::read(borrowed());
        let mut chrome = EmbedOptions::default();
        complaints.extend(borrowed().filter_map(|(key, value)| chrome.set(key, value).err()));
        let asks = |wanted: fn(&str) -> bool| borrowed().any(|(key, _)| wanted(key));
        match chrome.page {
            Page::Lab if own => chrome.page = Page::Program,
            // An address that asks for nothing in particular is the first page.
            Page::Lab
                if !asks(|key| matches!(key, "embed" | "page"))
                    && !borrowed().any(|(key, _)| experiment.knows(key)) =>
            {
                chrome.page = Page::Program;
            }
            // The checks are played in lockstep, which needs a program to begin with.
            Page::Fidelity if !asks(|key| key == "lab") => {
                experiment.engine = Engine::Lockstep;
                experiment.shrink();
            }
            // A stop of the lesson says itself what is set.
            Page::Lesson(stop) if !asks(|key| key == "lab") => {
                let set = lesson::stop(stop).and_then(LessonPage::experiment);
                experiment = set.unwrap_or(experiment);
            }
            _ => {}
        }
        complaints.extend(
            borrowed()
                .filter(|(key, _)| *key == "v")
                .filter_map(|(_, version)| check_version(version)),
        );
        (Address { experiment, chrome }, complaints)
    }

    /// The hash that reads back as this address, with its `#`.
    pub fn hash(&self) -> String {
        let mut hash = String::from("#v=1");
        for (key, value) in self.experiment.pairs().into_iter().chain(self.chrome.pairs()) {
            // Writing to a string cannot fail.
            let _ = write!(hash, "&{key}={}", encode(&value));
        }
        // A program of the visitor's own has an address of its own; here only the page is named, and the lab beside it is kept.
        if self.chrome.page == Page::Program {
            hash.push_str("&page=program");
        }
        hash
    }
}

fn check_version(version: &str) -> Option<ValidationError> {
    (version != "1").then(|| ValidationError::new("v", version, "1"))
}

/// Splits `a=b&c=d` and undoes percent-encoding; a part without `=` has an empty value.
pub fn decode(text: &str) -> Vec<(String, String)> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (unescape(key), unescape(value)))
        .collect()
}

/// Percent-encodes what would not survive in an address.
pub fn encode(value: &str) -> String {
    value.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => out.push(byte as char),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let value = escaped
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match value {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
