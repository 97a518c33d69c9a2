//! Runs in this process: every lab ends under every lock, and what must be right is right.

use catalogue::{Experiment, LABS, Lock};
use lab::{InputCache, Limits, run};
use std::time::Duration;
use trace::{Outcome, Report};
use workloads::input::Input;

fn experiment(pairs: &[(&str, &str)]) -> Experiment {
    let (experiment, complaints) = Experiment::read(pairs.iter().copied());
    assert_eq!(complaints, []);
    experiment
}

fn report(pairs: &[(&str, &str)]) -> Report {
    run(&experiment(pairs), &mut InputCache::default(), &Limits::default()).unwrap()
}

/// How often something that is likely, but left to chance, is tried on a busy machine.
const TRIES: u32 = 500;

/// After that many rounds of `data = sha512(data).hexdigest()` from `b"Hello" * 1000`, by Python 3:
/// `d = b"Hello" * 1000` and then, so many times, `d = hashlib.sha512(d).hexdigest().encode()`.
const AFTER_1: &str = "907bac547a4eab12cbe961949cc29b752d56129507a351971084037d319c5570e74213a227b2ce3756ac65b14391837b9feae480b70bea6097c0da11cce7f36e";
const AFTER_10: &str = "689ff8069f0135701bce722c5b5a96a30d41eb95d257cd129d4f913bcd578a25d323d30ecec11f83306dd92f975a75d05bd4f7e8d420d0add3584ae24d89b405";
const AFTER_1000: &str = "9604351accf08233f51e17528844ce37c200d33da0c9681ba880becb46486ccfd58e1ce890afebf988c8453af6a64db57766068afa8c0a861fa7b71c3f34c9c4";

#[test]
fn a_protected_hash_chain_has_the_digest_that_python_computes() {
    for (threads, rounds, digest) in [("1", "1", AFTER_1), ("10", "1", AFTER_10), ("10", "100", AFTER_1000)] {
        for lock in ["off", "cpython"] {
            for variant in ["locked", "encapsulated"] {
                let report = report(&[
                    ("lab", "hash-chain"),
                    ("variant", variant),
                    ("lock", lock),
                    ("threads", threads),
                    ("size", rounds),
                ]);
                assert_eq!(report.outcome, Outcome::Finished, "{variant} {lock}");
                assert_eq!(report.text("digest"), Some(digest), "{variant} {lock}");
                assert_eq!(report.text("expected_digest"), Some(digest));
                assert_eq!(report.number("lost"), Some(0));
            }
        }
    }
}

#[test]
fn an_unprotected_hash_chain_loses_rounds_with_the_lock_off_and_on() {
    for lock in ["off", "cpython"] {
        let lost = (0..TRIES).any(|_| {
            let report = report(&[("lab", "hash-chain"), ("lock", lock), ("threads", "10"), ("size", "1")]);
            report.number("lost") > Some(0) && report.text("digest") != Some(AFTER_10)
        });
        assert!(lost, "{lock}");
    }
}

#[test]
fn an_unprotected_counter_loses_updates_and_a_protected_one_never_does() {
    let set = |variant, lock| {
        report(&[
            ("lab", "counter"),
            ("variant", variant),
            ("lock", lock),
            ("threads", "4"),
            ("size", "100_000"),
        ])
    };
    assert!((0..TRIES).any(|_| set("unprotected", "off").number("lost") > Some(0)));
    for variant in ["locked", "atomic", "own"] {
        for lock in ["off", "cpython"] {
            let report = set(variant, lock);
            assert_eq!(
                (report.outcome, report.number("lost")),
                (Outcome::Finished, Some(0)),
                "{variant} {lock}"
            );
            assert_eq!(report.work.amount, 400_000);
        }
    }
}

#[test]
fn nested_pools_deadlock_exactly_where_the_theory_says() {
    for variant in ["same-pool", "own-pool", "lock-held", "helping"] {
        for lock in Lock::ALL {
            for workers in 1..=4 {
                for tasks in 1..=6 {
                    let stuck = match (variant, lock) {
                        ("helping", _) => false,
                        (_, Lock::Held) => true,
                        ("same-pool", _) => tasks >= workers,
                        ("lock-held", Lock::CPython) => true,
                        _ => false,
                    };
                    check_pool(variant, lock, workers, tasks, stuck);
                }
            }
        }
    }
}

fn check_pool(variant: &str, lock: Lock, workers: u32, tasks: u32, stuck: bool) {
    let report = report(&[
        ("lab", "nested-pools"),
        ("variant", variant),
        ("lock", lock.id()),
        ("threads", &workers.to_string()),
        ("size", &tasks.to_string()),
    ]);
    let case = format!("{variant}, {}, {workers} workers, {tasks} tasks", lock.id());
    let expected = if stuck { Outcome::Deadlocked } else { Outcome::Finished };
    assert_eq!(report.outcome, expected, "{case}");
    assert!(report.elapsed_ms < 1000.0, "{case}: {} ms", report.elapsed_ms);
    match stuck {
        true => assert!(!report.cycle.is_empty() && report.stuck.is_some(), "{case}: no cycle"),
        false => assert_eq!(report.number("completed"), Some(u64::from(tasks)), "{case}"),
    }
}

#[test]
fn word_counts_do_not_depend_on_threads_or_lock() {
    let texts = [
        Input::book(400_000),
        Input::default(),
        Input::sound("nospaces".repeat(20_000)),
        Input::files([&b"Stra\xc3\x9fe \xff\xfe \xe4\xbd\xa0\xe5\xa5\xbd \xd0\x96\xd0\xb0 stra\xc3\x9fe \xc3 end"[..]]),
    ];
    for text in texts {
        let mut texts = InputCache::default();
        texts.set_own(text);
        let mut results = Vec::new();
        for lock in ["off", "cpython", "held"] {
            for variant in ["chunks", "one-chunk-a-thread"] {
                for threads in ["1", "2", "3", "4", "8"] {
                    let set = experiment(&[
                        ("lab", "mapreduce"),
                        ("variant", variant),
                        ("text", "own"),
                        ("lock", lock),
                        ("threads", threads),
                        ("chunk", "4096"),
                    ]);
                    let report = run(&set, &mut texts, &Limits::default()).unwrap();
                    assert_eq!(report.outcome, Outcome::Finished);
                    assert_eq!(Some(report.work.amount), report.number("words"));
                    results.push(report.result);
                }
            }
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

#[test]
fn every_lab_has_the_keys_of_the_contract_under_every_lock() {
    let keys = |lab| match lab {
        "counter" => "expected got lost unfinished",
        "hash-chain" => "rounds digest expected_digest kept lost unfinished",
        "hashing" => "messages bytes digest unfinished",
        "mapreduce" => "words distinct replaced_bytes top unfinished word_rule",
        "nested-pools" => "workers tasks completed unfinished",
        "service" => "sent done failed refused unfinished unsent p50_ms p95_ms log_ms",
        "fetch" => "sent ok timed_out failed unfinished",
        "extension" => {
            "sent done failed unfinished crashes lock_on switched before_per_s after_per_s switch_ms warning reports"
        }
        "thread-cost" => {
            "start_us bytes stack_bytes task_us task_low_us task_high_us alone_us alone_low_us alone_high_us unfinished"
        }
        "indexing" => "records malformed unfinished terms hits found authors lines flaws columns word_rule",
        "pipeline" => "sent written lost unfinished unsent lost_items order deepest depth",
        "convoy" => "p50_ms p90_ms p95_ms p99_ms max_ms waits slices latency unfinished",
        "dining" => "meals hungry put_back unfinished",
        "condition" => "sent taken lost unfinished unsent errors overfull",
        "readers" => "reads writes overtaken readers unfinished",
        "barrier" => "steps stale broken unfinished",
        _ => "",
    };
    for lab in LABS.iter().filter(|lab| lab.id != "crash") {
        for variant in lab.variants {
            for lock in Lock::ALL {
                let small = if lab.id == "mapreduce" { "20000" } else { "10" };
                let report = report(&[
                    ("lab", lab.id),
                    ("variant", variant.id),
                    ("lock", lock.id()),
                    ("threads", "2"),
                    ("size", small),
                ]);
                assert_eq!(
                    report.result.keys().cloned().collect::<Vec<_>>().join(" "),
                    keys(lab.id)
                );
                assert!(matches!(report.outcome, Outcome::Finished | Outcome::Deadlocked));
                assert_eq!(report.outcome == Outcome::Deadlocked, report.stuck.is_some());
            }
        }
    }
}

#[test]
fn a_run_that_takes_too_long_is_ended_and_says_so() {
    let limits = Limits {
        whole: Some(Duration::from_millis(20)),
        ..Limits::default()
    };
    let endless = experiment(&[
        ("lab", "counter"),
        ("variant", "locked"),
        ("threads", "2"),
        ("size", "50_000_000"),
    ]);
    let report = run(&endless, &mut InputCache::default(), &limits).unwrap();
    assert_eq!(report.outcome, Outcome::TimedOut);
    assert_eq!(
        report.message.as_deref(),
        Some("The run took longer than 0.02 seconds.")
    );
    assert!(report.number("got") < report.number("expected"));
}

#[test]
fn own_text_that_is_not_there_is_refused_in_words() {
    let set = experiment(&[("lab", "mapreduce"), ("text", "own")]);
    let refusal = run(&set, &mut InputCache::default(), &Limits::default()).unwrap_err();
    assert_eq!(
        refusal.sentence,
        "There is no text of your own yet: choose or drop a file first."
    );
}

/// Threads of the operating system; a CPU-time probe that is called never gets a core, as on a machine that is busier than any.
struct NoCoreToSpare(std::sync::Arc<dyn threads::ThreadPool>);

impl threads::ThreadPool for NoCoreToSpare {
    fn free(&self) -> usize {
        self.0.free()
    }

    fn launch(&self, body: Box<dyn FnOnce() + Send>, home: Box<dyn FnOnce() + Send>) {
        self.0.launch(body, home);
    }

    fn assist(&self, _body: Box<dyn FnOnce() + Send>) {}
}

/// Whether a run of the lab's endless loop is called one before its thread has been quiet for 40 times the limit.
fn is_accused(pool: std::sync::Arc<dyn threads::ThreadPool>) -> bool {
    let set = experiment(&[
        ("lab", "crash"),
        ("variant", "endless-loop"),
        ("threads", "1"),
        ("size", "1"),
    ]);
    let program = lab::program(&set, Default::default()).unwrap();
    let thread_run = lab::ThreadRun::start(pool, &set, &program, lab::RecordOptions::default()).unwrap();
    let limits = Limits {
        quiet: Duration::from_millis(50),
        whole: None,
    };
    loop {
        if let Some(ending) = thread_run.ended(&limits) {
            assert!(matches!(ending, lab::Ending::Endless { .. }), "{ending:?}");
            return true;
        }
        if thread_run
            .run()
            .quietest()
            .is_some_and(|quiet| quiet.since > limits.quiet * 40)
        {
            return false;
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_thread_is_endless_only_if_it_had_the_time() {
    assert!(is_accused(threads::native_pool()));
    assert!(!is_accused(std::sync::Arc::new(NoCoreToSpare(threads::native_pool()))));
}

/// Working out the right digest takes one thread as long as all the rounds, so a run that was out of time does not begin it.
#[test]
fn a_run_out_of_time_is_not_checked_at_leisure() {
    let set = experiment(&[
        ("lab", "hash-chain"),
        ("variant", "locked"),
        ("threads", "10"),
        ("size", "1000000"),
    ]);
    let limits = Limits {
        whole: Some(Duration::from_millis(1)),
        ..Limits::default()
    };
    let report = run(&set, &mut InputCache::default(), &limits).unwrap();
    assert_eq!(report.outcome, Outcome::TimedOut);
    for digest in ["digest", "expected_digest"] {
        assert_eq!(report.result.get(digest), Some(&serde_json::Value::Null), "{digest}");
    }
}
