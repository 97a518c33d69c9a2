//! In random runs on real threads, what is pointed at in a lock's lane and the graph of that moment name the same holder; and a livelock looks like one.

use super::rows::{Hit, Row, crowd_bars, hit, lock_bars, rows};
use super::tooltip::words;
use super::view::View;
use crate::model::{Language, Recording};
use catalogue::{Experiment, Lock};
use lab::{InputCache, Limits, record};
use protocol::Progress;
use trace::{NodeKind, Relation, Report, WaitGraph};

/// Runs of each program under each lock; a run of a few milliseconds has some hundred waits.
const RUNS: u64 = 4;
/// Moments of each lane of each run.
const MOMENTS: u64 = 60;

fn recorded(lab: &str, variant: &str, lock: Lock, seed: u64) -> Recording {
    played(&experiment(lab, variant, lock, seed)).0
}

fn experiment(lab: &str, variant: &str, lock: Lock, seed: u64) -> Experiment {
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
    experiment
}

fn played(experiment: &Experiment) -> (Recording, Report) {
    let played = record(experiment, &mut InputCache::default(), &Limits::default()).expect("a run");
    let mut recording = Recording::default();
    recording.take(Progress {
        now: played.events.iter().map(|event| event.at).max().unwrap_or(0),
        names: played.names,
        events: played.events,
        dropped: played.dropped,
        ..Progress::default()
    });
    (recording, played.report)
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

/// Philosophers who put their forks back do not sleep: each take is in its fork's lane, by itself or counted, and none that has takes is empty.
#[test]
fn a_livelock_is_seen_in_the_lanes_of_its_locks() {
    let mut put_back = 0;
    for seed in 0..RUNS {
        let mut experiment = experiment("dining", "back-off", Lock::Off, seed);
        for (key, value) in [("wait", "0"), ("tries", "10"), ("threads", "4")] {
            experiment.set(key, value).expect("a setting");
        }
        let (recording, report) = played(&experiment);
        put_back += report.number("put_back").unwrap_or(0);
        assert_eq!(recording.timeline.takes(), report.contention.acquisitions);
        let view = View::all(recording.timeline.end);
        for (lock, lane) in recording.timeline.locks.iter().enumerate() {
            let drawn =
                lock_bars(&recording, lock, view, 1_000.0).len() + crowd_bars(&recording, lock, view, 1_000.0).len();
            assert!(lane.takes == 0 || drawn > 0, "{} takes, and nothing drawn", lane.takes);
        }
    }
    assert!(put_back > 0, "not one fork was put back in {RUNS} runs");
}

/// With the Python listing in front whoever points at a lane reads a line of it; where there is none that does the same, it is said to be the Rust's.
#[test]
fn what_is_pointed_at_names_a_line_of_the_listing_that_is_on_show() {
    let mut named = 0;
    for (lab, variant) in [("counter", "locked"), ("dining", "back-off"), ("pipeline", "pill")] {
        let experiment = experiment(lab, variant, Lock::CPython, 1);
        let (recording, _) = played(&experiment);
        let file = listings::files().find(|(name, _)| *name == lab).expect("a file").1;
        let sources = crate::program::sources(&file, &experiment);
        let end = recording.timeline.end.max(1);
        for row in rows(&recording) {
            for moment in (0..MOMENTS).map(|number| number * end / MOMENTS) {
                let Some(found) = hit(&recording, row, moment as f64, end as f64 / 500.0) else {
                    continue;
                };
                let [said, _, place] = words(&recording, &found, &sources, Language::Python);
                let python = place.starts_with("Python, line ");
                let rust = place.ends_with(" of the Rust that runs");
                assert!(place.is_empty() || python || rust, "{lab}: {said}: {place}");
                named += u32::from(python);
            }
        }
    }
    assert!(named > 100, "{named} moments with a line");
}
