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

/// The measured machine with so many of its cores. Ratios are what counts; where they come from:
///
/// - `n += 1` in a loop takes 39 ns with the lock and 55 ns without, on one thread: a third for the read, the rest for the write and for going
///   round, which with the lock is the check point.
/// - Two free threads at one number take 79 ns for each of their increments, so 158 ns where one alone takes 55: what is more is the line of
///   memory that goes to and fro, twice an increment.
/// - Python's own work takes 1.14 times as long in the free-threaded build (geometric mean of eight programs).
/// - Two free threads on two cores do 1.84 times the work of one: each of two busy cores is slower by 1.09.
/// - A thread that is called is up 5 µs later; a sleep or a timed wait ends 65 µs late (timer slack is 50 µs).
/// - Threads that compute all the time change places on a core every 4 ms. With the lock only one of them runs, the others wake and sleep, and
///   Linux lets who wakes go first: there a slice is 50 µs.
/// - A lock that another core had last comes with its mutex, its condition variable and the state behind it: 400 ns, assumed from what hashing
///   pieces of 2,048 bytes loses (check 8); calling a thread is part of that.
/// - Starting and joining a thread takes 60 µs with the lock, half of which goes by until it runs; more without.
/// - Chance makes an operation longer by up to a tenth: assumed. Without, threads fall into step.
pub fn machine(build: Build, cores: u32, seed: u64) -> Machine {
    let gil = Costs {
        compute: Costs::ONE,
        load: 13_000,
        store: 13_000,
        update: 13_000,
        transfer: 0,
        update_transfer: 0,
        region: 20_000,
        region_transfer: 400_000,
        call: 0,
        wake: 5_000_000,
        switch: 0,
        spawn: 30_000_000,
        crowd: Costs::ONE * 109 / 100,
    };
    let free = Costs {
        compute: Costs::ONE * 114 / 100,
        load: 25_000,
        store: 30_000,
        update: 30_000,
        spawn: 60_000_000,
        ..gil
    };
    Machine {
        cores,
        slice: match build {
            Build::Gil => 50_000,
            Build::Free => 4_000_000,
        },
        late: 65_000,
        noise: Costs::ONE / 10,
        seed,
        costs: match build {
            Build::Gil => gil,
            Build::Free => free,
        },
    }
}
