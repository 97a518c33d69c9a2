//! The deterministic world: the same programs one step at a time, on one thread, in virtual time, with the scheduler as a value.
//!
//! ```
//! use lockstep::{Ending, Lockstep, Search, Settings, RunVerdict, Word};
//! use world::{Cell, Kind, Label, World};
//!
//! /// Two threads that add one to a number, with nothing to protect it.
//! fn program(world: &Lockstep) -> Word {
//!     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
//!     for index in 1..=2 {
//!         world.spawn(Label::thread("thread", index), move |_| async move {
//!             let seen = n.load().await;
//!             n.store(seen + 1).await;
//!         });
//!     }
//!     n
//! }
//!
//! let judge = |_: &Ending, n: Word| RunVerdict { outcome: n.peek(), bad: n.peek() != 2 };
//! let mut search = Search::new(Settings { reduction: false, ..Settings::default() }, program, judge);
//! let found = search.finish();
//!
//! // Two steps of two threads: C(4, 2) = 6 schedules, of which 4 lose an update.
//! assert_eq!((found.schedules, found.bad, found.complete), (6, 4, true));
//! // The shortest of them replays it.
//! let shortest = found.shortest.as_ref().expect("four are bad");
//! assert_eq!(shortest.schedule.to_string(), "1.2x2.1");
//! ```
//!
//! A task announces its next visible operation when it is polled first, and is granted it when it is polled again; wakers do nothing. A run
//! is therefore a value (program, parameters, [`Schedule`]), and the same value gives the same run, bit for bit, natively and in wasm.
//!
//! ```text
//!   Executor ── owns ─▶ Kernel: tasks and what they announced, cells, regions, the virtual clock and its cores
//!     ▲ step(task)     ▲ the thread's own while the executor is entered; `Lockstep`, `Word` and `Monitor` ask it
//!     │
//!     ├── Session   a person steps, goes back, seeks, branches
//!     ├── Run       a schedule is played through: listed, in virtual time, random
//!     └── Search    every schedule, depth first, by running again
//! ```
//!
//! What counts as a step: an operation on a cell; an operation on a region that took place, gave up or ran out of time; the first try of a
//! wait that has to wait; a computation; falling asleep. What does not: a check point with no lock around the world (there is nothing to
//! see), and a further try of a wait that goes on waiting (nothing has changed).
//!
//! Whether a task can run never depends on time, only on what the others did: so any order of steps can be chosen by hand, and time follows
//! from the order. Only [`schedule::VirtualTimeScheduler`] looks at the clock, to choose the order that a machine with so many cores would have had.
//!
//! There is no operating-system thread here, no real clock, no hash order and nothing the compiler does not check. How the search leaves out what cannot make
//! a difference, and why it loses nothing: `SEARCH.md`.
//!
//! # Memory ordering
//!
//! Steps happen one after another, so memory is sequentially consistent, as wasm's atomics are. Weaker orderings are not explored; race evidence is kept beside the
//! run, by vector clocks.
//!
//! # Panics
//!
//! A panic in a program ends its run as [`Ending::Failed`]. Words and regions belong to the run that made them: asking for one outside of that run may panic.

mod cell;
mod current;
mod ending;
mod event_log;
mod executor;
mod graph;
mod kernel;
mod memo;
mod monitor;
mod op;
mod play;
mod race;
mod remembered;
mod run;
pub mod schedule;
mod search;
mod session;
mod words;
mod world;

pub use cell::Word;
pub use current::inside;
pub use ending::Ending;
pub use executor::Executor;
pub use kernel::{Costs, Machine};
pub use monitor::Monitor;
pub use play::{RunStatus, play};
pub use run::Run;
pub use schedule::{Schedule, Unreadable};
pub use search::{FailingSchedule, RunVerdict, Search, SearchResults, Settings};
pub use session::{Breakpoint, MOST_STEPS, Moved, Session};
pub use world::Lockstep;
