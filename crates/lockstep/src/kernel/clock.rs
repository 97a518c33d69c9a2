//! Virtual time: integer nanoseconds, a number of cores, and which task has which.

use super::{Costs, next::mixed};

/// The machine that lockstep simulates.
///
/// ```
/// use lockstep::Machine;
///
/// assert_eq!(Machine::default().cores, 2);
/// assert_eq!(Machine::with_cores(0).cores, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// How many tasks can run at once, from 1 to 1024.
    pub cores: u32,
    /// How long a task may keep a core that another waits for, in virtual nanoseconds: about what Linux gives (`base_slice_ns`).
    pub slice: u64,
    /// How late alarms go off, in virtual nanoseconds: sleeps, and waits that run out of time.
    pub late: u64,
    /// How much later still a wait for the global lock may run out of time by chance, in virtual nanoseconds: nobody knows where in its loop the
    /// holder is when the interval ends.
    pub chance: u64,
    /// How much longer an operation may take by chance, in 1,024ths of it. Without any, threads fall into step and never meet.
    pub noise: u32,
    /// Of what is left to chance: noise, when an interval is over, and who of those who wait for the global lock gets it next.
    pub seed: u64,
    /// What operations cost.
    pub costs: Costs,
}

impl Machine {
    /// The usual costs on `cores` cores.
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
            late: 0,
            chance: 0,
            noise: 0,
            seed: 7,
            costs: Costs::PLAIN,
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
    /// Cores that somebody has.
    busy: u32,
    /// Virtual nanoseconds that programs asked to compute for, before any factor.
    computed: u64,
    /// How often chance has made an operation longer.
    noises: u64,
    /// How often it had a say in when an interval is over.
    intervals: u64,
}

/// When a task's turn comes; the smaller, the earlier. At the same moment whoever waits for a core goes before whoever has one, or a slice would
/// never end, and whoever has been ready longer goes first.
#[derive(Clone, Copy)]
struct Turn {
    moment: u64,
    runs: bool,
    ready: u64,
}

impl Turn {
    #[inline]
    fn is_before(self, other: Turn) -> bool {
        if self.moment != other.moment {
            return self.moment < other.moment;
        }
        if self.runs != other.runs {
            return other.runs;
        }
        self.ready < other.ready
    }
}

#[derive(Clone, Copy)]
struct Core {
    owner: Option<u16>,
    /// Who had it last, or has it.
    last: u16,
    /// When its owner got it.
    since: u64,
    /// When its owner's operation is over.
    free: u64,
}

#[derive(Clone, Copy, Default)]
struct Place {
    core: Option<u16>,
    ready: u64,
    /// Picoseconds that it owes beyond whole nanoseconds.
    rest: u32,
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
        self.busy = 0;
        self.computed = 0;
        self.noises = 0;
        self.intervals = 0;
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

    /// Virtual nanoseconds that programs asked to compute for so far, before any factor.
    pub fn computed(&self) -> u64 {
        self.computed
    }

    /// A task is there; `parent` made it.
    pub fn add(&mut self, parent: Option<usize>) {
        let Costs { wake, spawn, call, .. } = self.machine.costs;
        let ready = match parent {
            None => self.now,
            Some(parent) => {
                self.goes_on(parent, call);
                self.start.saturating_add(wake.saturating_add(spawn) / 1_000)
            }
        };
        self.tasks.push(Place {
            core: None,
            ready,
            rest: 0,
        });
    }

    /// Finds out when and where the task's next operation starts, if it takes place now.
    #[inline]
    pub fn aim(&mut self, task: usize, not_before: u64) {
        let Place { core, ready, .. } = self.tasks[task];
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

    /// The core on which the operation being granted takes place.
    #[inline]
    pub fn seat(&self) -> usize {
        self.seat
    }

    /// What a computation of so many nanoseconds costs, in picoseconds.
    pub fn computation(&mut self, nanos: u64) -> u64 {
        self.computed = self.computed.saturating_add(nanos);
        self.machine.costs.computation(nanos)
    }

    /// The operation takes place and costs so many picoseconds.
    #[inline]
    pub fn spend(&mut self, task: usize, cost: u64) {
        let change = if self.sit_down(task) {
            self.machine.costs.switch
        } else {
            0
        };
        let cost = self.crowded(cost.saturating_add(change));
        let cost = cost.saturating_add(self.noise(cost));
        self.now = self.start;
        self.tasks[task].ready = self.start;
        self.goes_on(task, cost);
    }

    /// The operation of the task, which has a core, takes so many picoseconds longer.
    #[inline]
    pub fn goes_on(&mut self, task: usize, cost: u64) {
        let place = &mut self.tasks[task];
        let (nanos, rest) = whole_nanos(cost.saturating_add(u64::from(place.rest)));
        place.rest = rest;
        place.ready = place.ready.saturating_add(nanos);
        if let Some(core) = place.core {
            self.cores[usize::from(core)].free = place.ready;
        }
    }

    /// By how much chance makes the operation longer.
    #[inline]
    fn noise(&mut self, cost: u64) -> u64 {
        if self.machine.noise == 0 {
            return 0;
        }
        self.noises += 1;
        let drawn = mixed(self.machine.seed ^ self.noises) % u64::from(self.machine.noise);
        (u128::from(cost) * u128::from(drawn) / u128::from(Costs::ONE)) as u64
    }

    /// Cores that are all busy are in each other's way; one that is alone is not.
    #[inline]
    fn crowded(&self, cost: u64) -> u64 {
        let more = self.machine.costs.crowd.saturating_sub(Costs::ONE);
        let (busy, cores) = (self.busy, self.machine.cores);
        if more == 0 || busy < 2 {
            return cost;
        }
        let more = u64::from(more) * u64::from(busy - 1) / u64::from(cores.max(2) - 1);
        cost.saturating_add((u128::from(cost) * u128::from(more) / u128::from(Costs::ONE)) as u64)
    }

    /// The operation takes place, and then the task does without a core for so long.
    pub fn step_aside(&mut self, task: usize, nanos: u64) {
        self.spend(task, 0);
        self.leave(task);
        self.tasks[task].ready = self.alarm(nanos);
    }

    /// When a clock goes off that is set to so many nanoseconds from the start of the operation.
    pub fn alarm(&self, nanos: u64) -> u64 {
        let late = if nanos > 0 { self.machine.late } else { 0 };
        self.start.saturating_add(nanos).saturating_add(late)
    }

    /// As [`Clock::alarm`], for the interval for which a thread waits before it asks for the global lock.
    pub fn interval(&mut self, nanos: u64) -> u64 {
        let alarm = self.alarm(nanos);
        if self.machine.chance == 0 || nanos == 0 {
            return alarm;
        }
        self.intervals += 1;
        let drawn = mixed(self.machine.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.intervals);
        alarm.saturating_add(drawn % self.machine.chance)
    }

    /// The task gives its core up.
    pub fn leave(&mut self, task: usize) {
        if let Some(core) = self.tasks[task].core.take() {
            self.cores[usize::from(core)].owner = None;
            self.busy -= 1;
        }
    }

    /// The operation that takes place wakes a task, unless that is still getting up from the last time: when it gets up must depend on what
    /// happened alone, and not on how often it tried in vain, for a replay knows of no vain tries. Whoever wakes several calls one after another;
    /// `called` picoseconds are what it has paid for the others, and of those that are called together the one of the lower rank is up first.
    pub fn wake(&mut self, caller: usize, task: usize, called: &mut u64, rank: usize) {
        let Costs { wake, call, .. } = self.machine.costs;
        let ready = &mut self.tasks[task].ready;
        if self.start >= *ready {
            *called = called.saturating_add(call);
            let up = self.start.saturating_add(called.saturating_add(wake) / 1_000);
            *ready = up.saturating_add(rank as u64);
            self.goes_on(caller, call);
        }
    }

    /// Which of these tasks a fair machine would let move, each with the moment before which it cannot; of equals, the first.
    #[inline]
    pub fn earliest(&self, tasks: impl Iterator<Item = (usize, u64)>) -> Option<usize> {
        let mut available = None;
        let mut first: Option<(Turn, usize)> = None;
        for (task, not_before) in tasks {
            let turn = self.turn(task, not_before, &mut available);
            if first.is_none_or(|(earliest, _)| turn.is_before(earliest)) {
                first = Some((turn, task));
            }
        }
        first.map(|(_, task)| task)
    }

    /// When a fair machine would let the task move; `available` is filled when a task without a core is the first to need it.
    #[inline]
    fn turn(&self, task: usize, not_before: u64, available: &mut Option<u64>) -> Turn {
        let Place { core, ready, .. } = self.tasks[task];
        let moment = ready.max(not_before).max(self.now);
        match core {
            Some(_) => Turn {
                moment,
                runs: true,
                ready,
            },
            None => Turn {
                moment: moment.max(*available.get_or_insert_with(|| self.available())),
                runs: false,
                ready,
            },
        }
    }

    /// When a task without a core gets one: when one is free, or when an owner has had its slice.
    fn available(&self) -> u64 {
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

    /// The task has the core from now on; whether another had it before.
    #[inline]
    fn sit_down(&mut self, task: usize) -> bool {
        self.tasks[task].core != Some(self.seat as u16) && self.takes_core(task)
    }

    fn takes_core(&mut self, task: usize) -> bool {
        let core = Core {
            owner: Some(task as u16),
            last: task as u16,
            since: self.start,
            free: self.start,
        };
        self.tasks[task].core = Some(self.seat as u16);
        if self.seat == self.cores.len() {
            self.cores.push(core);
            self.busy += 1;
            return false;
        }
        let before = std::mem::replace(&mut self.cores[self.seat], core);
        match before.owner {
            Some(owner) => self.tasks[usize::from(owner)].core = None,
            None => self.busy += 1,
        }
        usize::from(before.last) != task
    }
}

/// Nanoseconds, and the picoseconds beyond. Nearly every cost is short, and short numbers are divided several times as fast, above all in wasm.
#[inline]
fn whole_nanos(picos: u64) -> (u64, u32) {
    match u32::try_from(picos) {
        Ok(short) => (u64::from(short / 1_000), short % 1_000),
        Err(_) => (picos / 1_000, (picos % 1_000) as u32),
    }
}
