//! What the numbers in events stand for.

use serde::{Deserialize, Serialize};

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The source file as the compiler names it.
    pub file: String,
    /// The line, counted from 1; 0 when unknown.
    pub line: u32,
}

/// What sort of thing an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
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
    /// A flag.
    Event,
    /// The end of a thread.
    Join,
    /// The result of a task.
    Task,
    /// A pool of threads.
    Pool,
    /// A thread of a pool, as something tasks need.
    Slot,
    /// Plain shared data.
    Variable,
    /// Room in a queue that is full.
    Room,
}

impl Kind {
    const ALL: [(Kind, &'static str); 13] = [
        (Kind::Lock, "lock"),
        (Kind::GlobalLock, "global-lock"),
        (Kind::Semaphore, "semaphore"),
        (Kind::Condition, "condition"),
        (Kind::Queue, "queue"),
        (Kind::Barrier, "barrier"),
        (Kind::Event, "event"),
        (Kind::Join, "join"),
        (Kind::Task, "task"),
        (Kind::Pool, "pool"),
        (Kind::Slot, "slot"),
        (Kind::Variable, "variable"),
        (Kind::Room, "room"),
    ];

    /// Its public name, as in JSON.
    pub fn id(self) -> &'static str {
        Kind::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, id)| id)
    }

    /// By its public name.
    pub fn named(id: &str) -> Option<Self> {
        Kind::ALL.iter().find(|(_, known)| *known == id).map(|(kind, _)| *kind)
    }

    /// Whether holding one keeps others from going on; such objects get a lane.
    pub fn excludes(self) -> bool {
        matches!(self, Kind::Lock | Kind::GlobalLock | Kind::Semaphore)
    }
}

impl From<world::Kind> for Kind {
    /// Threads are no objects here; nothing but a thread is labelled as one.
    fn from(kind: world::Kind) -> Self {
        match kind {
            world::Kind::Lock => Kind::Lock,
            world::Kind::GlobalLock => Kind::GlobalLock,
            world::Kind::Semaphore => Kind::Semaphore,
            world::Kind::Condition => Kind::Condition,
            world::Kind::Queue => Kind::Queue,
            world::Kind::Barrier => Kind::Barrier,
            world::Kind::Event => Kind::Event,
            world::Kind::Join | world::Kind::Thread => Kind::Join,
            world::Kind::Task => Kind::Task,
            world::Kind::Pool => Kind::Pool,
            world::Kind::Slot => Kind::Slot,
            world::Kind::Variable => Kind::Variable,
        }
    }
}

/// A named object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// What it is.
    pub kind: Kind,
    /// Its name, as `slot 2`.
    pub name: String,
}

/// The names of a run so far; they only ever grow, so what has been sent need not be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SymbolTable {
    /// Threads by number.
    pub threads: Vec<String>,
    /// Objects by number.
    pub objects: Vec<Object>,
    /// Places by number.
    pub places: Vec<Place>,
}

impl SymbolTable {
    /// What `self` has beyond `known`, as the tail to append.
    pub fn delta_since(&self, known: &SymbolTable) -> SymbolTable {
        SymbolTable {
            threads: tail(&self.threads, known.threads.len()),
            objects: tail(&self.objects, known.objects.len()),
            places: tail(&self.places, known.places.len()),
        }
    }

    /// Appends what [`SymbolTable::delta_since`] gave.
    pub fn append(&mut self, tail: SymbolTable) {
        self.threads.extend(tail.threads);
        self.objects.extend(tail.objects);
        self.places.extend(tail.places);
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.threads.is_empty() && self.objects.is_empty() && self.places.is_empty()
    }
}

fn tail<T: Clone>(all: &[T], from: usize) -> Vec<T> {
    all.get(from..).unwrap_or_default().to_vec()
}
