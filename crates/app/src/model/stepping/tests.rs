//! Stepping as a person does it, with the very simulation that the Worker runs in the Worker's stead.

use super::*;
use crate::model::{
    Action, Command, Effect, Facts, Missing, Model, RunCommand, STEP, SetCommand, TICK_MS, WorkerEvent, WorkerKind,
};
use catalogue::{Engine, Experiment, Lock};
use lab::Stepping as LabInfo;
use protocol::{Breakpoint, Reply, Request, SimulatorCommand, SimulatorEvent, SnapshotUpdate};
use trace::{Environment, Event};

const FACTS: Facts = Facts {
    hardware: 2,
    missing: None,
    dark: false,
};

/// A page with a simulator behind it that answers at once.
struct Page {
    model: Model,
    open: Option<(u32, LabInfo, Vec<Event>)>,
    told: Vec<Reply>,
    address: String,
    /// Whether no thread can be started here.
    threadless: bool,
}

impl Page {
    fn open(hash: &str) -> Self {
        Page::with(FACTS, hash)
    }

    fn with(facts: Facts, hash: &str) -> Self {
        Page::start(facts, hash, false)
    }

    fn start(facts: Facts, hash: &str, threadless: bool) -> Self {
        let (model, effects) = Model::new(facts, "", hash);
        let mut page = Page::of(model, threadless);
        page.carry_out(effects);
        page
    }

    fn of(model: Model, threadless: bool) -> Self {
        Page {
            threadless,
            address: model.address(),
            model,
            open: None,
            told: Vec::new(),
        }
    }

    fn act(&mut self, action: Action) -> &mut Self {
        let effects = self.model.update(action);
        self.carry_out(effects);
        self
    }

    fn step(&mut self, step: StepCommand) -> &mut Self {
        self.act(Action::Command(Command::Step(step)))
    }

    /// Moves threads, counted from 1 as people do.
    fn moves(&mut self, threads: &[u16]) -> &mut Self {
        for thread in threads {
            self.step(StepCommand::Thread(Some(thread - 1)));
        }
        self
    }

    fn go(&mut self, navigation: Navigation) -> &mut Self {
        self.step(StepCommand::Go(navigation))
    }

    fn set(&mut self, key: &str, value: &str) -> &mut Self {
        self.act(Action::Command(Command::Set(SetCommand::Values(vec![(
            key.into(),
            value.into(),
        )]))))
    }

    fn moment(&self) -> &Snapshot {
        self.model.lab.lockstep.stepping.moment.as_ref().unwrap()
    }

    fn at(&self) -> (u64, u64) {
        (self.moment().at, self.moment().known)
    }

    fn says(&self) -> String {
        self.model.ctx.status.plain()
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::LaunchSimulator => {
                    self.open = None;
                    self.act(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
                }
                Effect::SimulatorCommand(order) => {
                    if let Some(told) = self.answer(order) {
                        self.act(Action::Worker(WorkerEvent::Simulator(told)));
                    }
                }
                Effect::Tell(reply) => self.told.push(reply),
                Effect::Address(hash) => self.address = hash,
                Effect::Launch(_) if self.threadless => {
                    self.act(Action::Worker(WorkerEvent::Crashed(WorkerKind::Engine, "no.".into())));
                }
                Effect::Launch(threads) => {
                    let hardware = 2;
                    self.act(Action::Worker(WorkerEvent::Engine(protocol::EngineEvent::Ready {
                        threads,
                        hardware,
                    })));
                }
                _ => {}
            }
        }
    }

    fn answer(&mut self, order: SimulatorCommand) -> Option<SimulatorEvent> {
        match order {
            SimulatorCommand::Open { id, settings } => {
                let pairs = settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
                let experiment = Experiment::read(pairs).0;
                let texts = lab::InputCache::default();
                let input = texts.find(&experiment).unwrap().unwrap();
                let started = lab::program(&experiment, input)
                    .and_then(|program| LabInfo::start(&experiment, &program).map_err(|refusal| refusal.sentence));
                match started {
                    Err(message) => Some(SimulatorEvent::Refused { id, message }),
                    Ok((stepping, complaint)) => {
                        self.open = Some((id, stepping, Vec::new()));
                        Some(self.scene(complaint))
                    }
                }
            }
            SimulatorCommand::Go { id, navigation } => {
                let (open, stepping, _) = self.open.as_mut().filter(|(open, ..)| *open == id)?;
                assert_eq!(*open, id);
                let moved = match navigation {
                    Navigation::Step(thread) => stepping.session_mut().step(thread.into()) == lab::Moved::Yes,
                    Navigation::Back => stepping.session_mut().back(),
                    Navigation::Seek(at) => {
                        stepping.session_mut().seek(at);
                        true
                    }
                    Navigation::Next(Breakpoint::Lock) => stepping.seek_next(lab::Breakpoint::Lock),
                    Navigation::Next(Breakpoint::Race) => stepping.seek_next(lab::Breakpoint::Race),
                    Navigation::Next(Breakpoint::Switch) => stepping.seek_next(lab::Breakpoint::Switch),
                    Navigation::Forward(steps) => {
                        stepping.forward(steps);
                        true
                    }
                    Navigation::Fair => stepping.session_mut().go_fair(u64::MAX) > 0,
                    Navigation::Random(seed) => stepping.session_mut().go_random(seed, u64::MAX) > 0,
                };
                let complaint = (!moved).then(|| "It did not move.".to_string());
                Some(self.scene(complaint))
            }
            _ => None,
        }
    }

    fn scene(&mut self, complaint: Option<String>) -> SimulatorEvent {
        let (id, stepping, told) = self.open.as_mut().unwrap();
        let report = stepping.report(Environment::default()).map(|report| report.json());
        let so_far = stepping.so_far().map(|report| report.json());
        let session = stepping.session();
        let events: Vec<Event> = session.executor().events_by_step().collect();
        let keep = told.iter().zip(&events).take_while(|(one, other)| one == other).count();
        *told = events;
        SimulatorEvent::Snapshot(Box::new(SnapshotUpdate {
            id: *id,
            moment: session.moment(),
            keep: keep as u64,
            events: told[keep..].to_vec(),
            moves: session.executor().moves(),
            names: session.names(),
            graph: session.graph(),
            report,
            so_far,
            complaint,
        }))
    }
}

const RACE: &str = "#lab=counter&engine=lockstep&threads=2&size=1";

#[test]
fn a_race_is_stepped_by_hand_and_undone() {
    let mut page = Page::open(RACE);
    assert_eq!((page.model.state(), page.at(), page.told.len()), ("ready", (0, 0), 1));
    page.moves(&[1, 2, 1, 2]);
    assert!(page.says().starts_with("Step 4: adder 2 writes 1 to n. "));
    assert!(page.says().contains("1 of 2. 1 update was lost."));
    assert!(page.address.ends_with("&schedule=1.2.1.2&at=4"));
    assert!(matches!(page.told[..], [Reply::Ready, Reply::Report(_)]));
    page.go(Navigation::Back);
    assert_eq!((page.at(), page.model.lab.show.shown.is_none()), ((3, 4), true));
    page.moves(&[1]);
    assert_eq!(page.says(), "adder 1 has come to its end.");
}

#[test]
fn another_thread_at_a_moment_of_the_past_is_a_branch() {
    let mut page = Page::open("#lab=counter&engine=lockstep&threads=2&size=1&schedule=1.2.1.2&at=1");
    page.step(StepCommand::Keep(true)).moves(&[1]);
    assert_eq!((page.at(), page.moment().schedule.as_str()), ((2, 2), "1x2"));
    assert_eq!(
        page.model.lab.lockstep.stepping.kept.as_ref().unwrap().moment.schedule,
        "1.2.1.2"
    );
    page.go(Navigation::Fair);
    assert!(page.says().contains("2 of 2. Nothing was lost."));
}

#[test]
fn lockstep_makes_numbers_small_and_the_way_back_large_again() {
    let mut page = Page::open("#threads=7&size=1000");
    page.set("engine", "lockstep");
    assert_eq!(
        (
            page.model.lab.setup.experiment.threads,
            page.model.lab.setup.experiment.size
        ),
        (2, 2)
    );
    assert_eq!((page.model.state(), page.at()), ("ready", (0, 0)));
    page.set("engine", "threads");
    assert_eq!(
        (
            page.model.lab.setup.experiment.threads,
            page.model.lab.setup.experiment.size
        ),
        (7, 1000)
    );
    assert_eq!(page.model.state(), "ready");
}

#[test]
fn without_isolation_lockstep_runs_what_was_meant_for_threads_and_says_why() {
    let facts = Facts {
        missing: Some(Missing::Headers),
        ..FACTS
    };
    let mut page = Page::with(facts, "#engine=threads&threads=4&size=1000000");
    assert_eq!(
        (
            page.model.lab.setup.experiment.engine,
            page.model.lab.setup.experiment.size
        ),
        (Engine::Lockstep, 2)
    );
    assert_eq!((page.model.state(), page.told.len()), ("ready", 1));
    page.set("engine", "threads");
    assert!(page.says().starts_with("Not taken over: engine cannot be “threads”"));
    page.act(Action::Command(Command::Run(RunCommand::Begin)));
    assert!(page.moment().ending.is_some());
}

#[test]
fn where_threads_do_not_start_lockstep_takes_their_place_and_the_page_around_is_told() {
    let mut page = Page::start(FACTS, "#lab=counter&threads=4&embed=1", true);
    let error = "The threads do not start: no. Lockstep takes their place.".to_string();
    assert_eq!(page.told, [Reply::Error(error), Reply::Ready]);
    assert_eq!((page.model.state(), page.model.lab.setup.experiment.size), ("ready", 2));
    assert!(
        page.says().starts_with("Lockstep, for real threads cannot run here"),
        "{}",
        page.says()
    );
    let (query, hash) = (String::new(), "#lab=hashing".to_string());
    page.act(Action::Address { query, hash });
    assert_eq!(
        (page.model.state(), page.model.lab.setup.is_lockstep()),
        ("ready", true),
        "a link opens what can run"
    );
    page.threadless = false;
    page.set("engine", "threads");
    assert_eq!(
        (page.model.state(), page.model.lab.setup.is_lockstep()),
        ("ready", false),
        "a choice tries once more"
    );
}

#[test]
fn a_run_that_waited_for_threads_which_do_not_start_runs_in_lockstep() {
    let page = Page::start(FACTS, "#lab=counter&autorun=1", true);
    assert!(page.moment().ending.is_some());
    let reports = page.told.iter().filter(|reply| matches!(reply, Reply::Report(_)));
    assert_eq!(reports.count(), 1);
}

#[test]
fn what_changes_the_program_begins_anew() {
    let mut page = Page::open(RACE);
    page.moves(&[1, 2]).set("lock", "cpython");
    assert_eq!(
        (page.at(), page.model.lab.setup.experiment.lock),
        ((0, 0), Lock::CPython)
    );
    page.moves(&[1]).set("theme", "dark");
    assert_eq!(page.at(), (1, 1));
}

#[test]
fn a_simulator_that_breaks_is_replaced_and_shows_the_same_moment() {
    let mut page = Page::open(RACE);
    page.moves(&[1, 2, 1]).act(Action::Worker(WorkerEvent::Crashed(
        WorkerKind::Simulator,
        "it trapped.".into(),
    )));
    assert_eq!((page.at(), page.moment().schedule.as_str()), ((3, 3), "1.2.1"));
    assert_eq!(page.model.state(), "ready");
}

#[test]
fn it_plays_at_its_pace_and_stops_at_the_end() {
    let mut page = Page::open(RACE);
    page.step(StepCommand::Pace(10)).step(StepCommand::Play);
    assert_eq!(page.model.state(), "running");
    for _ in 0..40 {
        page.act(Action::Tick(TICK_MS));
    }
    assert_eq!((page.at(), page.model.state()), ((4, 4), "ready"));
    assert!(!page.model.wants_ticks());
}

#[test]
fn a_host_steps_and_seeks() {
    let mut page = Page::open(RACE);
    page.act(Action::HostRequest(Ok(Request::Step { thread: Some(1) })));
    let Some(Reply::State(state)) = page.told.last() else {
        panic!("{:?}", page.told)
    };
    assert!(state.contains(&("schedule".into(), "2".into())) && state.contains(&("at".into(), "1".into())));
    page.act(Action::HostRequest(Ok(Request::Seek { at: 0 })));
    assert_eq!(page.at(), (0, 1));
}

/// Keys come at any time, and a page around this one asks as soon as it hears of it.
#[test]
fn steps_asked_for_while_lockstep_starts_are_made_once_it_has() {
    let (model, effects) = Model::new(FACTS, "", RACE);
    let mut page = Page::of(model, false);
    for step in [StepCommand::Thread(None), StepCommand::Thread(Some(1))] {
        assert!(page.model.update(Action::Command(Command::Step(step))).is_empty());
    }
    assert!(page.says().ends_with("what you asked for follows."), "{}", page.says());
    page.act(Action::HostRequest(Ok(Request::Step { thread: None })));
    page.carry_out(effects);
    assert_eq!((page.at(), page.model.state()), ((3, 3), "ready"));
    let [Reply::Ready, Reply::State(state)] = &page.told[..] else {
        panic!("{:?}", page.told)
    };
    assert!(state.contains(&("at".into(), "3".into())), "{state:?}");
}

#[test]
fn what_was_asked_of_something_else_is_forgotten() {
    let (model, effects) = Model::new(FACTS, "", RACE);
    let mut page = Page::of(model, false);
    page.step(StepCommand::Thread(None))
        .set("lab", "pipeline")
        .carry_out(effects);
    assert_eq!((page.moment().at, page.model.state()), (0, "ready"));
}

#[test]
fn a_step_where_lockstep_would_not_start_says_so() {
    let (model, _) = Model::new(FACTS, "", RACE);
    let mut page = Page::of(model, false);
    for _ in 0..=crate::model::TRIES {
        let broke = WorkerEvent::Crashed(WorkerKind::Simulator, "it trapped.".into());
        drop(page.model.update(Action::Worker(broke)));
    }
    page.step(StepCommand::Thread(None));
    assert_eq!(page.says(), "Lockstep does not start: it trapped. Run tries once more.");
}

#[test]
fn a_host_is_answered_where_lockstep_would_not_start() {
    let (model, _) = Model::new(FACTS, "", RACE);
    let mut page = Page::of(model, false);
    let step = || Action::HostRequest(Ok(Request::Step { thread: None }));
    page.act(step());
    for _ in 0..=crate::model::TRIES {
        let broke = WorkerEvent::Crashed(WorkerKind::Simulator, "it trapped.".into());
        drop(page.model.update(Action::Worker(broke)));
    }
    page.act(step());
    assert!(matches!(&page.told[..], [Reply::Error(_)]), "{:?}", page.told);
}

#[test]
fn a_deadlock_is_named_and_back_leads_out_of_it() {
    let mut page = Page::open("#lab=nested-pools&variant=same-pool&engine=lockstep&threads=1&size=1&inner=1");
    page.act(Action::Command(Command::Run(RunCommand::Begin)));
    assert_eq!(page.model.state(), "deadlocked");
    assert!(
        page.says().starts_with("Stuck: The only slot of the pool is taken"),
        "{}",
        page.says()
    );
    assert!(page.model.lab.lockstep.stepping.graph.stuck().is_some());
    page.step(StepCommand::Thread(None));
    assert!(
        page.says().starts_with("Stuck: no thread can move after "),
        "{}",
        page.says()
    );
    page.go(Navigation::Back);
    assert_eq!(page.model.state(), "ready");
}

#[test]
fn the_next_lock_race_and_switch_are_found() {
    let mut page = Page::open("#lab=counter&variant=locked&engine=lockstep&threads=2&size=1");
    page.go(Navigation::Next(Breakpoint::Lock));
    assert!(page.says().contains("acquires lock"), "{}", page.says());
    let mover = page.moment().last.as_ref().unwrap().thread;
    page.go(Navigation::Next(Breakpoint::Switch));
    assert_ne!(page.moment().last.as_ref().unwrap().thread, mover);
    let mut page = Page::open(RACE);
    page.go(Navigation::Next(Breakpoint::Race));
    assert_eq!(page.moment().races.last().map(|race| race.step), Some(page.moment().at));
}

#[test]
fn who_waits_for_a_lock_is_told_and_cannot_be_moved() {
    let mut page = Page::open("#lab=counter&variant=locked&engine=lockstep&threads=2&size=1");
    page.moves(&[1, 2]);
    assert_eq!(
        page.says(),
        "Step 2: adder 2 comes to where it acquires lock, and waits for lock, held by adder 1."
    );
    page.moves(&[2]);
    assert_eq!(page.says(), "adder 2 cannot move: it waits for lock, held by adder 1.");
    page.moves(&[7]);
    assert_eq!(page.says(), "There is no thread 7: there are 2.");
}

#[test]
fn lockstep_chosen_while_threads_run_sends_them_home_and_shows_only_its_own() {
    let mut page = Page::open("");
    page.act(Action::Command(Command::Run(RunCommand::Begin)))
        .set("engine", "lockstep");
    let end = page.model.lab.show.recording.borrow().timeline.end;
    page.act(Action::Worker(WorkerEvent::Engine(protocol::EngineEvent::Progress(
        protocol::Progress {
            id: 1,
            now: 5_000_000,
            ..protocol::Progress::default()
        },
    ))));
    page.act(Action::Worker(WorkerEvent::Engine(protocol::EngineEvent::Joined {
        id: 1,
    })));
    assert_eq!(
        (page.model.lab.show.recording.borrow().timeline.end, page.model.state()),
        (end, "ready")
    );
}

#[test]
fn what_breaks_threads_is_refused_and_the_page_lives() {
    let mut page = Page::open("#lab=crash&engine=lockstep");
    assert_eq!(page.model.state(), "ready");
    assert!(page.says().starts_with("Not here"), "{}", page.says());
    page.step(StepCommand::Thread(None));
    assert!(page.says().starts_with("Not here") && page.model.blocked().is_some());
    page.set("lab", "counter").moves(&[1]);
    assert_eq!(page.at(), (1, 1));
}

#[test]
fn a_slider_that_moves_faster_than_the_simulator_skips_what_lies_between() {
    let mut page = Page::open(RACE);
    page.moves(&[1, 2, 1, 2]);
    let press = |at| Action::Command(Command::Step(StepCommand::Go(Navigation::Seek(at))));
    let sent = page.model.update(press(3));
    assert_eq!(sent.len(), 1);
    assert!(page.model.update(press(2)).is_empty() && page.model.update(press(1)).is_empty());
    page.carry_out(sent);
    assert_eq!(page.at(), (1, 4));
}

#[test]
fn an_address_that_changes_only_the_step_opens_that_step() {
    let mut page = Page::open(RACE);
    page.moves(&[1, 2, 1, 2]);
    let hash = page.address.replace("&at=4", "&at=2");
    page.act(Action::Address {
        query: String::new(),
        hash,
    });
    assert_eq!(page.at(), (2, 4));
}

#[test]
fn a_service_tells_what_was_sent_up_to_the_step_on_show() {
    let mut page = Page::open("#lab=service&engine=lockstep");
    let told = |page: &Page| {
        let recording = page.model.lab.show.recording.borrow();
        recording.so_far.as_ref().unwrap().result["log_ms"].to_string()
    };
    let first = told(&page);
    page.go(Navigation::Forward(40));
    let later = told(&page);
    assert!(
        later.contains("queued_ms") && !first.contains("queued_ms"),
        "{first} {later}"
    );
    page.go(Navigation::Seek(0));
    assert_eq!(told(&page), first);
}

#[test]
fn two_schedules_have_two_pictures_for_lanes_are_in_the_order_of_the_steps() {
    let lanes = |threads: &[u16]| -> Vec<Vec<(u64, u64)>> {
        let mut page = Page::open(RACE);
        page.moves(threads);
        let recording = page.model.lab.show.recording.borrow();
        let spans = recording.timeline.threads.iter().map(|lane| &lane.spans);
        let steps = |spans: &Vec<trace::Span>| spans.iter().map(|span| (span.from / STEP, span.to / STEP)).collect();
        spans.map(steps).collect()
    };
    assert_eq!(lanes(&[1, 2, 1, 2]), [[(0, 1), (2, 3)], [(1, 2), (3, 4)]]);
    assert_eq!(lanes(&[1, 1, 2, 2]), [[(0, 2)], [(2, 4)]]);
}

/// Who waits stands there for as many steps as others take, and who holds a lock does from the step that took it to the step that let go of it.
#[test]
fn who_waits_is_seen_waiting_while_others_move() {
    let mut page = Page::open("#lab=counter&engine=lockstep&threads=2&size=1&variant=locked");
    page.moves(&[1, 2]);
    let recording = page.model.lab.show.recording.borrow();
    let lock = &recording.timeline.locks[0];
    assert_eq!(
        (
            recording.stretch(lock.owners[0].from, lock.owners[0].to),
            lock.owners[0].thread
        ),
        ("steps 1 to 2".into(), 0)
    );
    let waits = recording.timeline.threads[1].spans.last().expect("a span");
    assert_eq!((waits.state, waits.from), (trace::State::Waiting, 2 * STEP));
}
