//! How a run came to its end, and for how long it may go on.

use crate::in_words;
use std::time::Duration;
use trace::Outcome;

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every thread came to its end.
    Finished,
    /// All threads that live wait for ever.
    Deadlocked,
    /// It was told to stop.
    Stopped,
    /// A thread broke; how, in words.
    Crashed(String),
    /// It took longer than it was given.
    OverTime(Duration),
    /// A thread ran on without a check point, so that nothing can stop it, and had the time to come to one.
    Endless {
        /// The thread's name.
        thread: String,
        /// For how long it could compute.
        quiet: Duration,
    },
}

/// For how long a run may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long a running thread may compute without a check point, beyond what it says that its computation takes.
    pub quiet: Duration,
    /// How long all of it may take; `None` for as long as it needs.
    pub whole: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            quiet: Duration::from_secs(2),
            whole: None,
        }
    }
}

impl Ending {
    /// The word for it in a report.
    pub fn outcome(&self) -> Outcome {
        match self {
            Ending::Finished => Outcome::Finished,
            Ending::Deadlocked => Outcome::Deadlocked,
            Ending::Stopped => Outcome::Stopped,
            Ending::Crashed(_) => Outcome::Crashed,
            Ending::OverTime(_) | Ending::Endless { .. } => Outcome::TimedOut,
        }
    }

    /// The sentence for a report; `None` where the outcome says it all.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Ending::Finished | Ending::Deadlocked | Ending::Stopped => None,
            Ending::Crashed(why) => Some(format!("A thread broke: {}.", in_words(why))),
            Ending::OverTime(limit) if *limit == Duration::from_secs(1) => {
                Some("The run took longer than 1 second.".into())
            }
            Ending::OverTime(limit) => Some(format!("The run took longer than {} seconds.", limit.as_secs_f64())),
            Ending::Endless { thread, quiet } => Some(format!(
                "Thread “{thread}” has come to no check point for {:.0} seconds: an endless loop.",
                quiet.as_secs_f64()
            )),
        }
    }
}
