//! What the rooms' tests need: a program under every schedule, in one, and on real threads.

use crate::Program;
use lockstep::{Ending, Lockstep, Machine, Run, RunVerdict, Schedule, Search, SearchResults, Settings};
use std::time::Duration;
use threads::{Status, native_pool};
use workloads::{Findings, Parameters, ResultCollector};
use world::LockKind;

/// Every kind of global lock.
pub const LOCKS: [LockKind; 3] = [LockKind::Off, LockKind::CPython, LockKind::Held];

/// A tenth of CPython's switch interval, so that short runs see many turns.
const INTERVAL: Duration = Duration::from_micros(500);

/// Steps after which a run in lockstep is taken for endless; none here comes near.
const ENDLESS: u64 = 2_000_000;

/// A lab's program with so many threads, so much to do, and these numbers.
pub fn program(lab: &str, variant: &str, threads: u32, size: u64, numbers: &[(&'static str, u64)]) -> Program {
    chosen(lab, variant, threads, size, numbers, &[])
}

/// As [`program`], with these choices.
pub fn chosen(
    lab: &str,
    variant: &str,
    threads: u32,
    size: u64,
    numbers: &[(&'static str, u64)],
    choices: &[(&'static str, &'static str)],
) -> Program {
    let set = Parameters {
        threads,
        size,
        numbers: numbers.to_vec(),
        choices: choices.to_vec(),
        ..Parameters::default()
    };
    Program::new(lab, variant, &set).unwrap_or_else(|| panic!("{lab} {variant}"))
}

/// Schedules after which a search gives up. Under a global lock even small programs have more, for each check point is a place to part.
const MOST: u64 = 100_000;

/// Every schedule of a program: outcomes are those of its verdict, or how it ended.
pub fn search(program: &Program, lock: LockKind) -> SearchResults<String> {
    let found = try_many(program, lock);
    assert!(found.complete, "{program:?} {lock:?}: {:?}", found.limits);
    found
}

/// As [`search`], as far as it comes.
pub fn try_many(program: &Program, lock: LockKind) -> SearchResults<String> {
    let start = |world: &Lockstep| program.start_under(world, lock, INTERVAL);
    let judge = |ending: &Ending, harvest: ResultCollector| {
        let verdict = harvest.judge();
        match ending {
            Ending::Finished => RunVerdict {
                outcome: verdict.outcome,
                bad: verdict.wrong,
            },
            other => RunVerdict {
                outcome: other.to_string(),
                bad: true,
            },
        }
    };
    let settings = Settings {
        schedules: Some(MOST),
        ..Settings::default()
    };
    Search::new(settings, start, judge).finish().clone()
}

/// One run in lockstep.
pub fn play(program: &Program, lock: LockKind, schedule: &str) -> (Ending, Findings) {
    let schedule = Schedule::read(schedule).expect("a schedule");
    let start = |world: &Lockstep| program.start_under(world, lock, INTERVAL);
    let mut run = Run::new(Machine::with_cores(2), 0, schedule, start);
    run.advance(ENDLESS);
    (run.ending(), run.read(ResultCollector::collect).unwrap_or_default())
}

/// One run on real threads, whose threads have all gone home.
pub fn on_threads(program: &Program, lock: LockKind) -> (Status, Findings) {
    let run = threads::Run::new(native_pool(), true);
    let harvest = program.start_under(&run.world(), lock, INTERVAL);
    run.start(program.threads() as usize)
        .expect("as many threads as the program says");
    let status = run.wait();
    run.stop();
    run.join_all();
    (status, harvest.collect())
}

/// A number among the findings.
pub fn number(findings: &Findings, key: &str) -> u64 {
    match findings.iter().find(|(known, _)| *known == key) {
        Some((_, workloads::Value::Number(number))) => *number,
        other => panic!("{key}: {other:?}"),
    }
}
