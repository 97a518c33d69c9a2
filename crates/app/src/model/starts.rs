//! Every start comes to an end: with threads, or with lockstep in their place.

use super::*;
use protocol::EngineEvent;

const FACTS: Facts = Facts {
    hardware: 2,
    missing: None,
    dark: false,
};

const READY: EngineEvent = EngineEvent::Ready {
    threads: 8,
    hardware: 2,
};

fn start(hash: &str) -> Model {
    let (model, effects) = Model::new(FACTS, "", hash);
    assert_eq!(effects, [Effect::Launch(8)]);
    model
}

/// Lets time go by, and nothing else.
fn silent(model: &mut Model, milliseconds: f64) -> Vec<Effect> {
    let ticks = (milliseconds / TICK_MS) as usize;
    (0..ticks).flat_map(|_| model.update(Action::Tick(TICK_MS))).collect()
}

fn dies(model: &mut Model) -> Vec<Effect> {
    model.update(Action::Worker(WorkerEvent::Crashed(WorkerKind::Engine, "no.".into())))
}

#[test]
fn a_start_is_tried_three_times_and_a_run_that_is_wanted_waits_for_what_comes() {
    let mut model = start("#lab=counter");
    model.update(Action::Command(Command::Run(RunCommand::Begin)));
    assert_eq!(dies(&mut model), [Effect::Launch(8)]);
    assert_eq!(dies(&mut model), [Effect::Launch(8)]);
    assert!(dies(&mut model).contains(&Effect::LaunchSimulator));
    assert_eq!(
        (model.state(), model.lab.setup.wanted.clone()),
        ("loading", Some(PendingJob::Run))
    );
}

/// A newer build that is noticed only now is opened with these settings, not with lockstep's.
#[test]
fn where_threads_do_not_start_what_was_asked_for_has_an_address_still() {
    let mut model = start("#lab=counter&threads=3&size=1000");
    assert_eq!(model.asked_address(), None);
    (0..TRIES).for_each(|_| drop(dies(&mut model)));
    let asked = model.asked_address().expect("an address");
    assert!(asked.contains("engine=threads&lock=off&threads=3&size=1000"), "{asked}");
}

#[test]
fn what_a_browser_says_of_a_start_is_closed_as_a_sentence() {
    let mut model = start("#lab=counter");
    let message = "its policy is enough".to_owned();
    for _ in 0..TRIES {
        let failed = EngineEvent::Failed {
            message: message.clone(),
        };
        model.update(Action::Worker(WorkerEvent::Engine(failed)));
    }
    let said = model.ctx.status.plain();
    assert!(said.contains("its policy is enough. Lockstep"), "{said}");
}

#[test]
fn a_sweep_does_not_wait_for_lockstep_which_measures_nothing() {
    let mut model = start("lab=hashing");
    model.update(Action::Command(Command::Run(RunCommand::Sweep)));
    (0..TRIES).for_each(|_| drop(dies(&mut model)));
    assert_eq!(
        (model.lab.setup.is_lockstep(), model.lab.setup.wanted.clone()),
        (true, None)
    );
}

#[test]
fn a_silent_start_ends_in_lockstep_too() {
    let mut model = start("#lab=counter");
    silent(&mut model, 3.0 * 15_100.0);
    assert!(model.lab.setup.is_lockstep());
}

#[test]
fn a_pool_that_hangs_is_begun_again_after_two_seconds_and_one_that_comes_is_waited_for() {
    let mut model = start("#lab=counter");
    model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Alive)));
    assert_eq!(silent(&mut model, 2_000.0), []);
    assert_eq!(silent(&mut model, 50.0), [Effect::Launch(8)]);
    for _ in 0..20 {
        model.update(Action::Worker(WorkerEvent::Engine(EngineEvent::Alive)));
        assert_eq!(
            silent(&mut model, 1_900.0),
            [],
            "each thread of the pool is a sign of life"
        );
    }
    model.update(Action::Worker(WorkerEvent::Engine(READY)));
    assert_eq!(model.state(), "ready");
}

#[test]
fn an_isolated_page_without_shared_memory_is_lockstep_and_says_why() {
    assert_eq!(Missing::of(true, true, Embedding::TopLevel), None);
    assert_eq!(Missing::of(true, false, Embedding::TopLevel), Some(Missing::Memory));
    assert_eq!(Missing::of(true, false, Embedding::Framed), Some(Missing::Memory));
    assert_eq!(Missing::of(false, false, Embedding::Framed), Some(Missing::Framed));
    assert_eq!(Missing::of(false, true, Embedding::TopLevel), Some(Missing::Headers));
    assert_eq!(Missing::of(true, true, Embedding::Sandboxed), Some(Missing::Sandbox));
    let missing = Some(Missing::Memory);
    let (mut model, effects) = Model::new(Facts { missing, ..FACTS }, "", "lab=counter");
    assert_eq!(
        (effects, model.lab.setup.is_lockstep()),
        (vec![Effect::LaunchSimulator], true)
    );
    model.update(Action::Command(Command::Set(SetCommand::Values(vec![(
        "engine".into(),
        "threads".into(),
    )]))));
    let said = "this browser gives pages no shared memory";
    assert!(model.ctx.status.plain().contains(said), "{}", model.ctx.status.plain());
}

/// 844 KB at 400 kbit/s take longer than a start may be silent; each part that comes is a sign of life.
#[test]
fn a_start_has_no_deadline_while_its_code_arrives() {
    let mut model = start("#lab=counter");
    for _ in 0..3 {
        assert_eq!(silent(&mut model, 14_000.0), []);
        model.update(Action::Worker(WorkerEvent::Arrives(
            WorkerKind::Engine,
            "310 of 844 KB are here.".into(),
        )));
    }
    assert_eq!(
        model.ctx.status.plain(),
        "Fetching the threads: 310 of 844 KB are here."
    );
    assert_eq!(silent(&mut model, 14_000.0), []);
    assert_eq!(silent(&mut model, 2_000.0), [Effect::Launch(8)]);
}

/// A file is read while code is still on its way: what comes by itself does not wipe out the answer.
#[test]
fn code_that_arrives_wipes_out_no_answer() {
    let mut model = start("#lab=indexing&text=own");
    let arrives = |model: &mut Model, kind| {
        model.update(Action::Worker(WorkerEvent::Arrives(
            kind,
            "310 of 844 KB are here.".into(),
        )))
    };
    arrives(&mut model, WorkerKind::Engine);
    model.update(Action::FilesChosen(vec![("own.csv".into(), 30)]));
    let read = model.ctx.status.plain();
    assert!(!read.contains("Fetching"), "{read}");
    arrives(&mut model, WorkerKind::Engine);
    model.update(Action::Worker(WorkerEvent::Engine(READY)));
    arrives(&mut model, WorkerKind::Simulator);
    assert_eq!(model.ctx.status.plain(), read);
}

#[test]
fn lockstep_in_the_place_of_threads_keeps_what_fits_and_knows_what_was_asked_for() {
    let missing = Some(Missing::Framed);
    let (model, _) = Model::new(
        Facts { missing, ..FACTS },
        "",
        "embed=1&lab=counter&threads=3&size=1000",
    );
    assert_eq!(
        (model.lab.setup.experiment.threads, model.lab.setup.experiment.size),
        (3, 2)
    );
    assert_eq!(
        model.asked_for().map(|asked| (asked.threads, asked.size)),
        Some((3, 1_000))
    );
    let full = model.full_address();
    assert!(
        full.contains("engine=threads") && full.contains("threads=3&size=1000"),
        "{full}"
    );
    assert!(!full.contains("embed"), "{full}");
    let (model, _) = Model::new(
        Facts { missing, ..FACTS },
        "",
        "embed=1&lab=counter&engine=lockstep&threads=2&size=1",
    );
    assert_eq!(model.asked_for(), None);
}

/// The switch of a page around this one says nothing over what the lab has to say.
#[test]
fn a_host_that_only_turns_dark_changes_nothing_else() {
    let mut model = start("#lab=counter");
    let said = model.ctx.status.clone();
    let dark = vec![("theme".to_string(), "dark".to_string())];
    let effects = model.update(Action::HostRequest(Ok(protocol::Request::Load(dark))));
    assert!(
        matches!(
            &effects[..],
            [Effect::Tell(protocol::Reply::State(_)), Effect::Address(_)]
        ),
        "{effects:?}"
    );
    assert_eq!(
        (model.ctx.chrome.theme, model.ctx.status.clone()),
        (catalogue::Theme::Dark, said)
    );
}
