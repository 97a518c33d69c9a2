//! Who waits for whom at a moment of a run, from the same lanes that are drawn.

use super::Recording;
use trace::{Edge, Kind, Node, NodeKind, Relation, State, WaitGraph};

/// A graph that grows, and which objects are in it.
#[derive(Default)]
struct Passing {
    graph: WaitGraph,
    objects: Vec<(u32, usize)>,
}

impl Recording {
    /// Who waited for whom at a moment, as far as the lanes tell. A lock that is waited for and that nobody holds is being handed over.
    pub fn graph_at(&self, moment: u64) -> WaitGraph {
        let mut passing = Passing::default();
        for (thread, lane) in self.timeline.threads.iter().enumerate() {
            let position = lane.spans.partition_point(|span| span.to <= moment);
            let span = lane.spans.get(position).filter(|span| span.from <= moment);
            let waiting = span.filter(|span| span.state == State::Waiting);
            if let Some((object, place)) = waiting.and_then(|span| Some((span.object?, span.place))) {
                let from = passing.thread(self, thread, Some(place));
                let to = passing.object(self, object);
                passing.edge(from, to, Relation::WaitsFor);
            }
        }
        for (object, from) in passing.objects.clone() {
            for owner in self.timeline.holders_at(object, moment) {
                let to = passing.thread(self, owner.thread.into(), None);
                passing.edge(from, to, Relation::HeldBy);
            }
        }
        passing.graph
    }
}

impl Passing {
    fn edge(&mut self, from: usize, to: usize, relation: Relation) {
        self.graph.edges.push(Edge { from, to, relation });
    }

    fn thread(&mut self, recording: &Recording, thread: usize, place: Option<u32>) -> usize {
        let kind = NodeKind::Thread(thread as u16);
        let known = self.graph.nodes.iter().position(|node| node.kind == kind);
        known.unwrap_or_else(|| {
            let place = place.and_then(|place| recording.place(place)).cloned();
            self.push(kind, recording.thread(thread), place)
        })
    }

    /// By number: two pools have a task 1 each.
    fn object(&mut self, recording: &Recording, object: u32) -> usize {
        if let Some((_, node)) = self.objects.iter().find(|(known, _)| *known == object) {
            return *node;
        }
        let named = recording.names.objects.get(object as usize);
        let kind = named.map_or(Kind::Variable, |object| object.kind);
        let node = self.push(NodeKind::Object(kind), recording.object(object).to_string(), None);
        self.objects.push((object, node));
        node
    }

    fn push(&mut self, kind: NodeKind, name: String, place: Option<trace::Place>) -> usize {
        self.graph.nodes.push(Node {
            kind,
            name,
            place,
            queued: 0,
            moves: false,
        });
        self.graph.nodes.len() - 1
    }
}
