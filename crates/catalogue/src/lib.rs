//! Which labs there are, what can be set in them, and how settings are read and written; knows no kernel, no world, no DOM.
//!
//! The page's address, the command line's flags and an embed's messages all become an [`Experiment`] here, by the same keys, with
//! the same bounds and the same [`Complaint`]s, and are written back from it.

mod address;
mod chrome;
mod complaint;
mod experiment;
mod lab;
pub mod labs;
pub mod lesson;
pub mod libraries;
mod over;
mod own;
pub mod pace;
mod promise;
mod reference;
mod schedule;

pub use address::{Address, decode, encode};
pub use chrome::{Chrome, Layout, Page, Pane, Theme};
pub use complaint::Complaint;
pub use experiment::{Engine, Experiment, Lock, Text};
pub use lab::{Choice, Lab, Number, Sees, Step, Variant, Words};
pub use labs::{LABS, WORD_RULE, lab};
pub use over::Over;
pub use own::{OwnAddress, PROGRAM};
pub use schedule::LONGEST as LONGEST_SCHEDULE;
