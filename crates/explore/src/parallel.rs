//! The full search on several cores: one tree, and each worker plays runs of its own.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::frontier::Frontier;
use crate::search::Run;
use crate::stopped::Stopped;
use crate::tally::{self, Sofar, Tally};
use crate::tree::{Job, Tree};
use crate::{Program, program};

struct Shared {
    tree: Tree,
    /// How many workers wait for news: to call nobody costs as much as to call somebody.
    waiting: usize,
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
            shared.waiting += 1;
            shared = self.news.wait(shared).unwrap_or_else(PoisonError::into_inner);
            shared.waiting -= 1;
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
        self.call(&shared);
    }

    fn call(&self, shared: &Shared) {
        if shared.waiting > 0 {
            self.news.notify_all();
        }
    }
}

/// Searches with one worker for each program as long as the caller says to go on: it is asked after each run.
pub fn explore<P: Program + Send>(
    programs: Vec<P>,
    go_on: &(dyn Fn(Sofar) -> bool + Sync),
) -> (Stopped, Tally<P::Outcome>) {
    let (stopped, tally, _) = explore_from(programs, None, Tally::default(), go_on);
    (stopped, tally)
}

/// As [`explore`], from what an earlier search left and had counted, or from a [part](crate::part); what is left of it comes back.
pub fn explore_from<P: Program + Send>(
    mut programs: Vec<P>,
    frontier: Option<&Frontier>,
    mut total: Tally<P::Outcome>,
    go_on: &(dyn Fn(Sofar) -> bool + Sync),
) -> (Stopped, Tally<P::Outcome>, Frontier) {
    let Some(first) = programs.first_mut() else {
        return (Stopped::Complete, total, Frontier::default());
    };
    let tree = match frontier {
        Some(frontier) => Tree::restore(first, frontier),
        None => begin(first, &mut total),
    };
    let desk = Desk {
        shared: Mutex::new(Shared {
            tree,
            waiting: 0,
            sofar: total.sofar(),
            stopped: None,
        }),
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
    let shared = desk.lock();
    (shared.stopped.unwrap_or(complete), total, shared.tree.left())
}

fn begin<P: Program>(program: &mut P, tally: &mut Tally<P::Outcome>) -> Tree {
    program.reset();
    let movable = program::movable(program);
    if movable == 0 {
        tally::count(program, tally, Vec::new());
    }
    Tree::new(movable)
}

fn work<P: Program>(desk: &Desk<'_>, mut program: P) -> Tally<P::Outcome> {
    let (mut tally, mut run) = (Tally::default(), Run::default());
    while let Some(job) = desk.take() {
        let before = tally.sofar();
        run.play(&mut program, &job, &mut tally, |footprint: &Arc<_>| {
            let mut shared = desk.lock();
            shared.tree.learn(&job, footprint);
            desk.call(&shared);
        });
        let new = Sofar {
            schedules: tally.schedules - before.schedules,
            failures: tally.failures - before.failures,
        };
        desk.merge(&job, &mut run, new, program.is_stale());
    }
    tally
}
