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
}
