//! Every schedule of a program, by running it again and again; what can come of it, and the shortest way to something bad.

mod depth_first_walk;
mod found;
mod iterative_bounding;
mod settings;

pub use found::{FailingSchedule, RunVerdict, SearchResults};
pub use settings::Settings;

use crate::{Ending, Executor, Lockstep, Schedule, memo::Memo};
use depth_first_walk::DepthFirstWalk;
use iterative_bounding::IterativeBounding;

/// A search that goes on as long as it is asked to. Its memory does not grow with the number of schedules.
///
/// A small program is seen whole, depth first. Where that takes longer, every second stretch of the search tries schedules with few preemptions
/// instead, first without any, then with one, and so on; so what few preemptions show is found soon, wherever in the run it is.
pub struct Search<P, J, K> {
    executor: Executor,
    program: P,
    judge: J,
    settings: Settings,
    whole: DepthFirstWalk<K>,
    climb: Option<IterativeBounding<K>>,
    /// What both have found together.
    told: Option<SearchResults<K>>,
    runs: u64,
    /// Whether the last run was one of the climb's.
    climbed: bool,
    more: bool,
}

/// Runs that a search makes depth first before it looks where faults are: no program that today's proofs are about has more.
const FIRST: u64 = 2_000;
/// Runs of one kind in a stretch.
const STRETCH: u64 = 500;

impl<P, J, K, H> Search<P, J, K>
where
    P: FnMut(&Lockstep) -> H,
    J: FnMut(&Ending, H) -> RunVerdict<K>,
    K: Ord + Clone,
{
    /// A search over `program`, which is set up anew for every schedule; `judge` says what came of a run, inside the run's executor.
    pub fn new(settings: Settings, program: P, judge: J) -> Self {
        let mut executor = Executor::bare();
        executor.kernel_mut().once = true;
        executor.kernel_mut().memo = Some(Memo::default());
        Search {
            executor,
            program,
            judge,
            settings,
            whole: DepthFirstWalk::new(&settings, settings.preemptions),
            climb: None,
            told: None,
            runs: 0,
            climbed: false,
            more: true,
        }
    }

    /// Runs up to `runs` further schedules (cut ones counted); `false` when there are no more.
    pub fn advance(&mut self, runs: u64) -> bool {
        let mut left = runs;
        while left > 0 && self.turn().is_some() {
            left -= 1;
        }
        self.tell();
        self.more
    }

    /// Runs further schedules until they have had `steps` steps; `false` when there are no more. The last one is gone through, so there may be
    /// [`Settings::steps`] more. Whoever keeps to a time asks for steps: schedules can be short or long.
    pub fn advance_steps(&mut self, steps: u64) -> bool {
        let mut taken = 0;
        while taken < steps
            && let Some(steps) = self.turn()
        {
            taken += steps.max(1);
        }
        self.tell();
        self.more
    }

    /// Goes on to the end, or to the limit of the settings.
    pub fn finish(&mut self) -> &SearchResults<K> {
        while self.advance(u64::MAX) {}
        self.found()
    }

    /// What has been found so far. Where a search is not over, schedules with few preemptions may be counted more than once.
    pub fn found(&self) -> &SearchResults<K> {
        self.told.as_ref().unwrap_or(&self.whole.found)
    }

    /// The schedule that was tried last, without the vain tries of whoever got stuck.
    pub fn path(&self) -> Schedule {
        let climb = self.climb.as_ref().filter(|_| self.climbed);
        Schedule::of(climb.map_or(&self.whole, IterativeBounding::walk).scheduler.path())
    }

    /// Tries one further schedule; how many steps it had, or `None` when there are no more.
    fn turn(&mut self) -> Option<u64> {
        self.more = self.more && (self.is_climbing() || self.goes_on());
        if !self.more {
            return None;
        }
        self.climbed = self.is_climbing();
        self.runs += 1;
        let Search {
            executor,
            program,
            judge,
            settings,
            ..
        } = self;
        let steps = match self.climbed {
            false => self.whole.run(executor, program, judge),
            true => self
                .climb
                .get_or_insert_with(|| IterativeBounding::new(settings))
                .run(settings, executor, program, judge),
        };
        if self.whole.over {
            // It had a limit of its own: what it has found is all that can be.
            self.more = false;
        }
        Some(steps)
    }

    /// Whether this is a stretch of the climb's.
    fn is_climbing(&self) -> bool {
        let wanted = self.settings.preemptions.is_none() && self.whole.runs >= FIRST && !self.is_enough();
        let over = self.climb.as_ref().is_some_and(|climb| climb.over);
        wanted && !over && (self.runs / STRETCH).is_multiple_of(2)
    }

    /// Whether the search through everything has something left to try, and is to try it.
    fn goes_on(&mut self) -> bool {
        let more = self.whole.turn_back();
        if more && self.is_enough() {
            let limit = format!("The search ended after {} schedules.", self.tried());
            self.whole.found.limits.push(limit);
            return self.end();
        }
        more || self.end()
    }

    fn end(&mut self) -> bool {
        self.whole.close();
        false
    }

    fn is_enough(&self) -> bool {
        self.settings.schedules.is_some_and(|most| self.tried() >= most)
    }

    fn tried(&self) -> u64 {
        self.whole.found.schedules + self.climb.as_ref().map_or(0, IterativeBounding::schedules)
    }

    /// Puts together what both have found. Once everything was seen, what was seen twice on the way there is not counted.
    fn tell(&mut self) {
        let Some(climb) = &self.climb else { return };
        let mut told = self.whole.found.clone();
        match self.whole.over {
            true => climb.shorten(&mut told),
            false => climb.add_to(&mut told),
        }
        self.told = Some(told);
    }
}
