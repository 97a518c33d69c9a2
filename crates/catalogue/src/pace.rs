//! How long a sweep may take, and in which order it looks: a coarse answer first, then round after round.

use crate::{Engine, Experiment};
use lab_kit::SizeIs;

/// How many runs a point has when nobody says.
pub const ROUNDS: u32 = 5;
/// What a run aims at, in milliseconds: many switch intervals, and much more than it takes to start a few threads.
pub const RUN_MS: f64 = 200.0;
/// A sweep that was given no number of runs ends after so long, in milliseconds, with what it has.
pub const CAP_MS: f64 = 30_000.0;
/// What comes before the first point: calibration, and runs that only warm up.
const BEFORE_MS: f64 = 1_300.0;
/// What a run takes besides itself: it is set up, noticed and read.
const AROUND_MS: f64 = 30.0;
/// Numbers of threads that are looked at first.
const COARSE: [u32; 4] = [1, 2, 4, 8];

/// Which of these numbers of threads, rising, are looked at first: the powers of two up to 8; the ends where none of them is one.
pub fn coarse(threads: &[u32]) -> Vec<u32> {
    let some: Vec<u32> = threads
        .iter()
        .copied()
        .filter(|threads| COARSE.contains(threads))
        .collect();
    match some.len() {
        0 | 1 => {
            let ends = [threads.first(), threads.last()];
            let mut ends: Vec<u32> = ends.into_iter().flatten().copied().collect();
            ends.dedup();
            ends
        }
        _ => some,
    }
}

/// About how many milliseconds pass until the first answer, and until the end, of a sweep over these numbers of threads with so many locks and
/// so many runs a point; less where the runs are shorter than [`RUN_MS`].
pub fn price(threads: &[u32], locks: usize, runs: u32) -> (f64, f64) {
    let each = (RUN_MS + AROUND_MS) * locks as f64;
    let first = BEFORE_MS + each * coarse(threads).len() as f64;
    let all = BEFORE_MS + each * threads.len() as f64 * f64::from(runs);
    (first, all.min(CAP_MS).max(first))
}

impl Experiment {
    /// Its size with so many threads, if it does as much work in all as `size` is with as few as there can be. Where threads mostly wait, more of
    /// them do more at the same time, and each does as much.
    pub fn size_for(&self, size: u64, threads: u32) -> u64 {
        let times = u64::from(threads) / self.lab.threads.least.max(1);
        let size = match self.lab.size_is {
            SizeIs::OfEach => size / times.max(1),
            SizeIs::Waiting if !self.variant.alone => size.saturating_mul(times.max(1)),
            SizeIs::Waiting | SizeIs::Whole => size,
        };
        size.clamp(self.lab.size.least.max(1), self.size.max(1))
    }

    /// Whether a sweep of it may have shorter runs than are set: in lockstep time is no matter of patience.
    pub fn may_shorten(&self) -> bool {
        self.engine == Engine::Threads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_come_first() {
        assert_eq!(coarse(&[1, 2, 3, 4, 5, 6, 7, 8]), [1, 2, 4, 8]);
        assert_eq!(coarse(&[1, 4, 6, 8, 16, 32]), [1, 4, 8]);
        assert_eq!(coarse(&[3, 5, 7]), [3, 7]);
        assert_eq!(coarse(&[3]), [3]);
        assert!(coarse(&[]).is_empty());
    }

    #[test]
    fn the_first_answer_comes_after_three_seconds_and_the_last_within_thirty() {
        let eight: Vec<u32> = (1..=8).collect();
        let (first, all) = price(&eight, 2, ROUNDS);
        assert!((2_500.0..3_500.0).contains(&first) && (15_000.0..25_000.0).contains(&all));
        assert_eq!(price(&eight, 2, 25).1, CAP_MS);
    }

    #[test]
    fn as_much_work_is_done_with_any_number_of_threads() {
        let of = |lab| Experiment::of(crate::lab(lab).unwrap());
        assert_eq!(of("counter").size_for(8_000, 8), 1_000);
        assert_eq!(of("hashing").size_for(8_000, 8), 8_000);
        assert_eq!(of("fetch").size_for(50, 8), 400);
        assert_eq!(of("fetch").size_for(500, 8), 1_000, "no more than is set");
    }
}
