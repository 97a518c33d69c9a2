//! Who waits for whom: threads and the things they hold and wait for.

use crate::Kind;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

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
    /// The shortest cycle through a thread, as indices of nodes that begin with a thread; empty when there is none.
    pub fn cycle(&self) -> Vec<usize> {
        (0..self.nodes.len())
            .filter(|&node| self.is_thread(node))
            .filter_map(|node| self.way_back(node))
            .min_by_key(Vec::len)
            .unwrap_or_default()
    }

    /// The cycle in the words of a report: one link a thread.
    pub fn links(&self) -> Vec<Link> {
        let cycle = self.cycle();
        let name = |position: usize| self.nodes[cycle[position % cycle.len()]].name.clone();
        (0..cycle.len())
            .filter(|&position| self.is_thread(cycle[position]))
            .map(|position| Link {
                thread: name(position),
                holds: name(position + cycle.len() - 1),
                waits_for: name(position + 1),
            })
            .collect()
    }

    fn is_thread(&self, node: usize) -> bool {
        matches!(self.nodes[node].kind, NodeKind::Thread(_))
    }

    /// The shortest way from a node back to itself, breadth first.
    fn way_back(&self, start: usize) -> Option<Vec<usize>> {
        let mut before = vec![None; self.nodes.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for edge in self.edges.iter().filter(|edge| edge.from == node) {
                if edge.to == start {
                    return Some(trail(&before, start, node));
                }
                if before[edge.to].is_none() {
                    before[edge.to] = Some(node);
                    queue.push_back(edge.to);
                }
            }
        }
        None
    }
}

fn trail(before: &[Option<usize>], start: usize, last: usize) -> Vec<usize> {
    let mut way = vec![last];
    let mut node = last;
    while node != start {
        let Some(previous) = before[node] else { break };
        way.push(previous);
        node = previous;
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: NodeKind, name: &str) -> Node {
        Node {
            kind,
            name: name.into(),
            place: None,
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
        assert_eq!(graph.cycle(), [1, 2, 3, 0]);
        assert_eq!(graph.links(), [link]);
    }

    #[test]
    fn a_graph_without_a_cycle_has_no_links() {
        assert_eq!(WaitGraph::default().links(), []);
    }
}
