//! A graph without a cycle: columns from those who wait to those who could help.

use super::layout::{GAP, RADIUS, Spot};
use trace::WaitGraph;

/// Between columns, beyond their widths.
const BETWEEN: f64 = 56.0;

/// Nodes of a column before it is folded into two.
const TALLEST: usize = 5;

/// Puts every node one column to the right of all that wait for it.
pub fn place(graph: &WaitGraph, mut spots: Vec<Spot>) -> Vec<Spot> {
    let layers = layers(graph);
    let mut x = 0.0;
    for layer in 0..=layers.iter().copied().max().unwrap_or(0) {
        let members: Vec<usize> = (0..spots.len()).filter(|node| layers[*node] == layer).collect();
        for column in folded(&members) {
            let widest = column.iter().map(|node| spots[*node].half_width).fold(RADIUS, f64::max);
            x += widest;
            let step = 2.0 * RADIUS + GAP / 2.0;
            for (row, node) in column.iter().enumerate() {
                (spots[*node].x, spots[*node].y) = (x, step * (row as f64 - (column.len() as f64 - 1.0) / 2.0));
            }
            x += widest + GAP / 2.0;
        }
        x += BETWEEN;
    }
    spots
}

/// Columns of about equal height, none much taller than wanted.
fn folded(members: &[usize]) -> impl Iterator<Item = &[usize]> {
    let columns = members.len().div_ceil(TALLEST).max(1);
    members.chunks(members.len().div_ceil(columns).max(1))
}

/// The longest way to each node; what never settles (it would be a cycle) stays where the last round left it.
fn layers(graph: &WaitGraph) -> Vec<usize> {
    let mut layers = vec![0; graph.nodes.len()];
    for _ in 0..graph.nodes.len() {
        let before = layers.clone();
        for edge in &graph.edges {
            layers[edge.to] = layers[edge.to].max(before[edge.from] + 1);
        }
        if layers == before {
            break;
        }
    }
    layers
}
