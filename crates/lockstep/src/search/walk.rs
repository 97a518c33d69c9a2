//! One walk, depth first, through every schedule, or through every one that a bound on preemptions allows.

use super::{Found, Settings, Verdict};
use crate::{
    Ending, Lockstep, Schedule, Stage,
    here::kernel,
    kernel::{Kernel, Phase},
    schedule::{Choice, DepthFirst, MOST_TASKS, Policy, Stopped, Table},
    stage::Lives,
};

/// A walk. Its memory does not grow with the number of schedules.
pub struct Walk<K> {
    pub policy: DepthFirst,
    pub found: Found<K>,
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

impl<K: Ord + Clone> Walk<K> {
    /// A walk that has not begun. With a bound nothing is reduced, for what is left out could stand for schedules within it.
    pub fn new(settings: &Settings, bound: Option<u32>) -> Self {
        Walk {
            policy: DepthFirst::new(settings.reduction && bound.is_none(), bound),
            found: Found::default(),
            bound,
            runs: 0,
            over: false,
            steps: settings.steps as usize,
        }
    }

    /// Goes back to the last point at which something is left to try, once there was a run; `false` when there is none.
    pub fn turn_back(&mut self) -> bool {
        self.over = self.over || self.runs > 0 && !self.policy.back();
        !self.over
    }

    /// Plays the schedule that is to be tried next; how many steps that took.
    pub fn run<H>(
        &mut self,
        stage: &mut Stage,
        program: &mut impl FnMut(&Lockstep) -> H,
        judge: &mut impl FnMut(&Ending, H) -> Verdict<K>,
    ) -> u64 {
        self.runs += 1;
        let (policy, found, most) = (&mut self.policy, &mut self.found, self.steps);
        let too_many = stage.enter(|lives| {
            let harvest = lives.set(&mut *program);
            match go(lives, policy, most) {
                Ran::Through(ending) => {
                    found.waits_bounded |= kernel(|kernel| kernel.bounded);
                    let verdict = judge(&ending, harvest);
                    let (depth, switches) = (policy.depth(), if verdict.bad { policy.switches() } else { 0 });
                    found.add(&ending, verdict, depth, switches, || way(policy, &ending));
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
        self.policy.depth() as u64
    }

    /// Says of a walk that is over what kept it from seeing everything.
    pub fn close(&mut self) {
        let found = &mut self.found;
        if self.policy.bounded {
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
fn go(lives: &mut Lives, policy: &mut DepthFirst, most: usize) -> Ran {
    if kernel(|kernel| kernel.tasks.len()) > MOST_TASKS {
        return Ran::TooManyTasks;
    }
    kernel(|kernel| policy.begin(&Table(kernel)));
    loop {
        if let Some(words) = lives.failure() {
            return Ran::Through(Ending::Failed(words.into()));
        }
        if policy.depth() >= most {
            return Ran::Through(Ending::Unfinished);
        }
        match kernel(|kernel| policy.choose(&Table(kernel))) {
            Choice::Move(task) => {
                let did = lives.step(task);
                if kernel(|kernel| kernel.tasks.len()) > MOST_TASKS {
                    return Ran::TooManyTasks;
                }
                kernel(|kernel| policy.stepped(&Table(kernel), task, did));
            }
            _ if policy.stopped() == Stopped::Over => return Ran::Through(over(lives)),
            _ => return Ran::Cut,
        }
    }
}

/// How a run in which nobody can move has ended. Whoever was known to be blocked tries once more, so that all who wait are seen to.
fn over(lives: &mut Lives) -> Ending {
    if kernel(|kernel| kernel.living) == 0 {
        return Ending::Finished;
    }
    let tasks = kernel(|kernel| kernel.tasks.len());
    for task in 0..tasks {
        if kernel(|kernel| matches!(kernel.tasks[task].phase, Phase::Announced | Phase::Woken)) {
            lives.step(task);
        }
    }
    kernel(|kernel| Ending::stuck(kernel))
}

/// The schedule of the run, and its number of steps: those of the search, then the vain tries of whoever is stuck.
fn way(policy: &DepthFirst, ending: &Ending) -> (Schedule, usize) {
    let stuck = match ending.is_stuck() {
        true => kernel(|kernel| vain(kernel)),
        false => Vec::new(),
    };
    let steps = policy.depth() + stuck.len();
    (Schedule::of(policy.way().chain(stuck)), steps)
}

fn vain(kernel: &Kernel) -> Vec<usize> {
    let waits = |task: &usize| {
        let row = &kernel.tasks[*task];
        row.is_waiting() && !row.limited()
    };
    (0..kernel.tasks.len()).filter(waits).collect()
}
