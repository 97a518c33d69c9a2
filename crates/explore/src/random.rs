//! Random schedules, for programs that cannot be searched through.

use crate::tally::{self, Tally};
use crate::{Footprint, Program, Task, program};

/// Who moves next is drawn one time in so many.
const OFTEN: u32 = 4;

/// Random schedules from a seed.
#[derive(Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// Schedules from a seed: the same seed gives the same ones.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        }
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u32) -> u32 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (((self.state >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// One run: every task that can move is as likely as any other to move next, one time in four; else the last goes on.
    pub fn run<P: Program>(&mut self, program: &mut P, tally: &mut Tally<P::Outcome>) {
        self.run_rarely(OFTEN, program, tally);
    }

    /// One run in which who moves next is drawn only one time in `odds`.
    pub fn run_rarely<P: Program>(&mut self, odds: u32, program: &mut P, tally: &mut Tally<P::Outcome>) {
        program.reset();
        let (mut schedule, mut footprint): (Vec<Task>, _) = (Vec::new(), Footprint::default());
        while !program.is_cut() {
            let movable = program::movable(program);
            let Some(next) = self.choose(odds, movable, schedule.last().copied()) else {
                break;
            };
            footprint.clear();
            program.step(next, &mut footprint);
            schedule.push(next);
        }
        tally.cut += u64::from(program.is_cut());
        tally::count(program, tally, schedule);
    }

    fn choose(&mut self, odds: u32, movable: u64, last: Option<Task>) -> Option<Task> {
        let stays = self.below(odds) > 0;
        if let Some(last) = last.filter(|last| stays && movable >> last & 1 == 1) {
            return Some(last);
        }
        let mut left = movable;
        for _ in 0..self.below(movable.count_ones().max(1)) {
            left &= left - 1;
        }
        program::first(left)
    }
}
