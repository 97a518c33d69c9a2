//! Virtual time: integer nanoseconds, so many cores, and who has which.

/// The machine that lockstep pretends to be. All times are virtual nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// How many tasks can run at once, from 1 to 1024.
    pub cores: u32,
    /// How long a task may keep a core that another waits for: about what Linux gives (`base_slice_ns`).
    pub slice: u64,
    /// What an operation on a cell costs.
    pub cell: u64,
    /// What an operation on a region costs.
    pub region: u64,
    /// How long a task takes to get up when it is woken or spawned.
    pub wake: u64,
}

impl Machine {
    /// The usual costs on so many cores.
    pub fn with_cores(cores: u32) -> Self {
        Machine {
            cores: cores.clamp(1, 1024),
            ..Machine::default()
        }
    }
}

impl Default for Machine {
    fn default() -> Self {
        Machine {
            cores: 2,
            slice: 3_000_000,
            cell: 10,
            region: 40,
            wake: 1_000,
        }
    }
}

/// Time, cores, and for each task where it runs and when it is ready for its next operation.
///
/// An operation takes effect when it starts and keeps its core busy for what it costs. Times follow from the order of steps alone, so
/// a replay has the times of the run it replays.
#[derive(Default)]
pub struct Clock {
    machine: Machine,
    now: u64,
    start: u64,
    seat: usize,
    cores: Vec<Core>,
    tasks: Vec<Place>,
}

/// When a task's turn comes; the smaller, the earlier. At the same moment whoever waits for a core goes before whoever has one, or a slice would
/// never end, and whoever has been ready longer goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    moment: u64,
    runs: bool,
    ready: u64,
}

#[derive(Clone, Copy)]
struct Core {
    owner: Option<u16>,
    /// When its owner got it.
    since: u64,
    /// When its owner's operation is over.
    free: u64,
}

#[derive(Clone, Copy, Default)]
struct Place {
    core: Option<u16>,
    ready: u64,
}

impl Clock {
    /// A clock at zero.
    pub fn new(machine: Machine) -> Self {
        Clock {
            machine: Machine {
                cores: machine.cores.clamp(1, 1024),
                ..machine
            },
            ..Clock::default()
        }
    }

    /// Back to zero.
    pub fn reset(&mut self) {
        self.now = 0;
        self.start = 0;
        self.cores.clear();
        self.tasks.clear();
    }

    /// What it pretends to be.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// When the operation being granted starts.
    #[inline]
    pub fn start(&self) -> u64 {
        self.start
    }

    /// When the last operation ends: the run's length so far.
    pub fn end(&self) -> u64 {
        self.tasks.iter().map(|place| place.ready).fold(self.now, u64::max)
    }

    /// When the task is ready for its next operation.
    #[inline]
    pub fn ready(&self, task: usize) -> u64 {
        self.tasks[task].ready
    }

    /// A task is there; `woken` when another one made it.
    pub fn add(&mut self, woken: bool) {
        let ready = if woken {
            self.start + self.machine.wake
        } else {
            self.now
        };
        self.tasks.push(Place { core: None, ready });
    }

    /// Finds out when and where the task's next operation starts, if it takes place now.
    #[inline]
    pub fn aim(&mut self, task: usize, not_before: u64) {
        let Place { core, ready } = self.tasks[task];
        let ready = ready.max(not_before).max(self.now);
        match core {
            Some(core) => {
                self.seat = usize::from(core);
                self.start = ready;
            }
            None => {
                self.seat = self.best_core();
                let free = self.cores.get(self.seat).map_or(0, |core| core.free);
                self.start = ready.max(free);
            }
        }
    }

    /// The operation being granted starts no earlier than this.
    pub fn not_before(&mut self, moment: u64) {
        self.start = self.start.max(moment);
    }

    /// The operation takes place and costs so much.
    #[inline]
    pub fn spend(&mut self, task: usize, cost: u64) {
        self.sit_down(task);
        let end = self.start.saturating_add(cost);
        self.now = self.start;
        self.cores[self.seat].free = end;
        self.tasks[task].ready = end;
    }

    /// The operation takes place, and then the task does without a core for so long.
    pub fn step_aside(&mut self, task: usize, nanos: u64) {
        self.spend(task, 0);
        self.leave(task);
        self.tasks[task].ready = self.start.saturating_add(nanos);
    }

    /// The task gives its core up.
    pub fn leave(&mut self, task: usize) {
        if let Some(core) = self.tasks[task].core.take() {
            self.cores[usize::from(core)].owner = None;
        }
    }

    /// The operation that takes place wakes a task, unless that is still getting up from the last time: when it gets up must depend on what
    /// happened alone, and not on how often it tried in vain, for a replay knows of no vain tries.
    pub fn wake(&mut self, task: usize) {
        let ready = &mut self.tasks[task].ready;
        if self.start >= *ready {
            *ready = self.start.saturating_add(self.machine.wake);
        }
    }

    /// When a fair machine would let the task move.
    #[inline]
    pub fn turn(&self, task: usize, not_before: u64, available: u64) -> Turn {
        let Place { core, ready } = self.tasks[task];
        let moment = ready.max(not_before).max(self.now);
        match core {
            Some(_) => Turn {
                moment,
                runs: true,
                ready,
            },
            None => Turn {
                moment: moment.max(available),
                runs: false,
                ready,
            },
        }
    }

    /// When a task without a core gets one: when one is free, or when an owner has had its slice.
    #[inline]
    pub fn available(&self) -> u64 {
        if self.cores.len() < self.machine.cores as usize {
            return 0;
        }
        self.cores.iter().map(|core| self.expected(core)).min().unwrap_or(0)
    }

    #[inline]
    fn expected(&self, core: &Core) -> u64 {
        match core.owner {
            None => core.free,
            Some(_) => core.free.max(core.since.saturating_add(self.machine.slice)),
        }
    }

    /// The core that is available first; one that was never used, if there is one and nobody has left another.
    fn best_core(&self) -> usize {
        let best = (0..self.cores.len()).min_by_key(|&core| self.expected(&self.cores[core]));
        match best {
            Some(best) if self.cores[best].owner.is_none() && self.cores[best].free <= self.now => best,
            _ if self.cores.len() < self.machine.cores as usize => self.cores.len(),
            Some(best) => best,
            None => 0,
        }
    }

    fn sit_down(&mut self, task: usize) {
        if self.tasks[task].core == Some(self.seat as u16) {
            return;
        }
        let core = Core {
            owner: Some(task as u16),
            since: self.start,
            free: self.start,
        };
        if self.seat == self.cores.len() {
            self.cores.push(core);
        } else {
            if let Some(owner) = self.cores[self.seat].owner {
                self.tasks[usize::from(owner)].core = None;
            }
            self.cores[self.seat] = core;
        }
        self.tasks[task].core = Some(self.seat as u16);
    }
}
