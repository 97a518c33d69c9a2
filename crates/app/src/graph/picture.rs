//! The graph as a drawing: circles for threads, boxes for objects, the cycle thick.

use super::layout::{Layout, Spot, layout};
use crate::parts::Markup;
use trace::{Edge, Node, NodeKind, Relation, WaitGraph};
use yew::Html;

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
    let nodes = graph.nodes.iter().zip(&layout.spots).enumerate();
    Markup::default()
        .tags(format!(
            "<svg class=graph-picture viewBox=\"{view}\" role=img aria-label=\""
        ))
        .text(label)
        .tags("\"><defs>")
        .each([("arrow", ""), ("arrow-cycle", " cycle")], arrow)
        .tags("</defs>")
        .tags(ring(&layout))
        .each(&graph.edges, |markup, edge| line(markup, graph, &layout, edge))
        .each(nodes, |markup, (number, (node, spot))| {
            shape(markup, node, spot, layout.cycle.contains(&number))
        })
        .tags("</svg>")
        .html()
}

fn arrow(markup: Markup, (id, class): (&str, &str)) -> Markup {
    markup.tags(format!(
        "<marker id={id} viewBox=\"0 0 8 8\" refX=7 refY=4 markerWidth=8 markerHeight=8 markerUnits=userSpaceOnUse orient=auto>\
         <path d=\"M0 0 8 4 0 8z\" class=\"arrow-head{class}\"/></marker>"
    ))
}

/// A ring through the cycle's nodes.
fn ring(layout: &Layout) -> String {
    let first = layout.cycle.first().map(|node| layout.spots[*node]);
    first.map_or_else(String::new, |first| {
        format!("<circle class=ring r={:.1} />", first.x.hypot(first.y))
    })
}

fn line(markup: Markup, graph: &WaitGraph, layout: &Layout, edge: &Edge) -> Markup {
    let (Some(from), Some(to)) = (layout.spots.get(edge.from), layout.spots.get(edge.to)) else {
        return markup;
    };
    let (x1, y1) = from.edge_towards(to, is_thread(&graph.nodes[edge.from]), 2.0);
    let (x2, y2) = to.edge_towards(from, is_thread(&graph.nodes[edge.to]), 3.0);
    let cycle = in_cycle(layout, edge);
    let arrow = if cycle { "-cycle" } else { "" };
    let class = match (cycle, edge.relation) {
        (true, _) => " cycle",
        (false, Relation::Needs) => " needs",
        (false, _) => "",
    };
    let markup = markup.tags(format!(
        "<path class=\"edge{class}\" d=\"M{x1:.1} {y1:.1} {x2:.1} {y2:.1}\" marker-end=\"url(#arrow{arrow})\"/>"
    ));
    if !cycle && graph.nodes.len() > MOST_WORDED {
        return markup;
    }
    let (x, y) = beside(((x1 + x2) / 2.0, (y1 + y2) / 2.0), cycle);
    markup.tags(format!(
        "<text class=edge-words x={x:.1} y={:.1}>{}</text>",
        y + 3.0,
        relation(edge.relation)
    ))
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

fn shape(markup: Markup, node: &Node, spot: &Spot, cycle: bool) -> Markup {
    let cycle = if cycle { " cycle" } else { "" };
    let Spot {
        x,
        y,
        half_width,
        half_height,
    } = *spot;
    match node.kind {
        NodeKind::Thread(thread) => markup
            .tags(format!("<g class=\"thread-node{cycle}\"><title>"))
            .text(&node.name)
            .tags(format!(
                "</title><circle cx={x:.1} cy={y:.1} r={half_width:.1} style=\"fill:var(--t{})\"/>",
                thread % 8 + 1
            ))
            .tags(format!("<text x={x:.1} y={:.1}>T{}</text></g>", y + 4.5, thread + 1)),
        NodeKind::Object(kind) => {
            let global = if kind == trace::Kind::GlobalLock { " global" } else { "" };
            let (left, top, wide, high) = (x - half_width, y - half_height, 2.0 * half_width, 2.0 * half_height);
            markup
                .tags(format!("<g class=\"object-node{cycle}{global}\"><rect x={left:.1} y={top:.1} width={wide:.1} height={high:.1} rx=7 />"))
                .tags(format!("<text x={x:.1} y={:.1}>", y + 4.0))
                .text(&node.name)
                .tags("</text></g>")
        }
    }
}
