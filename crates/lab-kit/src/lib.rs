//! What labs are made of; knows no lab.
//!
//! A lab is a type that is a [`Lab`]: its description ([`LabInfo`]), its program, which runs in any world, and its sentences ([`Summary`]). Rooms lie in
//! the crate `labs`, one folder each; `docs/add-a-lab.md` says how to furnish one.

pub mod account;
mod expect;
mod info;
mod lab;
mod metrics;
mod rich;
mod setting;
mod summary;
mod validation_error;

/// Numbers as people read them.
pub mod format {
    pub use trace::numbers::{
        as_fast, bytes, count, counted, large, millis, nanos, rate, shortened, three_digits, times,
    };
}

pub use expect::{Guarantees, Termination};
pub use info::{
    ChoiceParam, Clock, Earlier, Expectation, Feature, IntParam, LabInfo, Published, SizeIs, Step, TextParam, Variant,
    WORD_CHOICES, WORD_RULE, number, threads, variant, word_rule,
};
pub use lab::{Lab, PredictionHints};
pub use metrics::{Micros, ResultKeys, ResultValue, read_figure};
pub use rich::{RichText, Tone};
pub use setting::{Engine, Lock, Text, pick};
pub use summary::{Row, Summary, figure, lock_of, read_and_written, word_rule_of};
pub use trace::Report;
pub use validation_error::ValidationError;
pub use workloads::{Findings, LabResult, Verdict};
