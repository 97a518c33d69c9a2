//! The way a run has gone: one task a step.

use super::{Part, Schedule};

/// Tasks in the order in which they moved, run-length coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// A task, and the number of the first step after its stretch.
    stretches: Vec<(u16, u64)>,
}

impl History {
    /// How many steps it has.
    pub fn len(&self) -> u64 {
        self.stretches.last().map_or(0, |(_, end)| *end)
    }

    /// How many stretches it has: what it costs to keep or to print.
    pub fn stretches(&self) -> usize {
        self.stretches.len()
    }

    /// One more step.
    #[inline]
    pub fn push(&mut self, task: usize) {
        let task = task as u16;
        match self.stretches.last_mut() {
            Some((last, end)) if *last == task => *end += 1,
            _ => {
                let end = self.len() + 1;
                self.stretches.push((task, end));
            }
        }
    }

    /// Forgets what comes after so many steps.
    pub fn truncate(&mut self, steps: u64) {
        let kept = self.stretches.partition_point(|(_, end)| *end < steps);
        self.stretches.truncate(if steps == 0 { 0 } else { kept + 1 });
        if let Some((_, end)) = self.stretches.last_mut() {
            *end = (*end).min(steps);
        }
    }

    /// Who took a step; `None` beyond the end.
    pub fn task(&self, step: u64) -> Option<usize> {
        let stretch = self.stretches.partition_point(|(_, end)| *end <= step);
        self.stretches.get(stretch).map(|(task, _)| usize::from(*task))
    }

    /// Who takes a step, and all after it one by one.
    pub fn walk(&self, step: u64) -> HistoryIter<'_> {
        HistoryIter {
            stretches: &self.stretches[self.stretches.partition_point(|(_, end)| *end <= step)..],
        }
    }

    /// The first so many steps as a schedule.
    pub fn schedule(&self, steps: u64) -> Schedule {
        let mut parts = Vec::new();
        let mut begin = 0;
        for &(task, end) in &self.stretches {
            let end = end.min(steps);
            if end <= begin {
                break;
            }
            let steps = u32::try_from(end - begin).unwrap_or(u32::MAX);
            parts.push(Part::Task { task, steps });
            begin = end;
        }
        Schedule { parts }
    }
}

/// A place on a history, which only goes forwards: where each step is looked up, searching the whole history would take longer than the step.
pub struct HistoryIter<'a> {
    stretches: &'a [(u16, u64)],
}

impl HistoryIter<'_> {
    /// Who takes a step, which is none before the last that was asked for; `None` beyond the end.
    #[inline]
    pub fn task(&mut self, step: u64) -> Option<usize> {
        while let Some((&(task, end), rest)) = self.stretches.split_first() {
            if step < end {
                return Some(usize::from(task));
            }
            self.stretches = rest;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_meets_whoever_is_looked_up() {
        let mut history = History::default();
        [0, 0, 1, 1, 1, 0, 2].iter().for_each(|task| history.push(*task));
        for from in 0..=history.len() {
            for stride in 1..=3 {
                let mut walk = history.walk(from);
                for step in (from..=history.len() + 1).step_by(stride) {
                    assert_eq!(walk.task(step), history.task(step));
                    assert_eq!(walk.task(step), history.task(step), "asked again");
                }
            }
        }
    }

    #[test]
    fn a_trail_is_cut_and_read_anywhere() {
        let steps = [0, 0, 1, 1, 1, 0, 2];
        for cut in 0..=steps.len() {
            let mut history = History::default();
            steps.iter().for_each(|task| history.push(*task));
            assert_eq!(history.schedule(cut as u64), Schedule::of(steps[..cut].iter().copied()));
            history.truncate(cut as u64);
            assert_eq!(history.len(), cut as u64);
            for (step, task) in steps.iter().enumerate() {
                assert_eq!(history.task(step as u64), (step < cut).then_some(*task));
            }
        }
    }
}
