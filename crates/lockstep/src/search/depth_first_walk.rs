//! One walk, depth first, through every schedule, or through every one that a bound on preemptions allows.

use super::{RunVerdict, SearchResults, settings::Settings};
use crate::{
    Ending, Executor, Lockstep, Schedule,
    current::kernel,
    executor::Tasks,
    kernel::{Kernel, Phase},
    schedule::{Choice, DepthFirst, MOST_TASKS, Scheduler, SchedulerView, Stopped},
};

/// A walk. Its memory does not grow with the number of schedules.
pub struct DepthFirstWalk<K> {
    pub scheduler: DepthFirst,
    pub found: SearchResults<K>,
    /// The most preemptions of a schedule; `None` for any number.
    pub bound: Option<u32>,
    /// Runs so far, those that were broken off included.
    pub runs: u64,
    /// Whether nothing is left to try.
    pub over: bool,
    steps: usize,
}

/// How one run of a search went.
enum Ran {
    /// To the end of its schedule.
    Through(Ending),
    /// Up to a point from which everything has been seen.
    Cut,
    /// Into a limit of the search itself.
    TooManyTasks,
}

impl<K: Ord + Clone> DepthFirstWalk<K> {
    /// A walk that has not begun. With a bound nothing is reduced, for what is left out could stand for schedules within it.
    pub fn new(settings: &Settings, bound: Option<u32>) -> Self {
        DepthFirstWalk {
            scheduler: DepthFirst::new(settings.reduction && bound.is_none(), bound),
            found: SearchResults::default(),
            bound,
            runs: 0,
            over: false,
            steps: settings.steps as usize,
        }
    }

    /// Goes back to the last point at which something is left to try, once there was a run; `false` when there is none.
    pub fn turn_back(&mut self) -> bool {
        self.over = self.over || self.runs > 0 && !self.scheduler.back();
        !self.over
    }

    /// Runs the next schedule; returns its number of steps.
    pub fn run<H>(
        &mut self,
        executor: &mut Executor,
        program: &mut impl FnMut(&Lockstep) -> H,
        judge: &mut impl FnMut(&Ending, H) -> RunVerdict<K>,
    ) -> u64 {
        self.runs += 1;
        let (scheduler, found, most) = (&mut self.scheduler, &mut self.found, self.steps);
        let too_many = executor.enter(|tasks| {
            let harvest = tasks.set(&mut *program);
            match go(tasks, scheduler, most) {
                Ran::Through(ending) => {
                    found.waits_bounded |= kernel(|kernel| kernel.bounded);
                    let verdict = judge(&ending, harvest);
                    let (depth, switches) = (scheduler.depth(), if verdict.bad { scheduler.switches() } else { 0 });
                    found.add(&ending, verdict, depth, switches, || path(scheduler, &ending));
                    false
                }
                Ran::Cut => {
                    found.cut += 1;
                    false
                }
                Ran::TooManyTasks => true,
            }
        });
        if too_many {
            self.found.limits.push(format!(
                "The program has more than {MOST_TASKS} threads, which a search cannot tell apart."
            ));
            self.over = true;
        }
        self.scheduler.depth() as u64
    }

    /// Notes of a walk that is over what kept it from seeing everything.
    pub fn close(&mut self) {
        let found = &mut self.found;
        if self.scheduler.bounded {
            found.within = self.bound;
        }
        if found.cut_off > 0 {
            let (runs, steps) = (found.cut_off, self.steps);
            found
                .limits
                .push(format!("{runs} schedules were cut off after {steps} steps."));
        }
        found.say_of_waits();
        found.complete = found.limits.is_empty() && found.within.is_none();
    }
}

/// One run, as far as it makes sense to go.
fn go(tasks: &mut Tasks, scheduler: &mut DepthFirst, most: usize) -> Ran {
    if kernel(|kernel| kernel.tasks.len()) > MOST_TASKS {
        return Ran::TooManyTasks;
    }
    kernel(|kernel| scheduler.begin(&SchedulerView(kernel)));
    loop {
        if let Some(words) = tasks.failure() {
            return Ran::Through(Ending::Failed(words.into()));
        }
        if scheduler.depth() >= most {
            return Ran::Through(Ending::Unfinished);
        }
        match kernel(|kernel| scheduler.choose(&SchedulerView(kernel))) {
            Choice::Move(task) => {
                let did = tasks.step(task);
                if kernel(|kernel| kernel.tasks.len()) > MOST_TASKS {
                    return Ran::TooManyTasks;
                }
                kernel(|kernel| scheduler.stepped(&SchedulerView(kernel), task, did));
            }
            _ if scheduler.stopped() == Stopped::Complete => return Ran::Through(over(tasks)),
            _ => return Ran::Cut,
        }
    }
}

/// How a run has ended in which no task can run. A task that was known to be blocked tries once more, so that each counts as waiting.
fn over(tasks: &mut Tasks) -> Ending {
    if kernel(|kernel| kernel.living) == 0 {
        return Ending::Finished;
    }
    let count = kernel(|kernel| kernel.tasks.len());
    for task in 0..count {
        if kernel(|kernel| matches!(kernel.tasks[task].phase, Phase::Announced | Phase::Woken)) {
            tasks.step(task);
        }
    }
    kernel(|kernel| Ending::stuck(kernel))
}

/// The schedule of the run, and its number of steps: those of the search, then one failed try of each task that is stuck.
fn path(scheduler: &DepthFirst, ending: &Ending) -> (Schedule, usize) {
    let stuck = match ending.is_stuck() {
        true => kernel(|kernel| failed_retries(kernel)),
        false => Vec::new(),
    };
    let steps = scheduler.depth() + stuck.len();
    (Schedule::of(scheduler.path().chain(stuck)), steps)
}

fn failed_retries(kernel: &Kernel) -> Vec<usize> {
    let waits = |task: &usize| {
        let row = &kernel.tasks[*task];
        row.is_waiting() && !row.limited()
    };
    (0..kernel.tasks.len()).filter(waits).collect()
}
