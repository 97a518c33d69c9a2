//! What is to be said of a result: what it counts as, and whether it should not have come to that.

use std::{fmt::Display, time::Duration};

/// What a run that came to its end counts as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What a search counts it under.
    pub outcome: String,
    /// Whether it is wrong: something is lost or unaccounted for, or what should be alike is not.
    pub wrong: bool,
    /// Why it is wrong, in words.
    pub reason: Option<String>,
    /// Whether something is lost, refused, given up, or wrong: what a step that expects a loss has to show.
    pub loss: bool,
    /// Whether something broke that the run outlived.
    pub crashed: bool,
    /// How long whoever had its answer waited, half of the times.
    pub waited: Option<Duration>,
    /// Work that was left undone although the run came to its end.
    pub undone: u64,
}

impl Verdict {
    /// Nothing is wrong with it.
    pub fn right(outcome: impl Display) -> Self {
        Verdict {
            outcome: outcome.to_string(),
            ..Verdict::default()
        }
    }

    /// Nothing is wrong with what a run measured; one that came to no figure just finished.
    pub fn measured(outcome: Option<impl Display>) -> Self {
        match outcome {
            Some(outcome) => Self::right(outcome),
            None => Self::right("finished"),
        }
    }

    /// Wrong for this reason, if `wrong`.
    pub fn wrong_if(self, wrong: bool, reason: impl FnOnce() -> String) -> Self {
        match wrong && !self.wrong {
            true => Verdict {
                wrong,
                loss: true,
                reason: Some(reason()),
                ..self
            },
            false => self,
        }
    }

    /// Wrong where parts do not add up to their whole.
    pub fn adds_up(self, name: &str, whole: u64, parts: &[u64]) -> Self {
        let missing = whole.abs_diff(parts.iter().sum());
        let loss = self.loss;
        let judged = self.wrong_if(missing > 0, || format!("{missing} of `{name}` are not accounted for."));
        Verdict { loss, ..judged }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reason_stands() {
        let wrong = Verdict::right(3).wrong_if(true, || "2 lost.".into());
        let wrong = wrong.adds_up("sent", 9, &[3, 2]);
        assert_eq!((wrong.reason.as_deref(), wrong.loss), (Some("2 lost."), true));
        let odd = Verdict::right(3).adds_up("sent", 9, &[3, 2]);
        assert_eq!(odd.reason.as_deref(), Some("4 of `sent` are not accounted for."));
        assert!(odd.wrong && !odd.loss);
        assert_eq!(Verdict::right(3).adds_up("sent", 5, &[3, 2]), Verdict::right(3));
    }
}
