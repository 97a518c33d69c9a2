//! What others measured, to be drawn beside what is measured here, and the clock of a simulated world.

use crate::{Engine, Experiment};

impl Experiment {
    /// Somebody else's throughputs by rising number of threads, scaled to what is simulated here; empty where nobody published any.
    pub fn reference(&self) -> Vec<(u32, f64)> {
        let published = self.lab.clock.map(|clock| clock.published);
        let Some(published) = published.filter(|published| published.variant == self.variant.id) else {
            return Vec::new();
        };
        let each = published.ours.iter().map(|key| self.extra(key)).sum::<u64>().max(1) as f64;
        let scaled = |seconds: u64| published.amount / seconds as f64 * published.each / each;
        let points = published.seconds.iter();
        points.map(|&(threads, seconds)| (threads, scaled(seconds))).collect()
    }

    /// How many times as fast as it is told time passes: a simulated network is hurried on real threads. What is done a second is told by the
    /// network's clock in both worlds, so that it is the same figure.
    pub fn hurry(&self) -> f64 {
        match (self.lab.clock, self.engine) {
            (Some(clock), Engine::Threads) => self.extra(clock.speed).max(1) as f64,
            _ => 1.0,
        }
    }

    /// By which clock, where it is not the usual one: to be added to what is done a second.
    pub fn by_which_clock(&self) -> Option<&'static str> {
        self.lab.clock.map(|clock| clock.whose)
    }
}
