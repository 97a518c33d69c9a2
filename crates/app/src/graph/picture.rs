//! The graph as a drawing: circles for threads, boxes for objects, the cycle thick.

use super::layout::{Layout, Spot, layout};
use trace::{Edge, Node, NodeKind, Relation, WaitGraph};
use yew::prelude::*;

/// Edges outside the cycle get words only in graphs of at most so many nodes.
const MOST_WORDED: usize = 8;

/// The drawing of a graph.
pub fn picture(graph: &WaitGraph, label: String) -> Html {
    let layout = layout(graph);
    let (x, y, width, height) = layout.bounds();
    // Small graphs are not blown up.
    let (wide, high) = (width.max(260.0), height.max(150.0));
    let view = format!(
        "{:.1} {:.1} {wide:.1} {high:.1}",
        x - (wide - width) / 2.0,
        y - (high - height) / 2.0
    );
    html! {
        <svg class="graph-picture" viewBox={view} role="img" aria-label={label} preserveAspectRatio="xMidYMid meet">
            <defs>{arrow("arrow", "arrow-head")}{arrow("arrow-cycle", "arrow-head cycle")}</defs>
            {ring(&layout)}
            {graph.edges.iter().map(|edge| line(graph, &layout, edge)).collect::<Html>()}
            {graph.nodes.iter().zip(&layout.spots).enumerate().map(|(number, (node, spot))| shape(node, spot, layout.cycle.contains(&number))).collect::<Html>()}
        </svg>
    }
}

fn arrow(id: &'static str, class: &'static str) -> Html {
    html! {
        <marker {id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0 8 4 0 8z" {class} />
        </marker>
    }
}

/// A ring through the cycle's nodes.
fn ring(layout: &Layout) -> Html {
    let Some(first) = layout.cycle.first().map(|node| layout.spots[*node]) else {
        return html! {};
    };
    let radius = first.x.hypot(first.y);
    html! { <circle class="ring" cx="0" cy="0" r={format!("{radius:.1}")} /> }
}

fn line(graph: &WaitGraph, layout: &Layout, edge: &Edge) -> Html {
    let (Some(from), Some(to)) = (layout.spots.get(edge.from), layout.spots.get(edge.to)) else {
        return html! {};
    };
    let (x1, y1) = from.edge_towards(to, is_thread(&graph.nodes[edge.from]), 2.0);
    let (x2, y2) = to.edge_towards(from, is_thread(&graph.nodes[edge.to]), 3.0);
    let cycle = in_cycle(layout, edge);
    let marker = if cycle { "url(#arrow-cycle)" } else { "url(#arrow)" };
    let class = classes!(
        "edge",
        cycle.then_some("cycle"),
        (edge.relation == Relation::Needs).then_some("needs")
    );
    let (x, y) = beside(((x1 + x2) / 2.0, (y1 + y2) / 2.0), cycle);
    let worded = cycle || graph.nodes.len() <= MOST_WORDED;
    html! {
        <>
            <path {class} d={format!("M{x1:.1} {y1:.1} {x2:.1} {y2:.1}")} marker-end={marker} />
            if worded {
                <text class="edge-words" x={format!("{x:.1}")} y={format!("{:.1}", y + 3.0)}>{relation(edge.relation)}</text>
            }
        </>
    }
}

/// Where an edge's word stands: on the edge, or outside the ring whose middle is the origin.
fn beside(middle: (f64, f64), cycle: bool) -> (f64, f64) {
    let distance = middle.0.hypot(middle.1);
    let out = if cycle && distance > 1.0 {
        1.0 + 20.0 / distance
    } else {
        1.0
    };
    (middle.0 * out, middle.1 * out)
}

fn in_cycle(layout: &Layout, edge: &Edge) -> bool {
    let cycle = &layout.cycle;
    (0..cycle.len()).any(|position| cycle[position] == edge.from && cycle[(position + 1) % cycle.len()] == edge.to)
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::WaitsFor => "waits for",
        Relation::HeldBy => "held by",
        Relation::Needs => "needs",
    }
}

fn is_thread(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Thread(_))
}

fn shape(node: &Node, spot: &Spot, cycle: bool) -> Html {
    let at = |value: f64| format!("{value:.1}");
    let marked = cycle.then_some("cycle");
    match node.kind {
        NodeKind::Thread(thread) => html! {
            <g class={classes!("thread-node", marked)}>
                <title>{&node.name}</title>
                <circle cx={at(spot.x)} cy={at(spot.y)} r={at(spot.half_width)} style={format!("fill:var(--t{})", thread % 8 + 1)} />
                <text x={at(spot.x)} y={at(spot.y + 4.5)}>{format!("T{}", thread + 1)}</text>
            </g>
        },
        NodeKind::Object(kind) => html! {
            <g class={classes!("object-node", marked, (kind == trace::Kind::GlobalLock).then_some("global"))}>
                <rect x={at(spot.x - spot.half_width)} y={at(spot.y - spot.half_height)} width={at(2.0 * spot.half_width)} height={at(2.0 * spot.half_height)} rx="7" />
                <text x={at(spot.x)} y={at(spot.y + 4.0)}>{&node.name}</text>
            </g>
        },
    }
}
