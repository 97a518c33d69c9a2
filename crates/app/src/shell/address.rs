//! The address bar, written at a pace that browsers allow.

use super::dom;
use gloo_timers::callback::Timeout;

/// Milliseconds between two writings: Safari takes a hundred in thirty seconds and then no more.
const PACE_MS: u32 = 400;

/// Writes the address: at once when it has not been written lately, else as soon as nothing new has come for a while.
#[derive(Default)]
pub struct AddressBar {
    written_at: f64,
    later: Option<Timeout>,
}

impl AddressBar {
    /// Writes this hash, now or soon.
    pub fn write(&mut self, hash: String) {
        let now = js_sys::Date::now();
        if now - self.written_at >= f64::from(PACE_MS) {
            (self.written_at, self.later) = (now, None);
            return dom::write_address(&hash);
        }
        // Dropped, what was to be written earlier is not.
        self.later = Some(Timeout::new(PACE_MS, move || dom::write_address(&hash)));
    }
}
