//! What is searched: a program whose tasks move one step at a time.

use crate::Footprint;

/// A task's number, below [`MAX_TASKS`]; it means the same in every schedule.
pub type Task = u8;

/// How many tasks a program may have.
pub const MAX_TASKS: usize = 64;

/// Whether a task can move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can move; to leave it now is a pre-emptive switch.
    Ready,
    /// It can move, but it sleeps or waits with a limit: to leave it costs nothing.
    Resting,
    /// It waits for others, for ever if need be.
    Blocked,
    /// It has ended, or does not exist yet.
    Absent,
}

impl Standing {
    /// Whether it can move.
    #[must_use]
    pub fn can_move(self) -> bool {
        matches!(self, Self::Ready | Self::Resting)
    }
}

/// A program that can be started again as often as one likes and does the same whenever its tasks move in the same order.
pub trait Program {
    /// How a run came out.
    type Outcome: Clone + Eq + std::hash::Hash + Send;

    /// Starts from the beginning.
    fn reset(&mut self);

    /// Marks this moment of the run, so that [`Program::back`] leads here; `false` if it cannot. Marks are counted from 0; to start again forgets them.
    fn mark(&mut self) -> bool {
        false
    }

    /// Goes back to a mark, and forgets those after it; `false` if that cannot be: then the program must start again.
    fn back(&mut self, _mark: usize) -> bool {
        false
    }

    /// How many task numbers are in use.
    fn tasks(&self) -> usize;

    /// Whether a task can move.
    fn standing(&self, task: Task) -> Standing;

    /// Moves a task that can, and adds what it touched.
    fn step(&mut self, task: Task, footprint: &mut Footprint);

    /// Whether no step of another task can race with one that touches this, whatever is still to come.
    fn is_own(&self, footprint: &Footprint) -> bool {
        footprint.is_own()
    }

    /// Adds what a task that cannot move would touch next: what it waits for, or the end that cut it off.
    fn pending(&self, task: Task, footprint: &mut Footprint);

    /// How the run came out, once nobody can move or the run was cut short.
    fn outcome(&mut self) -> Self::Outcome;

    /// Whether that is a failure.
    fn failed(outcome: &Self::Outcome) -> bool;

    /// Whether the program has learnt that its steps must be finer: what was searched so far is void.
    fn is_stale(&self) -> bool {
        false
    }

    /// Whether this run has become too long and ends here; then no search is complete.
    fn is_cut(&self) -> bool {
        false
    }
}

/// The tasks that can move, a bit each.
pub(crate) fn movable<P: Program>(program: &P) -> u64 {
    (0..program.tasks())
        .filter(|task| program.standing(*task as Task).can_move())
        .fold(0, |all, task| all | 1 << task)
}

/// The first task of a set.
pub(crate) fn first(set: u64) -> Option<Task> {
    (set != 0).then(|| set.trailing_zeros() as Task)
}

/// Plays a schedule from the start, as far as it goes; gives each step to a watcher.
pub fn replay<P: Program>(program: &mut P, schedule: &[Task], mut watch: impl FnMut(&mut P, Task, &Footprint)) {
    program.reset();
    let mut footprint = Footprint::default();
    for task in schedule {
        if !program.standing(*task).can_move() {
            return;
        }
        footprint.clear();
        program.step(*task, &mut footprint);
        watch(program, *task, &footprint);
    }
}

/// How many switches of a schedule leave a task that could have gone on.
pub fn switches<P: Program>(program: &mut P, schedule: &[Task]) -> usize {
    program.reset();
    let (mut count, mut last, mut footprint) = (0, None, Footprint::default());
    for task in schedule {
        count += usize::from(costs(program, last, *task));
        footprint.clear();
        program.step(*task, &mut footprint);
        last = Some(*task);
    }
    count
}

/// Whether going on with `next` after `last` leaves a task that could go on.
pub(crate) fn costs<P: Program>(program: &P, last: Option<Task>, next: Task) -> bool {
    last.is_some_and(|last| last != next && program.standing(last) == Standing::Ready)
}
