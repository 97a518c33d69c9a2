//! What the page does with a program on real threads, without a browser and without an engine.

use super::{Doing, Real};
use crate::model::{
    Action, Effect, Facts, Missing, Model, ProgramCommand, TICK_MS, TRIES, Tab, TextCommand, WorkerEvent, WorkerKind,
};
use protocol::{EngineCommand, EngineEvent, EngineState, Reply, Request};

const FACTS: Facts = Facts {
    hardware: 2,
    missing: None,
    dark: false,
};

const READY: EngineEvent = EngineEvent::Ready {
    threads: 16,
    hardware: 2,
};

fn opened(hash: &str) -> Model {
    Model::new(FACTS, "", hash).0
}

fn real(model: &mut Model, what: Real) -> Vec<Effect> {
    model.update(Action::Program(ProgramCommand::Real(what)))
}

fn hear(model: &mut Model, news: EngineEvent) -> Vec<Effect> {
    model.update(Action::Worker(WorkerEvent::Programs(news)))
}

/// The number, the Python and the text of the run that the engine is asked for.
fn asked(effects: &[Effect]) -> Option<(u32, String, String)> {
    effects.iter().find_map(|effect| match effect {
        Effect::SendProgram(EngineCommand::Run {
            id,
            settings,
            source: Some(source),
            ..
        }) => {
            let python = settings.iter().find(|(key, _)| key == "python")?;
            Some((*id, python.1.clone(), source.clone()))
        }
        _ => None,
    })
}

/// Presses Run and lets the engine come; the number of the run.
fn running(model: &mut Model) -> u32 {
    let mut effects = real(model, Real::Run);
    if effects.contains(&Effect::LaunchProgram(16)) {
        effects = hear(model, READY);
    }
    asked(&effects).expect("the program is sent").0
}

fn report(outcome: &str, result: &str) -> String {
    format!(
        r#"{{"version":1,"lab":"program","variant":"","engine":"threads","lock":"off","threads":1,"cores":2,"size":1,"seed":1,"outcome":"{outcome}","elapsed_ms":12.5,"work":{{"amount":1,"unit":"runs"}},"throughput":80,"result":{result},"contention":{{"acquisitions":0,"waits":0,"wait_ms":0,"switches":0}},"cycle":[],"schedule":"","environment":{{"agent":"","hardware_threads":2,"isolated":true}}}}"#
    )
}

const PRINTED: &str =
    r#"{"output":"40000\n","exception":null,"thread_exceptions":[],"files":[],"errors":"","status":0}"#;

fn ended(id: u32, outcome: &str, result: &str, after: EngineState) -> EngineEvent {
    EngineEvent::Ended {
        id,
        report: report(outcome, result),
        graph: None,
        after,
    }
}

#[test]
fn the_engine_is_fetched_at_the_first_press_and_kept_for_the_next() {
    let mut model = opened("#lab=program&python=3.14t");
    model.update(Action::Program(ProgramCommand::Text(TextCommand::Type(
        "print(1)\n".into(),
    ))));
    assert_eq!(real(&mut model, Real::Run), [Effect::LaunchProgram(16)]);
    assert_eq!((model.state(), model.program.own.found.tab), ("running", Tab::Live));
    let (id, python, text) = asked(&hear(&mut model, READY)).unwrap();
    assert_eq!((python.as_str(), text.as_str()), ("3.14t", "print(1)\n"));
    hear(&mut model, ended(id, "finished", PRINTED, EngineState::Idle));
    assert_eq!(model.state(), "ready");
    assert_eq!(model.program.live.written().0, "40000\n");
    assert_eq!(
        model.ctx.status.plain(),
        "Finished in 12.5 ms on real threads, as Python 3.14t."
    );
    real(&mut model, Real::Under(0));
    let effects = real(&mut model, Real::Run);
    assert_eq!(asked(&effects).unwrap().1, "3.14");
    assert!(model.program.live.over.is_none(), "what came before is gone");
}

#[test]
fn what_nobody_caught_is_the_sentence() {
    let mut model = opened("#lab=program");
    let id = running(&mut model);
    let raised = r#"{"output":"","exception":"AssertionError: 2","thread_exceptions":["Thread-1 (f): KeyError: 1"],"files":[],"errors":"Traceback","status":1}"#;
    hear(&mut model, ended(id, "finished", raised, EngineState::Idle));
    assert_eq!(
        model.ctx.status.plain(),
        "AssertionError: 2. One more exception was not caught either; the run took 12.5 ms."
    );
    assert_eq!(model.program.live.written().1, "Traceback");
}

#[test]
fn a_deadlock_stays_until_it_is_broken_and_a_new_run_breaks_it_first() {
    let mut model = opened("#lab=program");
    let id = running(&mut model);
    hear(&mut model, ended(id, "deadlocked", "{}", EngineState::Deadlocked));
    assert_eq!(model.state(), "deadlocked");
    assert!(
        model.ctx.status.plain().starts_with("Stuck: "),
        "{}",
        model.ctx.status.plain()
    );
    assert_eq!(real(&mut model, Real::Stop), [Effect::SendProgram(EngineCommand::Stop)]);
    hear(&mut model, EngineEvent::Joined { id });
    assert_eq!(model.state(), "ready");
    let id = running(&mut model);
    hear(&mut model, ended(id, "deadlocked", "{}", EngineState::Deadlocked));
    assert_eq!(real(&mut model, Real::Run), [Effect::SendProgram(EngineCommand::Stop)]);
    assert!(asked(&hear(&mut model, EngineEvent::Joined { id })).is_some());
}

#[test]
fn stop_ends_a_run_and_a_run_that_has_not_begun() {
    let mut model = opened("#lab=program");
    real(&mut model, Real::Run);
    real(&mut model, Real::Stop);
    assert_eq!(model.ctx.status.plain(), "Not begun.");
    assert_eq!(asked(&hear(&mut model, READY)), None);
    let id = running(&mut model);
    assert_eq!(real(&mut model, Real::Stop), [Effect::SendProgram(EngineCommand::Stop)]);
    hear(&mut model, ended(id, "stopped", PRINTED, EngineState::Idle));
    assert_eq!(model.state(), "ready");
    assert!(
        model.ctx.status.plain().starts_with("Stopped after"),
        "{}",
        model.ctx.status.plain()
    );
}

#[test]
fn a_program_of_many_threads_gets_a_larger_pool_and_runs_there() {
    let mut model = opened("#lab=program");
    let id = running(&mut model);
    let refused = EngineEvent::Refused {
        id,
        message: "too many".into(),
        needs_threads: Some(64),
    };
    assert_eq!(hear(&mut model, refused), [Effect::LaunchProgram(64)]);
    let ready = EngineEvent::Ready {
        threads: 64,
        hardware: 2,
    };
    assert!(asked(&hear(&mut model, ready)).is_some());
}

#[test]
fn an_engine_that_breaks_is_one_sentence_and_another_comes() {
    let mut model = opened("#lab=program");
    let id = running(&mut model);
    let effects = model.update(Action::Worker(WorkerEvent::Crashed(
        WorkerKind::Programs,
        "memory ran out.".into(),
    )));
    assert_eq!(effects, [Effect::LaunchProgram(16)]);
    assert!(
        model.ctx.status.plain().contains("memory ran out."),
        "{}",
        model.ctx.status.plain()
    );
    assert_eq!(hear(&mut model, READY), []);
    assert_eq!((model.state(), &model.program.live.doing), ("ready", &Doing::Idle));
    hear(&mut model, ended(id, "finished", PRINTED, EngineState::Idle));
    assert!(
        model.program.live.written().0.is_empty(),
        "what an earlier engine says is not heard"
    );
    let id = running(&mut model);
    let effects = hear(&mut model, ended(id, "crashed", "{}", EngineState::Unusable));
    assert_eq!(effects, [Effect::LaunchProgram(16)]);
    assert!(
        model.ctx.status.plain().starts_with("Crashed"),
        "{}",
        model.ctx.status.plain()
    );
}

#[test]
fn threads_that_never_start_are_one_sentence_and_the_check_still_works() {
    let mut model = opened("#lab=program");
    real(&mut model, Real::Run);
    (0..TRIES)
        .for_each(|_| drop(model.update(Action::Worker(WorkerEvent::Crashed(WorkerKind::Programs, "no.".into())))));
    assert_eq!(model.state(), "ready");
    assert!(
        model.ctx.status.plain().contains("Find what can go wrong"),
        "{}",
        model.ctx.status.plain()
    );
    assert_eq!(real(&mut model, Real::Run), [Effect::LaunchProgram(16)]);
}

#[test]
fn an_engine_that_falls_silent_is_replaced() {
    let mut model = opened("#lab=program");
    running(&mut model);
    // Eight threads are taken to crowd two cores.
    let ticks = (8_100.0 / TICK_MS) as usize;
    let effects: Vec<Effect> = (0..ticks).flat_map(|_| model.update(Action::Tick(TICK_MS))).collect();
    assert!(effects.contains(&Effect::LaunchProgram(16)), "{effects:?}");
}

#[test]
fn a_page_that_is_not_isolated_says_why_and_what_works() {
    let facts = Facts {
        missing: Some(Missing::Headers),
        ..FACTS
    };
    let (mut model, _) = Model::new(facts, "", "#lab=program");
    assert_eq!(real(&mut model, Real::Run), []);
    let said = model.ctx.status.plain();
    assert!(
        said.contains("not cross-origin isolated") && said.contains("Find what can go wrong"),
        "{said}"
    );
    assert_eq!(model.state(), "ready");
}

#[test]
fn an_edit_marks_the_run_and_another_program_ends_it() {
    let mut model = opened("#lab=program");
    running(&mut model);
    model.update(Action::Program(ProgramCommand::Text(TextCommand::Type(
        "print(2)\n".into(),
    ))));
    assert!(model.program.live.edited && model.program.live.is_running());
    let effects = model.update(Action::Program(ProgramCommand::Text(TextCommand::Opened(
        "other.py".into(),
        Ok("print(3)\n".into()),
    ))));
    assert!(effects.contains(&Effect::SendProgram(EngineCommand::Stop)) && !model.program.live.is_shown());
}

#[test]
fn who_leaves_the_page_takes_the_engine_along() {
    let mut model = opened("#lab=program");
    let id = running(&mut model);
    let go = Action::Address {
        query: String::new(),
        hash: "#lab=counter".into(),
    };
    assert!(model.update(go).contains(&Effect::EndProgram));
    hear(&mut model, ended(id, "finished", PRINTED, EngineState::Idle));
    assert!(!model.program.live.is_shown());
}

#[test]
fn a_host_has_the_report_of_a_run() {
    let mut model = opened("#embed=1&lab=program");
    let mut effects = model.update(Action::HostRequest(Ok(Request::Run)));
    effects.extend(hear(&mut model, READY));
    let (id, ..) = asked(&effects).unwrap();
    let effects = hear(&mut model, ended(id, "finished", PRINTED, EngineState::Idle));
    assert!(effects.contains(&Effect::Tell(Reply::Report(report("finished", PRINTED)))));
}
