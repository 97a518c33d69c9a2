//! Which labs there are, what can be set in them, and how settings are read and written; knows no kernel, no world, no DOM.
//!
//! The page's address, the command line's flags and an embed's messages all become an [`Experiment`] here, by the same keys, with
//! the same bounds and the same [`ValidationError`]s, and are written back from it.

mod address;
mod chrome;
mod examples;
mod experiment;
pub mod lesson;
pub mod libraries;
mod over;
mod own;
pub mod pace;
mod promise;
mod reference;
mod schedule;
mod themes;

pub use address::{Address, decode, encode};
pub use chrome::{EmbedOptions, Layout, Page, Pane, Theme};
pub use examples::{EXAMPLES, Example};
pub use experiment::Experiment;
pub use lab_kit::{
    ChoiceParam, Engine, Expectation, Feature, IntParam, LabInfo, Lock, Step, Text, TextParam, ValidationError,
    Variant, WORD_RULE, number, pick, word_rule_of,
};
pub use labs::{LABS, lab};
pub use over::SweepAxis;
pub use own::{OwnAddress, PROGRAM};
pub use schedule::LONGEST as LONGEST_SCHEDULE;
pub use themes::{THEMES, labs_about};
