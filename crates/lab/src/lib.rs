//! An experiment is a workload, a world and parameters; running one gives a report. Knows no DOM and no wire.
//!
//! ```text
//!   Experiment ──program()──▶ Program ──Trial::start──▶ Trial ──ended()──▶ Ending ──finish()──▶ Report
//!                  ▲ Texts                              (real threads run)              Sweep ◀──record()──┘
//! ```
//!
//! A [`Trial`] is only ever looked at, never waited for, so whoever holds it can stay in an event loop; native callers that have
//! nothing else to do use [`run`]. In lockstep the same experiment is a [`Simulation`] that is played through, a [`session`] that a person steps
//! through, or a [`Searching`] through all schedules; each goes on only while it is told to. A [`Sweep`] says which experiment comes next and makes curves of the reports.

mod calibration;
mod cut;
mod ending;
pub mod fidelity;
mod fit;
mod free;
mod last_words;
mod load;
mod model;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod order;
mod prediction;
mod probe;
mod program;
mod rehearsal;
mod report;
mod searching;
mod series;
mod simulation;
mod stepping;
mod subject;
mod sweep;
mod texts;
mod trial;

pub use calibration::Calibration;
pub use ending::{Ending, Limits};
pub use free::free_cores;
pub use last_words::in_words;
pub use load::{Load, load_tested};
pub use lockstep::{Costs, Landmark, Moved, Settings, inside as is_inside};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{
    Recording, calibrate, cores_taken, environment, interrupt, is_interrupted, machine, predict, record, record_order,
    run, run_subject, search, search_telling, sweep, sweep_with,
};
pub use prediction::Prediction;
pub use program::{lock_of, program};
pub use searching::Searching;
pub use series::Series;
pub use simulation::{Simulation, session};
pub use stepping::Stepping;
pub use subject::Subject;
pub use sweep::{Measured, Next, Pace, Sweep};
pub use texts::{Recipe, Texts};
pub use threads::Keep;
pub use trial::{Refusal, Trial};
