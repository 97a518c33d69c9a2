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

mod calibrator;
mod dry_run;
mod ending;
pub mod fidelity;
mod fit;
mod free;
mod input_cache;
mod load;
mod microbenchmark;
mod model;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod order;
mod panic_message;
mod prediction;
mod program;
mod report;
mod runnable_program;
mod searching;
mod series;
mod simulation;
mod stepping;
mod sweep;
mod thread_run;
mod truncate;

pub use calibrator::Calibrator;
pub use ending::{Ending, Limits};
pub use free::free_cores;
pub use input_cache::{InputCache, InputSpec};
pub use load::{Load, load_tested};
pub use lockstep::{Breakpoint, Costs, Moved, Settings, inside as is_inside};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{
    Recording, calibrate, cores_taken, environment, interrupt, is_interrupted, machine, predict, record, record_order,
    run, run_subject, search, search_telling, sweep, sweep_with,
};
pub use panic_message::in_words;
pub use prediction::Prediction;
pub use program::{lock_of, program};
pub use runnable_program::RunnableProgram;
pub use searching::Searching;
pub use series::Series;
pub use simulation::{Simulation, session};
pub use stepping::Stepping;
pub use sweep::{Measured, Next, Pace, Sweep};
pub use thread_run::{StartError, ThreadRun};
pub use threads::RecordOptions;
