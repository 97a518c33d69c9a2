//! Every outcome of every lab is told in whole sentences with the run's own numbers.

use super::*;
use catalogue::{Expectation, Experiment, LABS};
use lab_kit::Tone;
use serde_json::json;
use trace::{Contention, Environment, Link, Sample, Work};

/// Every way in which a run ends.
pub(super) const OUTCOMES: [Outcome; 5] = [
    Outcome::Finished,
    Outcome::Deadlocked,
    Outcome::Stopped,
    Outcome::Crashed,
    Outcome::TimedOut,
];

pub(super) fn report(experiment: &Experiment, outcome: Outcome, result: serde_json::Value) -> Report {
    Report {
        version: 1,
        lab: experiment.lab.id.into(),
        variant: experiment.variant.id.into(),
        engine: "threads".into(),
        lock: experiment.lock.id().into(),
        threads: experiment.threads,
        cores: 2,
        size: experiment.size,
        seed: 7,
        parameters: Default::default(),
        outcome,
        message: None,
        elapsed_ms: 21.4,
        work: Work {
            amount: 400_000,
            unit: experiment.lab.unit.into(),
        },
        throughput: 1e6,
        result: result.as_object().cloned().unwrap_or_default(),
        contention: Contention {
            acquisitions: 5,
            waits: 4,
            wait_ms: 61.3,
            switches: 86,
        },
        cycle: vec![
            Link {
                thread: "outer 1".into(),
                holds: "slot 1".into(),
                waits_for: "task 5".into()
            };
            2
        ],
        stuck: None,
        schedule: String::new(),
        environment: Environment::default(),
    }
}

fn counter(lock: Lock, lost: u64) -> Summary {
    let experiment = Experiment {
        lock,
        ..Experiment::of(&LABS[0])
    };
    let result = json!({ "expected": 400_000, "got": 400_000 - lost, "lost": lost });
    summarize(&report(&experiment, Outcome::Finished, result), &[])
}

#[test]
fn lost_updates_are_counted_in_the_first_sentence() {
    let summary = counter(Lock::Off, 12_246);
    assert!(
        summary
            .told
            .plain()
            .starts_with("387,754 of 400,000. 12,246 updates were lost.")
    );
    assert_eq!(summary.short, "12,246 lost");
    assert!(counter(Lock::CPython, 0).told.plain().contains("Nothing was lost"));
}

#[test]
fn every_lab_variant_lock_and_outcome_makes_whole_sentences() {
    for lab in LABS {
        for (variant, lock, outcome) in lab.variants.iter().flat_map(|variant| {
            Lock::ALL
                .into_iter()
                .flat_map(move |lock| OUTCOMES.map(|outcome| (variant, lock, outcome)))
        }) {
            let experiment = Experiment {
                variant,
                lock,
                ..Experiment::of(lab)
            };
            let summary = summarize(&report(&experiment, outcome, json!({})), &[]);
            let (told, why) = (summary.told.plain(), summary.why.plain());
            assert!(told.ends_with('.'), "{}: {told}", lab.id);
            assert!(why.is_empty() || why.ends_with('.'), "{}: {why}", lab.id);
            assert!(!summary.short.is_empty() && !told.contains("  "), "{}: {told}", lab.id);
        }
    }
}

#[test]
fn a_run_is_compared_with_the_same_work_under_another_lock() {
    let on = Experiment {
        lock: Lock::CPython,
        ..Experiment::of(&LABS[2])
    };
    let mut slow = report(&on, Outcome::Finished, json!({}));
    slow.throughput = 5e5;
    let mut fast = report(&Experiment::of(&LABS[2]), Outcome::Finished, json!({}));
    assert!(
        !summarize(&fast, &[slow.clone()]).why.plain().contains("than your run"),
        "too short to tell"
    );
    (slow.elapsed_ms, fast.elapsed_ms) = (428.0, 214.0);
    let why = summarize(&fast, &[slow]).why.plain();
    assert!(
        why.ends_with("Twice as fast as your run with the lock on, as CPython (2.00 times)."),
        "{why}"
    );
}

#[test]
fn what_was_expected_is_said_only_where_it_was_seen() {
    let lost = |lost: u64| {
        let result = json!({ "expected": 4, "got": 4 - lost, "lost": lost });
        report(&Experiment::of(&LABS[0]), Outcome::Finished, result)
    };
    // Three runs of each on a quiet machine: of this step as fast as the report says, of the other so fast.
    let of = |throughput: f64, free: f64| -> Sample {
        let mut report = report(&Experiment::of(&LABS[0]), Outcome::Finished, json!({}));
        report.throughput = throughput;
        report.environment.hardware_threads = 2;
        report.environment.free_cores = Some(free);
        [&report, &report, &report].into_iter().collect()
    };
    let beside = |sees, report: &Report, other: Option<f64>, free: f64| {
        let own = of(report.throughput, free);
        judged(
            2,
            sees,
            report,
            "so it was",
            (&own, |_| other.map(|other| of(other, free))),
        )
        .plain()
    };
    let said = |sees, report: &Report, other: Option<f64>| beside(sees, report, other, 1.95);
    assert_eq!(
        said(Expectation::Loss, &lost(1), None),
        "Step 2, as expected: so it was."
    );
    assert!(said(Expectation::Loss, &lost(0), None).starts_with("Step 2, not as expected: so it was. That is luck"));
    assert!(said(Expectation::Whole, &lost(1), None).starts_with("Step 2, not as expected"));
    assert!(said(Expectation::Deadlock, &lost(0), None).starts_with("Step 2, not as expected"));
    // The report's throughput is a million a second.
    let fast = "Step 2, as expected: twice as fast as step 1 (2.00 times).";
    assert_eq!(said(Expectation::Faster(1), &lost(0), Some(5e5)), fast);
    assert!(
        said(Expectation::Faster(1), &lost(0), Some(1e6)).contains("not as expected: as fast as step 1. Press both")
    );
    assert_eq!(
        said(Expectation::NoFaster(1), &lost(0), Some(1e6)),
        "Step 2, as expected: as fast as step 1."
    );
    assert!(said(Expectation::NoFaster(1), &lost(0), Some(5e5)).contains("not as expected"));
    assert!(said(Expectation::Beside(1), &lost(0), None).ends_with("Press step 1 too, to compare."));
    assert_eq!(
        said(Expectation::Beside(1), &lost(0), Some(2e6)),
        "Step 2: half as fast as step 1 (50 %)."
    );
    let busy = beside(Expectation::Faster(1), &lost(0), Some(5e5), 0.9);
    assert_eq!(
        busy,
        "Step 2: twice as fast as step 1 (2.00 times), which says little: 0.9 of 2 cores were free. Close other programs and run both again."
    );
}

#[test]
fn every_step_of_every_lab_and_stop_is_judged_in_whole_sentences() {
    let stops = catalogue::lesson::LESSON
        .iter()
        .flat_map(|stop| Some((stop.lab()?, stop.steps)));
    for (lab, steps) in LABS.iter().map(|lab| (lab, lab.steps)).chain(stops) {
        for outcome in [
            Outcome::Finished,
            Outcome::Deadlocked,
            Outcome::Crashed,
            Outcome::TimedOut,
        ] {
            for step in steps {
                let report = report(&Experiment::of(lab), outcome, json!({}));
                let runs: Sample = [&report].into_iter().collect();
                let said = judged(1, step.sees, &report, "so it was", (&runs, |_| Some(runs.clone()))).plain();
                assert!(said.ends_with('.') && !said.contains("  "), "{}: {said}", step.name);
            }
        }
    }
}

pub(super) fn told_of(
    lab: &str,
    set: &[(&str, &str)],
    outcome: Outcome,
    result: serde_json::Value,
) -> (Report, Summary) {
    let mut experiment = Experiment::of(catalogue::lab(lab).expect("a lab"));
    for (key, value) in set {
        experiment.set(key, value).expect("a setting");
    }
    let report = report(&experiment, outcome, result);
    let story = summarize(&report, &[]);
    for (position, row) in story.rows.iter().enumerate() {
        let again = story.rows[..position].iter().any(|before| before.name == row.name);
        assert!(!again, "{lab}: “{}” stands there twice", row.name);
    }
    (report, story)
}

fn row(summary: &Summary, name: &str) -> Option<String> {
    let row = summary.rows.iter().find(|row| row.name == name);
    row.map(|row| row.value.clone())
}

#[test]
fn what_a_run_that_did_not_end_left_unfinished_is_told() {
    let requests = json!({ "sent": 10, "done": 3, "failed": 0, "refused": 0, "unfinished": 7, "p50_ms": null });
    let (_, stopped) = told_of("service", &[], Outcome::Stopped, requests.clone());
    let told = stopped.told.plain();
    assert!(told.ends_with("7 of 10 requests were left unfinished."), "{told}");
    assert_eq!(row(&stopped, "Unfinished").as_deref(), Some("7"));
    let (_, stuck) = told_of("service", &[], Outcome::Deadlocked, requests);
    assert_eq!(row(&stuck, "Waiting for ever").as_deref(), Some("7"));
    let lines = json!({ "records": 0, "malformed": 0, "lines": 1200, "unfinished": 1200 });
    let (_, broken) = told_of("indexing", &[], Outcome::TimedOut, lines);
    assert_eq!(row(&broken, "Unfinished").as_deref(), Some("1,200"));
}

#[test]
fn an_import_that_slowed_nothing_down_is_said_to_with_a_reason() {
    let speeds = |before: Option<u64>, after: Option<u64>| json!({ "sent": 6000, "done": 6000, "failed": 0, "unfinished": 0, "crashes": 0, "switched": 1, "before_per_s": before, "after_per_s": after });
    let off = [("variant", "undeclared"), ("lock", "off"), ("threads", "4")];
    let why = |before, after| {
        told_of("extension", &off, Outcome::Finished, speeds(before, after))
            .1
            .why
            .plain()
    };
    let drop = why(Some(6_059), Some(2_004));
    assert!(drop.contains("with the lock: from 6,059 to 2,004 jobs/s."), "{drop}");
    let none = why(Some(3_620), Some(5_295));
    assert!(
        none.contains("no drop shows in this run, from 3,620 to 5,295 jobs/s. With a free core"),
        "{none}"
    );
    let unmeasured = why(Some(3_620), None);
    assert!(
        unmeasured.contains("So few jobs tell nothing about speed."),
        "{unmeasured}"
    );
    let (mut report, summary) = told_of("extension", &off, Outcome::Finished, speeds(None, Some(5)));
    assert_eq!(row(&summary, "Jobs/s before the import"), None);
    report.result = speeds(Some(100), Some(100)).as_object().cloned().unwrap_or_default();
    report.cores = 1;
    let one = summarize(&report, &[]).why.plain();
    assert!(one.contains("There is one core"), "{one}");
}

#[test]
fn a_schedule_that_tore_nothing_is_not_taken_for_all() {
    let whole = json!({ "sent": 2, "done": 2, "failed": 0, "unfinished": 0, "crashes": 0 });
    let off = [("variant", "forced-off"), ("lock", "off"), ("threads", "2")];
    let (mut report, _) = told_of("extension", &off, Outcome::Finished, whole);
    report.engine = "lockstep".into();
    let why = summarize(&report, &[]).why.plain();
    assert!(why.starts_with("This schedule tore nothing"), "{why}");
}

fn of(lab: &str, variant: &str, outcome: Outcome, result: serde_json::Value) -> Report {
    let mut experiment = Experiment::of(catalogue::lab(lab).unwrap());
    experiment.set("variant", variant).unwrap();
    report(&experiment, outcome, result)
}

#[test]
fn a_run_that_got_stuck_is_not_praised_for_what_it_did_not_lose() {
    let stuck = [
        (
            "pipeline",
            json!({ "sent": 9, "written": 0, "lost": 0, "unfinished": 9 }),
        ),
        (
            "service",
            json!({ "sent": 9, "done": 0, "failed": 0, "refused": 0, "unfinished": 9 }),
        ),
    ];
    for (lab, result) in stuck {
        let report = of(
            lab,
            catalogue::lab(lab).unwrap().variants[0].id,
            Outcome::Deadlocked,
            result,
        );
        let rows = summarize(&report, &[]).rows;
        assert!(rows.iter().all(|row| row.tone != Tone::Good), "{lab}: {rows:?}");
        assert!(
            rows.iter().any(|row| row.value == "9" && row.tone == Tone::Bad),
            "{lab}: {rows:?}"
        );
    }
}

#[test]
fn a_run_that_was_stopped_says_what_is_unfinished() {
    let counter = json!({ "expected": 400_000, "got": 100_000, "lost": 0, "unfinished": 300_000 });
    let summary = summarize(&of("counter", "locked", Outcome::Stopped, counter), &[]);
    assert!(
        summary
            .told
            .plain()
            .ends_with("300,000 of 400,000 increments were left unfinished.")
    );
    assert!(
        summary
            .rows
            .iter()
            .any(|row| row.name == "Unfinished" && row.value == "300,000")
    );
    let hashing = json!({ "messages": 3, "bytes": 192, "digest": null, "unfinished": 7 });
    let mut stopped = of("hashing", "independent", Outcome::Stopped, hashing);
    stopped.work.amount = 3;
    let summary = summarize(&stopped, &[]);
    assert!(summary.told.plain().ends_with("7 of 10 messages were left unfinished."));
    assert!(
        !summary.rows.iter().any(|row| row.name.contains("igest")),
        "{:?}",
        summary.rows
    );
}

fn too_fine(task: [f64; 3], alone: [f64; 3]) -> Summary {
    let result = json!({
        "start_us": 40.0, "task_us": task[1], "task_low_us": task[0], "task_high_us": task[2],
        "alone_us": alone[1], "alone_low_us": alone[0], "alone_high_us": alone[2], "unfinished": 0,
    });
    summarize(&of("thread-cost", "too-fine", Outcome::Finished, result), &[])
}

#[test]
fn nothing_is_concluded_from_what_lies_within_its_own_spread() {
    let shown = |summary: &Summary| {
        let row = summary.rows.iter().find(|row| row.name == "Beside one alone");
        (row.map(|row| row.value.clone()), summary.why.plain())
    };
    let (unclear, why) = shown(&too_fine([60.0, 87.1, 250.0], [30.0, 241.0, 400.0]));
    assert_eq!(unclear.as_deref(), Some("not to be told from this run"));
    assert!(
        why.starts_with("Nothing follows from this run") && why.contains("60"),
        "{why}"
    );
    // 2.77 times on two cores: whatever held up the one alone, it was not the lack of threads.
    let (held_up, why) = shown(&too_fine([80.0, 87.1, 90.0], [230.0, 241.0, 250.0]));
    assert_eq!(held_up.as_deref(), Some("not to be told from this run"));
    assert!(why.starts_with("Nothing follows"), "{why}");
    let (slower, why) = shown(&too_fine([80.0, 87.0, 90.0], [28.0, 29.0, 30.0]));
    assert_eq!(slower.as_deref(), Some("3.00 times as slow"));
    assert!(why.starts_with("A step is shorter"), "{why}");
    let (faster, why) = shown(&too_fine([18.0, 20.0, 21.0], [28.0, 30.0, 31.0]));
    assert_eq!(faster.as_deref(), Some("1.50 times as fast"));
    assert!(why.starts_with("This time the threads hardly met"), "{why}");
}

/// A run as the command line makes it, told by the page.
fn played(lab: &str, set: &[(&str, &str)]) -> (Report, Summary) {
    let mut experiment = Experiment::of(catalogue::lab(lab).expect("a lab"));
    for (key, value) in set {
        experiment.set(key, value).expect("a setting");
    }
    let report = lab::run(&experiment, &mut lab::InputCache::default(), &lab::Limits::default()).expect("a run");
    let summary = summarize(&report, &[]);
    (report, summary)
}

#[test]
fn all_slots_taken_are_told_with_their_number_and_their_queue() {
    let (_, summary) = played(
        "nested-pools",
        &[("variant", "same-pool"), ("threads", "4"), ("size", "8")],
    );
    let told = summary.told.plain();
    assert!(
        told.starts_with("Stuck: All 4 slots of the pool are taken by threads that wait for tasks of the same pool: outer 1 waits for task "),
        "{told}"
    );
    assert!(
        told.contains("12 tasks queue, and none of them can begin.") && !told.contains("itself"),
        "{told}"
    );
    assert_eq!(row(&summary, "Wait for ever").as_deref(), Some("4 threads"));
    let why = summary.why.plain();
    assert!(
        why.contains("All 4 threads of the pool") && why.contains("global lock was off"),
        "{why}"
    );
}

#[test]
fn one_pill_too_few_is_no_circle() {
    let (report, summary) = played(
        "pipeline",
        &[("variant", "too-few-pills"), ("threads", "3"), ("size", "40")],
    );
    let told = summary.told.plain();
    assert!(
        told.contains("waits for an entry in queue, and no living thread will put one."),
        "{told}"
    );
    assert!(!told.contains("circle") && report.cycle.is_empty(), "{told}");
    assert_eq!(
        row(&summary, "Wait for ever").as_deref(),
        Some("2 threads, 1 of them for what nobody gives")
    );
    let why = summary.why.plain();
    assert!(
        why.starts_with("All 40 items are written") && why.contains("main waits for consumer"),
        "{why}"
    );
}

/// Which circle closes is chance; the reason speaks of the one that did.
#[test]
fn the_reason_speaks_of_what_is_in_this_circle() {
    for (lab, variant, lock) in [
        ("pipeline", "pill", "held"),
        ("nested-pools", "same-pool", "held"),
        ("nested-pools", "lock-held", "cpython"),
        ("service", "own-pool", "held"),
        ("dining", "naive", "held"),
        ("dining", "naive", "cpython"),
    ] {
        for threads in ["2", "3", "5"] {
            let (report, summary) = played(lab, &[("variant", variant), ("lock", lock), ("threads", threads)]);
            let (told, why) = (summary.told.plain(), summary.why.plain());
            let Some(stuck) = &report.stuck else {
                assert_eq!(report.outcome, Outcome::Finished, "{told}");
                continue;
            };
            let knot = &stuck.knots[0];
            let keeps = knot.holds(trace::Kind::GlobalLock);
            assert_eq!(why.contains("keeps the global lock"), keeps, "{told} {why}");
            let waiter = knot.parts.iter().find(|part| {
                let held = part.holds.as_ref();
                held.is_some_and(|object| object.kind == trace::Kind::GlobalLock)
            });
            let holder = waiter.map(|part| stuck.waiter(part));
            assert!(
                holder.is_none_or(|holder| why.starts_with(&format!(
                    "{} keeps the global lock while it waits for {}",
                    holder.thread,
                    holder.waits_for.wanted()
                ))),
                "{told} {why}"
            );
        }
    }
}

/// Labels need no decoding: what 0 means stands in the field as a word, times have their unit, and what is shown can be typed.
#[test]
fn every_number_shows_its_values_in_words_that_can_be_typed() {
    for lab in LABS {
        for number in std::iter::once(&lab.size).chain(lab.extras) {
            let coded = number.name.contains("0:") || number.name.contains(", µs") || number.name.contains(", ms");
            assert!(!coded, "{}", number.name);
            assert!(
                number.zero.is_empty() || !number.offered.is_empty(),
                "{} has a field for numbers only",
                number.name
            );
            let values = number
                .offered
                .iter()
                .chain([&number.least, &number.most, &number.usual]);
            for value in values.filter(|_| number.unit != "bytes") {
                assert_eq!(
                    number.read(&offered(number, *value)).ok(),
                    Some(*value),
                    "{}",
                    number.name
                );
            }
        }
    }
    let of = |lab: &str, key: &str, value| {
        let lab = catalogue::lab(lab).expect("a lab");
        offered(
            lab.extras.iter().find(|number| number.key == key).expect("a number"),
            value,
        )
    };
    assert_eq!(
        [
            of("service", "capacity", 0),
            of("service", "bad", 0),
            of("service", "capacity", 16)
        ],
        ["any", "none", "16"]
    );
    assert_eq!(
        [
            of("dining", "pause", 100),
            of("fetch", "mean", 829),
            of("fetch", "timeout", 2_000)
        ],
        ["100 µs", "829 ms", "2 s"]
    );
}
