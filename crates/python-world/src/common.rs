//! What all threads of a run share, beside the program's own objects.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use python::sync::State;
use python::{Interpreter, sync};
use world::{Access, Kind, Label, Region, World, label};

use crate::course::Course;
use crate::regions;

/// The middle of a run.
pub(crate) struct Common<W: World> {
    pub(crate) interpreter: Arc<Interpreter>,
    pub(crate) course: Course,
    /// What daemons that sleep wait for: the end of the program.
    pub(crate) exit: W::Region<()>,
    regions: RwLock<BTreeMap<u64, W::Region<State>>>,
    ends: Mutex<Vec<End<W>>>,
    names: Mutex<BTreeMap<u32, String>>,
    over: AtomicBool,
    threads: AtomicU32,
    alive: AtomicUsize,
    most: usize,
    lookups: AtomicU32,
}

/// The end of a thread that was started.
pub(crate) struct End<W: World> {
    pub(crate) daemon: bool,
    pub(crate) region: W::Region<State>,
}

/// How often the program's globals are looked through for what it calls its objects: lists of thousands of locks are not worth it.
const LOOKUPS: u32 = 256;
/// After so many threads, those that have ended are forgotten.
const KEPT: usize = 256;

impl<W: World> Common<W> {
    pub(crate) fn new(world: &W, interpreter: Arc<Interpreter>, course: Course, most: usize) -> Self {
        Self {
            interpreter,
            course,
            exit: world.region(Label::new(Kind::Event, "exit"), ()),
            regions: RwLock::default(),
            ends: Mutex::default(),
            names: Mutex::default(),
            over: AtomicBool::new(false),
            threads: AtomicU32::new(1),
            alive: AtomicUsize::new(1),
            most,
            lookups: AtomicU32::new(0),
        }
    }

    /// Whether the program is over: daemons run no further.
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(SeqCst)
    }

    /// Makes a sync object.
    pub(crate) fn make(&self, world: &W, object: u64, state: State) {
        let region = world.region(regions::label(&state), state);
        let mut regions = self.regions.write().unwrap_or_else(PoisonError::into_inner);
        regions.insert(object, region);
    }

    /// A sync object; the first who asks for it learns what the program calls it.
    pub(crate) fn region(&self, world: &W, object: u64) -> Option<W::Region<State>> {
        let regions = self.regions.read().unwrap_or_else(PoisonError::into_inner);
        let region = regions.get(&object)?.clone();
        drop(regions);
        if self.lookups.fetch_add(1, SeqCst) < LOOKUPS
            && let Some(name) = sync::Names::of(&self.interpreter).get(object)
        {
            world.call(region.id(), name);
        }
        Some(region)
    }

    fn all(&self) -> Vec<W::Region<State>> {
        let regions = self.regions.read().unwrap_or_else(PoisonError::into_inner);
        regions.values().cloned().collect()
    }

    /// The pools, whose workers go home when the main thread is through.
    pub(crate) fn pools(&self) -> Vec<W::Region<State>> {
        let all = self.all().into_iter();
        all.filter(|region| region.inspect(|state| matches!(state, State::Pool(_))))
            .collect()
    }

    /// The number of one more thread; `None` if there are too many.
    pub(crate) fn enrol(&self) -> Option<u32> {
        let room = |alive: usize| (alive < self.most).then_some(alive + 1);
        self.alive.try_update(SeqCst, SeqCst, room).ok()?;
        Some(self.threads.fetch_add(1, SeqCst))
    }

    /// A thread is through.
    pub(crate) fn leave(&self) {
        self.alive.fetch_sub(1, SeqCst);
    }

    fn ends(&self) -> MutexGuard<'_, Vec<End<W>>> {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A thread was started.
    pub(crate) fn started(&self, end: End<W>) {
        let mut ends = self.ends();
        if ends.len() % KEPT == KEPT - 1 {
            ends.retain(|end| !end.region.inspect(|state| has_ended(state)));
        }
        ends.push(end);
    }

    /// A thread that was started, is no daemon, and has not been waited for.
    pub(crate) fn next_to_join(&self) -> Option<W::Region<State>> {
        let mut ends = self.ends();
        let next = ends.iter().position(|end| !end.daemon)?;
        Some(ends.remove(next).region)
    }

    /// Ends the program: whoever waits wakes up and goes home.
    pub(crate) async fn end(&self) {
        self.over.store(true, SeqCst);
        if self.alive.load(SeqCst) <= 1 {
            return;
        }
        self.exit.with(Access::Write, |()| ()).await;
        for region in self.all() {
            region.with(Access::Write, |_| ()).await;
        }
    }

    /// Calls a thread by another name.
    pub(crate) fn rename(&self, thread: u32, name: String) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.insert(thread, name);
    }

    /// What the program calls a thread.
    pub(crate) fn name(&self, thread: u32) -> String {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(&thread).cloned().unwrap_or_default()
    }
}

fn has_ended(state: &State) -> bool {
    matches!(state, State::End(end) if end.ended)
}

/// A thread's label.
pub(crate) fn thread_label(name: &str) -> Label {
    Label::new(Kind::Thread, label::interned(sync::short(name)))
}
