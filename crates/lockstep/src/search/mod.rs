//! Every schedule of a program, by running it again and again; what can come of it, and the shortest way to something bad.

mod found;
mod order;

pub use found::{Bad, Found, Verdict};
pub use order::Order;

use crate::{
    Ending, Lockstep, Schedule, Stage,
    here::kernel,
    kernel::{Kernel, Phase},
    schedule::{Choice, DepthFirst, MOST_TASKS, Policy, Stopped, Table},
    stage::Lives,
};

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Leaves out what cannot make a difference.
    pub reduction: bool,
    /// Only schedules in which a task that could go on is interrupted at most so often. Searched without reduction, which would leave out
    /// schedules that stand for others beyond the bound.
    pub preemptions: Option<u32>,
    /// At most so many schedules.
    pub schedules: Option<u64>,
    /// Runs of more than so many steps are cut off.
    pub steps: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            reduction: true,
            preemptions: None,
            schedules: None,
            steps: 10_000,
        }
    }
}

/// A search that goes on as long as it is asked to. Its memory does not grow with the number of schedules.
pub struct Search<P, J, K> {
    stage: Stage,
    program: P,
    judge: J,
    policy: DepthFirst,
    settings: Settings,
    found: Found<K>,
    runs: u64,
    more: bool,
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

impl<P, J, K, H> Search<P, J, K>
where
    P: FnMut(&Lockstep) -> H,
    J: FnMut(&Ending, H) -> Verdict<K>,
    K: Ord + Clone,
{
    /// A search over `program`, which is set up anew for every schedule; `judge` says what came of a run, inside the run's stage.
    pub fn new(settings: Settings, program: P, judge: J) -> Self {
        let reduction = settings.reduction && settings.preemptions.is_none();
        let mut stage = Stage::bare();
        stage.kernel_mut().once = true;
        Search {
            stage,
            program,
            judge,
            policy: DepthFirst::new(reduction, settings.preemptions),
            settings,
            found: Found::default(),
            runs: 0,
            more: true,
        }
    }

    /// Tries up to so many further schedules (cut ones counted); `false` when there are no more.
    pub fn advance(&mut self, runs: u64) -> bool {
        for _ in 0..runs {
            if !self.more || !self.turn_back() {
                return false;
            }
            self.run();
        }
        self.more
    }

    /// Goes on to the end, or to the limit of the settings.
    pub fn finish(&mut self) -> &Found<K> {
        while self.advance(u64::MAX) {}
        &self.found
    }

    /// What has been found so far.
    pub fn found(&self) -> &Found<K> {
        &self.found
    }

    /// The schedule that was tried last, without the vain tries of whoever got stuck.
    pub fn way(&self) -> Schedule {
        Schedule::of(self.policy.way())
    }

    /// Goes back to the last point at which something is left to try, once there was a run; `false` when there is none, or enough was tried.
    fn turn_back(&mut self) -> bool {
        if self.runs == 0 {
            return true;
        }
        self.more = self.policy.back();
        let enough = self.settings.schedules.is_some_and(|most| self.found.schedules >= most);
        if enough && self.more {
            let limit = format!("The search ended after {} schedules.", self.found.schedules);
            self.found.limits.push(limit);
            self.more = false;
        }
        if !self.more {
            self.close();
        }
        self.more
    }

    fn run(&mut self) {
        self.runs += 1;
        let (program, policy, judge, found) = (&mut self.program, &mut self.policy, &mut self.judge, &mut self.found);
        let most = self.settings.steps as usize;
        let too_many = self.stage.enter(|lives| {
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
            self.more = false;
        }
    }

    fn close(&mut self) {
        let found = &mut self.found;
        if self.policy.bounded {
            found.within = self.settings.preemptions;
        }
        if found.cut_off > 0 {
            let (runs, steps) = (found.cut_off, self.settings.steps);
            found
                .limits
                .push(format!("{runs} schedules were cut off after {steps} steps."));
        }
        if found.waits_bounded {
            found
                .limits
                .push("A wait with a limit ran out of time at most once while nothing changed.".into());
        }
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
