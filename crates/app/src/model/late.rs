//! What comes late: news, ends and refusals of something that was left are not taken for what is on show now.

use super::*;
use proptest::prelude::*;
use protocol::{EngineCommand, EngineEvent, EngineState, Progress};
use serde_json::json;

const FACTS: Facts = Facts {
    hardware: 2,
    missing: None,
    dark: false,
};

fn opened(hash: &str) -> Model {
    let (mut model, _) = Model::new(FACTS, "", hash);
    model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Ready {
        threads: 8,
        hardware: 2,
    })));
    model
}

fn goes_to(model: &mut Model, hash: &str) -> Vec<Effect> {
    let (query, hash) = (String::new(), hash.to_string());
    model.update(Action::Address { query, hash })
}

fn report() -> String {
    json!({
        "version": 1, "lab": "counter", "variant": "unprotected", "engine": "threads", "lock": "off", "threads": 4, "cores": 2,
        "size": 1_000_000, "seed": 7, "outcome": "finished", "elapsed_ms": 12.5, "work": { "amount": 4_000_000, "unit": "increments" },
        "throughput": 3.2e8, "result": { "expected": 4_000_000, "got": 3_999_990, "lost": 10 },
        "contention": { "acquisitions": 0, "waits": 0, "wait_ms": 0.0, "switches": 0 }, "cycle": [], "schedule": "",
        "environment": { "agent": "test", "hardware_threads": 2, "isolated": true }
    })
    .to_string()
}

fn curve() -> String {
    let point = json!({ "threads": 1, "median": 1.0, "low": 1.0, "high": 1.0, "runs": 5 });
    json!({ "version": 1, "lab": "counter", "variant": "unprotected", "lock": "off", "unit": "increments", "points": [point] }).to_string()
}

/// Everything an engine may still say of a job.
fn late(kind: usize, id: u32) -> EngineEvent {
    let point = trace::Point {
        threads: 1,
        median: 1.0,
        low: 1.0,
        high: 1.0,
        runs: 5,
        each: Vec::new(),
    };
    let (report, graph) = (report(), None);
    let needs_threads = Some(24);
    match kind {
        0 => EngineEvent::Progress(Progress {
            id,
            now: 99_000_000,
            done: 5,
            total: 9,
            ..Progress::default()
        }),
        1 => EngineEvent::Ended {
            id,
            report,
            graph,
            after: EngineState::Idle,
        },
        2 => EngineEvent::Ended {
            id,
            report,
            graph,
            after: EngineState::Deadlocked,
        },
        3 => EngineEvent::Refused {
            id,
            message: "More threads.".into(),
            needs_threads,
        },
        4 => EngineEvent::Point {
            id,
            lock: "off".into(),
            point,
            left_ms: 5.0,
        },
        5 => EngineEvent::Swept {
            id,
            curves: vec![curve()],
            message: None,
        },
        _ => EngineEvent::Alive,
    }
}

/// What a reader sees of what was done on this page.
fn seen(model: &Model) -> (bool, usize, usize, u64, String, Option<PendingJob>) {
    let end = model.lab.show.recording.borrow().timeline.end;
    (
        model.lab.show.shown.is_some(),
        model.lab.show.sweep.measured(),
        model.lab.show.results.tried.len(),
        end,
        model.ctx.status.plain(),
        model.lab.setup.wanted.clone(),
    )
}

proptest! {
    /// Both stops are of the same lab: only which page it was tells them apart.
    #[test]
    fn nothing_that_was_begun_on_one_page_shows_on_the_next(
        sweeps in any::<bool>(),
        to in prop::sample::select(vec!["page=lesson&stop=2", "lab=hashing&lock=cpython", "lab=counter", "lab=hashing&engine=lockstep"]),
        kinds in prop::collection::vec(0usize..7, 1..8),
    ) {
        let mut model = opened("page=lesson&stop=1");
        let begun = model.update(Action::Command(if sweeps { Command::Run(RunCommand::Sweep) } else { Command::Run(RunCommand::Begin) }));
        let is_sent = |effect: &Effect| matches!(effect, Effect::EngineCommand(EngineCommand::Run { .. } | EngineCommand::Sweep { .. }));
        let has_begun = begun.iter().any(is_sent);
        prop_assert!(has_begun);
        let id = model.lab.threads.activity.id().unwrap();
        goes_to(&mut model, to);
        let before = seen(&model);
        let ends = |kind: &usize| matches!(kind, 1..=3 | 5);
        for kind in &kinds {
            // A run is not told of as a sweep, nor a sweep as a run.
            if (sweeps && matches!(kind, 0..=2)) || (!sweeps && matches!(kind, 4 | 5)) {
                continue;
            }
            let effects = model.update(Action::Worker(WorkerEvent::Engine(late(*kind, id))));
            let starts = effects.iter().any(|effect| matches!(effect, Effect::Launch(_)));
            prop_assert!(!starts, "{:?}", effects);
            prop_assert_eq!(&seen(&model), &before, "after {:?}", late(*kind, id));
            if ends(kind) {
                break;
            }
        }
    }
}

#[test]
fn what_was_stopped_before_it_was_refused_does_not_begin_with_more_threads() {
    let mut model = opened("lab=service&threads=2");
    model.update(Action::Command(Command::Run(RunCommand::Begin)));
    let id = model.lab.threads.activity.id().unwrap();
    model.update(Action::Command(Command::Run(RunCommand::Stop)));
    let effects = model.update(Action::Worker(WorkerEvent::Engine(late(3, id))));
    assert_eq!(
        (effects, model.lab.setup.wanted.clone(), model.state()),
        (Vec::new(), None, "ready")
    );
    assert_eq!(model.ctx.status.plain(), "Stopped: every thread is home.");
}
