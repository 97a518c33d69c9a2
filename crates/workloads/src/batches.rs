//! Splits many tiny steps into batches, so that progress is told now and then and not at every step.

/// Batch sizes of at most `most` (at least 1) that add up to `total`.
pub fn batches(total: u64, most: u64) -> impl Iterator<Item = u64> {
    let most = most.max(1);
    let rest = total % most;
    (0..total / most).map(move |_| most).chain((rest > 0).then_some(rest))
}

/// The share of thread number `index` (counted from 0) when `total` steps are dealt out to `threads` threads (at
/// least 1).
pub fn share(total: u64, threads: u32, index: u32) -> std::ops::Range<u64> {
    let (threads, index) = (u64::from(threads.max(1)), u64::from(index));
    let start = |index: u64| total / threads * index + (total % threads).min(index);
    start(index)..start(index + 1)
}

#[cfg(test)]
mod tests {
    use super::{batches, share};

    #[test]
    fn batches_add_up() {
        assert_eq!(batches(10, 4).collect::<Vec<_>>(), [4, 4, 2]);
        assert_eq!(batches(8, 4).collect::<Vec<_>>(), [4, 4]);
        assert_eq!(batches(0, 4).count(), 0);
        assert_eq!(batches(2, 0).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn shares_are_even_and_leave_nothing_out() {
        for (total, threads) in [(10, 3), (2, 5), (0, 4), (1_000_000_007, 32)] {
            let shares: Vec<_> = (0..threads).map(|index| share(total, threads, index)).collect();
            assert!(shares.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!((shares[0].start, shares[shares.len() - 1].end), (0, total));
            assert!(
                shares
                    .iter()
                    .all(|share| (share.end - share.start).abs_diff(total / u64::from(threads)) <= 1)
            );
        }
    }
}
