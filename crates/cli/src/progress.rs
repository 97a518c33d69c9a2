//! A line on a terminal that says how far something is, and is gone when it is over.

use std::{
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

/// The line; nobody is told anything where standard error is no terminal.
pub struct Progress {
    people: bool,
    every: Duration,
    next: Instant,
}

impl Progress {
    /// A line that is written anew at most this often.
    pub fn every(every: Duration) -> Self {
        Progress {
            people: io::stderr().is_terminal(),
            every,
            next: Instant::now(),
        }
    }

    /// Writes what `words` says, if it is time to.
    pub fn tell(&mut self, words: impl FnOnce() -> String) {
        if self.people && Instant::now() >= self.next {
            self.next = Instant::now() + self.every;
            crate::output::complain(&format!("\r\x1b[K{}", words()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.people {
            crate::output::complain("\r\x1b[K");
        }
    }
}
