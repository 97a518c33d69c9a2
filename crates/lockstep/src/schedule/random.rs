//! Any task that can move, each as likely as the others; the same seed makes the same choices.

use super::{Choice, Policy, Table};

/// Random choices from a seed.
#[derive(Clone, Copy, Debug)]
pub struct Random(u64);

impl Random {
    /// Choices that depend on `seed` alone.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next number of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Policy for Random {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        let movable = || (0..table.len()).filter(|task| table.is_movable(*task));
        let count = movable().count() as u64;
        if count == 0 {
            return Choice::Stop;
        }
        // The bias of a remainder by so few is far below one in a million million.
        let chosen = movable().nth((self.next() % count) as usize);
        chosen.map_or(Choice::Stop, Choice::Move)
    }
}
