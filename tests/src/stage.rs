//! Where programs are played: a pool, a way to wait, and what came of it.

use catalogue::{LabInfo, Text};
use labs::Program;
use std::{sync::Arc, time::Duration};
use threads::{Run, Status, ThreadPool};
use workloads::{
    Findings, Parameters, ResultCollector, Value, Verdict,
    input::{BOOK, Input},
};
use world::LockKind;

/// Every kind of global lock.
pub const LOCKS: [LockKind; 3] = [LockKind::Off, LockKind::CPython, LockKind::Held];

/// A tenth of CPython's switch interval, so that short runs see many turns.
const INTERVAL: Duration = Duration::from_micros(500);

/// Threads, and how a test waits for them.
#[derive(Clone)]
pub struct Stage {
    pool: Arc<dyn ThreadPool>,
    wait: fn(&Run) -> Status,
}

/// What came of one run.
pub struct Played {
    /// How it ended.
    pub status: Status,
    /// The program's own result.
    pub findings: Findings,
    /// What the result counts as, if the run came to its end.
    pub verdict: Verdict,
    /// The run itself, all of whose threads have gone home.
    pub run: Run,
}

impl Stage {
    /// Plays on this pool; `wait` blocks until the run no longer runs, and guards against one that never ends.
    pub fn new(pool: Arc<dyn ThreadPool>, wait: fn(&Run) -> Status) -> Self {
        Stage { pool, wait }
    }

    /// Where its threads come from.
    pub fn pool(&self) -> Arc<dyn ThreadPool> {
        self.pool.clone()
    }

    /// Sets the program up under the lock without starting it.
    pub fn set(&self, program: &Program, lock: LockKind) -> (Run, ResultCollector) {
        let run = Run::new(self.pool.clone(), true);
        let harvest = program.start_under(&run.world(), lock, INTERVAL);
        (run, harvest)
    }

    /// Starts a run that was set up.
    pub fn start(&self, run: &Run, program: &Program) {
        run.start(program.threads() as usize)
            .expect("as many threads as the program says");
    }

    /// Blocks until the run no longer runs.
    pub fn wait(&self, run: &Run) -> Status {
        (self.wait)(run)
    }

    /// Plays to the end or to a standstill, looks at the wait-for graph of a standstill, and sends everybody home.
    pub fn play(&self, program: &Program, lock: LockKind) -> Played {
        let (run, harvest) = self.set(program, lock);
        self.start(&run, program);
        let status = self.wait(&run);
        if status == Status::Deadlocked {
            assert!(
                run.graph().stuck().is_some(),
                "no reason though stuck: {program:?} {lock:?}"
            );
        }
        self.send_home(&run);
        let (findings, verdict) = harvest.collect_judged();
        Played {
            status,
            findings,
            verdict,
            run,
        }
    }

    /// Plays a program that must come to its end, and returns what it found.
    pub fn finish(&self, program: &Program, lock: LockKind) -> Findings {
        let played = self.play(program, lock);
        assert_eq!(played.status, Status::Finished, "{program:?} {lock:?}");
        played.findings
    }

    /// Stops the run, and waits until every thread is home.
    pub fn send_home(&self, run: &Run) {
        run.stop();
        run.join_all();
        assert!(run.is_joined());
    }

    /// How many threads are free.
    pub fn free(&self) -> usize {
        self.pool.free()
    }
}

/// A program by its public names.
pub fn program(lab: &str, variant: &str, set: &Parameters) -> Program {
    Program::new(lab, variant, set).unwrap_or_else(|| panic!("no program {lab} {variant}"))
}

/// Something small to read for a lab that reads something.
pub fn input(lab: &LabInfo) -> Arc<Input> {
    Arc::new(match lab.texts {
        [Text::Books, ..] => Input::books(7, 60),
        _ => Input::sound(BOOK[..20_000].into()),
    })
}

/// A number among the findings.
pub fn number(findings: &Findings, key: &str) -> u64 {
    match findings.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Number(number))) => *number,
        other => panic!("{key}: {other:?}"),
    }
}

/// A text among the findings.
pub fn text<'f>(findings: &'f Findings, key: &str) -> &'f str {
    match findings.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Text(text))) => text,
        other => panic!("{key}: {other:?}"),
    }
}
