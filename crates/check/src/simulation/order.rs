//! What happened before what in a run, and which touches nothing orders.

use explore::{Place, Task};

/// How many ordered touches of each task happened before.
#[derive(Debug, Default)]
struct Clock(Vec<u32>);

// A search copies all clocks over those of the last run thousands of times a second: what was allocated for these is used again.
impl Clone for Clock {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }

    fn clone_from(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }
}

impl Clock {
    fn of(&self, task: Task) -> u32 {
        self.0.get(usize::from(task)).copied().unwrap_or(0)
    }

    fn raise(&mut self, task: Task) {
        let task = usize::from(task);
        if self.0.len() <= task {
            self.0.resize(task + 1, 0);
        }
        self.0[task] += 1;
    }

    fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own = (*own).max(*other);
        }
    }
}

/// A touch: whose, and when by that thread's clock; and where in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) task: Task,
    count: u32,
    pub(super) line: u32,
    /// Whether it looks and changes in one step.
    pub(super) at_once: bool,
    /// Whether it only looks.
    pub(super) looks: bool,
}

#[derive(Debug, Default)]
struct Known {
    written: Clock,
    read: Clock,
    last: Option<Mark>,
    readers: Vec<Mark>,
    version: u64,
    toucher: Option<Task>,
}

impl Clone for Known {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    fn clone_from(&mut self, other: &Self) {
        self.written.clone_from(&other.written);
        self.read.clone_from(&other.read);
        self.readers.clone_from(&other.readers);
        self.last = other.last;
        (self.version, self.toucher) = (other.version, other.toucher);
    }
}

/// What happened before what.
#[derive(Debug, Default)]
pub(super) struct Order {
    tasks: Vec<Clock>,
    places: Vec<Known>,
}

impl Clone for Order {
    fn clone(&self) -> Self {
        let (tasks, places) = (self.tasks.clone(), self.places.clone());
        Self { tasks, places }
    }

    fn clone_from(&mut self, other: &Self) {
        self.tasks.clone_from(&other.tasks);
        self.places.clone_from(&other.places);
    }
}

impl Order {
    pub(super) fn clear(&mut self) {
        self.tasks.clear();
        self.places.clear();
    }

    fn clock(&mut self, task: Task) -> &mut Clock {
        let at = usize::from(task);
        while self.tasks.len() <= at {
            let mut clock = Clock::default();
            clock.raise(self.tasks.len() as Task);
            self.tasks.push(clock);
        }
        &mut self.tasks[at]
    }

    fn known(&mut self, place: Place) -> &mut Known {
        let at = place as usize;
        if self.places.len() <= at {
            self.places.resize_with(at + 1, Known::default);
        }
        &mut self.places[at]
    }

    /// A thread starts another.
    pub(super) fn spawn(&mut self, parent: Task, child: Task) {
        let before = self.clock(parent).clone();
        self.clock(child).join(&before);
        self.clock(parent).raise(parent);
    }

    /// How often a place was changed.
    pub(super) fn version(&self, place: Place) -> u64 {
        self.places.get(place as usize).map_or(0, |known| known.version)
    }

    /// A place was changed.
    pub(super) fn change(&mut self, place: Place) {
        self.known(place).version += 1;
    }

    /// Whether another thread than this one touched a place before; this one has now.
    pub(super) fn meets_others(&mut self, task: Task, place: Place) -> bool {
        let toucher = &mut self.known(place).toucher;
        toucher.replace(task).is_some_and(|other| other != task)
    }

    /// A touch that orders: what touched the place before, if either changed it, happened before.
    pub(super) fn sync(&mut self, task: Task, place: Place, looks: bool) {
        let mut clock = std::mem::take(self.clock(task));
        let known = self.known(place);
        clock.join(&known.written);
        if looks {
            known.read.join(&clock);
        } else {
            clock.join(&known.read);
            known.written.clone_from(&clock);
        }
        clock.raise(task);
        *self.clock(task) = clock;
    }

    /// A touch that orders nothing: those by others that nothing orders with it, if either changes the place.
    pub(super) fn touch(&mut self, task: Task, place: Place, line: u32, looks: bool, at_once: bool) -> Vec<Mark> {
        let clock = std::mem::take(self.clock(task));
        let mark = Mark {
            task,
            count: clock.of(task),
            line,
            at_once,
            looks,
        };
        let known = self.known(place);
        let apart = |other: &&Mark| other.task != task && clock.of(other.task) < other.count;
        let mut raced: Vec<Mark> = known.last.iter().filter(apart).copied().collect();
        if looks {
            known
                .readers
                .retain(|reader| reader.task != task || reader.line != line);
            known.readers.push(mark);
        } else {
            raced.extend(known.readers.iter().filter(apart).copied());
            known.readers.clear();
            known.last = Some(mark);
        }
        *self.clock(task) = clock;
        raced
    }
}
