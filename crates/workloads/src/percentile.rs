//! Percentiles of what was measured.

/// The value that `percent` (up to 100) of the values do not exceed, by nearest rank; `None` of none.
pub fn percentile(values: &[u64], percent: u64) -> Option<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() as u64 * percent).div_ceil(100);
    let position = usize::try_from(rank).unwrap_or(usize::MAX).saturating_sub(1);
    sorted.get(position).copied()
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<u64> = (1..=20).rev().collect();
        let found = [0, 1, 50, 95, 100].map(|percent| percentile(&values, percent));
        assert_eq!(found, [1, 1, 10, 19, 20].map(Some));
        assert_eq!((percentile(&[7], 50), percentile(&[], 50)), (Some(7), None));
    }
}
