//! The other world: the same programs one move at a time, on one thread, under virtual time, with the scheduler as a value.
//!
//! A task announces its next visible operation when it is polled first, and is granted it when it is polled again; wakers do nothing. A run
//! is therefore a value (program, parameters, [`Schedule`]), and the same value gives the same run, bit for bit, natively and in wasm.
//!
//! ```text
//!   Stage ── owns ─▶ Kernel: tasks and what they announced, cells, regions, the virtual clock and its cores
//!     ▲ step(task)     ▲ the thread's own while the stage is entered; `Lockstep`, `Word` and `Monitor` ask it
//!     │
//!     ├── Session   a person steps, goes back, seeks, branches
//!     ├── Run       a schedule is played through: listed, fair, random
//!     └── Search    every schedule, depth first, by running again
//! ```
//!
//! What counts as a step: an operation on a cell; an operation on a region that took place, gave up or ran out of time; the first try of a
//! wait that has to wait; a computation; falling asleep. What does not: a check point with no lock around the world (there is nothing to
//! see), and a further try of a wait that goes on waiting (nothing has changed but hope).
//!
//! Whether a task can move never depends on time, only on what the others did: so any order of moves can be chosen by hand, and time follows
//! from the order. Only [`schedule::Fair`] looks at the clock, to choose the order that a machine with so many cores would have had.
//!
//! There is no operating-system thread here, no real clock, no hash order and nothing the compiler does not check.

mod cell;
mod ending;
mod graph;
mod here;
mod journal;
mod kernel;
mod memo;
mod monitor;
mod op;
mod play;
mod race;
mod run;
pub mod schedule;
mod search;
mod session;
mod stage;
mod words;
mod world;

pub use cell::Word;
pub use ending::Ending;
pub use here::inside;
pub use kernel::{Costs, Machine};
pub use monitor::Monitor;
pub use play::{Played, play};
pub use run::Run;
pub use schedule::{Schedule, Unreadable};
pub use search::{Bad, Found, Search, Settings, Verdict};
pub use session::{Landmark, MOST_STEPS, Moved, Session};
pub use stage::Stage;
pub use world::Lockstep;
