//! The lesson's words, questions and programs to mend, and the code by which a reader hands in what came of them; knows no page, lab or search.

mod code;
mod mend;

pub use code::{Answered, Progress, WrongCode};
pub use mend::{Judged, Mend, Searched};

use serde::{Deserialize, Serialize};

/// Everything the lesson says. On the page it is fetched as JSON once somebody opens the lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The stops, in the order of `catalogue::lesson::LESSON`.
    pub stops: Vec<Stop>,
}

/// What is said and asked at a stop. Text between backticks is code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// What a reader must know before anything runs.
    pub tell: String,
    /// What a reader commits to before anything runs.
    pub guess: Question,
    /// Why it came out as it did.
    pub because: String,
    /// What shows whether it was understood.
    pub closing: Closing,
    /// For whoever teaches it to others.
    pub notes: String,
}

/// A question with its choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub ask: String,
    /// What can be chosen; at most [`MOST_CHOICES`].
    pub choices: Vec<String>,
    /// Which of them is right.
    pub right: usize,
    /// Why; empty where the stop says it.
    #[serde(default)]
    pub why: String,
    /// Whether the answer depends on a machine with free cores.
    #[serde(default)]
    pub measured: bool,
}

/// The end of a stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// A question that the run just seen does not answer by itself.
    Check(Question),
    /// A program to mend; search judges it.
    Mend(Mend),
}

/// Choices that a question may have: "I don't know" is one more, and a code has three bits for them.
pub const MOST_CHOICES: usize = 5;

const STOPS: &str = include_str!("../stops.toml");

/// The words as they stand in the repository.
///
/// # Errors
/// Where they are not what they should be, and why.
pub fn written() -> Result<Words, String> {
    toml::from_str(STOPS).map_err(|error| error.to_string())
}

/// Reads what the page has fetched.
///
/// # Errors
/// Why it is no lesson.
pub fn read(json: &str) -> Result<Words, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}
