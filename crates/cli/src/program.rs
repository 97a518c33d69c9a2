//! The commands on a Python program: `run FILE`, `sweep FILE` and `trace FILE`.

mod arguments;
mod lockstep;
mod sweep;
mod threads;
mod trace;

pub use lockstep::{command, run};
pub use sweep::{command as sweep_command, sweep};
pub use trace::{command as trace_command, trace};
