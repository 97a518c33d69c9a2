//! Moments in the middle of a run from which the next runs begin, so that what they have in common is played once.

use crate::Program;

/// A mark is worth its cost where so many steps lie between it and the one before.
const STRIDE: usize = 4;
/// There are so many marks at most, for each holds what the whole program holds.
const MOST: usize = 32;
/// After so many marks that could not be set or led nowhere, no more are tried.
const VAIN: u32 = 8;

/// The marks of a program, the earliest first.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    depths: Vec<usize>,
    vain: u32,
}

impl Marks {
    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.depths.len()
    }

    /// Goes back to the latest mark within the first `common` steps of the run, else to the start: after how many steps the program stands now.
    pub(crate) fn back<P: Program>(&mut self, program: &mut P, common: usize) -> usize {
        self.depths.retain(|depth| *depth <= common);
        if let Some(depth) = self.depths.last() {
            if program.back(self.depths.len() - 1) {
                return *depth;
            }
            self.vain += 1;
        }
        self.depths.clear();
        program.reset();
        0
    }

    /// Whether the last mark lies far before the moment after so many steps.
    pub(crate) fn are_far(&self, steps: usize) -> bool {
        self.depths.last().is_some_and(|depth| depth + STRIDE <= steps)
    }

    /// Where a long way is to be marked as well: half of it is played once when the search withdraws.
    pub(crate) fn middle(&self, from: usize, to: usize) -> Option<usize> {
        (!self.depths.is_empty() && from + 4 * STRIDE <= to).then_some(from + (to - from) / 2)
    }

    /// Marks the moment after so many steps; whether that could be.
    pub(crate) fn set<P: Program>(&mut self, program: &mut P, steps: usize) -> bool {
        if self.vain >= VAIN || self.depths.len() >= MOST {
            return false;
        }
        let set = program.mark();
        if set {
            self.depths.push(steps);
        } else {
            self.vain += 1;
        }
        set
    }

    /// Marks the first moment at which several tasks can move: all runs have what comes before. Whether it did.
    pub(crate) fn consider<P: Program>(&mut self, program: &mut P, steps: usize, movable: u64) -> bool {
        self.depths.is_empty() && movable.count_ones() > 1 && self.set(program, steps)
    }
}
