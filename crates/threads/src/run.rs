//! One run on real threads, as those see it who start and watch it.

use crate::{
    RecordOptions, RecordedSchedule, ThreadPool, Threads, TooFewThreads, clock, graph,
    order::ScheduleRecorder,
    places::Places,
    primitive::lock,
    shared::{Entry, Shared},
    thread_record::ThreadRecord,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::Ordering::{Relaxed, SeqCst},
    },
    time::Duration,
};
use trace::{Contention, Event, EventKind, Object, State, SymbolTable, WaitGraph};

/// How a run stands.
///
/// ```
/// use threads::{Run, Status, native_pool};
/// use world::{Label, World};
///
/// let run = Run::new(native_pool(), false);
/// run.world().spawn(Label::thread("thread", 1), |_| async { panic!("on purpose") });
/// run.start(1)?;
/// assert_eq!(run.wait(), Status::Failed("on purpose".into()));
/// # Ok::<(), threads::TooFewThreads>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Some thread can run.
    Running,
    /// Every thread has ended.
    Finished,
    /// Some threads live, and all of them wait for ever.
    Deadlocked,
    /// It was stopped.
    Stopped,
    /// A thread panicked or could not be started; why, in words.
    Failed(String),
}

/// Where a living thread is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadLocation {
    /// The thread.
    pub thread: u16,
    /// Its place, as a number into the names.
    pub place: u32,
    /// What it does.
    pub state: State,
    /// What it waits for, as a number into the names.
    pub object: Option<u32>,
}

/// A thread that shows no sign of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StalledThread {
    /// The thread.
    pub thread: u16,
    /// Its heartbeat: how often it has shown progress before.
    pub heartbeat: u64,
    /// For how long it has shown none, by the clock. Whether it had a core meanwhile, the clock cannot tell: see [`CpuTimeProbe`](crate::CpuTimeProbe).
    pub since: Duration,
    /// The declared cost of what it computes, on one core; zero when it does not compute.
    pub declared: Duration,
}

/// One run. Clones are handles to the same run.
#[derive(Clone)]
pub struct Run {
    world: Threads,
    watcher: Arc<Mutex<Watcher>>,
}

#[derive(Default)]
struct Watcher {
    places: Places,
    /// A thread's heartbeat, and since when it has not changed.
    heartbeats: HashMap<u16, (u64, u64)>,
}

impl Run {
    /// A run whose threads will come from `pool`; its events are kept if `record` says so.
    pub fn new(pool: Arc<dyn ThreadPool>, record: bool) -> Self {
        let events = record;
        Run::keeping(pool, RecordOptions { events, order: false })
    }

    /// A run of which `keep` is kept.
    pub fn keeping(pool: Arc<dyn ThreadPool>, keep: RecordOptions) -> Self {
        Run {
            world: Threads::new(pool, keep),
            watcher: Arc::default(),
        }
    }

    /// The world to set the program up in. Threads spawned before [`Run::start`] begin together.
    pub fn world(&self) -> Threads {
        self.world.clone()
    }

    /// Says what the file of the program's own text is called, if the program is not Rust: lines that threads [stand in](world::World::stands_in) are
    /// reported as lines of it.
    pub fn of_text(&self, file: &str) {
        lock(&self.watcher).places.text = file.into();
    }

    /// Begins, if the pool has as many threads free as the run will `need` at the same time.
    ///
    /// # Errors
    /// [`TooFewThreads`] if it has not; nothing has begun then, and the call may be repeated.
    pub fn start(&self, needed: usize) -> Result<(), TooFewThreads> {
        // Asked once and then promised: a pool belongs to one run at a time, so nobody takes a thread in between.
        let free = self.world.free();
        if free < needed {
            return Err(TooFewThreads { needed, free });
        }
        self.world.start(needed);
        Ok(())
    }

    /// How it stands; never blocks.
    ///
    /// # Memory ordering
    /// `runnable` is read before `living`, both sequentially consistent: a thread that ends lowers `living` first. So an observer that reads zero runnable
    /// threads reads a `living` that no longer counts those that ended.
    pub fn status(&self) -> Status {
        let shared = self.shared();
        // First of all: a run that failed is stopped too, and its reason says more.
        if let Some(why) = lock(&shared.failure).clone() {
            return Status::Failed(why);
        }
        if !shared.census.is_quiescent() {
            return if shared.census.is_stopping() {
                Status::Stopped
            } else {
                Status::Running
            };
        }
        match shared.census.living() {
            // Stopping is looked at again: a stop that came between the two reads has woken threads that were counted as stuck.
            _ if shared.census.is_stopping() => Status::Stopped,
            0 => Status::Finished,
            _ => Status::Deadlocked,
        }
    }

    /// Blocks until it no longer runs.
    pub fn wait(&self) -> Status {
        self.shared().census.watch(|| self.status() != Status::Running);
        self.status()
    }

    /// Stops every thread: each drops its future at its next operation, or at once when it is blocked.
    pub fn stop(&self) {
        self.shared().stop();
    }

    /// Whether [`Run::stop`] was called, even after the run's end.
    pub fn is_told_to_stop(&self) -> bool {
        self.shared().census.is_stopping()
    }

    /// Whether every thread has gone back to the pool.
    pub fn is_joined(&self) -> bool {
        self.shared().outstanding.load(SeqCst) == 0
    }

    /// Blocks until every thread has gone back to the pool.
    pub fn join_all(&self) {
        self.shared().census.watch(|| self.is_joined());
    }

    /// From the start to the last thread's end, or to now.
    pub fn elapsed(&self) -> Duration {
        let shared = self.shared();
        // The last thread writes the end before it lowers the count, so an end is there when the count is zero.
        let over = shared.census.living() == 0;
        let end = if over { shared.ended.load(SeqCst) } else { clock::now() };
        Duration::from_nanos(self.since_start(end))
    }

    /// Nanoseconds since the start.
    pub fn now(&self) -> u64 {
        self.since_start(clock::now())
    }

    /// Units of work done so far.
    pub fn done(&self) -> u64 {
        lock(&self.shared().threads)
            .iter()
            .map(|thread| thread.done.load(Relaxed))
            .sum()
    }

    /// Takes the events recorded since the last time, in order of time within each thread; how many were lost since the start.
    ///
    /// ```
    /// use threads::{Run, native_pool};
    /// use trace::EventKind;
    /// use world::{Label, World, primitive::Mutex};
    ///
    /// let run = Run::new(native_pool(), true);
    /// let lock = Mutex::new(&run.world(), "lock");
    /// run.world().spawn(Label::thread("thread", 1), move |_| async move {
    ///     lock.acquire().await;
    ///     lock.release().await;
    /// });
    /// run.start(1)?;
    /// run.wait();
    /// let mut events = Vec::new();
    /// assert_eq!(run.drain(&mut events), 0);
    /// let what: Vec<EventKind> = events.iter().map(|event| event.what).collect();
    /// assert_eq!(what, [EventKind::Start, EventKind::Acquire, EventKind::Release, EventKind::End]);
    /// # Ok::<(), threads::TooFewThreads>(())
    /// ```
    pub fn drain(&self, into: &mut Vec<Event>) -> u64 {
        let places = &mut lock(&self.watcher).places;
        let threads = lock(&self.shared().threads).clone();
        // Of two events of which the first made the second possible, no drain may see the second alone.
        let until = match self.shared().census.is_quiescent() {
            true => u64::MAX,
            false => clock::now(),
        };
        for thread in &threads {
            thread.ring.drain(until, |recorded| {
                let at = self.since_start(recorded.at);
                let place = places.number(recorded.place);
                let (thread, times) = match recorded.what {
                    EventKind::Holds => (recorded.number as u16, 0),
                    _ => (thread.index, recorded.number),
                };
                into.push(Event {
                    at,
                    thread,
                    what: recorded.what,
                    object: recorded.object,
                    place,
                    times,
                });
            });
        }
        self.drain_takes(into, places);
        threads.iter().map(|thread| thread.ring.dropped()).sum()
    }

    /// Takes that were only counted, so that each is in some event.
    fn drain_takes(&self, into: &mut Vec<Event>, places: &mut Places) {
        if !self.shared().record {
            return;
        }
        let now = self.now();
        for (object, entry) in lock(&self.shared().objects).iter().enumerate() {
            let excludes = entry.label.kind.excludes();
            let times = if excludes { entry.take_unrecorded() } else { 0 };
            if times > 0 {
                into.push(Event {
                    at: now,
                    thread: 0,
                    what: EventKind::Takes,
                    object: object as u32,
                    place: places.number(0),
                    times,
                });
            }
        }
    }

    /// In which order the visible operations took place so far. Blocks while one of them takes place: not to be asked of a run with
    /// a broken thread that has not returned.
    pub fn order(&self) -> RecordedSchedule {
        self.shared()
            .order
            .as_ref()
            .map_or(RecordedSchedule::NotRecorded, ScheduleRecorder::order)
    }

    /// The names of all threads, objects and places seen so far.
    pub fn names(&self) -> SymbolTable {
        let object = |entry: &Entry| Object {
            kind: entry.label.kind.into(),
            name: entry.name(),
        };
        SymbolTable {
            threads: lock(&self.shared().threads)
                .iter()
                .map(|thread| thread.label.to_string())
                .collect(),
            objects: lock(&self.shared().objects).iter().map(object).collect(),
            places: lock(&self.watcher).places.all.clone(),
        }
    }

    /// Where every living thread is.
    pub fn locations(&self) -> Vec<ThreadLocation> {
        let places = &mut lock(&self.watcher).places;
        let threads = lock(&self.shared().threads).clone();
        // A thread may end between this look and the next line; its row is then a moment old, which the page cannot tell.
        let living = threads.iter().filter(|thread| thread.alive.load(SeqCst));
        let sight = |thread: &Arc<ThreadRecord>| ThreadLocation {
            thread: thread.index,
            place: places.number(thread.place()),
            state: thread.state(),
            object: thread.object().map(|object| object.0),
        };
        living.map(sight).collect()
    }

    /// What locks cost so far.
    pub fn contention(&self) -> Contention {
        let threads = lock(&self.shared().threads).clone();
        let now = clock::now();
        let sum = |of: &dyn Fn(&ThreadRecord) -> u64| threads.iter().map(|thread| of(thread)).sum::<u64>();
        Contention {
            acquisitions: sum(&|thread| thread.acquisitions.load(Relaxed)),
            waits: sum(&|thread| thread.waits.load(Relaxed)),
            wait_ms: sum(&|thread| thread.waited(now)) as f64 / 1e6,
            switches: self.shared().switches(),
        }
    }

    /// Who waits for whom.
    ///
    /// ```
    /// use threads::{Run, native_pool};
    /// use world::{Label, World, primitive::Mutex};
    ///
    /// let run = Run::new(native_pool(), false);
    /// let lock = Mutex::new(&run.world(), "lock");
    /// run.world().spawn(Label::thread("thread", 1), move |_| async move {
    ///     lock.acquire().await;
    ///     lock.acquire().await;
    /// });
    /// run.start(1)?;
    /// run.wait();
    /// let link = &run.graph().links()[0];
    /// assert_eq!((link.holds.as_str(), link.waits_for.as_str()), ("lock", "lock"));
    /// run.stop();
    /// run.join_all();
    /// # Ok::<(), threads::TooFewThreads>(())
    /// ```
    pub fn graph(&self) -> WaitGraph {
        graph::graph(self.shared(), &mut lock(&self.watcher).places)
    }

    /// The running thread that has longest shown no progress, judging from the calls of this function. A thread that has not begun yet is
    /// none of them: it waits for a core, or for the others at the start barrier.
    pub fn quietest(&self) -> Option<StalledThread> {
        let now = clock::now();
        let seen = &mut lock(&self.watcher).heartbeats;
        let threads = lock(&self.shared().threads).clone();
        let running = threads
            .iter()
            .filter(|thread| thread.alive.load(SeqCst) && thread.state() == State::Running && thread.heartbeat() > 0);
        let quiet = running.map(|thread| {
            let heartbeat = thread.heartbeat();
            // Since when is the observer's own time: it saw this heartbeat first at `now`, and a thread cannot be asked for a stamp.
            let entry = seen.entry(thread.index).or_insert((heartbeat, now));
            if entry.0 != heartbeat {
                *entry = (heartbeat, now);
            }
            StalledThread {
                thread: thread.index,
                heartbeat,
                since: Duration::from_nanos(now.saturating_sub(entry.1)),
                declared: Duration::from_nanos(thread.declared()),
            }
        });
        quiet.max_by_key(|quiet| quiet.since)
    }

    fn shared(&self) -> &Shared {
        &self.world.shared
    }

    fn since_start(&self, at: u64) -> u64 {
        match self.shared().opened.load(SeqCst) {
            0 => 0,
            opened => at.saturating_sub(opened),
        }
    }
}
