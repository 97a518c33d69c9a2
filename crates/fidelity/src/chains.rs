//! The shared hash chain: long, and one hash each.

use crate::{
    Figure, median,
    play::{Judged, Place, Played, set},
    python::Build,
};
use workloads::Parameters;

/// Check 6: 120,000 rounds in all.
pub fn long() -> Vec<Figure> {
    let lost = |build: Build, variant: &str, threads: u32, seeds: u64| {
        median((1..=seeds).map(|seed| {
            let played = chained(build, variant, threads, seed);
            played.number("lost") / played.number("rounds")
        }))
    };
    let gil = |threads, cpython| {
        let lost = lost(Build::Gil, "unprotected", threads, 31);
        Figure::about(format!("lock on, {threads} threads"), "share", cpython, lost, 0.12)
    };
    let free = |threads, cpython| {
        let lost = lost(Build::Free, "unprotected", threads, 31);
        Figure::about(format!("lock off, {threads} threads"), "share", cpython, lost, 0.12)
    };
    let locked = |name: &str, build| Figure::exact(name, "share", 0.0, lost(build, "locked", 8, 1));
    vec![
        gil(2, 0.449),
        gil(4, 0.675),
        gil(8, 0.875).noting(SLICES),
        free(2, 0.439),
        free(4, 0.583).noting(STANDSTILL),
        free(8, 0.842),
        locked("under a Lock, lock on, 8 threads", Build::Gil),
        locked("under a Lock, lock off, 8 threads", Build::Free),
    ]
}

/// 120,000 rounds in all, played as 12,000 of which each stands for ten.
const ROUNDS: u64 = 120_000;
const EACH_FOR: u32 = 10;

const SLICES: &str = "Lock on, 8 threads: with slices of 4 ms it was 0.64, outside. Lockstep knows no preemption by those who wake; slices of 50 µs stand in for it.";

const STANDSTILL: &str = "Four threads on two cores, always one between read and write: theory says 0.75 at most, and lockstep comes close. CPython's own \
    runs went from 0.45 to 0.67, and its 8 threads are where they should be.";

fn chained(build: Build, variant: &str, threads: u32, seed: u64) -> Played<Judged> {
    let rounds = ROUNDS / u64::from(EACH_FOR * threads);
    let place = Place::new(build, 2, seed).each_for(EACH_FOR);
    place.lab("hash-chain", variant, &set(threads, rounds))
}

/// The speed of a long chain against that of one thread without a Lock.
pub fn speed(build: Build, variant: &str, threads: u32) -> f64 {
    let nanos = |variant, threads| chained(build, variant, threads, 7).nanos as f64;
    nanos("unprotected", 1) / nanos(variant, threads)
}

/// In how large a share of runs the digest is wrong after one hash each.
pub fn wrong(build: Build, cores: u32, variant: &str, threads: u32, start: &'static str) -> f64 {
    let set = Parameters {
        choices: vec![("start", start)],
        ..set(threads, 1)
    };
    let runs = (1..=RUNS).filter(|seed| {
        let place = Place::new(build, cores, *seed);
        place.lab("hash-chain", variant, &set).is_wrong()
    });
    runs.count() as f64 / RUNS as f64
}

/// Check 7: ten threads started in a loop, one hash each.
pub fn once() -> Vec<Figure> {
    let wrong = |build, cores, variant, threads| wrong(build, cores, variant, threads, "loop");
    let of = |name: &str, cpython, wrong, fair| Figure::new(name, "share", cpython, wrong, fair);
    vec![
        of(
            "lock on, 2 cores, 4 threads",
            0.92,
            wrong(Build::Gil, 2, "unprotected", 4),
            (0.5, 1.0),
        ),
        of(
            "lock on, 2 cores, 10 threads",
            0.94,
            wrong(Build::Gil, 2, "unprotected", 10),
            (0.5, 1.0),
        ),
        of(
            "lock on, 1 core, 10 threads",
            0.0,
            wrong(Build::Gil, 1, "unprotected", 10),
            (0.0, 0.1),
        ),
        of(
            "lock off, 2 cores, 10 threads",
            0.02,
            wrong(Build::Free, 2, "unprotected", 10),
            (0.0, 0.1),
        ),
        Figure::exact(
            "under a Lock, lock on",
            "share",
            0.0,
            wrong(Build::Gil, 2, "locked", 10),
        ),
        Figure::exact(
            "under a Lock, lock off",
            "share",
            0.0,
            wrong(Build::Free, 2, "locked", 10),
        ),
    ]
}

const RUNS: u64 = 100;
