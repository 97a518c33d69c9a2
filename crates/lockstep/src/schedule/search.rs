//! Every schedule, depth first: which choice comes next, and which choices need not be made.
//!
//! Without reduction every task that can move is tried at every point. With reduction, only as much as needed to see every outcome:
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

use super::{Choice, Policy, Table};
use crate::{kernel::Did, search::Order};

/// The most tasks that a search can tell apart.
pub const MOST_TASKS: usize = 64;

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Nobody can move.
    Over,
    /// Whoever could move was explored before in the same way.
    Asleep,
    /// Nothing was left to try at the point to which the search had gone back.
    Barren,
}

/// The stack of a depth-first search.
pub struct DepthFirst {
    points: Vec<Point>,
    depth: usize,
    last: Option<usize>,
    tasks: usize,
    reduction: bool,
    preemptions: Option<u32>,
    order: Order,
    stopped: Stopped,
    /// Whether a choice was left out because of the bound on preemptions.
    pub bounded: bool,
}

/// A point at which somebody had to be chosen. Sets of tasks are bits.
#[derive(Clone, Copy, Default)]
struct Point {
    /// Who could be tried.
    movable: u64,
    /// Who turned out to be blocked.
    blocked: u64,
    /// Who probably is: to be tried first, because finding it out here costs nothing, and later another run.
    hopeless: u64,
    /// Whom to try, as far as is known.
    wanted: u64,
    /// Who was tried, or is being tried.
    tried: u64,
    /// Who was explored before in the same way.
    asleep: u64,
    chosen: Option<u8>,
    /// Who moved before.
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
            order: Order::new(),
            stopped: Stopped::Over,
            bounded: false,
        }
    }

    /// A run begins, with the tasks that are there.
    pub fn begin(&mut self, table: &Table<'_>) {
        self.depth = 0;
        self.last = None;
        self.tasks = 0;
        if self.reduction {
            self.order.begin();
        }
        self.births(table, None);
    }

    /// How many choices the run has come through.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Who was chosen, step by step.
    pub fn way(&self) -> impl Iterator<Item = usize> {
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
    pub fn stepped(&mut self, table: &Table<'_>, task: usize, did: Did) {
        let waits = did == Did::Waits && !table.is_limited(task);
        match did == Did::Nothing || waits {
            true => self.was_blocked(task),
            false => self.acted(table, task),
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
        point.tried &= !(1 << task);
        point.wanted &= !(1 << task);
        point.chosen = None;
        if self.reduction && point.tried != 0 {
            // It was wanted here because of a conflict further on, and cannot come first by itself.
            point.wanted |= point.movable & !point.blocked;
        }
    }

    fn acted(&mut self, table: &Table<'_>, task: usize) {
        let newest = self.depth + 1 == self.points.len();
        if self.reduction {
            self.order.event(task, table.touched());
        }
        self.depth += 1;
        self.last = Some(task);
        if table.len() != self.tasks {
            self.births(table, Some(task));
        }
        if self.reduction && newest {
            self.find_conflicts(table);
        }
    }

    fn births(&mut self, table: &Table<'_>, parent: Option<usize>) {
        if self.reduction {
            for task in self.tasks..table.len() {
                self.order.born(task, parent);
            }
        }
        self.tasks = table.len();
    }

    /// For whatever is about to happen next, sees to it that it is tried before what conflicts with it and what nothing orders before it.
    fn find_conflicts(&mut self, table: &Table<'_>) {
        let (order, points) = (&self.order, &mut self.points);
        let mut living = table.living();
        while living != 0 {
            let task = living.trailing_zeros() as usize;
            living &= living - 1;
            let pending = table.pending(task);
            order.conflicts(task, pending, |event| {
                points[event].want_one_of(order.initials(event, task, pending));
            });
        }
    }

    /// A point that was not there before.
    fn new_point(&self, table: &Table<'_>) -> Point {
        let movable = table.movable();
        let mut point = Point {
            movable,
            // With a bound, whoever moved before is tried first: whether it is blocked says what counts as a preemption.
            hopeless: if self.preemptions.is_none() {
                table.hopeless(movable)
            } else {
                0
            },
            last: self.last.map(|last| last as u8),
            ..Point::default()
        };
        let Some(before) = self.depth.checked_sub(1).map(|before| &self.points[before]) else {
            return point;
        };
        let happened = table.touched();
        let undisturbed = |tasks: u64| {
            let mut left = tasks;
            let mut kept = 0;
            while left != 0 {
                let task = left.trailing_zeros() as usize;
                left &= left - 1;
                if !table.pending(task).conflicts(happened) {
                    kept |= 1 << task;
                }
            }
            kept
        };
        point.blocked = undisturbed(before.blocked);
        point.preemptions = before.preemptions + u32::from(before.is_preempted());
        if self.reduction {
            let tried = before.tried & !before.chosen.map_or(0, |chosen| 1 << chosen);
            point.asleep = undisturbed(before.asleep | tried);
        }
        point
    }

    /// Who is to be tried next at a point.
    #[inline]
    fn pick(&mut self, position: usize) -> Option<usize> {
        let point = &self.points[position];
        let wanted = match self.reduction && point.wanted != 0 {
            true => point.wanted,
            false => point.movable,
        };
        let open = wanted & !point.tried & !point.blocked & !point.asleep;
        if open == 0 {
            return None;
        }
        if point.tried == 0 && open & point.hopeless != 0 {
            return Some((open & point.hopeless).trailing_zeros() as usize);
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
        point.tried |= 1 << task;
        if self.reduction {
            point.wanted |= 1 << task;
        }
    }
}

impl Policy for DepthFirst {
    #[inline]
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        if self.depth == self.points.len() {
            let point = self.new_point(table);
            self.points.push(point);
        }
        let position = self.depth;
        if let Some(chosen) = self.points[position].chosen {
            return Choice::Move(usize::from(chosen));
        }
        let fresh = self.points[position].tried == 0;
        if fresh {
            // Whoever was wanted turned out to be blocked.
            self.points[position].wanted = 0;
        }
        if let Some(task) = self.pick(position) {
            self.choose_at(position, task);
            return Choice::Move(task);
        }
        let point = &self.points[position];
        let sleepers = point.movable & point.asleep & !point.blocked;
        self.stopped = match (fresh, sleepers) {
            (false, _) => Stopped::Barren,
            (true, 0) => Stopped::Over,
            (true, _) => Stopped::Asleep,
        };
        Choice::Stop
    }
}

impl Point {
    /// One of these is to be tried here, unless one of them is, or was before.
    fn want_one_of(&mut self, initials: u64) {
        if initials & (self.wanted & !self.blocked | self.asleep) != 0 {
            return;
        }
        let possible = self.movable & !self.blocked;
        self.wanted |= match initials & possible {
            0 => possible,
            some => some & some.wrapping_neg(),
        };
    }

    /// Whether choosing this task takes the turn from one that could have gone on.
    fn preempts(&self, task: usize) -> bool {
        let last = self.last.map(usize::from).filter(|last| *last != task);
        last.is_some_and(|last| self.movable & !self.blocked & 1 << last != 0)
    }

    fn is_preempted(&self) -> bool {
        self.chosen.is_some_and(|chosen| self.preempts(usize::from(chosen)))
    }
}
