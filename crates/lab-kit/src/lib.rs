//! What labs are made of; knows no lab.
//!
//! A lab is a type that is a [`Room`]: its description ([`Lab`]), its program, which runs in any world, and its sentences ([`Story`]). Rooms lie in
//! the crate `labs`, one folder each; `docs/add-a-lab.md` says how to furnish one.

pub mod account;
mod complaint;
mod expect;
mod findings;
mod lab;
mod rich;
mod room;
mod setting;
mod story;

/// Numbers as people read them.
pub mod format {
    pub use trace::numbers::{
        as_fast, bytes, count, counted, large, millis, nanos, rate, shortened, three_digits, times,
    };
}

pub use complaint::Complaint;
pub use expect::{Ends, Expect};
pub use findings::{Figure, Keys, Micros, read_figure};
pub use lab::{
    Choice, Clock, Earlier, Feature, Lab, Number, Published, Sees, SizeIs, Step, Variant, WORD_RULE, Words, number,
    threads, variant,
};
pub use rich::{Rich, Tone};
pub use room::{PredictionHints, Room};
pub use setting::{Engine, Lock, Text, pick};
pub use story::{Row, Story, figure, lock_of};
pub use trace::Report;
pub use workloads::{Findings, Judged, Verdict};
