//! The world of real threads.

use crate::{
    Monitor, RecordOptions, ThreadPool, Word,
    block_on::block_on,
    clock,
    current::{self, CurrentThread, current, is_due, look},
    memory::memory,
    primitive::lock,
    shared::Shared,
    text_line,
    thread_record::{ThreadRecord, bump},
};
use std::{
    future::{Future, poll_fn},
    sync::{Arc, Mutex, atomic::Ordering::SeqCst},
    task::Poll,
    time::Duration,
};
use trace::{EventKind, State};
use world::{Cost, Label, Memory, ObjectId, Place, World};

type Body = Box<dyn FnOnce() + Send>;
/// What a thread is to do. Behind a pointer, so that all that is done around it is compiled once.
type Program = Box<dyn FnOnce(Threads) + Send>;

/// Real threads as a [`World`].
///
/// Threads that are spawned before [`Run::start`](crate::Run::start) begin together; later ones begin at once.
///
/// ```
/// use threads::{Run, native_pool};
/// use world::World;
///
/// let run = Run::new(native_pool(), false);
/// // Before the start there is no time.
/// assert_eq!(run.world().now(), 0);
/// assert!(run.world().memory().stack > 0);
/// ```
#[derive(Clone)]
pub struct Threads {
    pub(crate) shared: Arc<Shared>,
    pool: Arc<dyn ThreadPool>,
    /// Threads that wait for the start; `None` once the run has started.
    gathered: Arc<Mutex<Option<Vec<Body>>>>,
}

impl Threads {
    pub(crate) fn new(pool: Arc<dyn ThreadPool>, keep: RecordOptions) -> Self {
        Threads {
            shared: Arc::new(Shared::new(keep)),
            pool,
            gathered: Arc::new(Mutex::new(Some(Vec::new()))),
        }
    }

    /// Launches the threads spawned so far, of as many as the run `needs` at once; they pass the gate together.
    pub(crate) fn start(&self, needs: usize) {
        // Taken under the lock: a spawn either finds the list and joins the start, or finds none and begins at once.
        let bodies = lock(&self.gathered).take().unwrap_or_default();
        // All counts before the first launch: a thread may be done, and give its place back, before the second is launched.
        self.shared.promise(needs, bodies.len());
        self.shared.start.expect(bodies.len());
        self.shared.outstanding.fetch_add(bodies.len(), SeqCst);
        if bodies.is_empty() {
            // A run without a thread is over as soon as it begins, and whoever waits for it must learn so.
            self.shared.opened.store(clock::now(), SeqCst);
            self.shared.census.announce();
        }
        bodies.into_iter().for_each(|body| self.launch_body(body));
    }

    pub(crate) fn free(&self) -> usize {
        self.pool.free()
    }

    fn start_thread(&self, label: Label, object: Option<ObjectId>, place: Place, program: Program) {
        let thread = self.shared.register_thread(label, object);
        if let Some(order) = &self.shared.order {
            // Before the launch: its first step must find it in the log.
            order.spawned(thread.index, current(|current| current.thread.index));
        }
        let (world, line) = (self.clone(), text_line::line());
        self.launch(|gated| Box::new(move || live(&thread, world, gated, (place, line), program)));
    }

    fn launch(&self, make: impl FnOnce(bool) -> Body) {
        let mut gathered = lock(&self.gathered);
        if let Some(bodies) = gathered.as_mut() {
            bodies.push(make(true));
            return;
        }
        // The list's lock goes before the wait for a place, which may be long; another thread may spawn meanwhile.
        drop(gathered);
        self.shared.outstanding.fetch_add(1, SeqCst);
        if !self.shared.census.take_place() && !self.shared.census.is_stopping() {
            self.shared
                .fail("The program started more threads than it had said it needs.".into());
        }
        self.launch_body(make(false));
    }

    fn launch_body(&self, body: Body) {
        let shared = self.shared.clone();
        let home = move || {
            // By the pool, when the thread is free again, not by the body: a run that starts after this finds the thread there.
            shared.outstanding.fetch_sub(1, SeqCst);
            shared.census.announce();
        };
        self.pool.launch(body, Box::new(home));
    }
}

impl World for Threads {
    type Cell = Word;
    type Region<T: Send + 'static> = Monitor<T>;

    fn cell(&self, _label: Label, value: u64) -> Word {
        Word::new(value)
    }

    fn region<T: Send + 'static>(&self, label: Label, state: T) -> Monitor<T> {
        Monitor::new(&self.shared, label, state)
    }

    fn needs(&self, object: ObjectId, provider: ObjectId) {
        // Only the graph reads it, and only of a run that stands still or goes on slowly: a list is enough.
        lock(&self.shared.needs).push((object, provider));
    }

    fn needs_room(&self, object: ObjectId, provider: ObjectId) {
        lock(&self.shared.needs_room).push((object, provider));
    }

    fn gives_no_more(&self, object: ObjectId, provider: ObjectId) {
        lock(&self.shared.needs).retain(|need| *need != (object, provider));
    }

    #[track_caller]
    fn spawn_holding<F, Fut>(&self, label: Label, object: Option<ObjectId>, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        let place = std::panic::Location::caller();
        self.start_thread(label, object, place, Box::new(|world| _ = block_on(body(world))));
    }

    fn compute_at<R>(&self, place: Place, cost: Cost, work: impl FnOnce() -> R) -> impl Future<Output = R> {
        let mut work = Some(work);
        poll_fn(move |_| {
            let stopping = current(|current| {
                current.thread.accrue(cost.nanos);
                current.thread.declare(cost.nanos);
                let stopping = current.show(place);
                current.enter(|| stopping, |stopping| !stopping)
            });
            // Without a run (set-up, a report) the work is dropped too: a future that nobody runs is pending.
            match (stopping, work.take()) {
                (Some(true), _) | (_, None) => Poll::Pending,
                (_, Some(work)) => {
                    let out = work();
                    current(|current| current.thread.declare(0));
                    Poll::Ready(out)
                }
            }
        })
    }

    fn sleep_at(&self, place: Place, duration: Duration) -> impl Future<Output = ()> {
        poll_fn(move |_| match current(|current| sleep(current, place, duration)) {
            Some(true) => Poll::Ready(()),
            _ => Poll::Pending,
        })
    }

    fn checkpoint_at(&self, place: Place) -> impl Future<Output = ()> + Unpin {
        poll_fn(move |_| match is_due() && look(place) {
            true => Poll::Pending,
            false => Poll::Ready(()),
        })
    }

    fn stands_in(&self, line: u32) {
        text_line::stand_in(line);
    }

    fn call(&self, object: ObjectId, name: &str) {
        if let Some(entry) = lock(&self.shared.objects).get_mut(object.0 as usize) {
            entry.called = Some(name.into());
        }
    }

    fn progress(&self, amount: u64) {
        current(|current| bump(&current.thread.done, amount));
    }

    fn memory(&self) -> Memory {
        memory()
    }

    fn now(&self) -> u64 {
        match self.shared.opened.load(SeqCst) {
            0 => 0,
            opened => clock::now().saturating_sub(opened),
        }
    }
}

/// Sleeps; `false` when the run is stopped.
fn sleep(current: CurrentThread<'_>, place: Place, duration: Duration) -> bool {
    let began = clock::now();
    let until = began.saturating_add(duration.as_nanos() as u64);
    current.thread.parker.reset();
    current.thread.show(place);
    current.thread.turn(State::Sleeping, None);
    current.enter(|| (), |()| true);
    current.thread.record(clock::now(), EventKind::Sleep, None, place);
    // A token may be a leftover of an earlier wait, whose waker came late: only the clock or a stop ends a sleep.
    while !current.shared.census.is_stopping() && current.thread.parker.park(Some(until)) {}
    current.thread.turn(State::Running, None);
    let ended = clock::now();
    current.thread.accrue(ended.saturating_sub(began));
    current.thread.record(ended, EventKind::Resume, None, place);
    !current.shared.census.is_stopping()
}

/// A thread's whole life.
fn live(thread: &Arc<ThreadRecord>, world: Threads, gated: bool, (place, line): (Place, u32), program: Program) {
    let shared = world.shared.clone();
    if gated {
        shared.start.arrive_and_wait();
        // Only the first thread past the barrier sets when the run began.
        let _ = shared.opened.compare_exchange(0, clock::now(), SeqCst, SeqCst);
    }
    current::enter(thread, &shared, || {
        // It begins where it was started.
        text_line::stand_in(line);
        thread.show(place);
        thread.record(clock::now(), EventKind::Start, None, place);
        // A run that was stopped at the barrier has threads that never began; they only end.
        if !shared.census.is_stopping() {
            guarded(&shared, || program(world));
        }
        thread.record(clock::now(), EventKind::End, None, place);
    });
    shared.deregister_thread(thread);
}

/// Turns a panic into the run's failure. In wasm a panic aborts, and what hosts the threads must notice.
fn guarded<R>(shared: &Shared, body: impl FnOnce() -> R) {
    // Unwind safety is asserted: a run whose thread panicked is stopped as a whole, and nobody goes on with what it left half done.
    if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(body)) {
        let words = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        shared.fail(words.unwrap_or("a thread panicked").to_string());
    }
}
