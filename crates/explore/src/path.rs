//! A run so far: its steps, what each touched, who could move before it, and what happened before it.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::clock::Clock;
use crate::{Footprint, Place, Task, Touch};

/// One step of a run.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) task: Task,
    /// Its number among the task's steps, from 1.
    pub(crate) count: u32,
    /// The task's step before it.
    pub(crate) before: Option<usize>,
    pub(crate) footprint: Arc<Footprint>,
    /// Who could move before it.
    pub(crate) movable: u64,
    /// What happened before it, itself included.
    pub(crate) clock: Clock,
}

/// A run so far.
#[derive(Debug, Default)]
pub(crate) struct Path {
    pub(crate) events: Vec<Event>,
    last: Vec<Option<usize>>,
    touched: HashMap<Place, Vec<(usize, Touch)>>,
}

impl Path {
    /// Takes back all steps but the first ones.
    pub(crate) fn truncate(&mut self, length: usize) {
        while self.events.len() > length {
            let Some(event) = self.events.pop() else { return };
            for (place, _) in event.footprint.touches().iter().rev() {
                self.touched.get_mut(place).map(Vec::pop);
            }
            self.last[usize::from(event.task)] = event.before;
        }
    }

    /// How many steps of a schedule are the first of this run.
    pub(crate) fn common(&self, schedule: &[Task]) -> usize {
        let both = self.events.iter().zip(schedule);
        both.take_while(|(event, task)| event.task == **task).count()
    }

    /// The last step of a task.
    pub(crate) fn last(&self, task: Task) -> Option<usize> {
        self.last.get(usize::from(task)).copied().flatten()
    }

    /// The steps that touched a place, the earliest first.
    pub(crate) fn touched(&self, place: Place) -> &[(usize, Touch)] {
        self.touched.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whether a step happened before what has this clock.
    pub(crate) fn is_in(&self, event: usize, clock: &Clock) -> bool {
        let event = &self.events[event];
        clock.of(event.task) >= event.count
    }

    pub(crate) fn push(&mut self, event: Event) {
        let index = self.events.len();
        for (place, touch) in event.footprint.touches() {
            self.touched.entry(*place).or_default().push((index, *touch));
        }
        let task = usize::from(event.task);
        if self.last.len() <= task {
            self.last.resize(task + 1, None);
        }
        self.last[task] = Some(index);
        self.events.push(event);
    }

    pub(crate) fn schedule(&self) -> Vec<Task> {
        self.events.iter().map(|event| event.task).collect()
    }
}
