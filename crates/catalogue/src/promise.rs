//! Which check points a program is written for, and where others would show that it is right by accident.

use crate::{Experiment, Lock, Variant};

impl Experiment {
    /// Whether the global lock may change hands between any two bytecodes, as up to CPython 3.9.
    pub fn any_bytecode(&self) -> bool {
        self.lab
            .earlier
            .is_some_and(|earlier| earlier.shows_in == self.variant.id)
    }

    /// The same program under check points that CPython had once, where under today's it is right by accident: `n += 1` with nothing around it but
    /// the global lock, which 3.10 and later do not look at between its bytecodes (bpo-29988).
    pub fn elsewhere(&self) -> Option<&'static Variant> {
        let earlier = self.lab.earlier?;
        let accident = self.variant.id == earlier.accident && self.lock != Lock::Off;
        let mut variants = self.lab.variants.iter();
        variants.find(|variant| accident && variant.id == earlier.shows_in)
    }
}
