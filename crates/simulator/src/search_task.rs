//! A search that is under way, a slice at a time, so that whoever steps meanwhile is answered.

use catalogue::Experiment;
use lab::{Searching, Settings};
use labs::Program;
use protocol::SimulatorEvent;
use std::time::Duration;

/// How long a slice takes, in milliseconds.
const SLICE_MS: f64 = 40.0;
/// Outcomes that are told while it goes on; the report has them all.
const MOST_OUTCOMES: usize = 200;

/// A search.
pub struct SearchTask {
    id: u32,
    searching: Searching,
    began: f64,
    /// Steps between two looks at the clock: as many as take a few milliseconds.
    stride: u64,
}

impl SearchTask {
    /// Prepares it; fails with a sentence.
    pub fn start(id: u32, experiment: &Experiment, program: &Program, settings: Settings) -> Result<Self, String> {
        let searching = Searching::start(experiment, program, settings).map_err(|refusal| refusal.sentence)?;
        let began = js_sys::Date::now();
        Ok(SearchTask {
            id,
            searching,
            began,
            stride: 1,
        })
    }

    /// Goes on for a slice of time; whether there is more to do.
    pub fn advance(&mut self) -> bool {
        let began = js_sys::Date::now();
        loop {
            let before = js_sys::Date::now();
            if !self.searching.advance(self.stride) {
                return false;
            }
            let now = js_sys::Date::now();
            if now - before < 2.0 {
                self.stride = (self.stride * 2).min(1 << 20);
            }
            if now - began >= SLICE_MS {
                return true;
            }
        }
    }

    /// How far it is.
    pub fn progress(&self) -> SimulatorEvent {
        let found = self.searching.found();
        let mut outcomes = self.searching.outcomes();
        outcomes.truncate(MOST_OUTCOMES);
        SimulatorEvent::Searching(protocol::Searching {
            id: self.id,
            schedules: found.schedules,
            bad: found.bad,
            outcomes,
            elapsed_ms: js_sys::Date::now() - self.began,
        })
    }

    /// What it has found; `stopped` when the reader ended it.
    pub fn end(mut self, stopped: bool) -> SimulatorEvent {
        if stopped {
            self.searching.stop("The search was stopped.".into());
        }
        let took = Duration::from_secs_f64((js_sys::Date::now() - self.began).max(0.0) / 1e3);
        SimulatorEvent::Searched {
            id: self.id,
            report: self.searching.report(took).json(),
        }
    }
}
