//! What things cost under virtual time: a value that can be made up, or measured on a real machine.

use world::Kind;

/// One, where a cost is a factor.
pub const ONE: u32 = 1024;

/// What each kind of operation costs. Times are virtual **picoseconds**, for the cheapest operations take less than a nanosecond; factors are
/// in 1,024ths ([`Costs::ONE`]).
///
/// A cell or a region stands for a line of memory that some core has last. Whoever wants it from another core waits until it is free there,
/// and then for its transfer; cores that only read share it. So a line that many want passes from one to the next as fast as a single
/// transfer allows, however many cores there are.
///
/// ```
/// use lockstep::{Costs, Executor, Machine, play, schedule::VirtualTimeScheduler};
/// use world::{Cell, Kind, Label, World};
///
/// // Two cores that write one word: its line crosses over with each store but the first.
/// let costs = Costs { store: 1_000, transfer: 50_000, ..Costs::PLAIN };
/// let mut executor = Executor::timed(Machine { costs, ..Machine::with_cores(2) });
/// executor.set(|world| {
///     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), move |_| async move { n.store(1).await });
///     }
/// });
/// play(&mut executor, &mut VirtualTimeScheduler, 100);
/// assert!(executor.elapsed() >= 50);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Factor of every computation: this machine's nanoseconds for one of the program's.
    pub compute: u32,
    /// Reading a cell.
    pub load: u64,
    /// Writing a cell.
    pub store: u64,
    /// Changing a cell in one indivisible step.
    pub update: u64,
    /// What reading or writing a cell costs besides when another core had it last.
    pub transfer: u64,
    /// The same for changing it in one step.
    pub update_transfer: u64,
    /// An operation on a region: taking a lock, letting go of it.
    pub region: u64,
    /// What it costs besides when another core had the region last.
    pub region_transfer: u64,
    /// What taking a lock costs besides while others want it too: they were called, take a look, and mostly find it taken again.
    pub handover: u64,
    /// How long those need for that. Whoever takes it again sooner is in nobody's way yet, and pays only as large a part of a hand-over.
    pub settle: u64,
    /// Calling a thread that sleeps, or starting one: what the caller pays for it.
    pub call: u64,
    /// How long a thread that was called takes to get up.
    pub wake: u64,
    /// Giving a core to another thread than it had before.
    pub switch: u64,
    /// How much longer a thread that was started takes to get up.
    pub spawn: u64,
    /// How many of its kind each operation of the program stands for; 1 unless somebody made it more ([`Costs::each_for`]).
    pub each: u32,
    /// Factor of whatever keeps a core busy while all cores are: they share caches, clocks and sometimes their insides.
    pub crowd: u32,
}

impl Costs {
    /// The factor 1.
    pub const ONE: u32 = ONE;

    /// Round numbers of a machine on which nothing gets in another's way: what runs have that were not asked to foretell anything.
    pub const PLAIN: Costs = Costs {
        compute: ONE,
        load: 10_000,
        store: 10_000,
        update: 10_000,
        transfer: 0,
        update_transfer: 0,
        region: 40_000,
        region_transfer: 0,
        handover: 0,
        settle: 0,
        call: 0,
        wake: 1_000_000,
        switch: 0,
        spawn: 0,
        each: 1,
        crowd: ONE,
    };

    /// As if each operation on a core stood for `many` of its kind, while threads get up, switch and start as before, and take and drop the
    /// global lock as often: a run with so many times fewer operations then takes as long.
    pub fn each_for(self, many: u32) -> Costs {
        let times = |cost: u64| cost.saturating_mul(u64::from(many));
        Costs {
            compute: self.compute.saturating_mul(many),
            load: times(self.load),
            store: times(self.store),
            update: times(self.update),
            transfer: times(self.transfer),
            update_transfer: times(self.update_transfer),
            region: times(self.region),
            region_transfer: times(self.region_transfer),
            each: self.each.saturating_mul(many),
            ..self
        }
    }

    /// A cost of the global lock's own doings, which stand for themselves; of anything else's it is as it is.
    #[inline]
    pub(crate) fn once(&self, kind: Kind, cost: u64) -> u64 {
        match kind {
            Kind::GlobalLock if self.each > 1 => cost / u64::from(self.each),
            _ => cost,
        }
    }

    /// What taking a lock that others want costs besides, so many nanoseconds after it was taken last.
    pub(crate) fn handed_over(&self, since: u64) -> u64 {
        let since = since.saturating_mul(1_000);
        if since >= self.settle {
            return self.handover;
        }
        (u128::from(self.handover) * u128::from(since) / u128::from(self.settle)) as u64
    }

    /// What a computation of so many nanoseconds costs.
    #[inline]
    pub(crate) fn computation(&self, nanos: u64) -> u64 {
        let picos = u128::from(nanos) * 1_000 * u128::from(self.compute) / u128::from(ONE);
        u64::try_from(picos).unwrap_or(u64::MAX)
    }
}

/// Which cores have a line of memory, and until when it is on its way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// Cores that have it, as bits; beyond 64 they stand for each other.
    cores: u64,
    /// Virtual nanoseconds.
    free: u64,
}

impl Line {
    /// A core asks for it at a moment, to read or to write, and pays so much if another has it; what this costs, in picoseconds.
    #[inline]
    pub fn ask(&mut self, core: usize, at: u64, writes: bool, alone: u64, transfer: u64) -> u64 {
        let bit = 1 << (core % 64);
        let here = if writes {
            self.cores == bit
        } else {
            self.cores & bit != 0
        };
        let unused = self.cores == 0;
        self.cores = if writes { bit } else { self.cores | bit };
        if here || unused || transfer == 0 {
            return alone;
        }
        let cost = alone + transfer;
        let begins = self.free.max(at);
        self.free = begins.saturating_add(cost / 1_000);
        cost.saturating_add((begins - at).saturating_mul(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_two_cores_want_passes_from_one_to_the_other() {
        let mut line = Line::default();
        assert_eq!(line.ask(0, 0, true, 1_000, 50_000), 1_000, "nobody had it");
        assert_eq!(line.ask(0, 1, true, 1_000, 50_000), 1_000, "it is here");
        assert_eq!(line.ask(1, 2, true, 1_000, 50_000), 51_000, "it comes from core 0");
        assert_eq!(
            line.ask(0, 2, true, 1_000, 50_000),
            102_000,
            "it is under way, and comes back after that"
        );
    }

    #[test]
    fn readers_share_a_line_and_a_writer_takes_it_from_them() {
        let mut line = Line::default();
        for core in 0..3 {
            line.ask(core, 1_000 * core as u64, false, 0, 9_000);
        }
        assert_eq!(line.ask(0, 10_000, false, 0, 9_000), 0);
        assert_eq!(line.ask(0, 10_000, true, 0, 9_000), 9_000);
        assert_eq!(line.ask(1, 20_000, false, 0, 9_000), 9_000);
    }

    #[test]
    fn who_takes_a_lock_often_pays_a_part_of_a_hand_over() {
        let costs = Costs {
            handover: 600_000,
            settle: 900_000,
            ..Costs::PLAIN
        };
        let paid = [0, 300, 900, 5_000].map(|since| costs.handed_over(since));
        assert_eq!(paid, [0, 200_000, 600_000, 600_000]);
        assert_eq!(Costs::PLAIN.handed_over(0), 0);
    }

    #[test]
    fn computations_are_scaled_and_do_not_overflow() {
        let twice = Costs {
            compute: 2 * ONE,
            ..Costs::PLAIN
        };
        assert_eq!(twice.computation(3), 6_000);
        assert_eq!(twice.computation(u64::MAX), u64::MAX);
        assert_eq!(Costs::PLAIN.each_for(3).computation(5), 15_000);
    }
}
