//! Who waits for what at a moment, and who holds that: a line for each thing that is waited for.

use super::knot::thread;
use crate::parts::Markup;
use trace::{Node, NodeKind, Object, Relation, WaitGraph};
use yew::Html;

/// Threads of a line that are shown; the others are counted.
const MOST: usize = 6;

/// A thing, who waits for it, and who has it or could give it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Nodes of threads that wait for it.
    pub waiting: Vec<usize>,
    /// The thing's node.
    pub object: usize,
    /// Nodes of threads that hold it.
    pub holders: Vec<usize>,
    /// Nodes of things it comes about through.
    pub needs: Vec<usize>,
}

/// The lines of a graph, in the order of its edges.
pub fn lines(graph: &WaitGraph) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for edge in graph.edges.iter().filter(|edge| edge.relation == Relation::WaitsFor) {
        match lines.iter_mut().find(|line| line.object == edge.to) {
            Some(line) => line.waiting.push(edge.from),
            None => lines.push(Line {
                waiting: vec![edge.from],
                object: edge.to,
                ..Line::default()
            }),
        }
    }
    for line in &mut lines {
        let object = line.object;
        let from = |relation| {
            let edges = graph.edges.iter();
            let edges = edges.filter(move |edge| edge.from == object && edge.relation == relation);
            edges.map(|edge| edge.to).collect()
        };
        (line.holders, line.needs) = (from(Relation::HeldBy), from(Relation::Needs));
    }
    lines
}

/// The lines, drawn.
pub fn picture(graph: &WaitGraph) -> Html {
    let lines = lines(graph);
    let told: Vec<String> = lines.iter().map(|line| told(graph, line)).collect();
    Markup::default()
        .tags("<div class=waiting role=img aria-label=\"")
        .text(told.join(" "))
        .tags("\">")
        .each(&lines, |markup, line| drawn(markup, graph, line))
        .tags("</div>")
        .html()
}

/// A line in words.
pub fn told(graph: &WaitGraph, line: &Line) -> String {
    let names = |nodes: &[usize]| {
        let names: Vec<&str> = nodes.iter().map(|node| graph.nodes[*node].name.as_str()).collect();
        names.join(", ")
    };
    let verb = if line.waiting.len() == 1 { "waits" } else { "wait" };
    let wanted = object(&graph.nodes[line.object]).map_or_else(String::new, |object| object.wanted());
    let whose = match (&line.holders[..], &line.needs[..]) {
        ([], []) if is_lock(&graph.nodes[line.object]) => ", which is being handed over".to_string(),
        ([], []) => String::new(),
        ([], needs) => format!(", which needs {}", names(needs)),
        (holders, _) => format!(", held by {}", names(holders)),
    };
    format!("{} {verb} for {wanted}{whose}.", names(&line.waiting))
}

fn drawn(markup: Markup, graph: &WaitGraph, line: &Line) -> Markup {
    let verb = if line.waiting.len() == 1 {
        "waits for"
    } else {
        "wait for"
    };
    let markup = threads(markup.tags("<p class=line>"), graph, &line.waiting);
    let wanted = object(&graph.nodes[line.object]).map_or_else(String::new, |object| object.wanted());
    let markup = markup
        .tags(format!("<span>{verb}</span><span class=thing>"))
        .text(wanted)
        .tags("</span>");
    let markup = match (&line.holders[..], &line.needs[..]) {
        ([], []) if is_lock(&graph.nodes[line.object]) => markup.tags("<span>being handed over</span>"),
        ([], []) => markup,
        ([], needs) => {
            let names: Vec<&str> = needs.iter().map(|node| graph.nodes[*node].name.as_str()).collect();
            markup.tags("<span>which needs ").text(names.join(", ")).tags("</span>")
        }
        (holders, _) => threads(markup.tags("<span>held by</span>"), graph, holders),
    };
    markup.tags("</p>")
}

fn threads(markup: Markup, graph: &WaitGraph, nodes: &[usize]) -> Markup {
    let shown = nodes.iter().take(MOST).map(|node| &graph.nodes[*node]);
    let markup = markup.each(shown, |markup, node| match node.kind {
        NodeKind::Thread(number) => thread(markup, number, &node.name),
        NodeKind::Object(_) => markup.text(&node.name),
    });
    match nodes.len().saturating_sub(MOST) {
        0 => markup,
        more => markup.tags(format!("<span class=more>+ {more} more</span>")),
    }
}

fn object(node: &Node) -> Option<Object> {
    match node.kind {
        NodeKind::Object(kind) => Some(Object {
            kind,
            name: node.name.clone(),
        }),
        NodeKind::Thread(_) => None,
    }
}

fn is_lock(node: &Node) -> bool {
    object(node).is_some_and(|object| object.kind.excludes())
}
