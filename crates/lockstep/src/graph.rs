//! The wait-for graph of a moment, from what tasks hold and announced.

use crate::{
    event_log::named,
    kernel::{Kernel, Phase},
    op::OpKind,
};
use trace::{Kind, Node, NodeKind, Vertex, WaitGraph, WaitGraphSource};
use world::Access;

/// Everything that can be reached from a task that waits for others.
pub fn graph(kernel: &Kernel) -> WaitGraph {
    let waiting = (0..kernel.tasks.len()).filter(|task| kernel.tasks[*task].is_waiting());
    trace::build_from(waiting.map(|task| task as u16), &mut Seen(kernel))
}

struct Seen<'a>(&'a Kernel);

impl Seen<'_> {
    fn thread(&self, task: u16) -> Node {
        let row = &self.0.tasks[usize::from(task)];
        let polite = row
            .region()
            .is_some_and(|region| self.0.regions[region as usize].label.kind == world::Kind::GlobalLock);
        Node {
            kind: NodeKind::Thread(task),
            name: row.label.to_string(),
            place: Some(named(row.next.place)),
            queued: 0,
            // The limit of a wait for the global lock only ends its polite phase.
            moves: row.phase == Phase::Woken || (row.limited() && !polite),
        }
    }

    fn object(&self, region: u32) -> Node {
        let label = self.0.regions.get(region as usize).map(|row| row.label);
        let kind = label.map_or(Kind::Variable, |label| label.kind.into());
        Node {
            kind: NodeKind::Object(kind),
            name: label.map(|label| label.to_string()).unwrap_or_default(),
            place: None,
            queued: if kind == Kind::Pool { self.queued(region) } else { 0 },
            moves: false,
        }
    }

    /// Tasks of a pool that nobody has begun.
    fn queued(&self, pool: u32) -> u32 {
        let needs = self.0.needs.iter().filter(|(_, provider)| provider.0 == pool);
        let rows = needs.filter_map(|(task, _)| self.0.regions.get(task.0 as usize));
        rows.filter(|row| row.label.kind == world::Kind::Task && row.last.is_none())
            .count() as u32
    }
}

impl WaitGraphSource for Seen<'_> {
    fn describe(&mut self, vertex: Vertex) -> Node {
        match vertex {
            Vertex::Thread(task) => self.thread(task),
            Vertex::Object(region) => self.object(region),
            Vertex::Room(region) => trace::room(self.object(region)),
        }
    }

    fn waits_for(&mut self, task: u16) -> Option<Vertex> {
        let row = &self.0.tasks[usize::from(task)];
        let OpKind::Enter { region, access, .. } = row.next.act else {
            return None;
        };
        let room = access == Access::Signal && self.0.regions[region as usize].label.kind == world::Kind::Queue;
        row.is_waiting().then_some(match room {
            true => Vertex::Room(region),
            false => Vertex::Object(region),
        })
    }

    fn holders(&mut self, region: u32) -> Vec<u16> {
        holders(self.0, region).into_iter().map(|task| task as u16).collect()
    }

    fn needs(&mut self, vertex: Vertex) -> Vec<u32> {
        let (needs, object) = match vertex {
            Vertex::Object(region) => (&self.0.needs, region),
            Vertex::Room(region) => (&self.0.needs_room, region),
            Vertex::Thread(_) => return Vec::new(),
        };
        let needs = needs.iter().filter(|(needed, _)| needed.0 == object);
        needs.map(|(_, provider)| provider.0).collect()
    }

    fn is_idle(&mut self, task: u16) -> bool {
        let row = &self.0.tasks[usize::from(task)];
        row.phase == Phase::Waiting && matches!(row.next.act, OpKind::Enter { idle: true, .. })
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
