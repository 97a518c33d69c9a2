//! From a wait-for graph to its knots.
//!
//! A thread waits for one thing, and a thing comes from any of those who hold or make it. So threads wait for ever exactly where a part of the graph has
//! no edge that leads out of it (a *knot*: Holt, "Some deadlock properties of computer systems", 1972), and everybody else who is stuck waits for such a part.

use super::{DeadlockKind, DeadlockReport, Knot, KnotMember, Waiter, knots::bottoms};
use crate::{Kind, NodeKind, Object, Relation, WaitGraph};
use std::collections::VecDeque;

/// Everybody who waits, and all knots.
pub fn stuck(graph: &WaitGraph) -> DeadlockReport {
    let view = View::new(graph);
    let mut knots: Vec<Knot> = bottoms(&view.edges)
        .iter()
        .filter_map(|members| view.knot(members))
        .collect();
    knots.sort_by_key(|knot| knot.parts.iter().map(|part| part.waiter).min());
    DeadlockReport {
        waiting: view.threads.iter().map(|node| view.waiter(*node)).collect(),
        knots,
    }
}

/// A graph as it is looked at: from each node to those that could help it.
struct View<'g> {
    graph: &'g WaitGraph,
    edges: Vec<Vec<usize>>,
    /// The nodes of threads that wait, by the threads' numbers.
    threads: Vec<usize>,
}

impl<'g> View<'g> {
    fn new(graph: &'g WaitGraph) -> Self {
        let mut edges = vec![Vec::new(); graph.nodes.len()];
        let lasts = |edge: &&crate::Edge| !graph.nodes[edge.from].moves;
        graph
            .edges
            .iter()
            .filter(lasts)
            .for_each(|edge| edges[edge.from].push(edge.to));
        let number = |node: &usize| match graph.nodes[*node].kind {
            NodeKind::Thread(number) => Some(number),
            NodeKind::Object(_) => None,
        };
        let waits = |node: &usize| number(node).is_some() && !edges[*node].is_empty();
        let mut threads: Vec<usize> = (0..graph.nodes.len()).filter(waits).collect();
        threads.sort_by_key(number);
        View { graph, edges, threads }
    }

    fn kind(&self, node: usize) -> Option<Kind> {
        match self.graph.nodes[node].kind {
            NodeKind::Thread(_) => None,
            NodeKind::Object(kind) => Some(kind),
        }
    }

    fn object(&self, node: usize) -> Object {
        Object {
            kind: self.kind(node).unwrap_or(Kind::Join),
            name: self.graph.nodes[node].name.clone(),
        }
    }

    /// The object for which a thread waits.
    fn awaited(&self, thread: usize) -> Option<usize> {
        self.edges[thread].first().copied()
    }

    fn waiter(&self, node: usize) -> Waiter {
        let number = match self.graph.nodes[node].kind {
            NodeKind::Thread(number) => number,
            NodeKind::Object(_) => 0,
        };
        let held = self
            .graph
            .edges
            .iter()
            .filter(|edge| edge.to == node && edge.relation == Relation::HeldBy);
        let held = held.map(|edge| self.object(edge.from));
        Waiter {
            number,
            thread: self.graph.nodes[node].name.clone(),
            waits_for: self.object(self.awaited(node).unwrap_or(node)),
            holds: held.filter(|object| object.kind != Kind::Join).collect(),
            place: self.graph.nodes[node].place.clone(),
        }
    }

    fn part(&self, thread: usize, holds: Option<usize>) -> Option<KnotMember> {
        Some(KnotMember {
            waiter: self.threads.iter().position(|node| *node == thread)?,
            holds: holds.map(|node| self.object(node)),
        })
    }

    /// The knot of a part of the graph that nothing leads out of; `None` if a thread in it can move, or nobody waits for it.
    fn knot(&self, members: &[usize]) -> Option<Knot> {
        if let [only] = members {
            return self.kind(*only).and_then(|_| self.nobody(*only));
        }
        let full = members.iter().find_map(|node| self.full(*node));
        full.or_else(|| self.circle(members))
    }

    /// What no living thread can give, and those who wait for it or for what comes about only through it.
    fn nobody(&self, object: usize) -> Option<Knot> {
        let mut wanted = vec![object];
        let mut next = 0;
        while let Some(&here) = wanted.get(next) {
            let through = |edge: &&crate::Edge| edge.to == here && edge.relation == Relation::Needs;
            let more: Vec<usize> = self.graph.edges.iter().filter(through).map(|edge| edge.from).collect();
            wanted.extend(more);
            next += 1;
        }
        let waits = |thread: &&usize| self.awaited(**thread).is_some_and(|object| wanted.contains(&object));
        let waiting = self.threads.iter().filter(waits);
        let parts: Vec<KnotMember> = waiting.filter_map(|thread| self.part(*thread, None)).collect();
        self.named(DeadlockKind::Nobody, parts, object)
    }

    fn named(&self, kind: DeadlockKind, parts: Vec<KnotMember>, object: usize) -> Option<Knot> {
        (!parts.is_empty()).then(|| Knot {
            kind,
            parts,
            object: self.object(object),
            queue: self.graph.nodes[object].queued,
        })
    }

    /// A pool or a semaphore whose every holder waits for it again, or anything that its only holder waits for.
    fn full(&self, object: usize) -> Option<Knot> {
        let through = match self.kind(object)? {
            Kind::Pool => self.edges[object].clone(),
            Kind::Task | Kind::Join | Kind::Slot => return None,
            _ => vec![object],
        };
        let seats = through
            .iter()
            .flat_map(|seat| self.edges[*seat].iter().map(move |thread| (*thread, *seat)));
        let seats: Vec<(usize, usize)> = seats.collect();
        let in_vain = |thread: usize| self.kind(thread).is_none() && self.waits_for_more_of(thread, object);
        let all = seats.iter().all(|(thread, _)| in_vain(*thread));
        if seats.is_empty() || !all {
            return None;
        }
        let mut parts: Vec<KnotMember> = seats
            .iter()
            .filter_map(|(thread, seat)| self.part(*thread, Some(*seat)))
            .collect();
        parts.sort_by_key(|part| part.waiter);
        let kind = match (self.kind(object), parts.len()) {
            (Some(Kind::Pool), _) | (_, 2..) => DeadlockKind::Slots,
            _ => DeadlockKind::Itself,
        };
        self.named(kind, parts, object)
    }

    /// Whether the thread waits for this very object, or for what comes only through it: a task that nobody has begun and that only this pool could
    /// run, or an event that only such a task sets.
    fn waits_for_more_of(&self, thread: usize, object: usize) -> bool {
        let only = |node: &usize| match self.edges[*node][..] {
            [next] if self.kind(*node).is_some() => Some(next),
            _ => None,
        };
        let chain = std::iter::successors(self.awaited(thread), only);
        chain.take(self.edges.len()).any(|node| node == object)
    }

    /// The shortest circle, beginning with a thread that keeps something from the one before it. A pool could help through any slot; a slot whose thread waits for that
    /// very pool says nothing of why the others do not.
    fn circle(&self, members: &[usize]) -> Option<Knot> {
        let threads = self.threads.iter().filter(|thread| members.contains(thread));
        let ways: Vec<Vec<usize>> = threads
            .filter_map(|thread| self.way_back(*thread, true).or_else(|| self.way_back(*thread, false)))
            .collect();
        // A way that leads through one thread only goes by its slot, which others have as well.
        let alone = |way: &Vec<usize>| way.iter().filter(|node| self.kind(**node).is_none()).count() < 2;
        let way = ways.into_iter().min_by_key(|way| (alone(way), way.len()))?;
        let is_thread = |position: &usize| self.kind(way[*position]).is_none();
        let parts = (0..way.len()).filter(is_thread).filter_map(|position| {
            let before = way[(position + way.len() - 1) % way.len()];
            self.part(way[position], Some(before))
        });
        let mut parts: Vec<KnotMember> = parts.collect();
        let keeps = parts.iter().position(KnotMember::keeps);
        parts.rotate_left(keeps.unwrap_or(0));
        let first = self.threads[parts.first()?.waiter];
        self.named(DeadlockKind::Circle, parts, self.awaited(first)?)
    }

    /// The shortest way from a thread back to itself, breadth first; `strict` leaves slots out that say nothing.
    fn way_back(&self, start: usize, strict: bool) -> Option<Vec<usize>> {
        let mut before = vec![None; self.edges.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let says_nothing = |next: usize| {
                let pool = self.kind(node) == Some(Kind::Pool);
                let sitter = self.edges[next].first();
                strict && pool && sitter.is_some_and(|thread| self.waits_for_more_of(*thread, node))
            };
            for &next in self.edges[node].iter().filter(|next| !says_nothing(**next)) {
                if next == start {
                    return Some(trail(&before, start, node));
                }
                if before[next].is_none() {
                    before[next] = Some(node);
                    queue.push_back(next);
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
