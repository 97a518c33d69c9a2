//! Moments of a run that a search goes back to, so that what lies before them is not run again.

use std::time::Duration;

use hashbrown::HashMap;
use python::{Checkpoint, sync};

use super::Simulation;
use super::order::Order;
use super::running::Running;

/// A moment of a run.
pub(super) struct Mark {
    checkpoint: Checkpoint,
    running: Vec<Option<Running>>,
    states: HashMap<u64, sync::State>,
    order: Order,
    times: HashMap<u64, Duration>,
    lengths: [usize; 4],
    steps: usize,
    over: bool,
    status: i32,
    effects: u64,
}

fn copies(running: &[Option<Running>]) -> Option<Vec<Option<Running>>> {
    let copy = |one: &Option<Running>| match one {
        Some(running) => running.copy().map(Some),
        None => Some(None),
    };
    running.iter().map(copy).collect()
}

impl Simulation {
    /// This moment; `None` if it cannot be kept.
    pub(super) fn moment(&self) -> Option<Mark> {
        if self.watch.is_some() || self.fair {
            return None;
        }
        let running = copies(&self.running)?;
        let threads = self.running.iter().flatten().map(|running| &running.thread);
        let brought = self.running.iter().flatten().filter_map(|running| running.next.value());
        let held = self.states.values().flat_map(sync::State::values);
        Some(Mark {
            checkpoint: Checkpoint::take(&self.interpreter, threads, brought.cloned().chain(held))?,
            running,
            states: self.states.clone(),
            order: self.order.clone(),
            times: self.times.clone(),
            lengths: [
                self.output.len(),
                self.errors.len(),
                self.failures.len(),
                self.ranks.len(),
            ],
            steps: self.steps,
            over: self.over,
            status: self.status,
            effects: self.effects,
        })
    }

    /// Goes back to a moment of this run or of one that was the same up to there; `false` if that cannot be.
    pub(super) fn go_back(&mut self, mark: &Mark) -> bool {
        let Some(running) = copies(&mark.running) else {
            return false;
        };
        self.running = running;
        if !mark.checkpoint.put_back() {
            return false;
        }
        self.states.clone_from(&mark.states);
        self.order.clone_from(&mark.order);
        self.times.clone_from(&mark.times);
        self.output.truncate(mark.lengths[0]);
        self.errors.truncate(mark.lengths[1]);
        self.failures.truncate(mark.lengths[2]);
        self.ranks.truncate(mark.lengths[3]);
        (self.steps, self.over) = (mark.steps, mark.over);
        (self.status, self.effects) = (mark.status, mark.effects);
        true
    }
}
