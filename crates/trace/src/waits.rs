//! From what a world knows of its threads and objects at one moment to the graph of who waits for whom.

use crate::{Edge, Kind, Node, NodeKind, Relation, WaitGraph};
use std::collections::BTreeMap;

/// A thread or an object, by its number in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vertex {
    /// A thread.
    Thread(u16),
    /// An object.
    Object(u32),
    /// Room in an object that is full.
    Room(u32),
}

/// What a world knows.
pub trait WaitGraphSource {
    /// What it is and how it is called.
    fn describe(&mut self, vertex: Vertex) -> Node;
    /// The object, or the room in it, that the thread waits for.
    fn waits_for(&mut self, thread: u16) -> Option<Vertex>;
    /// The living threads that hold the object.
    fn holders(&mut self, object: u32) -> Vec<u16>;
    /// What an object that nobody holds comes about through, or the room in it.
    fn needs(&mut self, vertex: Vertex) -> Vec<u32>;
    /// Whether the thread has nothing to do until somebody gives it work.
    fn is_idle(&mut self, thread: u16) -> bool;
}

/// The room in an object, as a thing that threads wait for.
pub fn room(object: Node) -> Node {
    Node {
        kind: NodeKind::Object(Kind::Room),
        name: format!("room in {}", object.name),
        ..object
    }
}

/// Everything that can be reached from these threads.
pub fn build_from(threads: impl IntoIterator<Item = u16>, world: &mut impl WaitGraphSource) -> WaitGraph {
    let mut builder = Builder {
        world,
        graph: WaitGraph::default(),
        numbers: BTreeMap::new(),
        todo: Vec::new(),
    };
    for thread in threads {
        if !builder.gives_nothing(thread) {
            builder.node(Vertex::Thread(thread));
        }
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

impl<W: WaitGraphSource> Builder<'_, W> {
    fn expand(&mut self, vertex: Vertex) {
        let from = self.node(vertex);
        let (relation, helpers) = self.helpers(vertex);
        for helper in helpers {
            let to = self.node(helper);
            self.graph.edges.push(Edge { from, to, relation });
        }
    }

    fn helpers(&mut self, vertex: Vertex) -> (Relation, Vec<Vertex>) {
        let holders = match vertex {
            Vertex::Thread(thread) => {
                let awaited = self.world.waits_for(thread);
                return (Relation::WaitsFor, awaited.into_iter().collect());
            }
            Vertex::Object(object) => self.busy(object),
            Vertex::Room(_) => Vec::new(),
        };
        if holders.is_empty() {
            let mut needs = self.world.needs(vertex);
            needs.retain(|provider| self.is_of_use(*provider));
            return (Relation::Needs, needs.into_iter().map(Vertex::Object).collect());
        }
        (Relation::HeldBy, holders.into_iter().map(Vertex::Thread).collect())
    }

    /// The holders that could do something about it.
    fn busy(&mut self, object: u32) -> Vec<u16> {
        let mut holders = self.world.holders(object);
        holders.retain(|thread| !self.gives_nothing(*thread));
        holders
    }

    /// Whether the thread idles for want of work, so that nothing comes from it; one that idles until something is there that others make is as good
    /// as waiting.
    fn gives_nothing(&mut self, thread: u16) -> bool {
        if !self.world.is_idle(thread) {
            return false;
        }
        let Some(awaited) = self.world.waits_for(thread) else {
            return true;
        };
        let pool = self.world.describe(awaited).kind == NodeKind::Object(Kind::Pool);
        pool || self.world.needs(awaited).is_empty()
    }

    /// Whether anything can come from it: not from the end of a thread that has ended, nor from a pool whose threads have nothing to do.
    fn is_of_use(&mut self, provider: u32) -> bool {
        if !self.busy(provider).is_empty() {
            return true;
        }
        let needs = self.world.needs(Vertex::Object(provider));
        needs.into_iter().any(|provider| self.is_of_use(provider))
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
