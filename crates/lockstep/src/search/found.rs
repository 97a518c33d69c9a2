//! What a search has found.

use crate::{Ending, Schedule};
use std::collections::{BTreeMap, BTreeSet};

/// What came of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunVerdict<K> {
    /// What to count it under.
    pub outcome: K,
    /// Whether it should not have come to that.
    pub bad: bool,
}

/// What has been found so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResults<K> {
    /// Runs that went to their end.
    pub schedules: u64,
    /// Runs that were broken off because everything beyond had been seen.
    pub cut: u64,
    /// Runs that were broken off because they were too long; they count as schedules too.
    pub cut_off: u64,
    /// How many runs came to what.
    pub outcomes: BTreeMap<K, u64>,
    /// Those of the outcomes that should not have been.
    pub wrong: BTreeSet<K>,
    /// Runs whose outcome found no room in the histogram.
    pub unlisted: u64,
    /// Runs in which threads waited for ever.
    pub stuck: u64,
    /// Runs that should not have come to what they came to.
    pub bad: u64,
    /// The shortest of them: with the fewest steps, then with the fewest switches from one thread to another.
    pub shortest: Option<FailingSchedule<K>>,
    /// The most steps of any run.
    pub longest: usize,
    /// Whether every schedule was seen, or stands for nothing that was not.
    pub complete: bool,
    /// The bound on preemptions, where schedules were left out because of it and all others were seen or are told of in the limits.
    pub within: Option<u32>,
    /// Where not everything was seen: the highest bound on preemptions within which every schedule was.
    pub bound: Option<u32>,
    /// The fewest preemptions with which something bad was found, where every schedule with fewer was seen.
    pub takes: Option<u32>,
    /// What else kept the search from being complete, a sentence each.
    pub limits: Vec<String>,
    pub(crate) waits_bounded: bool,
}

/// A schedule that ends badly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingSchedule<K> {
    /// Replays it.
    pub schedule: Schedule,
    /// How many steps it has.
    pub steps: usize,
    /// How it ends.
    pub ending: Ending,
    /// What it comes to.
    pub outcome: K,
    switches: usize,
}

/// Outcomes told apart at most: a program with more has none worth a histogram, and memory must stay flat.
const MOST_OUTCOMES: usize = 10_000;

impl<K: Ord + Clone> SearchResults<K> {
    /// Adds a run; `way` says how it went.
    pub(crate) fn add(
        &mut self,
        ending: &Ending,
        verdict: RunVerdict<K>,
        depth: usize,
        switches: usize,
        way: impl FnOnce() -> (Schedule, usize),
    ) {
        self.schedules += 1;
        self.longest = self.longest.max(depth);
        self.cut_off += u64::from(*ending == Ending::Unfinished);
        self.stuck += u64::from(ending.is_stuck());
        if verdict.bad {
            self.bad += 1;
            self.keep_shortest(ending, &verdict.outcome, depth, switches, way);
        }
        if self.outcomes.len() < MOST_OUTCOMES || self.outcomes.contains_key(&verdict.outcome) {
            if verdict.bad && !self.wrong.contains(&verdict.outcome) {
                self.wrong.insert(verdict.outcome.clone());
            }
            *self.outcomes.entry(verdict.outcome).or_insert(0) += 1;
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds what another walk through the same program has found.
    pub(crate) fn merge(&mut self, other: &SearchResults<K>) {
        self.schedules += other.schedules;
        self.cut += other.cut;
        self.cut_off += other.cut_off;
        self.unlisted += other.unlisted;
        self.stuck += other.stuck;
        self.bad += other.bad;
        self.longest = self.longest.max(other.longest);
        self.waits_bounded |= other.waits_bounded;
        for (outcome, runs) in &other.outcomes {
            *self.outcomes.entry(outcome.clone()).or_insert(0) += runs;
        }
        self.wrong.extend(other.wrong.iter().cloned());
        self.shorten(other);
    }

    /// Takes over the shortest way to something bad, where it is shorter.
    pub(crate) fn shorten(&mut self, other: &SearchResults<K>) {
        let length = |bad: &FailingSchedule<K>| (bad.steps, bad.switches);
        let ours = self.shortest.as_ref().map(length);
        if let Some(theirs) = &other.shortest
            && ours.is_none_or(|ours| length(theirs) < ours)
        {
            self.shortest = Some(theirs.clone());
        }
    }

    /// Says that waits were bounded, if they were.
    pub(crate) fn say_of_waits(&mut self) {
        const SAID: &str = "A wait with a limit ran out of time at most once while nothing changed.";
        if self.waits_bounded && !self.limits.iter().any(|limit| limit == SAID) {
            self.limits.push(SAID.into());
        }
    }

    fn keep_shortest(
        &mut self,
        ending: &Ending,
        outcome: &K,
        depth: usize,
        switches: usize,
        way: impl FnOnce() -> (Schedule, usize),
    ) {
        let best = self.shortest.as_ref().map(|best| (best.steps, best.switches));
        if best.is_some_and(|best| (depth, switches) >= best) {
            return;
        }
        let (schedule, steps) = way();
        if best.is_none_or(|best| (steps, switches) < best) {
            self.shortest = Some(FailingSchedule {
                schedule,
                steps,
                ending: ending.clone(),
                outcome: outcome.clone(),
                switches,
            });
        }
    }
}

impl<K> Default for SearchResults<K> {
    fn default() -> Self {
        SearchResults {
            schedules: 0,
            cut: 0,
            cut_off: 0,
            outcomes: BTreeMap::new(),
            wrong: BTreeSet::new(),
            unlisted: 0,
            stuck: 0,
            bad: 0,
            shortest: None,
            longest: 0,
            complete: false,
            within: None,
            bound: None,
            takes: None,
            limits: Vec::new(),
            waits_bounded: false,
        }
    }
}
