//! Playing: steps by themselves, so many a second.

use super::Stepping;
use crate::model::{Context, TICK_MS, Watchdog};
use protocol::Navigation;

/// Steps a second that can be chosen, and what they are called.
pub const PACES: [(u32, &str); 5] = [
    (1, "1 step/s"),
    (3, "3 steps/s"),
    (10, "10 steps/s"),
    (30, "30 steps/s"),
    (1000, "1,000 steps/s"),
];

impl Stepping {
    /// Plays, or pauses. What is over plays from its beginning.
    pub(in crate::model) fn play(&mut self, watch: &mut Watchdog, ctx: &mut Context) {
        if !self.is_shown() {
            return self.say_refused(ctx);
        }
        let playing = !self.playing;
        // The first step comes at once.
        (self.playing, self.orders.due) = (playing, 1.0);
        if playing && self.is_over() {
            self.go(Navigation::Seek(0), watch, ctx);
        }
        ctx.note(if playing { "Playing…" } else { "Paused." });
    }

    /// Stands still at the moment on show.
    pub(in crate::model) fn pause(&mut self, ctx: &mut Context) {
        let played = std::mem::take(&mut self.playing);
        ctx.note(if played { "Paused." } else { "Nothing plays." });
    }

    /// Plays at another pace.
    pub(in crate::model) fn set_pace(&mut self, pace: u32, ctx: &mut Context) {
        self.pace = pace.clamp(1, 1000);
        ctx.note(&format!(
            "Plays {} steps a second.",
            crate::model::format::count(self.pace.into())
        ));
    }

    /// So many milliseconds went by while it plays; a page that stood still does not catch up.
    pub(in crate::model) fn play_on(&mut self, elapsed_ms: f64, watch: &mut Watchdog, ctx: &mut Context) {
        self.orders.due += elapsed_ms.clamp(0.0, 4.0 * TICK_MS) * f64::from(self.pace) / 1000.0;
        let steps = self.orders.due.floor();
        if steps >= 1.0 && !self.orders.goes() {
            self.orders.due -= steps;
            self.go(Navigation::Forward(steps as u64), watch, ctx);
        }
    }
}
