//! How long this thread has been running.

use std::{
    fs,
    time::{Duration, Instant},
};

/// Counts from when it was made.
pub struct Watch {
    wall: Instant,
    ran: Option<u64>,
}

impl Watch {
    /// Begins to count.
    pub fn start() -> Self {
        Watch {
            wall: Instant::now(),
            ran: ran(),
        }
    }

    /// The time on a core, or by the clock where the system does not tell.
    pub fn elapsed(&self) -> Duration {
        match (self.ran, ran()) {
            (Some(before), Some(now)) => Duration::from_nanos(now - before),
            _ => self.wall.elapsed(),
        }
    }
}

/// Nanoseconds that the main thread has spent on a core (`Documentation/scheduler/sched-stats.rst`).
fn ran() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok()
}
