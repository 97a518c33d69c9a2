//! Schedules a second: lockstep beside loom and shuttle, native against native, on the same three programs in one process.
//!
//! `cargo run --release` in this folder. All three search depth first; loom reduces by itself, and ours is compared without its
//! reduction. In the second program each thread only tries its second lock, because loom and shuttle end at the first deadlock. What is measured
//! is the time this thread was running, where the system tells, so that a busy machine is no excuse.

mod in_lockstep;
mod in_loom;
mod in_shuttle;
mod watch;

use std::time::Duration;

/// For how long each search goes on at most, or about a third of it when it can be repeated.
const LIMIT: Duration = Duration::from_secs(3);

/// How many schedules were run, how long that took, and whether there were no more.
pub struct Rate {
    schedules: u64,
    took: Duration,
    all: bool,
}

impl Rate {
    fn a_second(&self) -> f64 {
        self.schedules as f64 / self.took.as_secs_f64()
    }
}

/// Its name, and its search by lockstep, by lockstep with reduction, by loom and by shuttle.
type Program = (&'static str, [fn() -> Rate; 4]);

fn main() {
    println!("| program | lockstep | lockstep, reduced | loom | shuttle, check_dfs | against loom | against shuttle |");
    println!("|---|---|---|---|---|---|---|");
    let programs: [Program; 3] = [
        (
            "two threads, four bare increments each",
            [
                || in_lockstep::increments(false),
                || in_lockstep::increments(true),
                in_loom::increments,
                in_shuttle::increments,
            ],
        ),
        (
            "two threads, two locks crossed, the second only tried",
            [
                || in_lockstep::locks(false),
                || in_lockstep::locks(true),
                in_loom::locks,
                in_shuttle::locks,
            ],
        ),
        (
            "two producers, a queue with room for one",
            [
                || in_lockstep::queue(false),
                || in_lockstep::queue(true),
                in_loom::queue,
                in_shuttle::queue,
            ],
        ),
    ];
    for (name, searches) in programs {
        let [every, reduced, loom, shuttle] = searches.map(|search| search());
        println!(
            "| {name} | {} | {} | {} | {} | {:.1} x | {:.1} x |",
            told(&every),
            told(&reduced),
            told(&loom),
            told(&shuttle),
            every.a_second() / loom.a_second(),
            every.a_second() / shuttle.a_second(),
        );
    }
}

fn told(rate: &Rate) -> String {
    let more = if rate.all { "" } else { ", and more" };
    format!("{:.0} a second ({}{more})", rate.a_second(), rate.schedules)
}
