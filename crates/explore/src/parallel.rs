//! The full search on several cores: one tree, and each worker plays runs of its own.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::search::{self, Run, Stopped};
use crate::tally::{Sofar, Tally};
use crate::tree::{Job, Tree};
use crate::{Program, program};

struct Shared {
    tree: Tree,
    sofar: Sofar,
    stopped: Option<Stopped>,
}

struct Desk<'a> {
    shared: Mutex<Shared>,
    news: Condvar,
    go_on: &'a (dyn Fn(Sofar) -> bool + Sync),
}

impl Desk<'_> {
    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<Job> {
        let mut shared = self.lock();
        loop {
            if shared.stopped.is_some() || shared.tree.is_done() {
                return None;
            }
            if let Some(job) = shared.tree.take() {
                return Some(job);
            }
            shared = self.news.wait(shared).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn merge(&self, job: &Job, run: &mut Run, new: Sofar, stale: bool) {
        let mut shared = self.lock();
        run.give(job, &mut shared.tree);
        shared.sofar.schedules += new.schedules;
        shared.sofar.failures += new.failures;
        if stale {
            shared.stopped = Some(Stopped::Stale);
        } else if !(self.go_on)(shared.sofar) && !shared.tree.is_done() {
            shared.stopped = shared.stopped.or(Some(Stopped::Limit));
        }
        self.news.notify_all();
    }
}

/// Searches with one worker for each program as long as the caller says to go on: it is asked after each run.
pub fn explore<P: Program + Send>(
    mut programs: Vec<P>,
    go_on: &(dyn Fn(Sofar) -> bool + Sync),
) -> (Stopped, Tally<P::Outcome>) {
    let mut total = Tally::default();
    let Some(first) = programs.first_mut() else {
        return (Stopped::Complete, total);
    };
    first.reset();
    let movable = program::movable(first);
    if movable == 0 {
        search::count(first, &mut total, Vec::new());
    }
    let tree = Tree::new(movable);
    let shared = Mutex::new(Shared {
        tree,
        sofar: Sofar::default(),
        stopped: None,
    });
    let desk = Desk {
        shared,
        news: Condvar::new(),
        go_on,
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = programs
            .into_iter()
            .map(|program| scope.spawn(|| work(&desk, program)))
            .collect();
        for worker in workers {
            match worker.join() {
                Ok(tally) => total.join(tally),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    let complete = if total.cut > 0 { Stopped::Cut } else { Stopped::Complete };
    (desk.lock().stopped.unwrap_or(complete), total)
}

fn work<P: Program>(desk: &Desk<'_>, mut program: P) -> Tally<P::Outcome> {
    let (mut tally, mut run) = (Tally::default(), Run::default());
    while let Some(job) = desk.take() {
        let before = tally.sofar();
        run.play(&mut program, &job, &mut tally, |footprint: &Arc<_>| {
            desk.lock().tree.learn(&job, footprint);
            desk.news.notify_all();
        });
        let new = Sofar {
            schedules: tally.schedules - before.schedules,
            failures: tally.failures - before.failures,
        };
        desk.merge(&job, &mut run, new, program.is_stale());
    }
    tally
}
