//! What all runs of a program have in common: numbers for tasks and places, and which places threads really share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use explore::{Place, Task};
use hashbrown::HashMap;

/// What was learnt in all runs so far.
#[derive(Debug, Default)]
pub struct Shared {
    inner: Mutex<Learnt>,
}

#[derive(Debug, Default)]
struct Learnt {
    tasks: HashMap<(Task, u32), Task>,
    places: HashMap<(u64, u64), Place>,
    /// For each place whether two threads touched it, one changed it, and nothing ordered them.
    contended: Arc<Vec<bool>>,
}

/// Each thread's parent, its place among the children, and its number.
#[cfg(not(target_arch = "wasm32"))]
type Children = Vec<(Task, u32, Task)>;

/// Places that the driver itself knows.
pub(super) const OUTPUT: (u64, u64) = (u64::MAX, 0);
pub(super) const EXIT: (u64, u64) = (u64::MAX, 1);
const ENDS: u64 = u64::MAX - 1;

/// The place that a thread's end is.
pub(super) fn end_of(task: Task) -> (u64, u64) {
    (ENDS, u64::from(task))
}

/// The place that a thread's start is.
pub(super) fn start_of(task: Task) -> (u64, u64) {
    (ENDS - 1, u64::from(task))
}

/// The place that says of a thread's end object whether anybody does more than wait for it without a limit: that is learnt as contention is.
pub(super) fn looked_at(object: u64) -> (u64, u64) {
    (ENDS - 2, object)
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Learnt> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the child that a thread starts as its so-manieth; `None` if there are too many threads.
    pub(super) fn task(&self, parent: Task, child: u32) -> Option<Task> {
        let mut learnt = self.lock();
        let next = learnt.tasks.len() + 1;
        if let Some(task) = learnt.tasks.get(&(parent, child)) {
            return Some(*task);
        }
        let task = Task::try_from(next).ok().filter(|_| next < explore::MAX_TASKS)?;
        learnt.tasks.insert((parent, child), task);
        Some(task)
    }

    pub(super) fn place(&self, key: (u64, u64)) -> Place {
        let mut learnt = self.lock();
        let next = Place::try_from(learnt.places.len()).unwrap_or(Place::MAX);
        *learnt.places.entry(key).or_insert(next)
    }

    /// Which places are contended, as known now.
    pub(super) fn contended(&self) -> Arc<Vec<bool>> {
        self.lock().contended.clone()
    }

    /// Threads contend for a place.
    pub(super) fn contend(&self, place: Place) {
        let mut learnt = self.lock();
        let contended = Arc::make_mut(&mut learnt.contended);
        let at = place as usize;
        if contended.len() <= at {
            contended.resize(at + 1, false);
        }
        contended[at] = true;
    }

    /// All that was learnt, for a file: children as parent, count and number, and the places that are contended.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn learnt(&self) -> (Children, Vec<(u64, u64)>) {
        let learnt = self.lock();
        let mut tasks: Children = learnt.tasks.iter().map(|(at, task)| (at.0, at.1, *task)).collect();
        let is_contended = |place: &Place| learnt.contended.get(*place as usize).copied().unwrap_or(false);
        let places = learnt.places.iter().filter(|(_, place)| is_contended(place));
        let mut contended: Vec<(u64, u64)> = places.map(|(key, _)| *key).collect();
        tasks.sort_unstable();
        contended.sort_unstable();
        (tasks, contended)
    }

    /// What [`Shared::learnt`] gave.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn of(tasks: Children, contended: Vec<(u64, u64)>) -> Self {
        let learnt = Learnt {
            tasks: tasks
                .into_iter()
                .map(|(parent, child, task)| ((parent, child), task))
                .collect(),
            contended: Arc::new(vec![true; contended.len()]),
            places: contended.into_iter().zip(0..).collect(),
        };
        Self {
            inner: Mutex::new(learnt),
        }
    }
}
