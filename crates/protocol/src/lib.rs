//! What crosses between page and engine (binary) and between page and host (JSON): the only wire format; knows neither side.
//!
//! ```text
//!   host page ──JSON──▶ page ──Job──▶ engine Worker (real threads)
//!             ◀──JSON──      ◀─News──
//!                            ──Order─▶ simulator Worker (lockstep)
//!                            ◀──Told──
//!                            ───Ask──▶ checker Worker (a Python program's schedules)
//!                            ◀─Found──
//! ```

pub mod check;
mod embed;
mod job;
mod news;
mod stepping;
mod wire;

pub use embed::{Reply, Request};
pub use job::{Job, MOST_SECONDS, Settings};
pub use news::{After, News, Progress, Sighting, TextNews};
pub use stepping::{Checked, Figure, Landmark, Motion, Order, Scene, Searching, Told};
pub use wire::{Malformed, decode, encode};
