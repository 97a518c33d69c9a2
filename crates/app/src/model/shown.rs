//! A run that is over, as it is shown.

use super::{Model, RichText};
use crate::words::Summary;
use catalogue::{
    Engine, Experiment, Page, Step,
    lesson::{self, LessonPage},
};
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

/// What has steps to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepSource {
    /// The lab of this id.
    Lab(&'static str),
    /// The lesson's stop of this number.
    Stop(u32),
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

impl Model {
    /// Whose steps there are to try here.
    pub(super) fn tour(&self) -> StepSource {
        match self.ctx.chrome.page {
            Page::Lesson(number) => StepSource::Stop(number),
            _ => StepSource::Lab(self.experiment.lab.id),
        }
    }

    /// What there is to try here.
    pub(super) fn steps(&self) -> &'static [Step] {
        self.lesson_stop().map_or(self.experiment.lab.steps, |stop| stop.steps)
    }

    fn lesson_stop(&self) -> Option<&'static LessonPage> {
        match self.ctx.chrome.page {
            Page::Lesson(number) => lesson::stop(number),
            _ => None,
        }
    }

    /// What a step sets, on the engine that is chosen; lockstep has numbers of its own.
    pub(super) fn step_set(&self, step: &Step) -> Experiment {
        let mut set = self.usual(&self.experiment);
        for (key, value) in step.set {
            // The catalogue's own tests make sure that its steps are within its bounds.
            let _ = set.set(key, value);
        }
        if self.experiment.engine == Engine::Lockstep {
            set.engine = Engine::Lockstep;
            shrink(&mut set);
        }
        set
    }

    /// What the steps here change: the lesson's stop, or the lab as it comes.
    fn usual(&self, experiment: &Experiment) -> Experiment {
        let usual = self.lesson_stop().and_then(LessonPage::experiment);
        let usual = usual.unwrap_or_else(|| Experiment::of(experiment.lab));
        Experiment {
            text: experiment.text,
            ..usual
        }
    }

    /// Which of the steps here this is, if it is one.
    pub(super) fn step_of(&self, experiment: &Experiment) -> Option<usize> {
        let plain = Experiment {
            schedule: String::new(),
            at: None,
            ..experiment.clone()
        };
        let usual = Experiment {
            engine: plain.engine,
            ..self.usual(&plain)
        };
        let is_set_from = |from: &Experiment, step: &Step| {
            let mut as_set = from.clone();
            let fits = step.set.iter().all(|(key, value)| as_set.set(key, value).is_ok());
            if plain.engine == Engine::Lockstep {
                shrink(&mut as_set);
            }
            fits && as_set == plain
        };
        let among = |from: &Experiment| self.steps().iter().position(|step| is_set_from(from, step));
        // As the step itself sets it; or else, for a lab's own steps, which set all that matters, with what a reader changed besides.
        among(&usual).or_else(|| self.lesson_stop().is_none().then(|| among(&plain))?)
    }
}
