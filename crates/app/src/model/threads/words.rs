//! What is said of a job that waits, is refused, or goes on.

use crate::model::{Activity, Engine, RichText, Running, Setup, Sweep, format};

impl Activity {
    /// Why nothing can be run now.
    pub(super) fn refusal(&self, engine: &Engine, setup: &Setup) -> Option<RichText> {
        match (engine, self) {
            (Engine::Missing(missing), _) => Some(RichText::of(missing.sentence())),
            (_, Activity::Running(running)) if !running.stopping => Some(RichText::of("It runs already.")),
            (_, Activity::Sweeping { stopping: false, .. }) => {
                Some(RichText::of("A sweep is under way; stop it first."))
            }
            _ if setup.lacks_text() && !setup.text.is_reading() => Some(RichText::of(
                "Choose a text file first, or drop one anywhere on the page.",
            )),
            _ => None,
        }
    }

    /// What is waited for before a job can begin.
    pub(super) fn waiting_for(&self, engine: &Engine) -> &'static str {
        match (engine, self) {
            (Engine::Off | Engine::Starting { .. }, _) => "It begins as soon as the threads are there…",
            (_, Activity::Deadlocked { .. }) => "Breaking the deadlock first…",
            (_, Activity::Idle) => "It begins as soon as your text is read…",
            _ => "It begins as soon as every thread is home…",
        }
    }

    /// How far it is.
    pub fn progress(&self, sweep: &Sweep) -> RichText {
        match self {
            Activity::Idle => RichText::of("Nothing runs."),
            Activity::Deadlocked { .. } => RichText::of("Stuck: every thread waits."),
            Activity::Sweeping { .. } => RichText::of(format!("{} of {} runs measured.", sweep.runs(), sweep.planned)),
            Activity::Running(Running {
                done,
                total,
                now,
                experiment,
                ..
            }) => RichText::default().strong(format::count(*done)).say(format!(
                " of {} {} after {}.",
                format::count(*total),
                experiment.lab.unit,
                format::nanos(*now)
            )),
        }
    }
}
