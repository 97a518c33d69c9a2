//! Every schedule, depth first: which choice comes next, and which choices need not be made.
//!
//! Without reduction every task that can run is tried at every point. With reduction, only as much as needed to see every outcome:
//!
//! - *Dynamic partial-order reduction* (Flanagan and Godefroid, "Dynamic partial-order reduction for model checking software", 2005): a point gets a
//!   further choice only when a later operation conflicts with the one made there and nothing orders the two.
//! - *Sleep sets* (Godefroid, "Partial-order methods for the verification of concurrent systems", 1996): what was explored at a point is not
//!   begun again below its siblings until something that conflicts with it has happened.
//! - *Source sets* (Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction", 2014): the further choice is a task that
//!   can begin a run with the two in the other order. The task of the later operation need not be one, and when it sleeps, to
//!   choose it would lose outcomes.
//!
//! A wait that has to wait is no choice: trying it changes nothing, so it is found out in passing, and the task counts as blocked until
//! somebody changes the region. (The first try of a wait *with a limit* is a step, for that is when its time begins to run.)

use super::{Choice, Scheduler, SchedulerView, happens_before::HappensBefore};
use crate::kernel::StepOutcome;

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// No task can run: the run is over.
    Complete,
    /// Every task that could run sleeps: what would follow was explored before.
    SleepSetBlocked,
    /// Nothing was left to explore at the point to which the search had gone back.
    Redundant,
}

/// The stack of a depth-first search.
pub struct DepthFirst {
    points: Vec<Point>,
    depth: usize,
    last: Option<usize>,
    tasks: usize,
    reduction: bool,
    preemptions: Option<u32>,
    order: HappensBefore,
    stopped: Stopped,
    /// Whether a choice was left out because of the bound on preemptions.
    pub bounded: bool,
}

/// The state before a step, and what is explored from there. Sets of tasks are bits; the names are those of the papers.
#[derive(Clone, Copy, Default)]
struct Point {
    /// Tasks that may be tried.
    runnable: u64,
    /// Those of them that turned out to be blocked.
    blocked: u64,
    /// Those that probably are: tried first, because finding it out here costs nothing, and later another run.
    likely_blocked: u64,
    /// The backtrack set: tasks to explore, as far as is known.
    backtrack: u64,
    /// Tasks that were explored, or are being explored.
    done: u64,
    /// The sleep set: tasks that were explored at an earlier point, with nothing dependent since.
    sleep: u64,
    chosen: Option<u8>,
    /// The task of the step before.
    last: Option<u8>,
    /// Preemptions before this point.
    preemptions: u32,
}

impl DepthFirst {
    /// An empty stack.
    pub fn new(reduction: bool, preemptions: Option<u32>) -> Self {
        DepthFirst {
            points: Vec::new(),
            depth: 0,
            last: None,
            tasks: 0,
            reduction,
            preemptions,
            order: HappensBefore::new(),
            stopped: Stopped::Complete,
            bounded: false,
        }
    }

    /// A run begins, with the tasks that are there.
    pub fn begin(&mut self, view: &SchedulerView<'_>) {
        self.depth = 0;
        self.last = None;
        self.tasks = 0;
        if self.reduction {
            self.order.begin();
        }
        self.record_spawned(view, None);
    }

    /// How many choices the run has come through.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Who was chosen, step by step.
    pub fn path(&self) -> impl Iterator<Item = usize> {
        let points = self.points.get(..self.depth).unwrap_or_default();
        points.iter().filter_map(|point| point.chosen).map(usize::from)
    }

    /// How often another task than the last one was chosen.
    pub fn switches(&self) -> usize {
        let points = &self.points[..self.depth];
        points
            .windows(2)
            .filter(|pair| pair[0].chosen != pair[1].chosen)
            .count()
    }

    /// Why the last run stopped.
    pub fn stopped(&self) -> Stopped {
        self.stopped
    }

    /// What came of the last choice.
    #[inline]
    pub fn stepped(&mut self, view: &SchedulerView<'_>, task: usize, did: StepOutcome) {
        let waits = did == StepOutcome::Waits && !view.is_limited(task);
        match did == StepOutcome::Nothing || waits {
            true => self.was_blocked(task),
            false => self.acted(view, task),
        }
    }

    /// Goes back to the last point at which something is left to try; `false` when there is none.
    pub fn back(&mut self) -> bool {
        while let Some(position) = self.points.len().checked_sub(1) {
            if let Some(task) = self.pick(position) {
                self.choose_at(position, task);
                return true;
            }
            self.points.pop();
        }
        false
    }

    fn was_blocked(&mut self, task: usize) {
        let point = &mut self.points[self.depth];
        point.blocked |= 1 << task;
        point.done &= !(1 << task);
        point.backtrack &= !(1 << task);
        point.chosen = None;
        if self.reduction && point.done != 0 {
            // It was backtrack here because of a conflict further on, and cannot come first by itself.
            point.backtrack |= point.runnable & !point.blocked;
        }
    }

    fn acted(&mut self, view: &SchedulerView<'_>, task: usize) {
        let newest = self.depth + 1 == self.points.len();
        if self.reduction {
            self.order.event(task, view.touched());
        }
        self.depth += 1;
        self.last = Some(task);
        if view.len() != self.tasks {
            self.record_spawned(view, Some(task));
        }
        if self.reduction && newest {
            self.find_conflicts(view);
        }
    }

    fn record_spawned(&mut self, view: &SchedulerView<'_>, parent: Option<usize>) {
        if self.reduction {
            for task in self.tasks..view.len() {
                self.order.spawned(task, parent);
            }
        }
        self.tasks = view.len();
    }

    /// For whatever is about to happen next, sees to it that it is done before what conflicts with it and what nothing orders before it.
    fn find_conflicts(&mut self, view: &SchedulerView<'_>) {
        let (order, points) = (&self.order, &mut self.points);
        let mut living = view.living();
        while living != 0 {
            let task = living.trailing_zeros() as usize;
            living &= living - 1;
            let pending = view.pending(task);
            order.conflicts(task, pending, |event| {
                points[event].want_one_of(order.initials(event, task, pending));
            });
        }
    }

    /// A point that was not there before.
    fn new_point(&self, view: &SchedulerView<'_>) -> Point {
        let runnable = view.runnable();
        let mut point = Point {
            runnable,
            // With a bound, whoever moved before is done first: whether it is blocked says what counts as a preemption.
            likely_blocked: if self.preemptions.is_none() {
                view.likely_blocked(runnable)
            } else {
                0
            },
            last: self.last.map(|last| last as u8),
            ..Point::default()
        };
        let Some(before) = self.depth.checked_sub(1).map(|before| &self.points[before]) else {
            return point;
        };
        let happened = view.touched();
        let undisturbed = |tasks: u64| {
            let mut left = tasks;
            let mut kept = 0;
            while left != 0 {
                let task = left.trailing_zeros() as usize;
                left &= left - 1;
                if !view.pending(task).conflicts(happened) {
                    kept |= 1 << task;
                }
            }
            kept
        };
        point.blocked = undisturbed(before.blocked);
        point.preemptions = before.preemptions + u32::from(before.is_preempted());
        if self.reduction {
            let done = before.done & !before.chosen.map_or(0, |chosen| 1 << chosen);
            point.sleep = undisturbed(before.sleep | done);
        }
        point
    }

    /// Who is to be done next at a point.
    #[inline]
    fn pick(&mut self, position: usize) -> Option<usize> {
        let point = &self.points[position];
        let backtrack = match self.reduction && point.backtrack != 0 {
            true => point.backtrack,
            false => point.runnable,
        };
        let open = backtrack & !point.done & !point.blocked & !point.sleep;
        if open == 0 {
            return None;
        }
        if point.done == 0 && open & point.likely_blocked != 0 {
            return Some((open & point.likely_blocked).trailing_zeros() as usize);
        }
        // Going on with the same task makes for schedules that people can follow.
        let same = point.last.map(usize::from).filter(|last| open & 1 << last != 0);
        let task = same.unwrap_or(open.trailing_zeros() as usize);
        if self
            .preemptions
            .is_some_and(|most| point.preemptions + u32::from(point.preempts(task)) > most)
        {
            self.bounded = true;
            return None;
        }
        Some(task)
    }

    fn choose_at(&mut self, position: usize, task: usize) {
        let point = &mut self.points[position];
        point.chosen = Some(task as u8);
        point.done |= 1 << task;
        if self.reduction {
            point.backtrack |= 1 << task;
        }
    }
}

impl Scheduler for DepthFirst {
    #[inline]
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        if self.depth == self.points.len() {
            let point = self.new_point(view);
            self.points.push(point);
        }
        let position = self.depth;
        if let Some(chosen) = self.points[position].chosen {
            return Choice::Move(usize::from(chosen));
        }
        let fresh = self.points[position].done == 0;
        if fresh {
            // Whoever was backtrack turned out to be blocked.
            self.points[position].backtrack = 0;
        }
        if let Some(task) = self.pick(position) {
            self.choose_at(position, task);
            return Choice::Move(task);
        }
        let point = &self.points[position];
        let sleepers = point.runnable & point.sleep & !point.blocked;
        self.stopped = match (fresh, sleepers) {
            (false, _) => Stopped::Redundant,
            (true, 0) => Stopped::Complete,
            (true, _) => Stopped::SleepSetBlocked,
        };
        Choice::Stop
    }
}

impl Point {
    /// One of these is to be done here, unless one of them is, or was before.
    fn want_one_of(&mut self, initials: u64) {
        if initials & (self.backtrack & !self.blocked | self.sleep) != 0 {
            return;
        }
        let possible = self.runnable & !self.blocked;
        self.backtrack |= match initials & possible {
            0 => possible,
            some => some & some.wrapping_neg(),
        };
    }

    /// Whether choosing this task takes the turn from one that could have gone on.
    fn preempts(&self, task: usize) -> bool {
        let last = self.last.map(usize::from).filter(|last| *last != task);
        last.is_some_and(|last| self.runnable & !self.blocked & 1 << last != 0)
    }

    fn is_preempted(&self) -> bool {
        self.chosen.is_some_and(|chosen| self.preempts(usize::from(chosen)))
    }
}
