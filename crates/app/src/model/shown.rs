//! A run that is over, as it is shown.

use crate::words::Story;
use catalogue::Experiment;
use trace::{Report, WaitGraph};

/// A run that is over, or stuck.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The report.
    pub report: Report,
    /// What it says.
    pub story: Story,
    /// What it belongs to: variant, threads, lock.
    pub caption: String,
    /// Who waits for whom, when stuck.
    pub graph: Option<WaitGraph>,
}

/// A step that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The lab's id.
    pub lab: &'static str,
    /// Which of its steps.
    pub step: usize,
    /// What happened, in a few words.
    pub short: String,
}

/// Which step of its lab this is, if it is one.
pub fn step_of(experiment: &Experiment) -> Option<usize> {
    experiment.lab.steps.iter().position(|step| {
        let mut as_set = experiment.clone();
        step.set.iter().all(|(key, value)| as_set.set(key, value).is_ok()) && as_set == *experiment
    })
}
