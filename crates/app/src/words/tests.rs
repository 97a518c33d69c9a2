//! Every outcome of every lab is told in whole sentences with the run's own numbers.

use super::*;
use catalogue::{Experiment, LABS, Sees};
use serde_json::json;
use trace::{Contention, Environment, Link, Work};

fn report(experiment: &Experiment, outcome: Outcome, result: serde_json::Value) -> Report {
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
        schedule: String::new(),
        environment: Environment::default(),
    }
}

fn counter(lock: Lock, lost: u64) -> Story {
    let experiment = Experiment {
        lock,
        ..Experiment::of(&LABS[0])
    };
    let result = json!({ "expected": 400_000, "got": 400_000 - lost, "lost": lost });
    tell(&report(&experiment, Outcome::Finished, result), &[])
}

#[test]
fn lost_updates_are_counted_in_the_first_sentence() {
    let story = counter(Lock::Off, 12_246);
    assert!(
        story
            .told
            .plain()
            .starts_with("387,754 of 400,000. 12,246 updates were lost.")
    );
    assert_eq!(story.short, "12,246 lost");
    assert!(counter(Lock::CPython, 0).told.plain().contains("Nothing was lost"));
}

#[test]
fn every_lab_variant_lock_and_outcome_makes_whole_sentences() {
    let outcomes = [
        Outcome::Finished,
        Outcome::Deadlocked,
        Outcome::Stopped,
        Outcome::Crashed,
        Outcome::TimedOut,
    ];
    for lab in LABS {
        for (variant, lock, outcome) in lab.variants.iter().flat_map(|variant| {
            Lock::ALL
                .into_iter()
                .flat_map(move |lock| outcomes.map(|outcome| (variant, lock, outcome)))
        }) {
            let experiment = Experiment {
                variant,
                lock,
                ..Experiment::of(lab)
            };
            let story = tell(&report(&experiment, outcome, json!({})), &[]);
            let (told, why) = (story.told.plain(), story.why.plain());
            assert!(told.ends_with('.'), "{}: {told}", lab.id);
            assert!(why.is_empty() || why.ends_with('.'), "{}: {why}", lab.id);
            assert!(!story.short.is_empty() && !told.contains("  "), "{}: {told}", lab.id);
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
        !tell(&fast, &[slow.clone()]).why.plain().contains("than your run"),
        "too short to tell"
    );
    (slow.elapsed_ms, fast.elapsed_ms) = (428.0, 214.0);
    let why = tell(&fast, &[slow]).why.plain();
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
    let said = |sees, report: &Report, other: Option<f64>| judged(2, sees, report, "so it was", |_| other).plain();
    assert_eq!(said(Sees::Loss, &lost(1), None), "Step 2, as expected: so it was.");
    assert!(said(Sees::Loss, &lost(0), None).starts_with("Step 2, not as expected: so it was. That is luck"));
    assert!(said(Sees::Whole, &lost(1), None).starts_with("Step 2, not as expected"));
    assert!(said(Sees::Stuck, &lost(0), None).starts_with("Step 2, not as expected"));
    // The report's throughput is a million a second.
    let fast = "Step 2, as expected: twice as fast as step 1 (2.00 times).";
    assert_eq!(said(Sees::Faster(1), &lost(0), Some(5e5)), fast);
    assert!(said(Sees::Faster(1), &lost(0), Some(1e6)).contains("not as expected: as fast as step 1. Press both"));
    assert_eq!(
        said(Sees::NoFaster(1), &lost(0), Some(1e6)),
        "Step 2, as expected: as fast as step 1."
    );
    assert!(said(Sees::NoFaster(1), &lost(0), Some(5e5)).contains("not as expected"));
    assert!(said(Sees::Beside(1), &lost(0), None).ends_with("Press step 1 too, to compare."));
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
                let said = judged(1, step.sees, &report, "so it was", |_| Some(1e6)).plain();
                assert!(said.ends_with('.') && !said.contains("  "), "{}: {said}", step.name);
            }
        }
    }
}

fn told_of(lab: &str, set: &[(&str, &str)], outcome: Outcome, result: serde_json::Value) -> (Report, Story) {
    let mut experiment = Experiment::of(catalogue::lab(lab).expect("a lab"));
    for (key, value) in set {
        experiment.set(key, value).expect("a setting");
    }
    let report = report(&experiment, outcome, result);
    let story = tell(&report, &[]);
    (report, story)
}

fn row(story: &Story, name: &str) -> Option<String> {
    let row = story.rows.iter().find(|row| row.name == name);
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
    let (mut report, story) = told_of("extension", &off, Outcome::Finished, speeds(None, Some(5)));
    assert_eq!(row(&story, "Jobs/s before the import"), None);
    report.result = speeds(Some(100), Some(100)).as_object().cloned().unwrap_or_default();
    report.cores = 1;
    let one = tell(&report, &[]).why.plain();
    assert!(one.contains("There is one core"), "{one}");
}

#[test]
fn a_schedule_that_tore_nothing_is_not_taken_for_all() {
    let whole = json!({ "sent": 2, "done": 2, "failed": 0, "unfinished": 0, "crashes": 0 });
    let off = [("variant", "forced-off"), ("lock", "off"), ("threads", "2")];
    let (mut report, _) = told_of("extension", &off, Outcome::Finished, whole);
    report.engine = "lockstep".into();
    let why = tell(&report, &[]).why.plain();
    assert!(why.starts_with("This schedule tore nothing"), "{why}");
}

/// Results such as runs give, with zeros and large numbers in turn, of every key that a lab may have.
fn realistic(large: bool) -> serde_json::Value {
    let (few, many): (u64, u64) = if large { (963, 4_000_000) } else { (0, 1) };
    let mut result = serde_json::Map::new();
    let mut put = |keys: &str, value: serde_json::Value| {
        let entries = keys.split(' ').map(|key| (key.to_string(), value.clone()));
        result.extend(entries);
    };
    put(
        "expected rounds messages words distinct records lines terms authors sent waits slices put_back meals",
        json!(many),
    );
    put("got done written ok", json!(many - few));
    put(
        "lost malformed found failed refused unfinished timed_out hungry crashes",
        json!(few),
    );
    put("bytes", json!(2_048 * many));
    put("p50_ms p95_ms p99_ms max_ms", json!(23.4));
    put("start_us task_us", json!(705.0));
    put("alone_us", json!(256.0));
    put("deepest switched before_per_s after_per_s", json!(4_076));
    put("stack_bytes", json!(1_048_576));
    put("digest expected_digest", json!("0123456789abcdef0123"));
    result.into()
}

/// What no sentence and no number may have: a rate of nothing, a ratio below one, a path of ours, a panic as the compiler writes it.
fn faults(said: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let words: Vec<&str> = said.split(' ').collect();
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    if words
        .iter()
        .any(|word| is_number(word) && word.trim_end_matches(['.', ',', ':']).ends_with("/s"))
    {
        found.push("a rate without a unit");
    }
    if words
        .windows(2)
        .any(|pair| pair[0].trim_start_matches('(').starts_with("0.") && pair[1].starts_with("times"))
    {
        found.push("a ratio below one");
    }
    if [".rs", "panicked", "index out of bounds", "JsValue"]
        .iter()
        .any(|raw| said.contains(raw))
    {
        found.push("raw words of the machine");
    }
    if said.contains("NaN") || said.contains("inf ") || said.contains("  ") {
        found.push("no number, or a gap");
    }
    found
}

#[test]
fn no_sentence_of_any_lab_has_a_bare_rate_a_ratio_below_one_or_raw_words() {
    let mut wrong: Vec<String> = Vec::new();
    let outcomes = [
        Outcome::Finished,
        Outcome::Deadlocked,
        Outcome::Stopped,
        Outcome::Crashed,
        Outcome::TimedOut,
    ];
    let all = LABS
        .iter()
        .flat_map(|lab| lab.variants.iter().map(move |variant| (lab, variant)));
    for (lab, variant) in all {
        for (lock, outcome, large) in Lock::ALL
            .into_iter()
            .flat_map(|lock| outcomes.map(|outcome| (lock, outcome)))
            .flat_map(|(lock, outcome)| [(lock, outcome, false), (lock, outcome, true)])
        {
            let of = Experiment {
                variant,
                lock,
                ..Experiment::of(lab)
            };
            let mut one = report(&of, outcome, realistic(large));
            one.elapsed_ms = 214.0;
            let earlier = Report {
                lock: if lock == Lock::Off { "cpython" } else { "off" }.into(),
                throughput: one.throughput * 1.96,
                outcome: Outcome::Finished,
                ..one.clone()
            };
            let story = tell(&one, &[earlier]);
            let rows = story.rows.iter().map(|row| format!("{}: {}", row.name, row.value));
            let all = [story.told.plain(), story.why.plain(), story.short.clone()];
            for said in all.into_iter().chain(rows) {
                wrong.extend(
                    faults(&said)
                        .into_iter()
                        .map(|fault| format!("{fault}: {} {} {outcome:?}: {said}", lab.id, variant.id)),
                );
            }
            let green = |row: &&Row| row.tone == Tone::Good;
            if outcome != Outcome::Finished {
                let rows = story.rows.iter().filter(green);
                wrong.extend(
                    rows.map(|row| format!("green, though {outcome:?}: {} {} {}", lab.id, variant.id, row.name)),
                );
            }
            for step in lab.steps {
                let said = judged(2, step.sees, &one, &story.short, |_| Some(one.throughput * 1.96)).plain();
                wrong.extend(
                    faults(&said)
                        .into_iter()
                        .map(|fault| format!("{fault}: {}: {said}", step.name)),
                );
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_faults_that_are_looked_for_are_found() {
    for (said, fault) in [
        ("552,500/s", "a rate without a unit"),
        ("Step 2: 0.51 times as fast as step 1.", "a ratio below one"),
        (
            "panicked at crates/workloads/src/crash.rs:97:49",
            "raw words of the machine",
        ),
    ] {
        assert_eq!(faults(said), [fault]);
    }
}

/// CPython takes 0.14 to 0.22 ms to wake one thread and be noticed by the other: that explains no 18 ms.
#[test]
fn a_convoy_names_a_cause_only_where_it_can_explain_the_wait() {
    let why = |p50: f64| {
        let result = json!({ "waits": 200, "p50_ms": p50, "p95_ms": p50, "max_ms": p50 });
        let set = [("lock", "cpython"), ("variant", "mixed")];
        told_of("convoy", &set, Outcome::Finished, result).1.why.plain()
    };
    let (short, long) = (why(5.2), why(23.0));
    assert!(
        short.contains("the interval and 200 µs more: the system wakes the one"),
        "{short}"
    );
    assert!(
        long.contains("23.0 ms, the interval and 18.0 ms more than waking it"),
        "{long}"
    );
    assert!(!long.contains("the system wakes the one"), "{long}");
}

#[test]
fn a_length_and_its_limit_are_in_one_unit() {
    let result = json!({ "messages": 10, "bytes": 20_480 });
    let set = [("lock", "cpython")];
    let why = told_of("hashing", &set, Outcome::Finished, result).1.why.plain();
    assert!(why.contains("2,048 bytes") && !why.contains("KB"), "{why}");
}
