//! An experiment is a workload, a world and parameters; running one gives a report. Knows no DOM and no wire.
//!
//! ```text
//!   Experiment ──program()──▶ Program ──ThreadRun::start──▶ ThreadRun ──ended()──▶ Ending ──finish()──▶ Report
//!                  ▲ InputCache                              (real threads run)              Sweep ◀──record()──┘
//! ```
//!
//! A [`ThreadRun`] is only ever looked at, never waited for, so whoever holds it can stay in an event loop; native callers that have
//! nothing else to do use [`run`]. In lockstep the same experiment is a [`Simulation`] that is played through, a [`session`] that a person steps
//! through, or a [`Searching`] through all schedules; each goes on only while it is told to. A [`Sweep`] says which experiment comes next and makes curves of the reports.

mod ending;
mod free;
mod input_cache;
mod load;
mod model;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod order;
mod panic_message;
mod program;
mod report;
mod runnable_program;
mod searching;
mod series;
mod simulation;
mod size;
mod stepping;
mod sweep;
mod thread_run;

pub use ending::{Ending, Limits};
pub use free::free_cores;
pub use input_cache::{InputCache, InputSpec};
pub use load::{Load, load_tested};
pub use lockstep::{Breakpoint, Moved, Settings, inside as is_inside};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{
    Recording, cores_taken, environment, interrupt, is_interrupted, join_within, machine, record, record_order, run,
    run_subject, search, search_telling, sweep, sweep_with,
};
pub use panic_message::in_words;
pub use program::{lock_kind, lock_of, program, set_up_in_lockstep, start_in_lockstep};
pub use runnable_program::RunnableProgram;
pub use searching::Searching;
pub use series::Series;
pub use simulation::{Simulation, can_be_simulated, session, virtual_machine};
pub use size::{first_size, truncate, whole};
pub use stepping::Stepping;
pub use sweep::{Measured, Next, Pace, Sweep};
pub use thread_run::{StartError, ThreadRun};
pub use threads::RecordOptions;
