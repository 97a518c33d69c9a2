//! What others measured, to be drawn beside what is measured here.

use crate::{Engine, Experiment};

/// The write-up about fetching 1,000 URLs: seconds by number of threads, of a real network with 829 ms of waiting and 26 ms of work a URL.
const FETCH: [(u32, u64); 6] = [(1, 855), (4, 294), (6, 156), (8, 178), (16, 120), (32, 119)];
/// Its URLs.
const FETCHED: f64 = 1_000.0;
/// Milliseconds that one of its URLs took.
const EACH: f64 = 855.0;

impl Experiment {
    /// Somebody else's throughputs by rising number of threads, scaled to what is simulated here; empty where nobody published any.
    pub fn reference(&self) -> Vec<(u32, f64)> {
        if self.lab.id != "fetch" || self.variant.id != "threads" {
            return Vec::new();
        }
        let each = (self.extra("mean") + self.extra("parse")).max(1) as f64;
        let speed = match self.engine {
            Engine::Lockstep => 1.0,
            Engine::Threads => self.extra("speed").max(1) as f64,
        };
        let scaled = |seconds: u64| FETCHED / seconds as f64 * EACH / each * speed;
        FETCH
            .iter()
            .map(|&(threads, seconds)| (threads, scaled(seconds)))
            .collect()
    }

    /// How long the write-up took for as many threads, in seconds as it has them.
    pub fn published(threads: u32) -> Option<u64> {
        let known = FETCH.iter().find(|(known, _)| *known == threads);
        known.map(|(_, seconds)| *seconds)
    }
}
