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
        let scaled = |seconds: u64| FETCHED / seconds as f64 * EACH / each;
        FETCH
            .iter()
            .map(|&(threads, seconds)| (threads, scaled(seconds)))
            .collect()
    }

    /// How many times as fast as it is told time passes: a simulated network is hurried on real threads. What is done a second is told by the
    /// network's clock in both worlds, so that it is the same figure.
    pub fn hurry(&self) -> f64 {
        match (self.lab.id, self.engine) {
            ("fetch", Engine::Threads) => self.extra("speed").max(1) as f64,
            _ => 1.0,
        }
    }

    /// By which clock, where it is not the usual one: to be added to what is done a second.
    pub fn by_which_clock(&self) -> Option<&'static str> {
        (self.lab.id == "fetch").then_some("of the network’s time")
    }

    /// How long the write-up took for as many threads, in seconds as it has them.
    pub fn published(threads: u32) -> Option<u64> {
        let known = FETCH.iter().find(|(known, _)| *known == threads);
        known.map(|(_, seconds)| *seconds)
    }
}
