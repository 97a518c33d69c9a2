//! A run that is over, as it is shown.

use super::{RichText, StepSource};
use crate::words::Summary;
use catalogue::Experiment;
use trace::{Report, Sample, WaitGraph};

/// A run that is over, or stuck.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The report.
    pub report: Report,
    /// What it says.
    pub summary: Summary,
    /// What it belongs to: variant, threads, lock.
    pub caption: String,
    /// Who waits for whom, when stuck.
    pub graph: Option<WaitGraph>,
    /// The same run in lockstep, if its order was recorded.
    pub replay: Option<Experiment>,
}

/// So many threads, or so much work, is few enough to be stepped through as it is.
const FEW: u32 = 5;

/// Makes numbers small enough for lockstep, but leaves alone what is small already: steps differ in it.
pub(super) fn shrink(experiment: &mut Experiment) {
    let (threads, size) = (experiment.threads, experiment.size);
    experiment.shrink();
    if threads <= FEW {
        experiment.threads = threads;
    }
    if size <= FEW.into() {
        experiment.size = size;
    }
}

/// A step that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct TriedStep {
    /// Whose step it is.
    pub of: StepSource,
    /// Which of its steps.
    pub step: usize,
    /// What happened, in a few words.
    pub short: String,
    /// Whether that was expected.
    pub verdict: RichText,
    /// Its runs, to be compared with those of other steps.
    pub runs: Sample,
}
