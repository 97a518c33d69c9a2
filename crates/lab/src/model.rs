//! What a proof holds for: the check points, the memory and the sizes that were searched.

use catalogue::{Experiment, Lock};
use lockstep::SearchResults;

/// The model behind a search, in sentences for a person.
pub fn sentence(experiment: &Experiment) -> String {
    let lab = experiment.lab;
    let threads = match experiment.threads {
        1 => "1 thread".into(),
        threads => format!("{threads} threads"),
    };
    format!(
        "{} Memory is sequentially consistent. Searched: {threads}, {} {}; larger sizes were not.",
        check_points(experiment),
        experiment.size,
        lab.size.in_a_sentence()
    )
}

/// Where the lock may change hands (`Python/ceval.c` of each version).
fn check_points(experiment: &Experiment) -> &'static str {
    let any_bytecode = experiment.any_bytecode();
    match (experiment.lock, any_bytecode) {
        (Lock::Off, _) => "Free threading: threads may interleave at every access to what they share.",
        (Lock::CPython, false) => {
            "The lock of CPython 3.10 to 3.14: it may change hands at calls and backward jumps, and wherever a thread blocks."
        }
        (Lock::CPython, true) => {
            "The lock of CPython 3.9 and before: it may change hands between any two bytecodes, and wherever a thread blocks."
        }
        (Lock::Held, false) => {
            "A lock that is kept even while waiting; it may change hands at calls and backward jumps, as in CPython 3.10 to 3.14."
        }
        (Lock::Held, true) => {
            "A lock that is kept even while waiting; it may change hands between any two bytecodes, as in CPython 3.9."
        }
    }
}

/// Why what was proved is nobody's promise, if it was proved.
pub fn by_accident(experiment: &Experiment, found: &SearchResults<String>) -> Option<String> {
    let elsewhere = experiment.elsewhere().filter(|_| found.bad == 0)?;
    Some(format!(
        "It is right by accident, not by promise: 3.10 to 3.14 happen not to look at the lock inside it, and 3.9 does (variant `{}`).",
        elsewhere.id
    ))
}
