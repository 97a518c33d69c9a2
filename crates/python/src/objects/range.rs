//! Ranges and slices.

use num_bigint::BigInt;

use super::discard::{discard, is_object};
use crate::value::Value;

/// A Python range of integers of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first number.
    pub start: i64,
    /// The first that is not in it.
    pub stop: i64,
    /// The distance, never 0.
    pub step: i64,
}

impl Range {
    /// How many numbers it has.
    #[must_use]
    pub fn length(&self) -> i64 {
        let (start, stop, step) = (i128::from(self.start), i128::from(self.stop), i128::from(self.step));
        let span = if step > 0 { stop - start } else { start - stop };
        let count = if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 };
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// The number at a place, which must be in it.
    #[must_use]
    pub fn at(&self, index: i64) -> i64 {
        self.start.wrapping_add(index.wrapping_mul(self.step))
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn contains(&self, number: i64) -> bool {
        let inside = if self.step > 0 {
            self.start <= number && number < self.stop
        } else {
            self.stop < number && number <= self.start
        };
        inside && (i128::from(number) - i128::from(self.start)) % i128::from(self.step) == 0
    }
}

/// A Python slice.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Where it starts.
    pub start: Value,
    /// Where it stops.
    pub stop: Value,
    /// Its step.
    pub step: Value,
}

impl Drop for Slice {
    fn drop(&mut self) {
        if [&self.start, &self.stop, &self.step].into_iter().any(is_object) {
            let parts = [&mut self.start, &mut self.stop, &mut self.step].map(std::mem::take);
            discard(parts);
        }
    }
}

/// An integer of any size as one of 64 bits, the nearest if it does not fit.
#[must_use]
pub fn clamped(number: &BigInt) -> i64 {
    i64::try_from(number).unwrap_or(if number.sign() == num_bigint::Sign::Minus {
        i64::MIN
    } else {
        i64::MAX
    })
}
