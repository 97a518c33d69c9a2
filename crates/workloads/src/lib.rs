//! What programs are made of: kernels, texts, and instruments that see what a run does; knows no lab.
//!
//! The work itself is in [`kernel`], plain functions without a world. What it costs in virtual time is in [`costs`], what it reads in [`input`]. A
//! program says what is to be set by [`Parameters`] and leaves its result in a [`Harvest`].

pub mod batches;
pub mod belt;
pub mod costs;
pub mod diary;
pub mod input;
pub mod kernel;
pub mod spread;
pub mod tally;

mod harvest;
mod parameters;
mod percentile;
mod variant;
mod verdict;

pub use harvest::{Findings, Harvest, Judged, Value};
pub use parameters::Parameters;
pub use percentile::percentile;
pub use verdict::Verdict;
