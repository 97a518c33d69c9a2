//! How many check points pass between two that are handed out: many where they follow each other fast, few where much is done in between, so that
//! Stop, switches of the lock and memory are never far away.

/// After so many the first is handed out.
pub(crate) const FIRST: u32 = 16;
/// At most: then the driver costs next to nothing.
const MOST: u32 = 1000;
/// Nanoseconds between two that are handed out which are too many: a tenth of a switch interval.
const LONG: u64 = 500_000;

/// The pace of a thread.
#[derive(Debug)]
pub(crate) struct Pace {
    last: u64,
    patience: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            last: 0,
            patience: FIRST,
        }
    }
}

impl Pace {
    /// After how many the next is handed out, if that changes; `now` is a clock's.
    pub(crate) fn next(&mut self, now: u64) -> Option<u32> {
        let took = now.saturating_sub(std::mem::replace(&mut self.last, now));
        let patience = match took > LONG {
            true => (self.patience / 4).max(1),
            false => (self.patience * 2).min(MOST),
        };
        (std::mem::replace(&mut self.patience, patience) != patience).then_some(patience)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fast_thread_is_asked_seldom_and_a_slow_one_often() {
        let mut pace = Pace::default();
        let asked: Vec<_> = (1..9).map_while(|step| pace.next(step * 10_000)).collect();
        assert_eq!(asked, [32, 64, 128, 256, 512, 1000]);
        assert_eq!(pace.next(100_000), None);
        assert_eq!(pace.next(1_000_000_000), Some(250));
    }
}
