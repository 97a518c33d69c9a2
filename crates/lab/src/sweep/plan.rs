//! In which order a sweep measures: coarse first, then point after point, round after round.

use catalogue::{Lock, pace::coarse};
use std::collections::VecDeque;

/// A number of threads and a lock.
pub(super) type SweepPoint = (u32, Lock);

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Look how many cores are free.
    Gauge,
    /// A run that does not count.
    Warm(SweepPoint),
    /// A run that counts.
    Run(SweepPoint),
}

/// What is still to be done of the round that is under way, and how it began.
#[derive(Debug)]
pub(super) struct Plan {
    threads: Vec<u32>,
    locks: Vec<Lock>,
    /// Whether these are real threads, which are slow at first and not alone on the machine.
    real: bool,
    left: VecDeque<Item>,
    left_out: Vec<SweepPoint>,
    rounds: u32,
    over: bool,
}

impl Plan {
    /// Begins with a look at the machine, a warm-up, and the first round.
    pub(super) fn new(threads: &[u32], locks: &[Lock], real: bool) -> Self {
        let mut plan = Plan {
            threads: threads.to_vec(),
            locks: locks.to_vec(),
            real,
            left: VecDeque::new(),
            left_out: Vec::new(),
            rounds: 0,
            over: false,
        };
        let first = threads.first().zip(locks.first());
        if let Some((threads, lock)) = first.filter(|_| real) {
            plan.left.extend([Item::Gauge, Item::Warm((*threads, *lock))]);
        }
        plan.round();
        plan
    }

    /// What comes next.
    pub(super) fn next(&self) -> Option<Item> {
        self.left.front().copied()
    }

    /// That was done.
    pub(super) fn done(&mut self) {
        self.left.pop_front();
    }

    /// All numbers of threads.
    pub(super) fn threads(&self) -> &[u32] {
        &self.threads
    }

    /// Rounds that were planned so far.
    pub(super) fn rounds(&self) -> u32 {
        self.rounds
    }

    /// Runs that are still to come if there are so many rounds.
    pub(super) fn left(&self, rounds: u32) -> usize {
        let here = self.left.iter().filter(|item| !matches!(item, Item::Gauge)).count();
        let further = if self.over {
            0
        } else {
            rounds.saturating_sub(self.rounds)
        };
        here + further as usize * self.spots(&self.threads).count()
    }

    /// Plans another round: the first is coarse at the beginning, and all end with a look at the machine.
    pub(super) fn round(&mut self) {
        let first: Vec<u32> = match self.rounds {
            0 => coarse(&self.threads),
            _ => Vec::new(),
        };
        let rest: Vec<u32> = self
            .threads
            .iter()
            .copied()
            .filter(|threads| !first.contains(threads))
            .collect();
        let spots: Vec<SweepPoint> = self.spots(&first).chain(self.spots(&rest)).collect();
        let nothing = spots.is_empty();
        self.left.extend(spots.into_iter().map(Item::Run));
        self.left.extend((self.real && !nothing).then_some(Item::Gauge));
        self.rounds += 1;
    }

    /// Measures nothing more.
    pub(super) fn end(&mut self) {
        self.left.clear();
        self.over = true;
    }

    /// The same in the middle of a round: a last look at the machine, and no run.
    pub(super) fn cut(&mut self) {
        let last = (self.real && !self.over && !self.left.is_empty()).then_some(Item::Gauge);
        self.end();
        self.left.extend(last);
    }

    /// Never tries that again.
    pub(super) fn leave_out(&mut self, spot: SweepPoint) {
        self.left_out.push(spot);
        self.left.retain(|item| *item != Item::Run(spot));
    }

    /// Each number of threads with each lock; which lock comes first changes from one to the next, and from round to round.
    fn spots<'p>(&'p self, threads: &'p [u32]) -> impl Iterator<Item = SweepPoint> + 'p {
        let turned = self.rounds as usize;
        let spots = threads.iter().enumerate().flat_map(move |(at, threads)| {
            let mut locks = self.locks.clone();
            if (at + turned) % 2 == 1 {
                locks.reverse();
            }
            locks.into_iter().map(move |lock| (*threads, lock))
        });
        spots.filter(|spot| !self.left_out.contains(spot))
    }
}
