//! Small programs of reads, writes, mutexes, semaphores and a queue, and every schedule of them without any reduction.

use std::collections::{BTreeMap, BTreeSet};

use explore::{Footprint, Program, Standing, Task, Touch};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Reads a cell into the register.
    Load(u8),
    /// Writes the register plus one into a cell.
    Store(u8),
    Lock(u8),
    Unlock(u8),
    Take(u8),
    Give(u8),
    /// Takes if it can.
    Try(u8),
    /// Puts its register into the queue.
    Put,
    /// Takes an item, waits for one.
    Get,
    /// Takes an item if there is one.
    TryGet,
    /// How many items there are.
    Size,
    /// Nothing more can be put; who waits for an item goes on without.
    Shut,
    /// Adds to the sum.
    Add,
    /// Looks at the sum.
    Sum,
    /// Waits until another task has ended.
    Join(u8),
    /// Lets another task begin.
    Start(u8),
    /// Waits until it was started itself.
    Begun(u8),
}

/// A program that has a task for each list of operations.
#[derive(Clone, Debug)]
pub struct Toy {
    pub tasks: Vec<Vec<Op>>,
    at: Vec<usize>,
    registers: Vec<i64>,
    cells: BTreeMap<u8, i64>,
    holders: BTreeMap<u8, Task>,
    counts: BTreeMap<u8, i64>,
    started: BTreeSet<u8>,
    /// All that was ever put, and how many of it were taken.
    items: Vec<i64>,
    gone: usize,
    shut: bool,
    sum: i64,
    marks: Vec<Toy>,
}

/// How a run came out: the cells, the registers, and where each task stands.
pub type Seen = (Vec<(u8, i64)>, Vec<i64>, Vec<usize>);

impl Toy {
    pub fn new(tasks: Vec<Vec<Op>>) -> Self {
        let (at, registers) = (vec![0; tasks.len()], vec![0; tasks.len()]);
        let (cells, holders, counts, started) = Default::default();
        Self {
            tasks,
            at,
            registers,
            cells,
            holders,
            counts,
            started,
            items: Vec::new(),
            gone: 0,
            shut: false,
            sum: 0,
            marks: Vec::new(),
        }
    }

    fn next(&self, task: Task) -> Option<Op> {
        let task = usize::from(task);
        self.tasks[task].get(self.at[task]).copied()
    }

    fn ended(&self, task: u8) -> bool {
        self.at[usize::from(task)] == self.tasks[usize::from(task)].len()
    }

    // A queue has two ends, and each item is a place of its own.
    fn touches(&self, op: Op) -> Vec<(u32, Touch)> {
        let (head, tail, shut) = (500, 501, 503);
        let (last, next) = (600 + self.items.len() as u32, 600 + self.gone as u32);
        let some = self.gone < self.items.len();
        match op {
            // What a step would have touched in another order it touches in this one as well, or whoever made the difference does.
            Op::Put if self.shut => vec![(tail, Touch::Write), (last, Touch::Write), (shut, Touch::Read)],
            Op::Put => vec![(tail, Touch::Write), (last, Touch::Happen), (shut, Touch::Read)],
            Op::Get if some => vec![(head, Touch::Wait), (next, Touch::Observe)],
            Op::Get if self.shut => vec![(head, Touch::Read), (shut, Touch::Observe)],
            Op::Get => vec![(head, Touch::Wait)],
            Op::TryGet if some => vec![(head, Touch::Write), (next, Touch::Read)],
            Op::TryGet => vec![(head, Touch::Read), (next, Touch::Read), (shut, Touch::Read)],
            Op::Shut if self.shut => vec![(shut, Touch::Read)],
            Op::Shut => vec![(shut, Touch::Happen)],
            Op::Size => vec![(head, Touch::Read), (tail, Touch::Read)],
            op => vec![Self::touch(op)],
        }
    }

    fn touch(op: Op) -> (u32, Touch) {
        match op {
            Op::Load(cell) => (u32::from(cell), Touch::Read),
            Op::Store(cell) => (u32::from(cell), Touch::Write),
            Op::Lock(lock) => (100 + u32::from(lock), Touch::Take),
            Op::Unlock(lock) => (100 + u32::from(lock), Touch::Give),
            Op::Take(semaphore) => (200 + u32::from(semaphore), Touch::Wait),
            Op::Give(semaphore) | Op::Try(semaphore) => (200 + u32::from(semaphore), Touch::Write),
            Op::Join(task) => (300 + u32::from(task), Touch::Observe),
            Op::Start(task) => (400 + u32::from(task), Touch::Announce),
            Op::Begun(task) => (400 + u32::from(task), Touch::Observe),
            // Two that add may change places: each is to who looks as who looks at a cell is to who writes.
            Op::Add => (502, Touch::Read),
            _ => (502, Touch::Write),
        }
    }
}

impl Program for Toy {
    type Outcome = Seen;

    fn reset(&mut self) {
        *self = Self::new(std::mem::take(&mut self.tasks));
    }

    // Every third moment cannot be marked.
    fn mark(&mut self) -> bool {
        let can = !self.at.iter().sum::<usize>().is_multiple_of(3);
        if can {
            let marks = std::mem::take(&mut self.marks);
            let now = self.clone();
            self.marks = marks;
            self.marks.push(now);
        }
        can
    }

    fn back(&mut self, mark: usize) -> bool {
        self.marks.truncate(mark + 1);
        let marks = std::mem::take(&mut self.marks);
        *self = marks[mark].clone();
        self.marks = marks;
        true
    }

    fn tasks(&self) -> usize {
        self.tasks.len()
    }

    fn standing(&self, task: Task) -> Standing {
        let free = |lock| !self.holders.contains_key(&lock);
        match self.next(task) {
            None => Standing::Absent,
            Some(Op::Lock(lock)) if !free(lock) => Standing::Blocked,
            Some(Op::Take(semaphore)) if self.counts.get(&semaphore).is_none_or(|count| *count == 0) => {
                Standing::Blocked
            }
            Some(Op::Get) if self.gone == self.items.len() && !self.shut => Standing::Blocked,
            Some(Op::Join(other)) if !self.ended(other) => Standing::Blocked,
            Some(Op::Begun(own)) if !self.started.contains(&own) => Standing::Absent,
            Some(_) => Standing::Ready,
        }
    }

    fn step(&mut self, task: Task, footprint: &mut Footprint) {
        let Some(op) = self.next(task) else { return };
        let at = usize::from(task);
        for (place, touch) in self.touches(op) {
            footprint.add(place, touch);
        }
        match op {
            Op::Load(cell) => self.registers[at] = self.cells.get(&cell).copied().unwrap_or(0),
            Op::Store(cell) => drop(self.cells.insert(cell, self.registers[at] + 1)),
            Op::Lock(lock) => drop(self.holders.insert(lock, task)),
            Op::Unlock(lock) => drop(self.holders.remove(&lock)),
            Op::Take(semaphore) => *self.counts.entry(semaphore).or_default() -= 1,
            Op::Give(semaphore) => *self.counts.entry(semaphore).or_default() += 1,
            Op::Try(semaphore) => {
                let count = self.counts.entry(semaphore).or_default();
                self.registers[at] = *count;
                *count = (*count - 1).max(0);
            }
            Op::Start(other) => drop(self.started.insert(other)),
            Op::Put if self.shut => self.registers[at] = -3,
            Op::Put => self.items.push(self.registers[at]),
            Op::Shut => self.shut = true,
            Op::Get | Op::TryGet => match self.items.get(self.gone) {
                Some(item) => {
                    self.registers[at] = 10 * (item + 1);
                    self.gone += 1;
                }
                None => self.registers[at] = if self.shut { -2 } else { -1 },
            },
            Op::Size => self.registers[at] = (self.items.len() - self.gone) as i64,
            Op::Add => self.sum += 1,
            Op::Sum => self.registers[at] = self.sum,
            Op::Join(_) | Op::Begun(_) => {}
        }
        self.at[at] += 1;
        if self.ended(task) {
            footprint.add(300 + u32::from(task), Touch::Happen);
        }
    }

    fn pending(&self, task: Task, footprint: &mut Footprint) {
        if let Some(op) = self.next(task) {
            for (place, touch) in self.touches(op) {
                footprint.add(place, touch);
            }
        }
    }

    fn outcome(&mut self) -> Seen {
        (
            self.cells.clone().into_iter().collect(),
            self.registers.clone(),
            self.at.clone(),
        )
    }

    fn failed((_, _, at): &Seen) -> bool {
        at.contains(&usize::MAX)
    }
}

/// Every schedule, without reduction: the outcomes, and how many classes of schedules there are that differ in the order of dependent steps.
pub fn brute(toy: &Toy) -> (BTreeSet<Seen>, usize) {
    let (mut outcomes, mut classes) = (BTreeSet::new(), BTreeSet::new());
    let mut left: Vec<Vec<Task>> = vec![Vec::new()];
    let mut toy = toy.clone();
    while let Some(schedule) = left.pop() {
        let mut events: Vec<(Task, Footprint)> = Vec::new();
        explore::replay(&mut toy, &schedule, |_, task, footprint| {
            events.push((task, footprint.clone()))
        });
        let movable: Vec<Task> = (0..toy.tasks() as Task)
            .filter(|task| toy.standing(*task).can_move())
            .collect();
        if movable.is_empty() {
            outcomes.insert(toy.outcome());
            classes.insert(order(&events));
        }
        left.extend(movable.into_iter().map(|task| [&schedule[..], &[task]].concat()));
    }
    (outcomes, classes.len())
}

// A task, and which of its steps.
type Step = (Task, usize);

// Each step, with the dependent steps of other tasks that came before it.
fn order(events: &[(Task, Footprint)]) -> Vec<(Step, Vec<Step>)> {
    let number = |at: usize| {
        (
            events[at].0,
            events[..at].iter().filter(|(task, _)| *task == events[at].0).count(),
        )
    };
    let depends_on = |at: usize| (0..at).filter(move |earlier| depend(&events[*earlier].1, &events[at].1));
    let before = |at: usize| {
        depends_on(at)
            .map(number)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    let mut all: Vec<_> = (0..events.len()).map(|at| (number(at), before(at))).collect();
    all.sort();
    all
}

fn depend(earlier: &Footprint, later: &Footprint) -> bool {
    earlier.touches().iter().any(|(place, had)| {
        later
            .touches()
            .iter()
            .any(|(at, touch)| place == at && depends(*had, *touch))
    })
}

fn depends(earlier: Touch, later: Touch) -> bool {
    match (earlier, later) {
        (Touch::Happen | Touch::Announce, Touch::Observe) => true,
        (Touch::Read, Touch::Read) | (Touch::Observe, _) | (_, Touch::Observe) => false,
        _ => true,
    }
}
