//! Playing: steps by themselves, so many a second.

use super::Asked;
use crate::model::{Model, RichText, TICK_MS};
use protocol::Navigation;

/// Steps a second that can be chosen, and what they are called.
pub const PACES: [(u32, &str); 5] = [
    (1, "1 step/s"),
    (3, "3 steps/s"),
    (10, "10 steps/s"),
    (30, "30 steps/s"),
    (1000, "1,000 steps/s"),
];

impl Model {
    /// Plays, or pauses. What is over plays from its beginning.
    pub(super) fn play(&mut self) {
        if !self.is_shown() {
            return self.say_refused();
        }
        let playing = !self.stepping.playing;
        let over = self.stepping.is_over();
        let stepping = self.stepping.edit();
        // The first step comes at once.
        (stepping.playing, stepping.due) = (playing, 1.0);
        if playing && over {
            self.go(Navigation::Seek(0));
        }
        self.ctx.say(RichText::of(if playing { "Playing…" } else { "Paused." }));
    }

    /// Stands still at the moment on show.
    pub(in crate::model) fn pause(&mut self) {
        let played = std::mem::take(&mut self.stepping.edit().playing);
        self.ctx
            .say(RichText::of(if played { "Paused." } else { "Nothing plays." }));
    }

    /// Plays at another pace.
    pub(super) fn pace(&mut self, pace: u32) {
        self.stepping.edit().pace = pace.clamp(1, 1000);
        self.ctx.say(RichText::of(format!(
            "Plays {} steps a second.",
            crate::model::format::count(self.stepping.pace.into())
        )));
    }

    /// So many milliseconds went by; a page that stood still does not catch up.
    pub(super) fn play_on(&mut self, elapsed_ms: f64) {
        if !self.stepping.playing {
            return;
        }
        let stepping = self.stepping.edit();
        stepping.due += elapsed_ms.clamp(0.0, 4.0 * TICK_MS) * f64::from(stepping.pace) / 1000.0;
        let waits = stepping.asked.iter().any(|asked| matches!(asked, Asked::Go(_)));
        let steps = stepping.due.floor();
        if steps >= 1.0 && !waits {
            stepping.due -= steps;
            self.go(Navigation::Forward(steps as u64));
        }
    }

    /// What is over plays no more.
    pub(super) fn rest(&mut self) {
        if self.stepping.playing && self.stepping.is_over() {
            self.stepping.edit().playing = false;
        }
    }
}
