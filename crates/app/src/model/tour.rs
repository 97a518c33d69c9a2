//! What there is to try here: the steps of a lab, or of a stop of the lesson.

use super::{Context, Setup, shown::shrink};
use catalogue::{
    Engine, Experiment, Page, Step,
    lesson::{self, LessonPage},
};

/// What has steps to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepSource {
    /// The lab of this id.
    Lab(&'static str),
    /// The lesson's stop of this number.
    Stop(u32),
}

/// What there is to try on this page with what is set.
#[derive(Clone, Copy, Debug)]
pub struct Tour<'a> {
    page: Page,
    experiment: &'a Experiment,
}

impl<'a> Tour<'a> {
    /// What there is to try here.
    pub fn of(ctx: &Context, setup: &'a Setup) -> Self {
        Tour {
            page: ctx.chrome.page,
            experiment: &setup.experiment,
        }
    }

    /// Whose steps they are.
    pub fn source(&self) -> StepSource {
        match self.page {
            Page::Lesson(number) => StepSource::Stop(number),
            _ => StepSource::Lab(self.experiment.lab.id),
        }
    }

    /// The steps.
    pub fn steps(&self) -> &'static [Step] {
        self.stop().map_or(self.experiment.lab.steps, |stop| stop.steps)
    }

    fn stop(&self) -> Option<&'static LessonPage> {
        match self.page {
            Page::Lesson(number) => lesson::stop(number),
            _ => None,
        }
    }

    /// What a step sets, on the engine that is chosen; lockstep has numbers of its own.
    pub fn step_set(&self, step: &Step) -> Experiment {
        let mut set = self.usual(self.experiment);
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
        let usual = self.stop().and_then(LessonPage::experiment);
        let usual = usual.unwrap_or_else(|| Experiment::of(experiment.lab));
        Experiment {
            text: experiment.text,
            ..usual
        }
    }

    /// Which of the steps here this is, if it is one.
    pub fn step_of(&self, experiment: &Experiment) -> Option<usize> {
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
        among(&usual).or_else(|| self.stop().is_none().then(|| among(&plain))?)
    }
}
