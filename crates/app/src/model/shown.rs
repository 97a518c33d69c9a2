//! A run that is over, as it is shown.

use crate::words::Story;
use catalogue::{Engine, Experiment, Step};
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
    /// The same run in lockstep, if its order was recorded.
    pub replay: Option<Experiment>,
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

/// What a step of the lab sets, on the engine that is chosen; lockstep has numbers of its own.
pub fn step_set(experiment: &Experiment, step: &Step) -> Experiment {
    let mut set = Experiment {
        text: experiment.text,
        ..Experiment::of(experiment.lab)
    };
    for (key, value) in step.set {
        // The catalogue's own tests make sure that its steps are within its bounds.
        let _ = set.set(key, value);
    }
    if experiment.engine == Engine::Lockstep {
        set.engine = Engine::Lockstep;
        set.shrink();
    }
    set
}

/// Which step of its lab this is, if it is one.
pub fn step_of(experiment: &Experiment) -> Option<usize> {
    let plain = Experiment {
        schedule: String::new(),
        at: None,
        ..experiment.clone()
    };
    let usual = Experiment {
        engine: plain.engine,
        text: plain.text,
        ..Experiment::of(plain.lab)
    };
    // As the step itself sets it, or else with what a reader changed besides.
    let is_set_from = |from: &Experiment, step: &Step| {
        let mut as_set = from.clone();
        let fits = step.set.iter().all(|(key, value)| as_set.set(key, value).is_ok());
        if plain.engine == Engine::Lockstep {
            as_set.shrink();
        }
        fits && as_set == plain
    };
    let among = |from: &Experiment| experiment.lab.steps.iter().position(|step| is_set_from(from, step));
    among(&usual).or_else(|| among(&plain))
}
