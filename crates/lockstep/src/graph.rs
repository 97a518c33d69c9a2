//! The wait-for graph of a moment, from what tasks hold and announced.

use crate::{
    journal::named,
    kernel::{Kernel, Phase},
};
use std::collections::BTreeMap;
use trace::{Edge, Node, NodeKind, Relation, WaitGraph};
use world::Kind;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Task(usize),
    Region(u32),
}

struct Builder<'a> {
    kernel: &'a Kernel,
    graph: WaitGraph,
    numbers: BTreeMap<Key, usize>,
    todo: Vec<Key>,
}

/// Everything that can be reached from a task that waits for others.
pub fn graph(kernel: &Kernel) -> WaitGraph {
    let mut builder = Builder {
        kernel,
        graph: WaitGraph::default(),
        numbers: BTreeMap::new(),
        todo: Vec::new(),
    };
    for task in 0..kernel.tasks.len() {
        if kernel.tasks[task].needs_others() {
            builder.node(Key::Task(task));
        }
    }
    while let Some(key) = builder.todo.pop() {
        builder.expand(key);
    }
    builder.graph
}

impl Builder<'_> {
    fn expand(&mut self, key: Key) {
        let from = self.node(key);
        let helpers = match key {
            Key::Task(task) => self.waits_for(task),
            Key::Region(region) => self.helpers(region),
        };
        for (helper, relation) in helpers {
            let to = self.node(helper);
            self.graph.edges.push(Edge { from, to, relation });
        }
    }

    fn waits_for(&self, task: usize) -> Vec<(Key, Relation)> {
        let row = &self.kernel.tasks[task];
        let region = row.region().filter(|_| row.needs_others());
        region
            .map(|region| (Key::Region(region), Relation::WaitsFor))
            .into_iter()
            .collect()
    }

    /// Who holds the region; if nobody does, what it can come about through.
    fn helpers(&self, region: u32) -> Vec<(Key, Relation)> {
        let holders = holders(self.kernel, region);
        if holders.is_empty() {
            let needs = self.kernel.needs.iter().filter(|(object, _)| object.0 == region);
            return needs
                .map(|(_, provider)| (Key::Region(provider.0), Relation::Needs))
                .collect();
        }
        holders
            .into_iter()
            .map(|task| (Key::Task(task), Relation::HeldBy))
            .collect()
    }

    fn node(&mut self, key: Key) -> usize {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = self.graph.nodes.len();
        self.graph.nodes.push(self.describe(key));
        self.numbers.insert(key, number);
        self.todo.push(key);
        number
    }

    fn describe(&self, key: Key) -> Node {
        match key {
            Key::Task(task) => Node {
                kind: NodeKind::Thread(task as u16),
                name: self.kernel.tasks[task].label.to_string(),
                place: Some(named(self.kernel.tasks[task].next.place)),
            },
            Key::Region(region) => {
                let label = self.kernel.regions.get(region as usize).map(|row| row.label);
                Node {
                    kind: NodeKind::Object(label.map_or(trace::Kind::Variable, |label| kind(label.kind))),
                    name: label.map(|label| label.to_string()).unwrap_or_default(),
                    place: None,
                }
            }
        }
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

/// The kind as the trace names it. Threads are no objects there; nothing but a thread is labelled as one.
pub fn kind(kind: Kind) -> trace::Kind {
    match kind {
        Kind::Lock => trace::Kind::Lock,
        Kind::GlobalLock => trace::Kind::GlobalLock,
        Kind::Semaphore => trace::Kind::Semaphore,
        Kind::Condition => trace::Kind::Condition,
        Kind::Queue => trace::Kind::Queue,
        Kind::Barrier => trace::Kind::Barrier,
        Kind::Event => trace::Kind::Event,
        Kind::Join | Kind::Thread => trace::Kind::Join,
        Kind::Task => trace::Kind::Task,
        Kind::Pool => trace::Kind::Pool,
        Kind::Slot => trace::Kind::Slot,
        Kind::Variable => trace::Kind::Variable,
    }
}
