//! A moment of a run: where each thread is, what they share, who holds what and who waits for it.

use explore::Task;
use python::sync::State;

use super::tasks::{Next, Running};
use super::{Simulation, spoken};
use crate::names::{self, Names};

/// The longest value that is shown in a snapshot.
const LONG: usize = 80;

/// A moment of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Each thread that was started, in the order in which they were.
    pub threads: Vec<ThreadView>,
    /// What threads contended for so far, with what it holds.
    pub variables: Vec<Variable>,
    /// Locks, queues and the like.
    pub objects: Vec<SyncView>,
    /// What the program printed so far.
    pub output: String,
}

/// A thread at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadView {
    /// What the program calls it.
    pub name: String,
    /// The line in which it is; 0 before it begins and after its end.
    pub line: u32,
    /// `ready`, `waits`, `sleeps`, `spins` or `ended`.
    pub state: &'static str,
    /// What it waits for.
    pub waits_for: Option<String>,
    /// The locks that it holds.
    pub holds: Vec<String>,
}

/// A variable, an attribute or a container that threads contend for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What people call it.
    pub name: String,
    /// What it holds, as a program writes it; cut where it is long.
    pub value: String,
}

/// A lock, a queue or the like at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncView {
    /// What the program calls it.
    pub name: String,
    /// What it is: `lock`, `queue`, `barrier` and so on.
    pub kind: &'static str,
    /// The threads that hold it.
    pub owners: Vec<String>,
    /// The threads that wait for it.
    pub waiting: Vec<String>,
    /// How it stands, in a few words: `free`, `2 items`, `set`.
    pub words: String,
}

impl Simulation {
    pub(crate) fn snapshot(&self, names: &Names) -> Snapshot {
        let variables = self.watch.iter().flat_map(|watch| &watch.variables);
        let variables = variables.filter_map(|variable| {
            let value = spoken::inside(&variable.object, &variable.slot)?;
            let (name, value) = (variable.name.clone(), spoken::short(&value, LONG));
            Some(Variable { name, value })
        });
        Snapshot {
            threads: self
                .ranks
                .iter()
                .filter_map(|task| self.thread_view(*task, names))
                .collect(),
            variables: variables.collect(),
            objects: self
                .objects()
                .into_iter()
                .filter_map(|object| self.sync_view(object, names))
                .collect(),
            output: self.output.clone(),
        }
    }

    fn thread_view(&self, task: Task, names: &Names) -> Option<ThreadView> {
        let running = self.running.get(usize::from(task))?.as_ref()?;
        let mine = |object: &u64| {
            self.state(*object)
                .is_some_and(|state| state.holders().contains(&u32::from(task)))
        };
        let state = self.state_of(task, running);
        Some(ThreadView {
            name: names::thread(self, task),
            line: if state == "ended" { 0 } else { running.thread.line() },
            state,
            waits_for: self.waited_for(task, running).map(|object| names.object(self, object)),
            holds: self
                .objects()
                .iter()
                .filter(|object| mine(object))
                .map(|object| names.object(self, *object))
                .collect(),
        })
    }

    fn state_of(&self, task: Task, running: &Running) -> &'static str {
        match &running.next {
            Next::Ended => "ended",
            _ if self.over => "ended",
            Next::Spin(_) | Next::Let(_) => "spins",
            Next::WaitForAll => "waits",
            Next::Perform(python::Effect::Sleep(_)) => "sleeps",
            _ if self.has_to_wait(task, running) => "waits",
            _ => "ready",
        }
    }

    fn waited_for(&self, task: Task, running: &Running) -> Option<u64> {
        match &running.next {
            Next::Perform(python::Effect::Sync { object, .. }) if self.has_to_wait(task, running) => Some(object.0),
            _ => None,
        }
    }

    fn sync_view(&self, object: u64, names: &Names) -> Option<SyncView> {
        let state = self.state(object)?;
        let waits = |task: &Task| {
            let running = self.running.get(usize::from(*task)).and_then(Option::as_ref);
            running.is_some_and(|running| self.waited_for(*task, running) == Some(object))
        };
        let waiting: Vec<String> = self
            .ranks
            .iter()
            .filter(|task| waits(task))
            .map(|task| names::thread(self, *task))
            .collect();
        let shown = names.knows(object) && !matches!(state, State::End(_) | State::Future(_));
        if !shown && waiting.is_empty() {
            return None;
        }
        let owners = state.holders().into_iter().filter_map(|task| Task::try_from(task).ok());
        Some(SyncView {
            name: names.object(self, object),
            kind: names::kind(state),
            owners: owners.map(|task| names::thread(self, task)).collect(),
            waiting,
            words: stands(state),
        })
    }
}

fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn stands(state: &State) -> String {
    let length = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    match state {
        State::Lock(lock) if lock.holder.is_none() => "free".to_owned(),
        State::RLock(lock) if lock.holder.is_none() => "free".to_owned(),
        State::Lock(_) => "taken".to_owned(),
        State::RLock(lock) if lock.depth > 1 => format!("taken {} times", lock.depth),
        State::RLock(_) => "taken".to_owned(),
        State::Condition(condition) => counted(length(condition.waiting()), "thread waits", "threads wait"),
        State::Semaphore(semaphore) => format!("{} left", semaphore.count),
        State::Event(event) if event.set => "set".to_owned(),
        State::Event(_) => "not set".to_owned(),
        State::Barrier(barrier) => format!("{} of {} came", barrier.arrived, barrier.parties),
        State::Queue(queue) => counted(length(queue.items.len()), "item", "items"),
        State::Future(_) => "a task's result".to_owned(),
        State::End(_) => "a thread's end".to_owned(),
        State::Pool(pool) => format!(
            "{}, {}",
            counted(pool.workers, "worker", "workers"),
            counted(length(pool.tasks.len()), "task waits", "tasks wait")
        ),
    }
}
