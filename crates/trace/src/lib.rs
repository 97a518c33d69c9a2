//! What happened in a run, whoever ran it and whoever draws it: events, timelines, wait-for graphs, reports and curves.
//!
//! Times are nanoseconds since the start of the run, unless a name says `_ms`. This crate knows the names that programs
//! use ([`world`]), and neither the worlds that make events nor the charts that show them. [`Report`] and [`Curve`] are the public JSON of the page, the messages and the command line.

mod calibration;
mod csv;
mod curve;
mod display;
mod event;
mod graph;
pub mod json;
pub mod judge;
mod latency;
mod load;
mod names;
pub mod numbers;
mod race;
mod read;
mod report;
mod sample;
mod search;
mod stepping;
mod stuck;
mod timeline;
mod told;
mod waits;
mod write;

pub use calibration::{Calibration, LabCalibration};
pub use csv::csv;
pub use curve::{Curve, Point};
pub use display::{kept, plain, shown};
pub use event::{Event, EventKind};
pub use graph::{Edge, Link, Node, NodeKind, Relation, WaitGraph};
pub use judge::{MachineLoad, Reliability, Verdict};
pub use latency::{WaitRow, told_of_intervals, told_of_threads};
pub use load::LoadRow;
pub use names::{Kind, Object, Place, SymbolTable};
pub use race::{Race, RaceAccess, RaceKind};
pub use report::{Contention, Environment, Outcome, Report, Work};
pub use sample::Sample;
pub use search::{SearchReport, ShortMove, ShortestBad};
pub use stepping::{SharedState, Snapshot, StepRecord, ThreadView};
pub use stuck::{DeadlockKind, DeadlockReport, Knot, KnotMember, Waiter};
pub use timeline::{DenseHolds, HoldSpan, Lane, LockLane, Span, State, Timeline};
pub use told::{EmphasizedText, doubt, free_cores, told_exactly, told_of_pair, told_of_prediction, told_of_sweep};
pub use waits::{Vertex, WaitGraphSource, build_from, room};
