//! Vector clocks.

/// For each task, how much of its past has become known here (Mattern, "Virtual time and global states of distributed systems", 1989).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VectorClock(Vec<u32>);

impl VectorClock {
    /// What is known of a task.
    #[inline]
    pub fn of(&self, task: usize) -> u32 {
        self.0.get(task).copied().unwrap_or(0)
    }

    /// Takes over whatever `other` knows.
    pub fn join(&mut self, other: &VectorClock) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(*theirs);
        }
    }

    /// The task's own time moves on.
    pub fn tick(&mut self, task: usize) {
        if self.0.len() <= task {
            self.0.resize(task + 1, 0);
        }
        self.0[task] += 1;
    }
}
