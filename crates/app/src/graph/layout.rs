//! Where the nodes of a wait-for graph stand: a cycle on a ring and the rest around it; without a cycle, layers from waiting to helping.

use super::layers;
use std::f64::consts::TAU;
use trace::{NodeKind, WaitGraph};

/// A node's middle and half its size, in units of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Middle, across.
    pub x: f64,
    /// Middle, down.
    pub y: f64,
    /// Half the width.
    pub half_width: f64,
    /// Half the height.
    pub half_height: f64,
}

/// A graph laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// One a node.
    pub spots: Vec<Spot>,
    /// Nodes of the cycle, in its order; empty when there is none.
    pub cycle: Vec<usize>,
}

/// Half a thread's circle.
pub const RADIUS: f64 = 17.0;

/// Between neighbours.
pub const GAP: f64 = 26.0;

/// Between neighbours of the cycle: room for an arrow with its word.
const WORDS: f64 = 48.0;

/// Lays a graph out; the same graph always in the same way, and no two nodes overlap.
pub fn layout(graph: &WaitGraph) -> Layout {
    let sizes: Vec<Spot> = graph.nodes.iter().map(|node| size(&node.name, node.kind)).collect();
    let cycle = graph.cycle();
    let spots = match cycle.is_empty() {
        true => layers::place(graph, sizes),
        false => rings(graph, sizes, &cycle),
    };
    Layout { spots, cycle }
}

impl Layout {
    /// Left, top, width and height of everything, with a margin.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let edge =
            |least: fn(f64, f64) -> f64, of: fn(&Spot) -> f64| self.spots.iter().map(of).reduce(least).unwrap_or(0.0);
        let left = edge(f64::min, |spot| spot.x - spot.half_width) - 8.0;
        let right = edge(f64::max, |spot| spot.x + spot.half_width) + 8.0;
        let top = edge(f64::min, |spot| spot.y - spot.half_height) - 8.0;
        let bottom = edge(f64::max, |spot| spot.y + spot.half_height) + 8.0;
        (left, top, right - left, bottom - top)
    }
}

impl Spot {
    /// Where the line from the middle towards a point leaves the node, and `beyond` farther.
    pub fn edge_towards(&self, other: &Spot, round: bool, beyond: f64) -> (f64, f64) {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        let length = dx.hypot(dy).max(1e-9);
        let reach = match round {
            true => self.half_width,
            false => {
                (self.half_width / (dx.abs() / length).max(1e-9)).min(self.half_height / (dy.abs() / length).max(1e-9))
            }
        };
        let share = (reach + beyond) / length;
        (self.x + dx * share, self.y + dy * share)
    }
}

fn size(name: &str, kind: NodeKind) -> Spot {
    let (half_width, half_height) = match kind {
        NodeKind::Thread(_) => (RADIUS, RADIUS),
        NodeKind::Object(_) => ((name.chars().count() as f64 * 3.5 + 10.0).max(20.0), 14.0),
    };
    Spot {
        x: 0.0,
        y: 0.0,
        half_width,
        half_height,
    }
}

/// The cycle on a ring; the rest on a ring around it, what hangs together side by side, near where it hangs on the cycle.
fn rings(graph: &WaitGraph, mut spots: Vec<Spot>, cycle: &[usize]) -> Vec<Spot> {
    let widest = |nodes: &[usize], spots: &[Spot]| {
        let widths = nodes.iter().map(|node| 2.0 * spots[*node].half_width);
        widths.fold(2.0 * RADIUS, f64::max)
    };
    let inner = on_ring(cycle, widest(cycle, &spots) + WORDS, 0.0, &mut spots);
    let mut clusters = clusters(graph, cycle);
    clusters.sort_by_key(|cluster| {
        let near = cluster.first().and_then(|node| anchor(graph, *node, cycle));
        near.and_then(|near| cycle.iter().position(|other| *other == near))
    });
    let rest = clusters.concat();
    let wide = widest(&rest, &spots) + GAP;
    on_ring(&rest, wide, inner + wide, &mut spots);
    spots
}

/// What hangs together without the cycle, each part in the order in which its edges point.
fn clusters(graph: &WaitGraph, cycle: &[usize]) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..graph.nodes.len()).filter(|node| !cycle.contains(node)).collect();
    let mut clusters = Vec::new();
    while let Some(start) = left
        .iter()
        .copied()
        .find(|node| is_first(graph, *node, &left))
        .or(left.first().copied())
    {
        let mut cluster = vec![start];
        left.retain(|node| *node != start);
        while let Some(next) = graph
            .edges
            .iter()
            .find(|edge| Some(&edge.from) == cluster.last() && left.contains(&edge.to))
        {
            cluster.push(next.to);
            left.retain(|node| *node != next.to);
        }
        clusters.push(cluster);
    }
    clusters
}

fn is_first(graph: &WaitGraph, node: usize, among: &[usize]) -> bool {
    !graph
        .edges
        .iter()
        .any(|edge| edge.to == node && among.contains(&edge.from))
}

/// The node of the cycle that is fewest edges away, whichever way they point.
fn anchor(graph: &WaitGraph, node: usize, cycle: &[usize]) -> Option<usize> {
    let mut seen = vec![node];
    let mut next = 0;
    while let Some(&here) = seen.get(next) {
        if cycle.contains(&here) {
            return Some(here);
        }
        for edge in &graph.edges {
            let other = if edge.from == here { edge.to } else { edge.from };
            if (edge.from == here || edge.to == here) && !seen.contains(&other) {
                seen.push(other);
            }
        }
        next += 1;
    }
    None
}

/// Spreads nodes over a circle on which neighbours are `apart`; says how large it became.
fn on_ring(nodes: &[usize], apart: f64, least: f64, spots: &mut [Spot]) -> f64 {
    let count = nodes.len() as f64;
    let chord = if nodes.len() > 1 {
        apart / (2.0 * (TAU / 2.0 / count).sin())
    } else {
        0.0
    };
    let radius = chord.max(least);
    for (position, node) in nodes.iter().enumerate() {
        let angle = TAU * (position as f64 / count - 0.25);
        (spots[*node].x, spots[*node].y) = (radius * angle.cos(), radius * angle.sin());
    }
    radius
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Edge, Kind, Node, Relation};

    /// `workers` threads of one pool, each waiting for a task of that pool.
    fn stuck_pool(workers: usize) -> WaitGraph {
        let mut graph = WaitGraph::default();
        let node = |kind, name: String| Node {
            kind,
            name,
            place: None,
        };
        graph.nodes.push(node(NodeKind::Object(Kind::Pool), "pool".into()));
        for worker in 0..workers {
            let base = graph.nodes.len();
            graph
                .nodes
                .push(node(NodeKind::Thread(worker as u16), format!("outer {}", worker + 1)));
            graph
                .nodes
                .push(node(NodeKind::Object(Kind::Task), format!("task {}", worker + 9)));
            graph
                .nodes
                .push(node(NodeKind::Object(Kind::Slot), format!("slot {}", worker + 1)));
            let edges = [
                (base, base + 1, Relation::WaitsFor),
                (base + 1, 0, Relation::Needs),
                (0, base + 2, Relation::Needs),
            ];
            graph
                .edges
                .extend(edges.map(|(from, to, relation)| Edge { from, to, relation }));
            graph.edges.push(Edge {
                from: base + 2,
                to: base,
                relation: Relation::HeldBy,
            });
        }
        graph
    }

    fn overlaps(spots: &[Spot]) -> usize {
        let apart = |one: &Spot, other: &Spot| {
            (one.x - other.x).abs() >= one.half_width + other.half_width
                || (one.y - other.y).abs() >= one.half_height + other.half_height
        };
        let pairs = spots
            .iter()
            .enumerate()
            .flat_map(|(n, one)| spots[n + 1..].iter().map(move |other| (one, other)));
        pairs.filter(|(one, other)| !apart(one, other)).count()
    }

    #[test]
    fn nothing_overlaps_however_many_are_stuck() {
        for workers in 1..=12 {
            let layout = layout(&stuck_pool(workers));
            assert_eq!(overlaps(&layout.spots), 0, "{workers} workers");
            assert_eq!(layout.cycle.len(), 4);
        }
    }

    #[test]
    fn many_threads_at_one_lock_do_not_overlap() {
        for threads in 1..=32 {
            let mut graph = WaitGraph::default();
            graph.nodes.push(Node {
                kind: NodeKind::Object(Kind::Lock),
                name: "lock".into(),
                place: None,
            });
            for thread in 1..=threads {
                graph.nodes.push(Node {
                    kind: NodeKind::Thread(thread as u16),
                    name: String::new(),
                    place: None,
                });
                graph.edges.push(Edge {
                    from: thread,
                    to: 0,
                    relation: Relation::WaitsFor,
                });
            }
            assert_eq!(overlaps(&layout(&graph).spots), 0, "{threads} threads");
        }
    }

    #[test]
    fn the_same_graph_is_laid_out_in_the_same_way() {
        assert_eq!(layout(&stuck_pool(4)), layout(&stuck_pool(4)));
        assert_eq!(layout(&WaitGraph::default()).spots, []);
    }
}
