//! From what a world knows of its threads and objects at one moment to the graph of who waits for whom.

use crate::{Edge, Node, Relation, WaitGraph};
use std::collections::BTreeMap;

/// A thread or an object, by its number in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vertex {
    /// A thread.
    Thread(u16),
    /// An object.
    Object(u32),
}

/// What a world knows.
pub trait Waits {
    /// What it is and how it is called.
    fn describe(&mut self, vertex: Vertex) -> Node;
    /// The object that the thread waits for.
    fn waits_for(&mut self, thread: u16) -> Option<u32>;
    /// The living threads that hold the object.
    fn holders(&mut self, object: u32) -> Vec<u16>;
    /// What an object that nobody holds comes about through.
    fn needs(&mut self, object: u32) -> Vec<u32>;
}

/// Everything that can be reached from these threads.
pub fn reached(threads: impl IntoIterator<Item = u16>, world: &mut impl Waits) -> WaitGraph {
    let mut builder = Builder {
        world,
        graph: WaitGraph::default(),
        numbers: BTreeMap::new(),
        todo: Vec::new(),
    };
    for thread in threads {
        builder.node(Vertex::Thread(thread));
    }
    while let Some(vertex) = builder.todo.pop() {
        builder.expand(vertex);
    }
    builder.graph
}

struct Builder<'a, W> {
    world: &'a mut W,
    graph: WaitGraph,
    numbers: BTreeMap<Vertex, usize>,
    todo: Vec<Vertex>,
}

impl<W: Waits> Builder<'_, W> {
    fn expand(&mut self, vertex: Vertex) {
        let from = self.node(vertex);
        let (relation, helpers) = self.helpers(vertex);
        for helper in helpers {
            let to = self.node(helper);
            self.graph.edges.push(Edge { from, to, relation });
        }
    }

    fn helpers(&mut self, vertex: Vertex) -> (Relation, Vec<Vertex>) {
        let object = match vertex {
            Vertex::Thread(thread) => {
                let object = self.world.waits_for(thread).map(Vertex::Object);
                return (Relation::WaitsFor, object.into_iter().collect());
            }
            Vertex::Object(object) => object,
        };
        let holders = self.world.holders(object);
        if holders.is_empty() {
            let needs = self.world.needs(object);
            return (Relation::Needs, needs.into_iter().map(Vertex::Object).collect());
        }
        (Relation::HeldBy, holders.into_iter().map(Vertex::Thread).collect())
    }

    /// The node's number; a new node will be expanded.
    fn node(&mut self, vertex: Vertex) -> usize {
        if let Some(number) = self.numbers.get(&vertex) {
            return *number;
        }
        let number = self.graph.nodes.len();
        self.graph.nodes.push(self.world.describe(vertex));
        self.numbers.insert(vertex, number);
        self.todo.push(vertex);
        number
    }
}
