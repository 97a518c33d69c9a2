//! Who waits for whom: threads and the things they hold and wait for.

use crate::{DeadlockReport, Kind};
use serde::{Deserialize, Serialize};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NodeKind {
    /// A thread, by its number.
    Thread(u16),
    /// An object.
    Object(Kind),
}

/// A thread or an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
    /// The line at which a waiting thread waits: file and number.
    pub place: Option<crate::Place>,
    /// Tasks that queue for a pool and that nobody has begun; 0 for everything else.
    pub queued: u32,
    /// Whether the thread goes on by itself some time: its wait has a limit.
    pub moves: bool,
}

/// Why an edge is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// The thread waits for the object.
    WaitsFor,
    /// The object is held by the thread.
    HeldBy,
    /// The object comes about only through the other object.
    Needs,
}

/// An edge from the one that waits towards the one that could help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Index into the nodes.
    pub from: usize,
    /// Index into the nodes.
    pub to: usize,
    /// Why.
    pub relation: Relation,
}

/// One thread of a deadlock's cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The thread.
    pub thread: String,
    /// What it holds that another in the cycle needs.
    pub holds: String,
    /// What it waits for.
    pub waits_for: String,
}

/// The wait-for graph (Holt, "Some deadlock properties of computer systems", 1972) of one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitGraph {
    /// Threads and objects.
    pub nodes: Vec<Node>,
    /// From waiting to helping.
    pub edges: Vec<Edge>,
}

impl WaitGraph {
    /// Why nobody in it ever goes on, if it is of a run in which nobody moves any more; see [`DeadlockReport`].
    pub fn stuck(&self) -> Option<DeadlockReport> {
        DeadlockReport::of(self)
    }

    /// The public `cycle` of a report: one link a thread; empty where there is none.
    pub fn links(&self) -> Vec<Link> {
        DeadlockReport::already(self)
            .map(|stuck| stuck.links())
            .unwrap_or_default()
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: NodeKind, name: &str) -> Node {
        Node {
            kind,
            name: name.into(),
            place: None,
            queued: 0,
            moves: false,
        }
    }

    /// outer 1 waits for task 1, which needs the pool, whose only slot outer 1 holds.
    #[test]
    fn a_pool_whose_only_thread_waits_for_its_own_task_is_a_cycle() {
        let edge = |from, to, relation| Edge { from, to, relation };
        let graph = WaitGraph {
            nodes: vec![
                node(NodeKind::Object(Kind::Slot), "slot 1"),
                node(NodeKind::Thread(0), "outer 1"),
                node(NodeKind::Object(Kind::Task), "task 1"),
                node(NodeKind::Object(Kind::Pool), "pool"),
            ],
            edges: vec![
                edge(1, 2, Relation::WaitsFor),
                edge(2, 3, Relation::Needs),
                edge(3, 0, Relation::Needs),
                edge(0, 1, Relation::HeldBy),
            ],
        };
        let link = Link {
            thread: "outer 1".into(),
            holds: "slot 1".into(),
            waits_for: "task 1".into(),
        };
        assert_eq!(graph.links(), [link]);
    }

    #[test]
    fn a_graph_without_a_cycle_has_no_links() {
        assert_eq!(WaitGraph::default().links(), []);
    }
}
