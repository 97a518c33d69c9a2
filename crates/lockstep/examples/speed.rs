//! Prints how fast this machine steps, searches and runs: `cargo run --release -p lockstep --example speed`.

#[path = "../tests/all/common.rs"]
#[expect(dead_code, reason = "the tests need more of it")]
mod common;

use lockstep::{Executor, Lockstep, Machine, Session, play, schedule::VirtualTimeScheduler};

#[expect(clippy::disallowed_types, reason = "what takes real time must be measured with it")]
fn timed<R>(what: &str, work: impl FnOnce() -> R, units: impl FnOnce(&R) -> (u64, &'static str)) {
    let start = std::time::Instant::now();
    let out = work();
    let seconds = start.elapsed().as_secs_f64();
    let (count, unit) = units(&out);
    println!(
        "{what:46} {count:>9} {unit:9} {:>10.0} a second, {:>6.0} ns each",
        count as f64 / seconds,
        seconds / count as f64 * 1e9
    );
}

fn main() {
    for reduction in [false, true] {
        let named = |what: &str| format!("{what}, {}", if reduction { "reduced" } else { "every one" });
        let settings = common::settings(reduction);
        let search = || {
            (0..20)
                .map(|_| common::all(settings, |w| common::unprotected(w, 2, 4), 8).schedules)
                .sum()
        };
        timed(&named("2 threads x 4 increments"), search, |n: &u64| (*n, "schedules"));
        let search = || common::all(settings, |w| common::bounded_queue(w, 2, 2), 6).schedules;
        timed(&named("2 producers, bounded queue"), search, |n: &u64| {
            (*n, "schedules")
        });
    }
    for (events, what) in [(0, "a fair run, 2 threads"), (1 << 20, "the same, recorded")] {
        let mut executor = Executor::watched(Machine::default(), events);
        executor.set(|world| common::unprotected(world, 2, 250_000));
        timed(
            what,
            || play(&mut executor, &mut VirtualTimeScheduler, u64::MAX),
            |_| (1_000_000, "steps"),
        );
        let mut executor = Executor::watched(Machine::default(), events);
        executor.set(|world| common::locked(world, 8, 20_000));
        let run = || play(&mut executor, &mut VirtualTimeScheduler, u64::MAX);
        timed("8 threads under a lock", run, |_| (640_000, "steps"));
    }
    let mut session = Session::new(Machine::default(), |world: &Lockstep| {
        common::unprotected(world, 2, 25_000)
    });
    session.go_fair(100_000);
    timed(
        "back to the last but one of 100,000 steps",
        || session.back(),
        |_| (1, "seek"),
    );
    session.seek(0);
    timed("through them again", || session.seek(100_000), |_| (100_000, "steps"));
}
