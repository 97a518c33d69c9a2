//! Searching as a person does it, with the very search that the simulator makes in the simulator's stead.

use super::*;
use crate::model::{
    Action, Command, Effect, Facts, Missing, Model, RunCommand, SetCommand, Simulator, WorkerEvent, WorkerKind,
};
use catalogue::Engine;
use lab::{InputCache, Settings};
use protocol::{Reply, Request, SimulatorCommand, SimulatorEvent};
use std::time::Duration;

const FACTS: Facts = Facts {
    hardware: 2,
    missing: Some(Missing::Framed),
    dark: false,
};
const RACE: &str = "#lab=counter&engine=lockstep&threads=2&size=1";

/// A page in lockstep whose simulator listens; `ordered` are its orders since.
fn opened(hash: &str) -> (Model, Vec<Effect>) {
    let (mut model, _) = Model::new(FACTS, "", hash);
    let effects = model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
    (model, effects)
}

fn find(model: &mut Model, find: SearchCommand) -> Vec<Effect> {
    model.update(Action::Command(Command::Find(find)))
}

fn order(effects: &[Effect]) -> Option<&SimulatorCommand> {
    effects.iter().find_map(|effect| match effect {
        Effect::SimulatorCommand(order @ (SimulatorCommand::Search { .. } | SimulatorCommand::Stop)) => Some(order),
        _ => None,
    })
}

/// Does what was ordered: tells the page once on the way, and what was found.
fn carry_out(model: &mut Model, effects: &[Effect]) -> Vec<Effect> {
    let Some(SimulatorCommand::Search {
        id,
        settings,
        reduction,
        preemptions,
        most,
    }) = order(effects)
    else {
        panic!("nothing is searched: {effects:?}")
    };
    let pairs = settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let experiment = Experiment::read(pairs).0;
    let input = InputCache::default().find(&experiment).unwrap().unwrap();
    let program = lab::program(&experiment, input).unwrap();
    let settings = Settings {
        reduction: *reduction,
        preemptions: *preemptions,
        schedules: Some(*most),
        ..Settings::default()
    };
    let mut searching = match lab::Searching::start(&experiment, &program, settings) {
        Ok(searching) => searching,
        Err(refusal) => {
            let message = refusal.sentence;
            return model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Refused {
                id: *id,
                message,
            })));
        }
    };
    // Steps, and the schedule that was begun is gone through.
    let more = searching.advance(3);
    let far = Searching {
        id: *id,
        schedules: searching.found().schedules,
        bad: searching.found().bad,
        outcomes: searching.outcomes(),
        elapsed_ms: 300.0,
    };
    let mut effects = model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Searching(far))));
    while more && searching.advance(u64::MAX) {}
    let report = searching.report(Duration::from_millis(600)).json();
    effects.extend(
        model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Searched {
            id: *id,
            report,
        }))),
    );
    effects
}

fn bars(model: &Model) -> Vec<(String, u64, bool)> {
    let bars = model.lab.lockstep.search.bars().into_iter();
    bars.map(|bar| (bar.outcome, bar.schedules, bar.bad)).collect()
}

/// Two threads, each a read and a write: C(4,2) = 6 orders; of these 2 have one thread after the other and end with 2, in 4 an update is lost.
#[test]
fn a_race_is_found_and_its_shortest_way_is_opened() {
    let (mut model, _) = opened(RACE);
    find(&mut model, SearchCommand::Reduction(false));
    let effects = find(&mut model, SearchCommand::Begin);
    assert_eq!(model.state(), "running");
    assert!(
        model
            .ctx
            .status
            .plain()
            .starts_with("Searching every schedule: Bare, 2 threads")
    );
    carry_out(&mut model, &effects);
    assert_eq!(bars(&model), [("1".into(), 4, true), ("2".into(), 2, false)]);
    assert_eq!(
        model.ctx.status.plain(),
        "Not safe: 4 of 6 schedules end badly. The shortest has 4 steps."
    );
    assert_eq!(model.lab.lockstep.search.rate(), Some(10.0));
    let effects = find(&mut model, SearchCommand::Open);
    assert_eq!(
        (
            model.lab.setup.experiment.schedule.as_str(),
            model.lab.setup.experiment.at
        ),
        ("1.2x2.1", Some(4))
    );
    assert!(matches!(
        effects.first(),
        Some(Effect::SimulatorCommand(SimulatorCommand::Open { .. }))
    ));
}

#[test]
fn what_is_protected_is_safe_only_when_everything_was_seen() {
    let (mut model, _) = opened(&format!("{RACE}&variant=locked"));
    let effects = find(&mut model, SearchCommand::Begin);
    carry_out(&mut model, &effects);
    assert!(
        model.ctx.status.plain().starts_with("Safe: "),
        "{}",
        model.ctx.status.plain()
    );
    find(&mut model, SearchCommand::Preemptions(Some(0)));
    let effects = find(&mut model, SearchCommand::Begin);
    carry_out(&mut model, &effects);
    let found = model.lab.lockstep.search.found.clone().unwrap();
    assert!(!found.report.complete && !found.report.limits.is_empty());
    assert!(
        !model.ctx.status.plain().contains("Safe"),
        "{}",
        model.ctx.status.plain()
    );
}

#[test]
fn a_limit_is_said_as_a_limit() {
    let (mut model, _) = opened("#lab=counter&engine=lockstep&threads=2&size=4&variant=locked");
    let search = Request::Search {
        reduction: false,
        preemptions: None,
        most: Some(10),
    };
    let effects = model.update(Action::HostRequest(Ok(search)));
    let effects = carry_out(&mut model, &effects);
    assert!(
        matches!(&effects[..], [Effect::Tell(Reply::Searching { done: 1, bad: 0 }), Effect::Tell(Reply::Search(json))]
        if json.contains("\"complete\":false"))
    );
    assert!(
        model.ctx.status.plain().contains("10 schedules were tried"),
        "{}",
        model.ctx.status.plain()
    );
    assert_eq!(model.lab.lockstep.search.found.as_ref().unwrap().report.limits.len(), 1);
}

#[test]
fn a_search_asked_for_before_the_simulator_listens_begins_when_it_does() {
    let (mut model, _) = Model::new(FACTS, "", RACE);
    assert_eq!(order(&find(&mut model, SearchCommand::Begin)), None);
    assert_eq!((model.state(), model.lab.lockstep.search.goes_on()), ("running", true));
    let effects = model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
    assert!(matches!(
        order(&effects),
        Some(SimulatorCommand::Search {
            reduction: true,
            most: MOST,
            ..
        })
    ));
}

#[test]
fn from_real_threads_the_search_goes_to_lockstep_with_small_numbers() {
    let facts = Facts { missing: None, ..FACTS };
    let (mut model, _) = Model::new(facts, "", "#lab=nested-pools&threads=6");
    let effects = find(&mut model, SearchCommand::Begin);
    assert!(effects.contains(&Effect::LaunchSimulator));
    assert_eq!(
        (model.lab.setup.experiment.engine, model.lab.setup.experiment.threads),
        (Engine::Lockstep, 2)
    );
    let effects = model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
    carry_out(&mut model, &effects);
    assert!(
        model.ctx.status.plain().starts_with("Never right: "),
        "{}",
        model.ctx.status.plain()
    );
    assert_eq!(
        model.lab.lockstep.search.found.as_ref().unwrap().report.outcomes.len(),
        1
    );
}

#[test]
fn stop_ends_it_and_keeps_what_was_found() {
    let (mut model, _) = opened(RACE);
    let effects = find(&mut model, SearchCommand::Begin);
    assert!(model.ctx.status.plain().starts_with("Searching"));
    assert_eq!(
        order(&model.update(Action::Command(Command::Run(RunCommand::Stop)))),
        Some(&SimulatorCommand::Stop)
    );
    assert_eq!(order(&find(&mut model, SearchCommand::Stop)), None);
    carry_out(&mut model, &effects);
    assert_eq!(
        (model.state(), model.lab.lockstep.search.found.is_some()),
        ("loading", true)
    );
    assert!(find(&mut model, SearchCommand::Forget).is_empty());
    assert!(model.lab.lockstep.search.tried().is_none());
}

#[test]
fn another_program_ends_the_search_and_another_lab_takes_it_off_the_page() {
    let (mut model, _) = opened(RACE);
    let begun = find(&mut model, SearchCommand::Begin);
    let effects = model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "variant".into(),
        "locked".into(),
    )]))));
    assert_eq!(order(&effects), Some(&SimulatorCommand::Stop));
    carry_out(&mut model, &begun);
    assert!(model.lab.lockstep.search.found.is_none() && !model.lab.lockstep.search.goes_on());
    let effects = find(&mut model, SearchCommand::Begin);
    carry_out(&mut model, &effects);
    assert!(model.lab.lockstep.search.found.is_some() && model.lab.lockstep.search.is_of(&model.lab.setup.experiment));
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "threads".into(),
        "3".into(),
    )]))));
    assert!(model.lab.lockstep.search.found.is_some() && !model.lab.lockstep.search.is_of(&model.lab.setup.experiment));
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "lab".into(),
        "hashing".into(),
    )]))));
    assert!(model.lab.lockstep.search.found.is_none());
}

#[test]
fn a_proof_by_accident_is_one_click_from_the_rules_that_break_it() {
    let (mut model, _) = opened("#lab=counter&engine=lockstep&threads=2&size=1&lock=cpython");
    let effects = find(&mut model, SearchCommand::Begin);
    carry_out(&mut model, &effects);
    let said = model.ctx.status.plain();
    assert!(
        said.starts_with("Safe") && said.contains("by accident, not by promise"),
        "{said}"
    );
    let effects = find(&mut model, SearchCommand::Elsewhere);
    assert_eq!(model.lab.setup.experiment.variant.id, "python-3-9");
    carry_out(&mut model, &effects);
    let found = model.lab.lockstep.search.found.clone().unwrap();
    assert!(found.report.bad > 0 && found.report.by_accident.is_none());
    assert!(found.report.model.contains("3.9"), "{}", found.report.model);
    find(&mut model, SearchCommand::Elsewhere);
    assert!(
        model
            .ctx
            .status
            .plain()
            .starts_with("Nothing was found right by accident")
    );
}

#[test]
fn what_cannot_be_searched_is_said_and_a_host_hears_it() {
    let (mut model, _) = opened("#lab=crash&engine=lockstep");
    let search = Request::Search {
        reduction: true,
        preemptions: None,
        most: None,
    };
    let effects = model.update(Action::HostRequest(Ok(search)));
    let effects = carry_out(&mut model, &effects);
    assert!(matches!(effects[..], [Effect::Tell(Reply::Error(_))]));
    assert!(model.lab.lockstep.search.refused.is_some() && !model.lab.lockstep.search.goes_on());
}

#[test]
fn a_simulator_that_breaks_takes_its_search_with_it() {
    let (mut model, _) = opened(RACE);
    find(&mut model, SearchCommand::Begin);
    let effects = model.update(Action::Worker(WorkerEvent::Crashed(
        WorkerKind::Simulator,
        "out of memory.".into(),
    )));
    assert!(effects.contains(&Effect::LaunchSimulator));
    assert_eq!(
        model.lab.lockstep.search.refused.as_deref(),
        Some("The search broke off: out of memory.")
    );
    assert!(!model.lab.lockstep.search.goes_on() && matches!(model.lab.lockstep.simulator, Simulator::Starting { .. }));
}

#[test]
fn a_second_search_waits_for_nobody_and_is_refused() {
    let (mut model, _) = opened(RACE);
    find(&mut model, SearchCommand::Begin);
    assert!(find(&mut model, SearchCommand::Begin).is_empty());
    assert_eq!(model.ctx.status.plain(), "A search is under way; stop it first.");
}
