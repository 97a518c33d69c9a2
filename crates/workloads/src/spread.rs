//! Between which figures most parts of a measurement lie, so that nothing is concluded from less than chance does.

use std::sync::{Mutex, PoisonError};

/// When each of many like pieces of work ended. A plain lock guards it and not one of the world's: noting a moment is no step of the program.
#[derive(Default)]
pub struct Ticks(Mutex<Vec<(u64, u64)>>);

/// What a piece of work took, in nanoseconds, in all parts of a measurement but the quickest and the slowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The least.
    pub low: u64,
    /// What half of the parts took, or less.
    pub middle: u64,
    /// The most.
    pub high: u64,
}

/// Parts of equal length that a measurement is cut into. One of them may be spoilt at either end, by whatever else the machine did just then.
const PARTS: usize = 8;

impl Ticks {
    /// The first piece begins.
    pub fn begin(&self, at: u64) {
        self.push(at, 0);
    }

    /// So many pieces have ended.
    pub fn ended(&self, at: u64, pieces: u64) {
        self.push(at, pieces);
    }

    /// `None` where there were too few pieces to cut into parts, or no time is kept.
    pub fn spread(&self) -> Option<Spread> {
        let mut ticks = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ticks.sort_unstable();
        let pieces = ticks.len().saturating_sub(1);
        if pieces < PARTS {
            return None;
        }
        let cut = |part: usize| pieces * part / PARTS;
        let mut took: Vec<u64> = (0..PARTS)
            .map(|part| {
                let (first, last) = (cut(part), cut(part + 1));
                let many: u64 = ticks[first + 1..=last].iter().map(|(_, many)| many).sum();
                (ticks[last].0 - ticks[first].0) / many.max(1)
            })
            .collect();
        took.sort_unstable();
        let spread = Spread {
            low: took[1],
            middle: (took[PARTS / 2 - 1] + took[PARTS / 2]) / 2,
            high: took[PARTS - 2],
        };
        (spread.high > 0).then_some(spread)
    }

    fn push(&self, at: u64, pieces: u64) {
        let mut ticks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ticks.push((at, pieces));
    }
}

#[cfg(test)]
mod tests {
    use super::{Spread, Ticks};

    fn ticks(took: &[u64]) -> Ticks {
        let ticks = Ticks::default();
        ticks.begin(1_000);
        took.iter().fold(1_000, |at, took| {
            ticks.ended(at + took, 1);
            at + took
        });
        ticks
    }

    #[test]
    fn one_part_that_was_spoilt_says_nothing_of_the_others() {
        let mut took = [20; 64];
        took[7] = 4_000;
        assert_eq!(
            ticks(&took).spread(),
            Some(Spread {
                low: 20,
                middle: 20,
                high: 20
            })
        );
    }

    #[test]
    fn a_spread_holds_whatever_is_there_more_than_once() {
        let took: Vec<u64> = (0..64).map(|piece| if piece < 32 { 10 } else { 30 }).collect();
        assert_eq!(
            ticks(&took).spread(),
            Some(Spread {
                low: 10,
                middle: 20,
                high: 30
            })
        );
    }

    #[test]
    fn few_pieces_and_no_time_have_no_spread() {
        assert_eq!(ticks(&[20; 7]).spread(), None);
        assert_eq!(ticks(&[0; 64]).spread(), None);
    }
}
