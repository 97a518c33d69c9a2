//! The search where faults are: every schedule with no preemption, then every one with at most one, with at most two, and so on.
//!
//! Depth first, a large program never leaves the end of its run, and most faults need few preemptions, at places all over it (Musuvathi and
//! Qadeer, "Iterative context bounding for systematic testing of multithreaded programs", PLDI 2007).

use super::{RunVerdict, SearchResults, depth_first_walk::DepthFirstWalk, settings::Settings};
use crate::{Ending, Executor, Lockstep};

/// Walks, each with a bound that is higher by one.
pub struct IterativeBounding<K> {
    walk: DepthFirstWalk<K>,
    /// What all walks before this one have found.
    before: SearchResults<K>,
    /// The highest bound within which every schedule was seen.
    pub bound: Option<u32>,
    /// The bound at which something bad was found first, where all lower ones were seen whole.
    pub takes: Option<u32>,
    /// Whether there is no use in a higher bound.
    pub over: bool,
}

impl<K: Ord + Clone> IterativeBounding<K> {
    /// Begins without preemptions.
    pub fn new(settings: &Settings) -> Self {
        IterativeBounding {
            walk: DepthFirstWalk::new(settings, Some(0)),
            before: SearchResults::default(),
            bound: None,
            takes: None,
            over: false,
        }
    }

    /// Tries one further schedule; how many steps it had.
    pub fn run<H>(
        &mut self,
        settings: &Settings,
        executor: &mut Executor,
        program: &mut impl FnMut(&Lockstep) -> H,
        judge: &mut impl FnMut(&Ending, H) -> RunVerdict<K>,
    ) -> u64 {
        if !self.walk.turn_back() {
            self.rise(settings);
        }
        if self.over {
            return 0;
        }
        let steps = self.walk.run(executor, program, judge);
        if self.walk.found.bad > 0 {
            self.takes = self.takes.or(self.walk.bound);
        }
        steps
    }

    /// The walk that is on.
    pub fn walk(&self) -> &DepthFirstWalk<K> {
        &self.walk
    }

    /// Schedules tried so far.
    pub fn schedules(&self) -> u64 {
        self.before.schedules + self.walk.found.schedules
    }

    /// Adds all that was found to what else was.
    pub fn add_to(&self, found: &mut SearchResults<K>) {
        found.merge(&self.before);
        found.merge(&self.walk.found);
        (found.bound, found.takes) = (self.bound, self.takes);
        if self.bound.is_some() {
            found.say_of_waits();
        }
    }

    /// Adds only the shortest way to something bad, where it is shorter.
    pub fn shorten(&self, found: &mut SearchResults<K>) {
        found.shorten(&self.before);
        found.shorten(&self.walk.found);
        found.takes = self.takes;
    }

    /// A walk is over: the next one, unless it would see nothing new, or only more of what is known to be bad.
    fn rise(&mut self, settings: &Settings) {
        let DepthFirstWalk {
            scheduler,
            found,
            bound,
            ..
        } = &self.walk;
        let seen_whole = found.cut_off == 0 && found.limits.is_empty();
        self.over = !seen_whole || !scheduler.bounded || found.bad > 0;
        if seen_whole {
            self.bound = *bound;
        }
        let next = bound.map(|bound| bound + 1);
        if !self.over {
            self.before.merge(found);
            self.walk = DepthFirstWalk::new(settings, next);
        }
    }
}
