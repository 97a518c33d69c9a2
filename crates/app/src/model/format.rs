//! Numbers as people read them: those of [`trace::numbers`], as the page uses them.

pub use trace::numbers::{as_fast, bytes, count, counted, large, millis, nanos, rate, shortened, three_digits, times};
