//! The page's behaviour, played without a browser: actions in, state and effects out.

use super::*;
use catalogue::{Experiment, Lock};
use protocol::{EngineCommand, EngineEvent, EngineState, Progress, Reply, Request};
use serde_json::json;

pub(super) const FACTS: Facts = Facts {
    hardware: 2,
    missing: None,
    dark: false,
};

pub(super) fn opened(hash: &str) -> Model {
    let (mut model, effects) = Model::new(FACTS, "", hash);
    assert_eq!(effects.first(), Some(&Effect::Launch(8)));
    model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Ready {
        threads: 8,
        hardware: 2,
    })));
    model
}

pub(super) fn press(model: &mut Model, press: Command) -> Vec<Effect> {
    model.update(Action::Command(press))
}

pub(super) fn hear(model: &mut Model, news: EngineEvent) -> Vec<Effect> {
    model.update(Action::Worker(WorkerEvent::Engine(news)))
}

pub(super) fn report(outcome: &str) -> String {
    json!({
        "version": 1, "lab": "counter", "variant": "unprotected", "engine": "threads", "lock": "off", "threads": 4, "cores": 2,
        "size": 1_000_000, "seed": 7, "outcome": outcome, "elapsed_ms": 12.5, "work": { "amount": 4_000_000, "unit": "increments" },
        "throughput": 3.2e8, "result": { "expected": 4_000_000, "got": 3_999_990, "lost": 10 },
        "contention": { "acquisitions": 0, "waits": 0, "wait_ms": 0.0, "switches": 0 }, "cycle": [], "schedule": "",
        "environment": { "agent": "test", "hardware_threads": 2, "isolated": true }
    })
    .to_string()
}

fn end(model: &mut Model, outcome: &str, after: EngineState) -> Vec<Effect> {
    let id = model.lab.threads.activity.id().unwrap();
    hear(
        model,
        EngineEvent::Ended {
            id,
            report: report(outcome),
            graph: None,
            after,
        },
    )
}

fn sent(effects: &[Effect]) -> Vec<&EngineCommand> {
    effects
        .iter()
        .filter_map(|effect| {
            if let Effect::EngineCommand(job) = effect {
                Some(job)
            } else {
                None
            }
        })
        .collect()
}

fn silent(model: &mut Model, milliseconds: f64) -> Vec<Effect> {
    let ticks = (milliseconds / TICK_MS) as usize;
    (0..ticks).flat_map(|_| model.update(Action::Tick(TICK_MS))).collect()
}

#[test]
fn the_last_change_of_settings_can_be_taken_back_and_had_again() {
    let (mut model, _) = Model::new(FACTS, "", "#v=1&lab=counter");
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "threads".into(),
        "3".into(),
    )]))));
    model.update(Action::Command(Command::Run(RunCommand::Reset)));
    assert_eq!(model.lab.setup.experiment.threads, 4);
    let mut undone = || {
        model.update(Action::Command(Command::Set(SetCommand::Undo)));
        model.lab.setup.experiment.threads
    };
    assert_eq!([undone(), undone(), undone()], [3, 4, 3]);
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "lab".into(),
        "hashing".into(),
    )]))));
    assert!(
        model.lab.setup.undo.is_none(),
        "what was set in another lab is another matter"
    );
}

#[test]
fn a_run_begins_ends_and_is_told_with_its_numbers() {
    let mut model = opened("#lab=counter");
    assert_eq!(model.state(), "ready");
    let effects = press(&mut model, Command::Run(RunCommand::Begin));
    assert!(matches!(
        sent(&effects)[..],
        [EngineCommand::Run {
            id: 1,
            record: true,
            ..
        }]
    ));
    assert_eq!(model.state(), "running");
    let effects = end(&mut model, "finished", EngineState::Idle);
    assert!(matches!(
        effects[..],
        [
            Effect::Tell(Reply::Report(_)),
            Effect::KeepRuns(_),
            Effect::KeepAnswers(_)
        ]
    ));
    assert_eq!(model.state(), "ready");
    let said = "3,999,990 of 4,000,000. 10 updates were lost.";
    assert!(model.ctx.status.plain().starts_with(said));
    assert_eq!(model.lab.show.results.tried[0].short, "10 lost");
    let (lab, answer) = &model.lab.show.kept.answers[0];
    assert!(lab == "counter" && answer.starts_with(said), "{answer}");
}

#[test]
fn a_run_is_recorded_only_when_asked_for_and_then_opens_in_lockstep() {
    let mut model = opened("lab=counter&threads=2&size=1");
    assert!(matches!(
        sent(&press(&mut model, Command::Run(RunCommand::Begin)))[..],
        [EngineCommand::Run { order: false, .. }]
    ));
    end(&mut model, "finished", EngineState::Idle);
    press(&mut model, Command::Run(RunCommand::Reopen));
    assert_eq!(model.lab.setup.experiment.engine, catalogue::Engine::Threads);
    press(&mut model, Command::Run(RunCommand::KeepOrder(true)));
    assert!(matches!(
        sent(&press(&mut model, Command::Run(RunCommand::Begin)))[..],
        [EngineCommand::Run { order: true, .. }]
    ));
    let report = report("finished").replace("\"schedule\":\"\"", "\"schedule\":\"1x2.2x2\"");
    let (id, after) = (model.lab.threads.activity.id().unwrap(), EngineState::Idle);
    hear(
        &mut model,
        EngineEvent::Ended {
            id,
            report,
            graph: None,
            after,
        },
    );
    press(&mut model, Command::Run(RunCommand::Reopen));
    assert_eq!(model.lab.setup.experiment.engine, catalogue::Engine::Lockstep);
    assert_eq!(
        (
            model.lab.setup.experiment.threads,
            model.lab.setup.experiment.schedule.as_str()
        ),
        (2, "1x2.2x2")
    );
}

#[test]
fn answers_of_an_earlier_visit_are_known_again_and_those_of_unknown_labs_are_not() {
    let mut model = opened("#lab=counter");
    model
        .lab
        .show
        .kept
        .recall("counter\tten were lost\nno-such-lab\tx\nbroken line\n");
    assert_eq!(
        *model.lab.show.kept.answers,
        [("counter".to_string(), "ten were lost".to_string())]
    );
}

#[test]
fn a_stop_of_the_lesson_sets_its_lab_and_the_next_begins_with_nothing_on_show() {
    let mut model = opened("page=lesson&stop=1");
    assert_eq!(
        (model.lab.setup.experiment.lab.id, model.lab.setup.experiment.threads),
        ("hashing", 1)
    );
    press(&mut model, Command::Run(RunCommand::Begin));
    end(&mut model, "finished", EngineState::Idle);
    assert!(model.lab.show.shown.is_some());
    let hash = "page=lesson&stop=2".to_string();
    model.update(Action::Address {
        query: String::new(),
        hash,
    });
    assert_eq!(model.lab.setup.experiment.lock, catalogue::Lock::CPython);
    assert!(model.lab.show.shown.is_none());
}

#[test]
fn a_run_pressed_before_the_threads_are_there_begins_when_they_are() {
    let (mut model, _) = Model::new(FACTS, "", "#lab=counter");
    assert!(sent(&press(&mut model, Command::Run(RunCommand::Begin))).is_empty());
    assert_eq!(model.state(), "loading");
    let effects = hear(
        &mut model,
        EngineEvent::Ready {
            threads: 8,
            hardware: 2,
        },
    );
    assert_eq!(sent(&effects).len(), 1);
}

#[test]
fn a_step_is_one_click() {
    let mut model = opened("#lab=nested-pools");
    let effects = press(&mut model, Command::Run(RunCommand::Try(3)));
    assert_eq!(sent(&effects).len(), 1);
    assert_eq!(
        (model.lab.setup.experiment.lock, model.lab.setup.experiment.variant.id),
        (Lock::Held, "own-pool")
    );
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Address(hash) if hash.contains("lock=held")))
    );
}

#[test]
fn a_deadlock_stays_until_it_is_broken() {
    let mut model = opened("#lab=counter");
    press(&mut model, Command::Run(RunCommand::Begin));
    end(&mut model, "deadlocked", EngineState::Deadlocked);
    assert_eq!(model.state(), "deadlocked");
    assert_eq!(
        sent(&press(&mut model, Command::Run(RunCommand::Stop))),
        [&EngineCommand::Stop]
    );
    hear(&mut model, EngineEvent::Joined { id: 1 });
    assert_eq!(
        (model.state(), model.ctx.status.plain().starts_with("Broken")),
        ("ready", true)
    );
}

#[test]
fn run_while_stuck_breaks_the_deadlock_first() {
    let mut model = opened("#lab=counter");
    press(&mut model, Command::Run(RunCommand::Begin));
    end(&mut model, "deadlocked", EngineState::Deadlocked);
    assert_eq!(
        sent(&press(&mut model, Command::Run(RunCommand::Begin))),
        [&EngineCommand::Stop]
    );
    let effects = hear(&mut model, EngineEvent::Joined { id: 1 });
    assert!(matches!(sent(&effects)[..], [EngineCommand::Run { id: 2, .. }]));
}

#[test]
fn an_engine_that_falls_silent_is_replaced_and_the_settings_stay() {
    let mut model = opened("#lab=counter");
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "threads".into(),
        "7".into(),
    )]))));
    press(&mut model, Command::Run(RunCommand::Begin));
    // Seven threads on two cores: 2 s, and 3.5 times as long.
    assert_eq!(silent(&mut model, 7_000.0), []);
    assert!(
        model.ctx.status.plain().contains("very busy"),
        "{}",
        model.ctx.status.plain()
    );
    let effects = silent(&mut model, 100.0);
    assert!(effects.contains(&Effect::Launch(8)));
    assert_eq!((model.state(), model.lab.setup.experiment.threads), ("loading", 7));
    assert!(
        model
            .ctx
            .status
            .plain()
            .starts_with("Crashed: the engine stopped answering.")
    );
    hear(
        &mut model,
        EngineEvent::Ready {
            threads: 8,
            hardware: 2,
        },
    );
    assert_eq!(model.state(), "ready");
    assert!(model.ctx.status.plain().ends_with("A new engine is ready."));
}

#[test]
fn a_stop_that_is_not_answered_replaces_the_engine() {
    let mut model = opened("#lab=counter");
    press(&mut model, Command::Run(RunCommand::Begin));
    press(&mut model, Command::Run(RunCommand::Stop));
    for _ in 0..40 {
        assert!(!silent(&mut model, 100.0).contains(&Effect::Launch(8)));
        hear(&mut model, EngineEvent::Alive);
    }
    assert!(silent(&mut model, 100.0).contains(&Effect::Launch(8)));
}

#[test]
fn a_run_that_needs_more_threads_gets_them_and_runs() {
    let mut model = opened("#threads=30");
    press(&mut model, Command::Run(RunCommand::Begin));
    let effects = hear(
        &mut model,
        EngineEvent::Refused {
            id: 1,
            message: "too few".into(),
            needs_threads: Some(31),
        },
    );
    assert!(effects.contains(&Effect::Launch(31)));
    let effects = hear(
        &mut model,
        EngineEvent::Ready {
            threads: 31,
            hardware: 2,
        },
    );
    assert_eq!(sent(&effects).len(), 1);
}

#[test]
fn what_an_earlier_job_still_says_is_not_heard() {
    let mut model = opened("#lab=counter");
    press(&mut model, Command::Run(RunCommand::Begin));
    end(&mut model, "finished", EngineState::Idle);
    press(&mut model, Command::Run(RunCommand::Begin));
    hear(&mut model, EngineEvent::Joined { id: 1 });
    hear(
        &mut model,
        EngineEvent::Progress(Progress {
            id: 1,
            now: 99,
            ..Progress::default()
        }),
    );
    assert_eq!(
        (model.state(), model.lab.show.recording.borrow().timeline.end),
        ("running", 0)
    );
}

#[test]
fn another_lab_stops_what_runs_and_begins_empty() {
    let mut model = opened("#lab=counter");
    press(&mut model, Command::Run(RunCommand::Begin));
    let effects = model.update(Action::Address {
        query: String::new(),
        hash: "#lab=hashing".into(),
    });
    assert_eq!(sent(&effects), [&EngineCommand::Stop]);
    end(&mut model, "stopped", EngineState::Idle);
    assert_eq!(
        (
            model.state(),
            model.lab.show.shown.is_none(),
            model.lab.setup.experiment.lab.id
        ),
        ("ready", true, "hashing")
    );
}

#[test]
fn nonsense_in_the_address_is_complained_about_and_changes_nothing() {
    let model = opened("#lab=nope&threads=-3&lock=maybe&interval=x&size=1e99&text=q&theme=pink&panes=,&embed=7&v=9");
    assert_eq!(model.ctx.complaints.len(), 9);
    assert_eq!(*model.lab.setup.experiment, Experiment::of(&catalogue::LABS[0]));
}

#[test]
fn nonsense_typed_by_hand_is_a_sentence() {
    let mut model = opened("#lab=counter");
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "threads".into(),
        "many".into(),
    )]))));
    assert!(
        model
            .ctx
            .status
            .plain()
            .starts_with("Not taken over: threads cannot be “many”")
    );
}

#[test]
fn a_host_loads_runs_and_gets_its_report() {
    let mut model = opened("#lab=counter");
    let load = Request::Load(vec![("lab".into(), "hashing".into()), ("threads".into(), "999".into())]);
    let effects = model.update(Action::HostRequest(Ok(load)));
    assert!(
        matches!(&effects[..], [Effect::Tell(Reply::Error(_)), Effect::Tell(Reply::State(state)), Effect::Address(_)]
        if state.contains(&("lab".into(), "hashing".into())))
    );
    assert_eq!(sent(&model.update(Action::HostRequest(Ok(Request::Run)))).len(), 1);
    let again = model.update(Action::HostRequest(Ok(Request::Run)));
    assert!(again.is_empty() && model.state() == "running");
}

#[test]
fn a_sweep_compares_off_with_the_kind_that_the_switch_turns_on() {
    let mut model = opened("#lab=hashing&lock=held");
    let effects = press(&mut model, Command::Run(RunCommand::Sweep));
    assert!(
        matches!(sent(&effects)[..], [EngineCommand::Sweep { locks, threads, runs: None, .. }]
        if *locks == ["off", "held"] && *threads == [1, 2, 3, 4, 5, 6, 7, 8])
    );
    let point = trace::Point {
        threads: 1,
        median: 10.0,
        low: 9.0,
        high: 11.0,
        runs: 5,
        each: Vec::new(),
    };
    hear(
        &mut model,
        EngineEvent::Point {
            id: 1,
            lock: "off".into(),
            point,
            left_ms: 900.0,
        },
    );
    assert_eq!(
        (model.lab.show.sweep.measured(), model.lab.show.sweep.left_ms),
        (1, Some(900.0))
    );
    let effects = hear(
        &mut model,
        EngineEvent::Swept {
            id: 1,
            curves: Vec::new(),
            message: None,
        },
    );
    let told = |effect: &Effect| matches!(effect, Effect::Tell(Reply::Curve(_)));
    assert!(
        effects.iter().all(told) && effects.len() == 2,
        "nothing is foretold: {effects:?}"
    );
    assert_eq!(model.state(), "ready");
}

/// Runs it wants, by lock, each ending as soon as it has begun.
#[test]
fn a_load_test_leaves_what_is_set_as_it_is() {
    let mut model = opened("#lab=service&lock=cpython&threads=2");
    let address = model.address();
    let mut effects = press(
        &mut model,
        Command::Run(RunCommand::Compare(catalogue::SweepAxis::Lock)),
    );
    let mut locks = Vec::new();
    while let [EngineCommand::Run { settings, .. }] = sent(&effects)[..] {
        let lock = settings.iter().find(|(key, _)| key == "lock");
        locks.extend(lock.map(|(_, lock)| lock.clone()));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Address(_))));
        effects = end(&mut model, "finished", EngineState::Idle);
    }
    assert_eq!(locks, ["off", "cpython", "held"]);
    assert_eq!(
        (
            model.address(),
            model.lab.setup.kind,
            model.lab.threads.series.as_ref().map(|series| series.over)
        ),
        (address, Lock::CPython, None)
    );
    assert_eq!(model.state(), "ready");
}

#[test]
fn a_load_test_that_needs_more_threads_goes_on_where_it_was() {
    let mut model = opened("#lab=service&lock=off");
    press(
        &mut model,
        Command::Run(RunCommand::Compare(catalogue::SweepAxis::Lock)),
    );
    let refused = |model: &mut Model| EngineEvent::Refused {
        id: model.lab.threads.activity.id().unwrap(),
        message: "More threads.".into(),
        needs_threads: Some(24),
    };
    end(&mut model, "finished", EngineState::Idle);
    let news = refused(&mut model);
    assert!(hear(&mut model, news).contains(&Effect::Launch(24)));
    let effects = hear(
        &mut model,
        EngineEvent::Ready {
            threads: 24,
            hardware: 2,
        },
    );
    assert!(
        matches!(sent(&effects)[..], [EngineCommand::Run { settings, .. }] if settings.contains(&("lock".into(), "cpython".into())))
    );
    silent(&mut model, 8_100.0);
    assert!(
        model.lab.threads.series.as_ref().map(|series| series.over).is_none(),
        "an engine that died ends it"
    );
}

#[test]
fn own_text_is_read_before_it_is_counted() {
    let mut model = opened("#lab=mapreduce&text=own");
    assert!(press(&mut model, Command::Run(RunCommand::Begin)).is_empty());
    assert!(model.ctx.status.plain().starts_with("Choose a text file"));
    assert!(
        model
            .update(Action::FilesChosen(vec![("a.txt".into(), 9)]))
            .contains(&Effect::SendFiles)
    );
    assert!(sent(&press(&mut model, Command::Run(RunCommand::Begin))).is_empty());
    let read = protocol::TextStatus::Read {
        bytes: 9,
        replaced: 0,
        sentence: "Read 9 bytes.".into(),
        list: Vec::new(),
        guess: [0; 5],
    };
    assert_eq!(sent(&hear(&mut model, EngineEvent::Text(read))).len(), 1);
}

#[test]
fn every_step_is_known_again_by_what_it_set_on_threads_and_in_lockstep() {
    let labs = catalogue::LABS.iter().map(|lab| format!("lab={}", lab.id));
    let stops = (1..=catalogue::lesson::LESSON.len()).map(|stop| format!("page=lesson&stop={stop}"));
    for hash in labs.chain(stops) {
        for missing in [None, Some(Missing::Headers)] {
            let (model, _) = Model::new(Facts { missing, ..FACTS }, "", &hash);
            let tour = Tour::of(&model.ctx, &model.lab.setup);
            for (index, step) in tour.steps().iter().enumerate() {
                let set = tour.step_set(step);
                // In lockstep, steps that differ only in how much is done are one.
                let same = tour.steps().iter().position(|step| tour.step_set(step) == set);
                assert_eq!(tour.step_of(&set), same, "{hash}: {}", step.name);
                assert!(missing.is_some() || same == Some(index), "{hash}: {}", step.name);
                let in_lesson = hash.starts_with("page");
                assert!(!in_lesson || same == Some(index), "{hash}: {}", step.name);
            }
        }
    }
}
