//! The global lock in words.

use crate::model::RichText;
use catalogue::{Experiment, Lock};

/// What the switch says: on or off.
pub fn lock_title(lock: Lock) -> &'static str {
    match lock {
        Lock::Off => "Global lock off",
        Lock::CPython | Lock::Held => "Global lock on",
    }
}

/// What it means, in a few words.
pub fn lock_detail(experiment: &Experiment) -> String {
    match experiment.lock {
        Lock::Off => "threads run freely".into(),
        Lock::CPython => format!("as CPython, {} ms", experiment.interval()),
        Lock::Held => format!("held while waiting, {} ms", experiment.interval()),
    }
}

/// What it means, in a sentence.
pub fn lock_said(experiment: &Experiment) -> RichText {
    let interval = experiment.interval();
    match experiment.lock {
        Lock::Off => RichText::default().strong("Global lock off").say(": all threads run at once, as in free-threaded Python."),
        Lock::CPython => RichText::default().strong("Global lock on").say(format!(
            ", as CPython’s: one thread runs at a time, for {interval} ms when another asks, and the lock is dropped around whatever blocks."
        )),
        Lock::Held => RichText::default().strong("Global lock on").say(
            ", held while waiting: a thread that waits for another keeps the lock that the other may need.",
        ),
    }
}
