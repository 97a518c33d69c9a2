//! What happened to each request when, for a picture of it: told by the threads, but no part of what they do to each other.

use crate::result_collector::{Findings, Value};
use std::sync::{Mutex, PoisonError};

/// Requests of which a diary is kept: more would make a picture that nobody can read.
const MOST: usize = 60;

/// A diary by the requests' numbers. A plain lock guards it and not one of the world's, for keeping it must be no step of the program.
#[derive(Default)]
pub struct RequestLog(Mutex<LogPages>);

#[derive(Default)]
struct LogPages {
    entries: Vec<Entry>,
    changes: u64,
}

/// What happened to one request; times are nanoseconds since the run began.
#[derive(Clone, Default)]
pub struct Entry {
    /// Which client sent it, counted from 1; 0 when nobody has yet.
    pub client: u64,
    /// Which worker took it, counted from 1; 0 for a thread of a common pool.
    pub worker: u64,
    /// The job's id.
    pub job: u64,
    /// Its words.
    pub words: u64,
    /// When the client sent it.
    pub sent: Option<u64>,
    /// When it got into the queue.
    pub queued: Option<u64>,
    /// When it was refused for good.
    pub refused: Option<u64>,
    /// When a worker took it.
    pub taken: Option<u64>,
    /// When its result was there.
    pub done: Option<u64>,
    /// Whether it was no text.
    pub failed: bool,
    /// When the client had the result.
    pub collected: Option<u64>,
}

impl RequestLog {
    /// Notes something about a request.
    pub fn note(&self, number: u64, change: impl FnOnce(&mut Entry)) {
        let Some(position) = usize::try_from(number).ok().filter(|position| *position < MOST) else {
            return;
        };
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.entries.len() <= position {
            pages.entries.resize(position + 1, Entry::default());
        }
        change(&mut pages.entries[position]);
        pages.changes += 1;
    }

    /// All entries, a request each; what has not happened is left out.
    pub fn findings(&self) -> Vec<Findings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).findings()
    }

    /// The entries by now and how often they have changed; `None` when that is `known` times, or when somebody writes this very moment: whoever
    /// looks may not wait.
    pub fn so_far(&self, known: u64) -> Option<(u64, Vec<Findings>)> {
        let pages = self.0.try_lock().ok().filter(|pages| pages.changes != known)?;
        Some((pages.changes, pages.findings()))
    }
}

impl LogPages {
    fn findings(&self) -> Vec<Findings> {
        self.entries.iter().map(Entry::findings).collect()
    }
}

impl Entry {
    fn findings(&self) -> Findings {
        let mut findings: Findings = vec![
            ("client", self.client.into()),
            ("worker", self.worker.into()),
            ("job", self.job.into()),
            ("words", self.words.into()),
            ("failed", u64::from(self.failed).into()),
        ];
        let times = [
            ("sent_ms", self.sent),
            ("queued_ms", self.queued),
            ("refused_ms", self.refused),
            ("taken_ms", self.taken),
            ("done_ms", self.done),
            ("collected_ms", self.collected),
        ];
        let told = times.into_iter().filter_map(|(key, at)| Some((key, Value::Nanos(at?))));
        findings.extend(told);
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_looks_is_told_what_is_new_and_never_waits() {
        let diary = RequestLog::default();
        assert_eq!(diary.so_far(0), None);
        diary.note(0, |entry| entry.sent = Some(5));
        let (changes, entries) = diary.so_far(0).unwrap();
        assert_eq!((changes, entries.len()), (1, 1));
        assert_eq!(diary.so_far(changes), None);
        let writing = diary.0.lock().unwrap();
        assert_eq!(diary.so_far(0), None, "somebody writes");
        drop(writing);
        assert!(diary.so_far(0).is_some());
    }
}
