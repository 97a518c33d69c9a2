//! How far a check goes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::Model;

/// Milliseconds of some clock, whatever its start.
pub type Now = Arc<dyn Fn() -> f64 + Send + Sync>;

/// How far a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Under which Python.
    pub model: Model,
    /// What is being tried.
    pub stage: Stage,
    /// How many schedules were tried.
    pub schedules: u64,
    /// How many of them failed.
    pub failures: u64,
}

/// What a check is trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A few schedules, to learn what threads share.
    Learning,
    /// All schedules.
    All,
    /// All schedules with so many pre-emptive switches at most.
    Few(usize),
    /// Random schedules.
    Random,
    /// Nothing any more.
    Done,
}

/// Who is kept informed of how far a check is.
pub type Watcher = Arc<dyn Fn(Progress) + Send + Sync>;

/// How far a check goes.
#[derive(Clone)]
pub struct Limits {
    /// How many schedules of each Python are tried at most.
    pub schedules: u64,
    /// How many milliseconds are spent on each Python at most.
    pub millis: f64,
    /// How many pre-emptive switches are tried at most; `None`: every number.
    pub switches: Option<usize>,
    /// Where random schedules come from.
    pub seed: u64,
    /// How many workers search at once.
    pub workers: usize,
    /// The clock.
    pub now: Now,
    /// Set by who does not want to wait any longer.
    pub stop: Arc<AtomicBool>,
    /// Who is kept informed meanwhile.
    pub watcher: Option<Watcher>,
}

impl Limits {
    /// The usual limits with a clock.
    pub fn new(now: Now) -> Self {
        Self {
            schedules: 1_000_000,
            millis: 20_000.0,
            switches: None,
            seed: 1,
            workers: 1,
            now,
            stop: Arc::default(),
            watcher: None,
        }
    }

    /// Whether a search that began at `start` goes on until a part of the time is gone.
    pub(crate) fn go_on(&self, start: f64, part: f64, schedules: u64) -> bool {
        let in_time = (self.now)() - start < self.millis * part;
        in_time && schedules < self.schedules && !self.stop.load(Ordering::Relaxed)
    }

    pub(crate) fn tell(&self, progress: Progress) {
        if let Some(watcher) = self.watcher.as_ref().filter(|_| progress.schedules.is_multiple_of(64)) {
            watcher(progress);
        }
    }
}
