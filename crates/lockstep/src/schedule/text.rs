//! A schedule as a short text for links, reports and people.

use super::{Part, Schedule};
use std::fmt;

/// Why a text is no schedule, in a sentence for a person.
///
/// ```
/// let why = lockstep::Schedule::read("1.x").expect_err("there is no thread x");
/// assert!(why.to_string().starts_with("“x” is no part of a schedule"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(String);

/// The longest text that is read, in bytes: far more than any link holds.
const LONGEST: usize = 1 << 20;
/// The most steps that a schedule may say.
const MOST_STEPS: u64 = 1 << 32;

impl Schedule {
    /// Reads what [`Display`](fmt::Display) writes: parts with a dot between them, each a thread's number (counted from 1), `f` for fair or
    /// `r` and a seed for random, and behind an `x` how many steps. `2` is one step of thread 2, `2x5` are five; `f` and `r7` alone go on
    /// to the end. So `1.2x2.f20.r7` is one step of thread 1, two of thread 2, twenty fair ones, then random ones.
    ///
    /// ```
    /// use lockstep::Schedule;
    ///
    /// let schedule = Schedule::read("1.2x2.f20.r7").expect("a schedule");
    /// assert_eq!(schedule.to_string(), "1.2x2.f20.r7");
    /// ```
    ///
    /// # Errors
    /// [`Unreadable`], with a sentence that names the part that is none.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        if text.len() > LONGEST {
            return Err(Unreadable(format!("The schedule is longer than {LONGEST} letters.")));
        }
        let mut schedule = Schedule::default();
        if text.is_empty() {
            return Ok(schedule);
        }
        let mut steps: u64 = 0;
        for piece in text.split('.') {
            let part = read_part(piece).ok_or_else(|| unreadable(piece))?;
            steps = steps.saturating_add(said(&part));
            schedule.parts.push(part);
        }
        match steps > MOST_STEPS {
            true => Err(Unreadable(format!("The schedule has more than {MOST_STEPS} steps."))),
            false => Ok(schedule),
        }
    }
}

fn unreadable(piece: &str) -> Unreadable {
    let shown: String = piece.chars().filter(|letter| !letter.is_control()).take(20).collect();
    Unreadable(format!(
        "“{shown}” is no part of a schedule: allowed is a thread's number, `f` or `r` and a seed, with `x` and a number of steps behind it."
    ))
}

fn read_part(piece: &str) -> Option<Part> {
    if let Some(steps) = piece.strip_prefix('f') {
        let steps = match steps {
            "" => None,
            steps => Some(number(steps)?),
        };
        return Some(Part::Fair { steps });
    }
    let (seeded, piece) = match piece.strip_prefix('r') {
        Some(piece) => (true, piece),
        None => (false, piece),
    };
    let (head, steps) = match piece.split_once('x') {
        Some((head, steps)) => (number(head)?, Some(number(steps)?).filter(|steps| *steps > 0)?.into()),
        None => (number(piece)?, None),
    };
    if seeded {
        return Some(Part::Random { seed: head, steps });
    }
    let task = u16::try_from(head.checked_sub(1)?).ok()?;
    let steps = u32::try_from(steps.unwrap_or(1)).ok()?;
    Some(Part::Task { task, steps })
}

/// A number without sign; `parse` would let a plus pass.
fn number(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn said(part: &Part) -> u64 {
    match *part {
        Part::Task { steps, .. } => u64::from(steps),
        Part::Fair { steps } | Part::Random { steps, .. } => steps.unwrap_or(0),
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                out.write_str(".")?;
            }
            match *part {
                Part::Task { task, steps: 1 } => write!(out, "{}", u32::from(task) + 1)?,
                Part::Task { task, steps } => write!(out, "{}x{steps}", u32::from(task) + 1)?,
                Part::Fair { steps: None } => out.write_str("f")?,
                Part::Fair { steps: Some(steps) } => write!(out, "f{steps}")?,
                Part::Random { seed, steps: None } => write!(out, "r{seed}")?,
                Part::Random {
                    seed,
                    steps: Some(steps),
                } => write!(out, "r{seed}x{steps}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Links of today must open tomorrow.
    #[test]
    fn golden_texts_read_as_they_always_did() {
        let schedule = Schedule::read("1.2x2.f20.r7x3.f").unwrap();
        let parts = [
            Part::Task { task: 0, steps: 1 },
            Part::Task { task: 1, steps: 2 },
            Part::Fair { steps: Some(20) },
            Part::Random {
                seed: 7,
                steps: Some(3),
            },
            Part::Fair { steps: None },
        ];
        assert_eq!(schedule.parts, parts);
        assert_eq!(schedule.to_string(), "1.2x2.f20.r7x3.f");
        assert_eq!(Schedule::of([0, 0, 1, 0]).to_string(), "1x2.2.1");
        assert_eq!(Schedule::read(""), Ok(Schedule::default()));
    }

    #[test]
    fn nonsense_is_complained_about() {
        for text in [
            "0",
            "x",
            "1x",
            "1x0",
            "+1",
            "1..2",
            "f-1",
            "r",
            "rx3",
            "99999",
            "1x99999999999",
            "é",
            "1 2",
            "f5000000000",
            "1x4294967295.2x4294967295",
        ] {
            let why = Schedule::read(text).unwrap_err().to_string();
            assert!(why.ends_with('.') && why.len() < 300, "{text}: {why}");
        }
        assert!(Schedule::read(&"1.".repeat(LONGEST)).is_err());
    }

    proptest! {
        #[test]
        fn hostile_texts_never_panic(text in "\\PC{0,60}") {
            let _ = Schedule::read(&text);
        }

        #[test]
        fn nearly_right_texts_never_panic(text in "[0-9xfr.]{0,60}") {
            if let Ok(schedule) = Schedule::read(&text) {
                prop_assert_eq!(Schedule::read(&schedule.to_string()), Ok(schedule));
            }
        }

        #[test]
        fn two_hundred_steps_fit_in_a_link(tasks in proptest::collection::vec(0usize..999, 200)) {
            let schedule = Schedule::of(tasks.iter().copied());
            let text = schedule.to_string();
            prop_assert!(text.len() <= 2_000);
            prop_assert_eq!(Schedule::read(&text), Ok(schedule));
        }
    }
}
