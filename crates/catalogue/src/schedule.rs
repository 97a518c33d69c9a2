//! The shape of a schedule, as addresses and flags have it.

use crate::ValidationError;

/// The longest schedule that is accepted, in bytes. Links stay below 2,000; that of a recorded run may be long.
pub const LONGEST: usize = 1 << 20;
const ALLOWED: &str =
    "numbers of threads with dots between them, as 1.2x3.1, with f for fair or r and a seed for random";

/// Returns the schedule, or complains: parts with dots between them, each `2`, `2x5`, `f`, `f20`, `r7` or `r7x20`.
pub fn check(typed: &str) -> Result<String, ValidationError> {
    let fits = typed.len() <= LONGEST && (typed.is_empty() || typed.split('.').all(is_part));
    fits.then(|| typed.to_string())
        .ok_or_else(|| ValidationError::new("schedule", typed, ALLOWED))
}

fn is_part(part: &str) -> bool {
    if let Some(steps) = part.strip_prefix('f') {
        return steps.is_empty() || is_count(steps);
    }
    let (head, steps) = part
        .split_once('x')
        .map_or((part, None), |(head, steps)| (head, Some(steps)));
    let head_fits = match head.strip_prefix('r') {
        Some(seed) => number(seed).is_some(),
        None => number(head).is_some_and(|thread| (1..=1 << 16).contains(&thread)),
    };
    head_fits && steps.is_none_or(is_count)
}

fn is_count(digits: &str) -> bool {
    number(digits).is_some_and(|steps| (1..=u64::from(u32::MAX)).contains(&steps))
}

fn number(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}
