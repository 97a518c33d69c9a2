//! Nothing is lost: whatever was begun is done, failed, refused, lost or unfinished, however a run ended, and at whatever step it was cut off.

use catalogue::{Experiment, Lock, lab};
use lab::{Ending, Limits, Settings, Simulation, Texts, Trial};
use std::time::Duration;
use threads::{Keep, Status, native_crew};
use trace::{Outcome, Report};

/// The labs that take something in and must say what became of it.
const LABS: [&str; 5] = ["service", "fetch", "indexing", "pipeline", "extension"];

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

/// What is left when everything that is accounted for is taken from what went in: nothing.
fn balances(report: &Report, told: &str) {
    let of = |key: &&str| report.number(key);
    let (whole, parts) = match report.lab.as_str() {
        "indexing" => ("lines", &["records", "malformed", "unfinished"][..]),
        _ => (
            "sent",
            &[
                "done",
                "ok",
                "failed",
                "refused",
                "timed_out",
                "written",
                "lost",
                "unfinished",
            ][..],
        ),
    };
    assert!(
        report.number("unfinished").is_some(),
        "{told}: nothing is said of what is unfinished"
    );
    let all: u64 = parts.iter().filter_map(of).sum();
    assert_eq!(report.number(whole), Some(all), "{told}: {:?}", report.result);
    if report.outcome == Outcome::Finished {
        assert_eq!(report.number("unfinished"), Some(0), "{told}: {:?}", report.result);
    }
}

/// To the end, or to where they are stuck.
#[test]
fn every_account_balances_however_a_run_on_threads_ends() {
    every(|set, texts, told| {
        let report = lab::run(set, texts, &Limits::default()).unwrap();
        balances(&report, &format!("{told}: {:?}", report.outcome));
    });
}

/// Stopped after so much was done, in the middle of whatever everybody is doing.
#[test]
fn a_run_that_somebody_stops_tells_what_became_of_all() {
    every(|set, texts, told| {
        let program = lab::program(set, texts.get(set).unwrap()).unwrap();
        for done in [0, 1, 7, 40] {
            let trial = Trial::start(native_crew(), set, &program, Keep::default()).unwrap();
            while trial.run().status() == Status::Running && trial.run().done() < done {
                std::thread::yield_now();
            }
            trial.run().stop();
            trial.run().wait_home();
            let report = trial.finish(&Ending::Stopped, lab::environment());
            balances(&report, &format!("{told}, stopped after {done}"));
        }
    });
}

/// Every variant of the labs under every lock, on three threads.
fn every(check: impl Fn(&Experiment, &mut Texts, &str)) {
    let mut texts = Texts::default();
    for id in LABS {
        for variant in lab(id).unwrap().variants {
            for lock in Lock::ALL {
                let size = if id == "fetch" { "40" } else { "200" };
                let settings = [("lock", lock.id()), ("size", size), ("threads", "3")];
                let set = experiment(id, variant.id, "threads", &settings);
                check(&set, &mut texts, &format!("{id} {} {}", variant.id, lock.id()));
            }
        }
    }
}

/// Cut off after so many steps, whoever is between two of them.
#[test]
fn every_account_balances_at_every_step() {
    let mut texts = Texts::default();
    for id in LABS {
        for variant in lab(id).unwrap().variants {
            for lock in Lock::ALL {
                let set = experiment(id, variant.id, "lockstep", &[("lock", lock.id()), ("schedule", "r7")]);
                let program = lab::program(&set, texts.get(&set).unwrap()).unwrap();
                for steps in 0..400 {
                    let mut simulation = Simulation::start(&set, &program, 0).unwrap();
                    let goes_on = simulation.advance(steps).unwrap();
                    let told = format!("{id} {} {} after {steps} steps", variant.id, lock.id());
                    balances(&simulation.finish(None, lab::environment()), &told);
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
    let report = lab::run(&stuck, &mut Texts::default(), &Limits::default()).unwrap();
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
    let report = lab::run(&few, &mut Texts::default(), &Limits::default()).unwrap();
    assert!(report.result["before_per_s"].is_null(), "{:?}", report.result);
    let apart = experiment("extension", "forced-off", "lockstep", &[]);
    let report = lab::run(&apart, &mut Texts::default(), &Limits::default()).unwrap();
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
    let report = lab::run(&set, &mut Texts::default(), &Limits::default()).unwrap();
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
    let found = lab::search(&small, &mut Texts::default(), Settings::default(), &limits).unwrap();
    assert!(found.complete, "{}", found.verdict);
    assert!(found.verdict.starts_with("Not safe"), "{}", found.verdict);
    let mut torn = small.clone();
    torn.set("schedule", &found.shortest_bad.unwrap().schedule).unwrap();
    let report = lab::run(&torn, &mut Texts::default(), &Limits::default()).unwrap();
    assert!(report.number("crashes") > Some(0), "{:?}", report.result);
    for (variant, lock) in [("undeclared", "cpython"), ("declared", "off")] {
        let safe = experiment("extension", variant, "lockstep", &[("lock", lock)]);
        let settings = Settings {
            preemptions: Some(1),
            ..Settings::default()
        };
        let found = lab::search(&safe, &mut Texts::default(), settings, &limits).unwrap();
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
        let report = lab::run(&set, &mut Texts::default(), &Limits::default()).unwrap();
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
