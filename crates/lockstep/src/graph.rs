//! The wait-for graph of a moment, from what tasks hold and announced.

use crate::{
    journal::named,
    kernel::{Kernel, Phase},
};
use trace::{Kind, Node, NodeKind, Vertex, WaitGraph, Waits};

/// Everything that can be reached from a task that waits for others.
pub fn graph(kernel: &Kernel) -> WaitGraph {
    let waiting = (0..kernel.tasks.len()).filter(|task| kernel.tasks[*task].needs_others());
    trace::reached(waiting.map(|task| task as u16), &mut Seen(kernel))
}

struct Seen<'a>(&'a Kernel);

impl Waits for Seen<'_> {
    fn describe(&mut self, vertex: Vertex) -> Node {
        match vertex {
            Vertex::Thread(task) => {
                let row = &self.0.tasks[usize::from(task)];
                Node {
                    kind: NodeKind::Thread(task),
                    name: row.label.to_string(),
                    place: Some(named(row.next.place)),
                }
            }
            Vertex::Object(region) => {
                let label = self.0.regions.get(region as usize).map(|row| row.label);
                Node {
                    kind: NodeKind::Object(label.map_or(Kind::Variable, |label| label.kind.into())),
                    name: label.map(|label| label.to_string()).unwrap_or_default(),
                    place: None,
                }
            }
        }
    }

    fn waits_for(&mut self, task: u16) -> Option<u32> {
        let row = &self.0.tasks[usize::from(task)];
        row.region().filter(|_| row.needs_others())
    }

    fn holders(&mut self, region: u32) -> Vec<u16> {
        holders(self.0, region).into_iter().map(|task| task as u16).collect()
    }

    fn needs(&mut self, region: u32) -> Vec<u32> {
        let needs = self.0.needs.iter().filter(|(object, _)| object.0 == region);
        needs.map(|(_, provider)| provider.0).collect()
    }
}

/// The living tasks that hold a region, for a while or as long as they live.
pub fn holders(kernel: &Kernel, region: u32) -> Vec<usize> {
    let held = kernel.regions.get(region as usize).map(|row| row.holders.as_slice());
    let held = held.unwrap_or_default().iter().map(|task| usize::from(*task));
    let standing = (0..kernel.tasks.len()).filter(|task| {
        let holds = kernel.tasks[*task].holds;
        holds.is_some_and(|object| object.0 == region)
    });
    held.chain(standing)
        .filter(|task| kernel.tasks[*task].phase != Phase::Ended)
        .collect()
}
