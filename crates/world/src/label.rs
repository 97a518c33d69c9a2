//! How the things of a run are named: threads, locks, queues, tasks.

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Mutex, PoisonError},
};

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A thread.
    Thread,
    /// A mutual exclusion or reader-writer lock.
    Lock,
    /// The lock a thread must hold to run at all.
    GlobalLock,
    /// A counting semaphore.
    Semaphore,
    /// A condition variable.
    Condition,
    /// A queue.
    Queue,
    /// A barrier.
    Barrier,
    /// A flag threads wait for.
    Event,
    /// The end of a thread.
    Join,
    /// The result of a task given to a pool.
    Task,
    /// A pool of threads.
    Pool,
    /// One of a pool's threads, as something that tasks need.
    Slot,
    /// Plain shared data.
    Variable,
}

impl Kind {
    /// Whether holding one keeps others from going on, as a lock does (and a pool's slot does not, while it idles).
    ///
    /// ```
    /// use world::Kind;
    ///
    /// assert!(Kind::Semaphore.excludes() && !Kind::Slot.excludes());
    /// ```
    pub fn excludes(self) -> bool {
        matches!(self, Kind::Lock | Kind::GlobalLock | Kind::Semaphore)
    }
}

/// The number of an object within its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(pub u32);

/// A name for people: `outer 1`, `slot 2`, `lock`.
///
/// ```
/// use world::{Kind, Label};
///
/// assert_eq!(Label::new(Kind::Lock, "lock").to_string(), "lock");
/// assert_eq!(Label::thread("outer", 1).to_string(), "outer 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    /// What sort of thing it is.
    pub kind: Kind,
    /// The word, in lower case.
    pub name: &'static str,
    /// Counts from 1; 0 means that there is only one.
    pub index: u32,
}

impl Label {
    /// The only one of its name.
    pub const fn new(kind: Kind, name: &'static str) -> Self {
        Label { kind, name, index: 0 }
    }

    /// One of several, counted from 1.
    pub const fn numbered(kind: Kind, name: &'static str, index: u32) -> Self {
        Label { kind, name, index }
    }

    /// A thread, counted from 1.
    pub const fn thread(name: &'static str, index: u32) -> Self {
        Label::numbered(Kind::Thread, name, index)
    }
}

/// A name that is made while a program runs, such as `Thread-1 (worker)`. Each different one is kept for as long as the process lives: labels are passed
/// around by the million, and names are few.
pub fn interned(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    match names.get(name) {
        Some(known) => known,
        None => {
            let kept: &'static str = String::from(name).leak();
            names.insert(kept);
            kept
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            0 => out.write_str(self.name),
            index => write!(out, "{} {index}", self.name),
        }
    }
}
