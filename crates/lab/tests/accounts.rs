//! Nothing is lost: whatever was begun is done, failed, refused, lost or unfinished, however a run ended, and at whatever step it was cut off.

use catalogue::{Experiment, Lock, lab};
use lab::{Ending, InputCache, Limits, Settings, Simulation, ThreadRun};
use std::time::Duration;
use threads::{RecordOptions, Status, native_pool};
use trace::{Outcome, Report};

/// The labs that take something in and must say what became of it: all but the one that breaks.
fn labs() -> impl Iterator<Item = &'static str> {
    catalogue::LABS.iter().map(|lab| lab.id).filter(|lab| *lab != "crash")
}

/// Counters and chains of which a run, however short it is cut, may never say that anything was lost.
const PROTECTED: [(&str, &str); 7] = [
    ("counter", "locked"),
    ("counter", "atomic"),
    ("counter", "own"),
    ("counter", "append"),
    ("hash-chain", "locked"),
    ("hash-chain", "encapsulated"),
    ("hash-chain", "not-shared"),
];

fn experiment(lab_id: &str, variant: &str, engine: &str, pairs: &[(&str, &str)]) -> Experiment {
    let mut experiment = Experiment::of(lab(lab_id).unwrap());
    if engine == "lockstep" {
        experiment.shrink();
    }
    for (key, value) in [("engine", engine), ("variant", variant)].iter().chain(pairs) {
        experiment.set(key, value).unwrap();
    }
    experiment
}

/// The whole that a lab tells by a key, if it does, and the parts it must be made of.
fn account(lab: &str) -> (Option<&'static str>, &'static [&'static str]) {
    match lab {
        "counter" => (Some("expected"), &["got", "lost"]),
        "hash-chain" => (Some("rounds"), &["kept", "lost"]),
        "hashing" => (None, &["messages"]),
        "nested-pools" => (Some("tasks"), &["completed"]),
        "condition" => (Some("sent"), &["taken", "lost"]),
        "dining" => (None, &["meals", "hungry"]),
        "indexing" => (Some("lines"), &["records", "malformed"]),
        "service" | "fetch" | "pipeline" | "extension" => (
            Some("sent"),
            &["done", "ok", "failed", "refused", "timed_out", "written", "lost"],
        ),
        _ => (None, &[]),
    }
}

/// What is left when everything that is accounted for is taken from what went in: nothing.
fn balances(report: &Report, amount: Option<u64>, told: &str) {
    let (key, parts) = account(&report.lab);
    let unfinished = report.number("unfinished");
    let unfinished = unfinished.unwrap_or_else(|| panic!("{told}: nothing is said of what is unfinished"));
    let all: u64 = parts.iter().filter_map(|key| report.number(key)).sum::<u64>() + unfinished;
    let whole = match key {
        Some(key) => report.number(key),
        None => amount.filter(|_| !parts.is_empty()),
    };
    assert_eq!(whole.unwrap_or(all), all, "{told}: {:?}", report.result);
    // What these labs send is sent bit by bit, or counted before it is handed over; what the others do is what they were asked to do.
    if let Some(amount) =
        amount.filter(|_| !["service", "fetch", "pipeline", "condition"].contains(&report.lab.as_str()))
    {
        let given_up = report.number("hungry").unwrap_or(0);
        assert_eq!(
            report.work.amount + given_up + unfinished,
            amount,
            "{told}: {:?}",
            report.result
        );
    }
    // What was never sent is told as well.
    if ["service", "pipeline", "condition"].contains(&report.lab.as_str()) {
        let ever = report.number("sent").zip(report.number("unsent"));
        assert_eq!(
            ever.map(|(sent, unsent)| sent + unsent),
            amount,
            "{told}: {:?}",
            report.result
        );
    }
    // A party that gives its barrier up comes to its end with steps that nobody makes.
    if report.outcome == Outcome::Finished && (&*report.lab, &*report.variant) != ("barrier", "abort") {
        assert_eq!(unfinished, 0, "{told}: {:?}", report.result);
    }
    if PROTECTED.contains(&(&*report.lab, &*report.variant)) {
        assert_eq!(report.number("lost"), Some(0), "{told}: {:?}", report.result);
    }
    if unfinished > 0 {
        for key in ["digest", "expected_digest", "words", "distinct", "terms"] {
            let whole = report.result.get(key).is_some_and(|whole| !whole.is_null());
            assert!(!whole, "{told}: {key} of a part: {:?}", report.result);
        }
    }
}

/// To the end, or to where they are stuck.
#[test]
fn every_account_balances_however_a_run_on_threads_ends() {
    every(|set, texts, told| {
        let amount = amount(set, texts);
        let report = lab::run(set, texts, &Limits::default()).unwrap();
        balances(&report, amount, &format!("{told}: {:?}", report.outcome));
    });
}

fn amount(set: &Experiment, texts: &mut InputCache) -> Option<u64> {
    lab::program(set, texts.get(set).unwrap()).unwrap().amount()
}

/// Stopped after so much was done, or after whoever stops has looked so many times: in the middle of whatever everybody is doing.
#[test]
fn a_run_that_somebody_stops_tells_what_became_of_all() {
    every(|set, texts, told| {
        let program = lab::program(set, texts.get(set).unwrap()).unwrap();
        for (done, looks) in [
            (0, u64::MAX),
            (1, u64::MAX),
            (7, u64::MAX),
            (u64::MAX, 90),
            (u64::MAX, 900),
        ] {
            let thread_run = ThreadRun::start(native_pool(), set, &program, RecordOptions::default()).unwrap();
            let mut looked = 0;
            while thread_run.run().status() == Status::Running && thread_run.run().done() < done && looked < looks {
                std::thread::yield_now();
                looked += 1;
            }
            thread_run.run().stop();
            thread_run.run().join_all();
            let report = thread_run.finish(&Ending::Stopped, lab::environment());
            let told = format!("{told}, stopped after {done}, {looks} looks");
            balances(&report, program.amount(), &told);
        }
    });
}

/// Large enough to be stopped before it ends, small enough to end within milliseconds where nobody stops it.
fn size(lab: &str) -> &'static str {
    match lab {
        "counter" => "30000",
        "hash-chain" => "2000",
        "hashing" => "5000",
        "fetch" => "40",
        "nested-pools" => "20",
        _ => "200",
    }
}

/// Every variant of the labs under every lock, on three threads.
fn every(check: impl Fn(&Experiment, &mut InputCache, &str)) {
    let mut texts = InputCache::default();
    for id in labs() {
        for variant in lab(id).unwrap().variants {
            for lock in Lock::ALL {
                let settings = [("lock", lock.id()), ("threads", "3")];
                let mut set = experiment(id, variant.id, "threads", &settings);
                if id != "mapreduce" {
                    set.set("size", size(id)).unwrap();
                }
                check(&set, &mut texts, &format!("{id} {} {}", variant.id, lock.id()));
            }
        }
    }
}

/// Cut off after so many steps, whoever is between two of them.
#[test]
fn every_account_balances_at_every_step() {
    let mut texts = InputCache::default();
    for id in labs() {
        for variant in lab(id).unwrap().variants {
            for lock in Lock::ALL {
                let set = experiment(id, variant.id, "lockstep", &[("lock", lock.id()), ("schedule", "r7")]);
                let program = lab::program(&set, texts.get(&set).unwrap()).unwrap();
                for steps in 0..400 {
                    let mut simulation = Simulation::start(&set, &program, 0).unwrap();
                    let goes_on = simulation.advance(steps).unwrap();
                    let told = format!("{id} {} {} after {steps} steps", variant.id, lock.id());
                    let report = simulation.finish(None, lab::environment());
                    balances(&report, program.amount(), &told);
                    if !goes_on {
                        break;
                    }
                }
            }
        }
    }
}

#[test]
fn a_stuck_service_says_how_many_wait_and_no_latency_that_nobody_measured() {
    let stuck = experiment("service", "shared-pool", "threads", &[]);
    let report = lab::run(&stuck, &mut InputCache::default(), &Limits::default()).unwrap();
    assert_eq!(report.outcome, Outcome::Deadlocked);
    assert_eq!(
        (report.number("sent"), report.number("unfinished")),
        (Some(10), Some(10))
    );
    for key in ["p50_ms", "p95_ms"] {
        assert!(
            report.result[key].is_null(),
            "{key} is {}, and nobody measured it",
            report.result[key]
        );
    }
}

#[test]
fn an_extension_tells_no_speed_that_was_not_measured() {
    let few = experiment("extension", "undeclared", "lockstep", &[]);
    let report = lab::run(&few, &mut InputCache::default(), &Limits::default()).unwrap();
    assert!(report.result["before_per_s"].is_null(), "{:?}", report.result);
    let apart = experiment("extension", "forced-off", "lockstep", &[]);
    let report = lab::run(&apart, &mut InputCache::default(), &Limits::default()).unwrap();
    assert!(report.result["switch_ms"].is_null(), "{:?}", report.result);
}

/// In virtual time nothing else uses the cores, so the drop is there in every run.
#[test]
fn the_import_makes_the_jobs_slower() {
    let set = experiment(
        "extension",
        "undeclared",
        "lockstep",
        &[("threads", "4"), ("size", "400"), ("calls", "10"), ("cores", "2")],
    );
    let report = lab::run(&set, &mut InputCache::default(), &Limits::default()).unwrap();
    let (before, after) = (report.number("before_per_s"), report.number("after_per_s"));
    let (before, after) = (before.unwrap() as f64, after.unwrap() as f64);
    assert!(after < 0.7 * before && after > 0.3 * before, "{before} {after}");
}

/// Two workers and two jobs, of which each calls the module once: every schedule is seen, and some tear it.
#[test]
fn a_search_finds_the_torn_table_and_ends() {
    let small = experiment("extension", "forced-off", "lockstep", &[]);
    // Far more than it takes, so that a search that would not end fails.
    let limits = Limits {
        whole: Some(Duration::from_secs(60)),
        ..Limits::default()
    };
    let found = lab::search(&small, &mut InputCache::default(), Settings::default(), &limits).unwrap();
    assert!(found.complete, "{}", found.verdict);
    assert!(found.verdict.starts_with("Not safe"), "{}", found.verdict);
    let mut torn = small.clone();
    torn.set("schedule", &found.shortest_bad.unwrap().schedule).unwrap();
    let report = lab::run(&torn, &mut InputCache::default(), &Limits::default()).unwrap();
    assert!(report.number("crashes") > Some(0), "{:?}", report.result);
    for (variant, lock) in [("undeclared", "cpython"), ("declared", "off")] {
        let safe = experiment("extension", variant, "lockstep", &[("lock", lock)]);
        let settings = Settings {
            preemptions: Some(1),
            ..Settings::default()
        };
        let found = lab::search(&safe, &mut InputCache::default(), settings, &limits).unwrap();
        assert_eq!(found.bad, 0, "{variant} {lock}: {}", found.verdict);
    }
}

/// Schedules that are tried until a crash is reported in which threads wait for different things; a few dozen are enough.
const SCHEDULES: u64 = 5_000;

#[test]
fn the_report_of_a_crash_says_of_every_thread_what_it_holds_and_what_it_waits_for() {
    let mut set = experiment(
        "extension",
        "forced-off",
        "lockstep",
        &[("threads", "6"), ("size", "12")],
    );
    let mut missing = vec![
        ("waits_for", "queue jobs"),
        ("waits_for", "lock counting"),
        ("holds", "lock counting"),
        ("holds", "job "),
    ];
    for seed in 0..SCHEDULES {
        set.set("schedule", &format!("r{seed}")).unwrap();
        let report = lab::run(&set, &mut InputCache::default(), &Limits::default()).unwrap();
        let reports = report.result["reports"].as_array().cloned().unwrap_or_default();
        for threads in reports.iter().filter_map(|report| report["threads"].as_array()) {
            assert!(
                threads.iter().any(|thread| thread["thread"] == "supervisor"),
                "{threads:?}"
            );
            assert!(
                threads.iter().all(|thread| thread["line"].as_u64() > Some(0)),
                "{threads:?}"
            );
            let says = |key: &str, what: &str| {
                threads
                    .iter()
                    .any(|thread| thread[key].as_str().is_some_and(|says| says.contains(what)))
            };
            missing.retain(|(key, what)| !says(key, what));
        }
        if missing.is_empty() {
            return;
        }
    }
    panic!("no report says {missing:?}");
}
