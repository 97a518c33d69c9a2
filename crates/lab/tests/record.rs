//! Runs on real threads whose order was recorded: lockstep replays them to the same end, lock by lock.

use catalogue::{Experiment, Lock, lab};
use lab::{InputCache, Limits, Recording};
use lockstep::{Machine, RunStatus, Schedule};
use std::{collections::BTreeMap, time::Duration};
use threads::{RecordOptions, RecordedSchedule, Status, native_pool};
use trace::{EventKind, Outcome};
use world::{
    Access, Cell, Cost, Kind, Label, LockKind, Region, UnderLock, World,
    primitive::{Barrier, Condvar, Mutex, Queue, spawn},
};

fn experiment(id: &str, pairs: &[(&str, &str)]) -> Experiment {
    let mut experiment = Experiment::of(lab(id).unwrap());
    for (key, value) in pairs {
        experiment.set(key, value).unwrap();
    }
    experiment
}

/// Runs on threads and records the order, then replays it in lockstep.
fn both(experiment: &Experiment, texts: &mut InputCache, limits: &Limits) -> (Recording, Recording) {
    let real = lab::record_order(experiment, texts, limits).unwrap();
    let mut model = experiment.clone();
    model.set("engine", "lockstep").unwrap();
    model.set("schedule", &real.report.schedule).unwrap();
    let model = lab::record(&model, texts, &Limits::default()).unwrap();
    (real, model)
}

/// For each lock, who took it, in order of time.
fn acquisitions(recording: &Recording) -> BTreeMap<&str, Vec<&str>> {
    assert_eq!(recording.dropped, 0, "runs as small as these lose no event");
    let mut events: Vec<_> = recording.events.iter().collect();
    events.sort_by_key(|event| event.at);
    let mut taken: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in events.into_iter().filter(|event| event.what == EventKind::Acquire) {
        let object = &recording.names.objects[event.object as usize].name;
        let thread = &recording.names.threads[usize::from(event.thread)];
        taken.entry(object).or_default().push(thread);
    }
    taken
}

fn assert_same(real: &Recording, model: &Recording, told: &str) {
    let (first, second) = (&real.report, &model.report);
    assert_eq!(second.result, first.result, "{told}");
    assert_eq!(second.parameters["steps"], first.parameters["steps"], "{told}");
    assert_eq!(acquisitions(model), acquisitions(real), "{told}");
}

/// All variants of three labs (sixteen), three locks, two to four threads, in so many sizes: more than a thousand runs.
const SIZES: u64 = 8;

fn size(lab: &str, variant: &str, round: u64) -> u64 {
    match (lab, variant) {
        // Each acquisition may make eight events, and a thread's ring holds 4,096.
        ("counter", "locked") => 30 + 40 * round,
        ("counter", _) => 100 + 80 * round,
        ("hash-chain", _) => 3 + 4 * round,
        _ => 5_000 + 1_500 * round,
    }
}

#[test]
fn a_thousand_recorded_runs_replay_to_the_same_values_with_locks_taken_in_the_same_order() {
    let mut texts = InputCache::default();
    let (mut runs, mut lossy) = (0, 0);
    for id in ["counter", "hash-chain", "mapreduce"] {
        for variant in lab(id).unwrap().variants {
            let settings = Lock::ALL
                .into_iter()
                .flat_map(|lock| (2..=4).map(move |threads| (lock, threads)));
            for ((lock, threads), round) in settings.flat_map(|setting| (0..SIZES).map(move |round| (setting, round))) {
                let (threads, size) = (threads.to_string(), size(id, variant.id, round).to_string());
                let mut pairs = vec![("variant", variant.id), ("lock", lock.id()), ("interval", "0.1")];
                pairs.extend([("threads", &*threads), ("size", &size)]);
                if id == "mapreduce" {
                    pairs.push(("chunk", "1024"));
                }
                let told = format!("{id} {pairs:?}");
                let (real, model) = both(&experiment(id, &pairs), &mut texts, &Limits::default());
                let (first, second) = (&real.report, &model.report);
                assert_eq!(
                    (first.outcome, second.outcome),
                    (Outcome::Finished, Outcome::Finished),
                    "{told}"
                );
                assert_same(&real, &model, &told);
                assert_eq!(second.work, first.work, "{told}");
                assert_eq!(second.contention.acquisitions, first.contention.acquisitions, "{told}");
                assert_eq!(second.contention.switches, first.contention.switches, "{told}");
                runs += 1;
                lossy += u32::from(first.number("lost") > Some(0));
            }
        }
    }
    assert!(runs >= 1_000, "{runs}");
    // Some one in ten do, and many more of those that can.
    assert!(
        lossy > 0,
        "not one run lost an update, so that their order hardly mattered"
    );
    println!("{lossy} of {runs} runs lost updates");
}

/// Whatever end a run comes to: those that get stuck get stuck in the same cycle.
#[test]
fn recorded_runs_of_nested_pools_get_stuck_in_lockstep_exactly_as_they_did() {
    let mut stuck = 0;
    for variant in lab("nested-pools").unwrap().variants {
        for (lock, round) in Lock::ALL
            .into_iter()
            .flat_map(|lock| (0..8).map(move |round| (lock, round)))
        {
            let (threads, size) = ((1 + round % 4).to_string(), (1 + round / 2).to_string());
            let pairs = [
                ("variant", variant.id),
                ("lock", lock.id()),
                ("interval", "0.1"),
                ("threads", &threads),
                ("size", &size),
            ];
            let (real, model) = both(
                &experiment("nested-pools", &pairs),
                &mut InputCache::default(),
                &Limits::default(),
            );
            let told = format!("{pairs:?} {}", real.report.schedule);
            assert_eq!(
                model.report.outcome, real.report.outcome,
                "{told}: {:?}",
                model.report.message
            );
            assert_same(&real, &model, &told);
            assert_eq!(model.report.cycle, real.report.cycle, "{told}");
            stuck += u32::from(real.report.outcome == Outcome::Deadlocked);
        }
    }
    assert!(stuck > 0);
}

/// What was stopped replays as far as it went. The messages are so large that few are hashed until somebody looks at the time.
#[test]
fn a_run_that_was_stopped_replays_to_where_it_stood() {
    let limits = Limits {
        whole: Some(Duration::from_millis(1)),
        ..Limits::default()
    };
    for (variant, lock) in [
        ("independent", "off"),
        ("fine-locks", "cpython"),
        ("fine-locks", "held"),
    ] {
        let pairs = [
            ("variant", variant),
            ("lock", lock),
            ("threads", "3"),
            ("size", "100000"),
            ("message", "1048576"),
        ];
        let (real, model) = both(&experiment("hashing", &pairs), &mut InputCache::default(), &limits);
        assert_eq!(real.report.outcome, Outcome::TimedOut);
        assert_eq!(model.report.outcome, Outcome::Stopped);
        assert_same(&real, &model, variant);
        assert_eq!(model.report.work, real.report.work, "{pairs:?}");
    }
}

#[test]
fn of_a_run_that_is_too_long_no_order_is_kept_and_the_report_says_so() {
    let pairs = [("variant", "own"), ("threads", "2"), ("size", "300000")];
    let recording = lab::record_order(
        &experiment("counter", &pairs),
        &mut InputCache::default(),
        &Limits::default(),
    );
    let report = recording.unwrap().report;
    assert_eq!((report.outcome, report.schedule.as_str()), (Outcome::Finished, ""));
    assert_eq!(report.number("got"), Some(600_000));
    let sentence = report.message.unwrap();
    assert!(sentence.contains("more than 1000000 operations"), "{sentence}");
}

/// What the threads did, digit by digit: any other order of their operations makes another number.
async fn note<C: Cell>(summary: &C, digit: u64) {
    summary.update(|told| told.wrapping_mul(31).wrapping_add(digit)).await;
}

/// Threads that sleep, wait with limits that sometimes pass, meet, notify, and start others at about the same time.
fn everything<W: World>(world: &W) -> W::Cell {
    let summary = world.cell(Label::new(Kind::Variable, "story"), 0);
    let (lock, ready) = (Mutex::new(world, "lock"), Condvar::new(world, "ready"));
    let (queue, barrier) = (Queue::bounded(world, "queue", 1), Barrier::new(world, "barrier", 3));
    let gate = world.region(Label::new(Kind::Event, "gate"), 0u64);
    for index in 1..=3 {
        let (summary, lock, ready) = (summary.clone(), lock.clone(), ready.clone());
        let (queue, barrier, gate) = (queue.clone(), barrier.clone(), gate.clone());
        world.spawn(Label::thread("thread", index), move |world: W| async move {
            let mine = u64::from(index);
            barrier.wait().await;
            let children: Vec<_> = (0..2)
                .map(|child| {
                    let summary = summary.clone();
                    spawn(&world, Label::thread("child", index * 2 + child), move |_| async move {
                        note(&summary, 100 * mine + u64::from(child)).await;
                        mine
                    })
                })
                .collect();
            for round in 0..10 {
                match lock.acquire_within(Duration::from_micros(20 * mine)).await {
                    true => {
                        note(&summary, mine).await;
                        world
                            .compute(Cost::nanos(20_000), || std::hint::black_box((0..9_000u64).sum::<u64>()))
                            .await;
                        ready.notify_one().await;
                        lock.release().await;
                    }
                    false => note(&summary, 10 * mine).await,
                }
                world.checkpoint().await;
                if round == 5 {
                    world.sleep(Duration::from_micros(30 * mine)).await;
                }
            }
            for child in children {
                note(&summary, child.join().await).await;
            }
            let passed = gate
                .when_within(Access::Observe, Duration::from_micros(50), |open| {
                    (*open > 1).then_some(())
                })
                .await;
            note(&summary, u64::from(passed.is_some())).await;
            gate.with(Access::Signal, |open| *open += 1).await;
            match index {
                1 => {
                    let got = queue.get().await.unwrap_or(0) + queue.get().await.unwrap_or(0);
                    note(&summary, got).await;
                }
                _ => drop(queue.put(mine).await),
            }
        });
    }
    summary
}

fn set_up<W: World>(world: W, kind: LockKind) -> W::Cell {
    match kind {
        LockKind::Off => everything(&world),
        kind => everything(&UnderLock::new(world, kind, Duration::from_micros(100))),
    }
}

/// Sleeps, limits that pass, threads that start threads: enough rounds for each branch of them to be taken.
#[test]
fn every_kind_of_wait_replays_in_the_branch_it_took() {
    for (kind, round) in [LockKind::Off, LockKind::CPython, LockKind::Held]
        .into_iter()
        .flat_map(|kind| (0..50).map(move |round| (kind, round)))
    {
        let keep = RecordOptions {
            events: false,
            order: true,
        };
        let run = threads::Run::keeping(native_pool(), keep);
        let summary = set_up(run.world(), kind);
        run.start(9).unwrap();
        let status = run.wait();
        let RecordedSchedule::Recorded(segments) = run.order() else {
            panic!("{:?}", run.order());
        };
        let steps = segments
            .iter()
            .flat_map(|stretch| std::iter::repeat_n(usize::from(stretch.thread), stretch.steps as usize));
        // A barrier under a lock that is held while waiting: nobody can come.
        let ending = match kind {
            LockKind::Held => lockstep::Ending::Deadlock,
            _ => lockstep::Ending::Finished,
        };
        assert_eq!(status == Status::Deadlocked, kind == LockKind::Held);
        let schedule = Schedule::of(steps).then_fair();
        let mut replay = lockstep::Run::new(Machine::default(), 0, schedule.clone(), |world| set_up(*world, kind));
        let told = format!("{kind:?} {round} {schedule}");
        assert_eq!(replay.advance(u64::MAX), Some(RunStatus::Ended), "{told}");
        assert_eq!(replay.ending(), ending, "{told}");
        assert_eq!(replay.read(|summary| summary.peek()), Some(summary.peek()), "{told}");
        let names = |names: trace::SymbolTable| names.threads.into_iter().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(names(replay.executor().names()), names(run.names()), "{told}");
    }
}
