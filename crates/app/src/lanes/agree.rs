//! In random runs on real threads, what is pointed at in a lock's lane and the graph of that moment name the same holder.

use super::rows::{Hit, Row, hit, rows};
use super::tooltip::words;
use crate::model::{Language, Recording};
use catalogue::{Experiment, Lock};
use lab::{InputCache, Limits, record};
use protocol::Progress;
use trace::{NodeKind, Relation, WaitGraph};

/// Runs of each program under each lock; a run of a few milliseconds has some hundred waits.
const RUNS: u64 = 4;
/// Moments of each lane of each run.
const MOMENTS: u64 = 60;

fn recorded(lab: &str, variant: &str, lock: Lock, seed: u64) -> Recording {
    let mut experiment = Experiment::of(catalogue::lab(lab).expect("a lab"));
    let settings = [
        ("variant", variant.to_string()),
        ("lock", lock.id().to_string()),
        ("threads", (2 + seed % 4).to_string()),
        ("size", "40".to_string()),
        ("seed", seed.to_string()),
    ];
    for (key, value) in settings {
        experiment.set(key, &value).expect("a setting");
    }
    let played = record(&experiment, &mut InputCache::default(), &Limits::default()).expect("a run");
    let mut recording = Recording::default();
    recording.take(Progress {
        now: played.events.iter().map(|event| event.at).max().unwrap_or(0),
        names: played.names,
        events: played.events,
        dropped: played.dropped,
        ..Progress::default()
    });
    recording
}

/// Threads that hold what is called so, by the graph.
fn holders(graph: &WaitGraph, name: &str) -> Vec<String> {
    let is_it = |node: usize| matches!(graph.nodes[node].kind, NodeKind::Object(_)) && graph.nodes[node].name == name;
    let edges = graph.edges.iter();
    edges
        .filter(|edge| edge.relation == Relation::HeldBy && is_it(edge.from))
        .map(|edge| graph.nodes[edge.to].name.clone())
        .collect()
}

fn is_waited_for(graph: &WaitGraph, name: &str) -> bool {
    graph
        .nodes
        .iter()
        .any(|node| matches!(node.kind, NodeKind::Object(_)) && node.name == name)
}

#[test]
fn lane_and_graph_name_the_same_holder_at_whatever_moment() {
    let programs = [
        ("counter", "locked"),
        ("dining", "ordered"),
        ("dining", "back-off"),
        ("dining", "naive"),
        ("hash-chain", "locked"),
        ("pipeline", "pill"),
    ];
    let mut compared = 0;
    for (lab, variant) in programs {
        for (lock, seed) in Lock::ALL
            .into_iter()
            .flat_map(|lock| (0..RUNS).map(move |seed| (lock, seed)))
        {
            let recording = recorded(lab, variant, lock, seed);
            let end = recording.timeline.end.max(1);
            for row in rows(&recording).into_iter().filter(|row| matches!(row, Row::Lock(_))) {
                for moment in (0..MOMENTS).map(|number| number * end / MOMENTS) {
                    compared += u32::from(agree(&recording, row, moment, end / 500));
                }
            }
        }
    }
    assert!(
        compared > 100,
        "{compared} moments at which somebody waited for what somebody held"
    );
}

/// Whether there was anything to compare.
fn agree(recording: &Recording, row: Row, moment: u64, reach: u64) -> bool {
    let Some(found) = hit(recording, row, moment as f64, reach as f64) else {
        return false;
    };
    let graph = recording.graph_at(found.pointed(moment as f64).moment);
    let [said, ..] = words(recording, &found, &None, Language::Rust);
    match found {
        Hit::Lock(lock, owner) if owner.to > owner.from => {
            let name = recording.object(recording.timeline.locks[lock].object);
            let thread = recording.thread(owner.thread.into());
            let held = holders(&graph, name);
            assert!(
                !is_waited_for(&graph, name) || held.contains(&thread),
                "{said}, {graph:?}"
            );
            !held.is_empty()
        }
        Hit::DenseHolds(lock, _) => {
            let name = recording.object(recording.timeline.locks[lock].object);
            assert_eq!(holders(&graph, name), Vec::<String>::new(), "{said}, {graph:?}");
            false
        }
        _ => false,
    }
}
