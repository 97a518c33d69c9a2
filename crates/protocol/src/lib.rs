//! What crosses between page and engine (binary) and between page and host (JSON): the only wire format; knows neither side.
//!
//! ```text
//!   host page ──JSON──▶ page ──EngineCommand────▶ engine Worker (real threads)
//!             ◀──JSON──      ◀──EngineEvent──────
//!                            ──SimulatorCommand─▶ simulator Worker (lockstep)
//!                            ◀──SimulatorEvent───
//!                            ──CheckerCommand───▶ checker Worker (a Python program's schedules)
//!                            ◀──CheckerEvent─────
//! ```

pub mod check;
mod embed;
mod engine_command;
mod engine_event;
mod simulator;
mod wire;

pub use embed::{Reply, Request};
pub use engine_command::{EngineCommand, MOST_SECONDS, Settings};
pub use engine_event::{EngineEvent, EngineState, Progress, TextStatus, ThreadLocation};
pub use simulator::{
    Breakpoint, Checked, Figure, Navigation, Searching, SimulatorCommand, SimulatorEvent, SnapshotUpdate,
};
pub use wire::{Malformed, decode, encode};
