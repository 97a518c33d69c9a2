//! The machine on which CPython was measured: two cores under Linux, and what CPython's own operations cost there.

use lockstep::{Costs, Machine};

/// Which build of CPython 3.14.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// With the global lock.
    Gil,
    /// Free-threaded, `3.14t`.
    Free,
}

/// The measured machine with so many of its cores. Ratios are what counts. Measured apart from the checks:
///
/// - `n += 1` in a loop takes 39 ns with the lock and 55 ns without, on one thread. With the lock: a third each for the read, the write and the
///   check point.
/// - Python's own work takes 1.14 times as long in the free-threaded build (geometric mean of eight programs).
/// - Taking a `Lock` and letting go of it takes 131 ns with the lock and 178 ns without: what an increment under one takes more than a plain
///   one (174 and 43 ns, 248 and 70 ns). Half of that each; reading and writing a name that holds data is taken to cost as much.
/// - Starting and joining a thread takes 60 µs with the lock; half of that is taken to go by until it runs. More without.
///
/// Fitted to figures that checks then show, which is why those agree so well; what such a check finds is the rest of its figures:
///
/// - A thread that is called is up 5 µs later, and a sleep or a timed wait ends 65 µs late (timer slack is 50 µs): checks 1 and 11.
/// - Each of two busy cores is slower by 1.09: check 3.
/// - A lock that another core had last costs 400 ns more (mutex, condition variable, state), calling a thread included: check 8, 2,048 bytes.
/// - How the 55 ns without the lock are divided, 25 from the read to the write and 30 from there: check 5.
/// - Threads that compute all the time change places on a core every 4 ms, as measured. With the lock a slice is 50 µs, for lockstep knows no
///   preemption by those who wake, which Linux does: check 6.
/// - Chance makes an operation longer by up to a tenth; without, threads fall into step.
///
/// Left out: the line of memory that goes to and fro between two free threads at one number (79 ns for each increment instead of 55). With it,
/// lockstep's threads take strict turns at the line and lose exactly half, which CPython's do not.
pub fn machine(build: Build, cores: u32, seed: u64) -> Machine {
    let gil = Costs {
        compute: Costs::ONE,
        load: 13_000,
        store: 13_000,
        update: 13_000,
        transfer: 0,
        update_transfer: 0,
        region: 65_000,
        region_transfer: 400_000,
        handover: 0,
        settle: 0,
        call: 0,
        wake: 5_000_000,
        switch: 0,
        spawn: 30_000_000,
        each: 1,
        crowd: Costs::ONE * 109 / 100,
    };
    let free = Costs {
        compute: Costs::ONE * 114 / 100,
        load: 25_000,
        store: 30_000,
        update: 30_000,
        region: 89_000,
        spawn: 60_000_000,
        each: 1,
        ..gil
    };
    Machine {
        cores,
        slice: match build {
            Build::Gil => 50_000,
            Build::Free => 4_000_000,
        },
        late: 65_000,
        chance: 0,
        noise: Costs::ONE / 10,
        seed,
        costs: match build {
            Build::Gil => gil,
            Build::Free => free,
        },
    }
}
