//! What the commands print, and how they exit.

use crate::common::{Scratch, err, json, out, typed};
use serde_json::Value;

/// The keys of a report, in the order of the contract; a lab's own parameters come after `seed`.
const KEYS: [&str; 19] = [
    "version",
    "lab",
    "variant",
    "engine",
    "lock",
    "threads",
    "cores",
    "size",
    "seed",
    "interval",
    "outcome",
    "elapsed_ms",
    "work",
    "throughput",
    "result",
    "contention",
    "cycle",
    "schedule",
    "environment",
];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_check_of_fidelity_is_a_table_and_json() {
    let table = out(&typed("fidelity --check 1"));
    assert!(
        table.contains("CPython") && table.ends_with("2 of 2 figures are within the fair tolerance.\n"),
        "{table}"
    );
    let value = json(&typed("fidelity --check 1 --json"));
    assert_eq!(
        (&value["inside"], &value["outside"]),
        (&Value::from(2), &Value::from(0))
    );
    assert_eq!(value["figures"][0]["cpython"], 5.08);
    assert_eq!(value["kept_back"]["figures"], Value::Array(Vec::new()));
}

#[test]
fn every_lab_reports_under_every_lock() {
    for (lab, result) in [
        ("counter", "expected got lost unfinished"),
        ("hash-chain", "rounds digest expected_digest kept lost unfinished"),
        ("hashing", "messages bytes digest unfinished"),
        ("mapreduce", "words distinct replaced_bytes top unfinished word_rule"),
        ("nested-pools", "workers tasks completed unfinished"),
        (
            "service",
            "sent done failed refused unfinished unsent p50_ms p95_ms log_ms",
        ),
        ("fetch", "sent ok timed_out failed unfinished"),
        (
            "extension",
            "sent done failed unfinished crashes lock_on switched before_per_s after_per_s switch_ms warning reports",
        ),
        (
            "thread-cost",
            "start_us bytes stack_bytes task_us task_low_us task_high_us alone_us alone_low_us alone_high_us unfinished",
        ),
        (
            "indexing",
            "records malformed unfinished terms hits found authors lines flaws columns word_rule",
        ),
        (
            "pipeline",
            "sent written lost unfinished unsent lost_items order deepest depth",
        ),
        (
            "convoy",
            "p50_ms p90_ms p95_ms p99_ms max_ms waits slices latency unfinished",
        ),
        ("dining", "meals hungry put_back unfinished"),
        ("condition", "sent taken lost unfinished unsent errors overfull"),
        ("readers", "reads writes overtaken readers unfinished"),
        ("barrier", "steps stale broken unfinished"),
    ] {
        for lock in ["off", "cpython", "held"] {
            let output = typed(&format!("run --lab {lab} --lock {lock} --threads 3 --size 2 --json"));
            let report = json(&output);
            let known: Vec<&str> = keys(&report).into_iter().filter(|key| KEYS.contains(key)).collect();
            assert_eq!(known, KEYS, "{lab} {lock}");
            assert_eq!(keys(&report["result"]).join(" "), result);
            assert_eq!(
                (report["lab"].as_str(), report["lock"].as_str()),
                (Some(lab), Some(lock))
            );
            assert_eq!(report["threads"], 3);
            let finished = report["outcome"] == "finished";
            assert_eq!(output.status.code(), Some(if finished { 0 } else { 3 }), "{lab} {lock}");
            assert_eq!(err(&output), "");
        }
    }
}

#[test]
fn what_a_lab_has_of_its_own_is_a_flag_and_in_the_report() {
    let hashing = json(&typed(
        "run --lab hashing --size 20 --message 3000 --seed 9 --interval 0.5 --json",
    ));
    assert_eq!(hashing["result"]["bytes"], 60_000);
    assert_eq!(
        (&hashing["message"], &hashing["seed"], &hashing["interval"]),
        (&3000.into(), &9.into(), &0.5.into())
    );
    let zipf = json(&typed(
        "run --lab mapreduce --text zipf --size 1e5 --reducers 3 --chunk 2048 --json",
    ));
    assert_eq!(
        (&zipf["text"], &zipf["reducers"], &zipf["chunk"]),
        (&"zipf".into(), &3.into(), &2048.into())
    );
    assert_eq!(zipf["result"]["top"].as_array().unwrap().len(), 20);
    let pools = json(&typed("run --lab nested-pools --variant own-pool --inner 5 --json"));
    assert_eq!((&pools["inner"], &pools["result"]["completed"]), (&5.into(), &4.into()));
}

#[test]
fn a_deadlock_is_printed_with_its_cycle_and_exits_with_3() {
    let line = "run --lab nested-pools --variant own-pool --lock held --threads 2 --size 2";
    let output = typed(&format!("{line} --json"));
    let report = json(&output);
    assert_eq!(
        (output.status.code(), &report["outcome"]),
        (Some(3), &"deadlocked".into())
    );
    let cycle = report["cycle"].as_array().unwrap();
    assert!(
        cycle.iter().all(|link| keys(link) == ["thread", "holds", "waits_for"]),
        "{cycle:?}"
    );
    assert!(cycle.iter().any(|link| link["holds"] == "global lock"), "{cycle:?}");
    let words = typed(line);
    assert_eq!(words.status.code(), Some(3));
    let said = out(&words);
    assert!(said.contains("holds the global lock and waits for"), "{said}");
}

/// On real threads and in lockstep: what keeps them, everybody who waits, and where.
#[test]
fn a_stuck_run_names_the_reason_and_each_thread_with_its_line() {
    for engine in ["threads", "lockstep"] {
        for (set, reason, threads) in [
            (
                "dining --variant naive --threads 5 --size 500",
                "a circle of 5 threads.",
                5,
            ),
            (
                "nested-pools --variant same-pool --threads 4 --size 8",
                "All 4 slots of the pool are taken by threads that wait for tasks of the same pool:",
                4,
            ),
            (
                "pipeline --variant too-few-pills --threads 3 --size 20",
                "waits for an entry in queue, and no living thread will put one.",
                2,
            ),
        ] {
            let line = format!("run --lab {set} --engine {engine}");
            let said = out(&typed(&line));
            assert!(said.contains(reason), "{said}");
            assert!(!said.contains("main holds main") && !said.contains("itself"), "{said}");
            let at = said
                .lines()
                .filter(|line| line.contains(" waits for ") && line.contains(".rs:"))
                .count();
            assert_eq!(at, threads, "{said}");
            let report = json(&typed(&format!("{line} --json")));
            let waiting = report["stuck"]["waiting"].as_array().unwrap();
            assert_eq!(waiting.len(), threads, "{report}");
            assert!(
                waiting.iter().all(|waiter| waiter["place"]["line"].as_u64() > Some(0)),
                "{report}"
            );
        }
    }
    let pool = json(&typed(
        "run --lab nested-pools --variant same-pool --threads 4 --size 8 --json",
    ));
    let knot = &pool["stuck"]["knots"][0];
    assert_eq!((&knot["kind"], &knot["queue"]), (&"slots".into(), &12.into()));
    let finished = json(&typed(
        "run --lab nested-pools --variant same-pool --threads 4 --size 3 --json",
    ));
    assert_eq!(finished.get("stuck"), None);
}

#[test]
fn a_broken_thread_is_reported_and_exits_with_3() {
    for (variant, outcome, says) in [
        ("endless-loop", "timed_out", "an endless loop"),
        ("trap", "crashed", "it reached for element 3 of a list that has 3"),
        ("out-of-memory", "crashed", "out of memory"),
    ] {
        let output = typed(&format!("run --lab crash --variant {variant} --json"));
        let report = json(&output);
        assert_eq!((output.status.code(), &report["outcome"]), (Some(3), &outcome.into()));
        assert!(report["sentence"].as_str().unwrap().contains(says), "{report}");
        assert_eq!(err(&output), "");
    }
}

#[test]
fn a_run_over_its_time_limit_exits_with_3() {
    let output = typed("run --lab counter --variant locked --size 50000000 --time-limit 0.05 --json");
    let report = json(&output);
    assert_eq!(
        (output.status.code(), &report["outcome"]),
        (Some(3), &"timed_out".into())
    );
    assert!(report["work"]["amount"].as_u64().unwrap() < 200_000_000);
}

#[test]
fn a_run_for_people_is_a_table() {
    let output = typed("run --lab counter --variant atomic --threads 2 --size 5000");
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(
        text.starts_with("Counter, atomic: 2 threads, 5,000 increments each, lock off\n"),
        "{text}"
    );
    assert!(text.contains("\n  Got         10,000\n"), "{text}");
    let words = out(&typed("run --lab mapreduce --size 100000"));
    assert!(words.contains("  the\n"), "{words}");
}

#[test]
fn labs_are_listed_for_people_and_programs() {
    let listed = json(&typed("labs --json"));
    let ids: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|lab| lab["id"].as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "counter",
            "hash-chain",
            "hashing",
            "mapreduce",
            "nested-pools",
            "service",
            "fetch",
            "indexing",
            "pipeline",
            "condition",
            "readers",
            "barrier",
            "extension",
            "convoy",
            "dining",
            "thread-cost",
            "crash"
        ]
    );
    assert_eq!(listed[0]["variants"][0]["id"], "unprotected");
    assert_eq!(listed[3]["parameters"][2]["key"], "reducers");
    let text = out(&typed("labs"));
    assert!(ids.iter().all(|id| text.contains(&format!("{id}: "))), "{text}");
}

#[test]
fn a_sweep_gives_a_curve_a_lock() {
    let output = typed("sweep --lab hashing --size 300 --threads 1..2,4 --runs 3 --lock cpython,off,held --json");
    assert_eq!(output.status.code(), Some(0));
    let curves = json(&output);
    let curves = curves.as_array().unwrap();
    let locks: Vec<&str> = curves.iter().filter_map(|curve| curve["lock"].as_str()).collect();
    assert_eq!(locks, ["cpython", "off", "held"]);
    for curve in curves {
        assert_eq!((&curve["lab"], &curve["unit"]), (&"hashing".into(), &"messages".into()));
        let points = curve["points"].as_array().unwrap();
        let threads: Vec<u64> = points.iter().filter_map(|point| point["threads"].as_u64()).collect();
        assert_eq!(threads, [1, 2, 4]);
        for point in points {
            let number = |key: &str| point[key].as_f64().unwrap();
            assert!(
                number("low") <= number("median") && number("median") <= number("high"),
                "{point}"
            );
            assert_eq!(point["runs"], 3);
        }
    }
}

#[test]
fn a_sweep_gives_comma_separated_values_and_a_table() {
    let output = typed("sweep --lab counter --variant own --size 100 --threads 1,3 --runs 2 --csv");
    let csv = out(&output);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "lab,variant,lock,threads,median,low,high,runs,unit");
    assert_eq!(lines.len(), 5, "{csv}");
    assert!(
        lines[1..]
            .iter()
            .all(|line| line.split(',').count() == 9 && line.starts_with("counter,own,"))
    );
    let table = out(&typed(
        "sweep --lab counter --variant own --size 100 --threads 1,3 --runs 1",
    ));
    assert!(table.contains("increments a second, median of 1 run\n"), "{table}");
    assert!(table.contains("lock off") && table.contains("lock on"), "{table}");
}

#[test]
fn a_sweep_draws_both_curves() {
    let picture = Scratch::with(b"");
    let output = typed(&format!(
        "sweep --lab counter --size 200 --threads 1..3 --runs 1 --svg {}",
        picture.path()
    ));
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let svg = std::fs::read_to_string(&picture.0).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("lock off") && svg.contains("lock on"), "both are named");
    assert_eq!(
        svg.matches("<circle").count(),
        3,
        "a circle for each number of threads with the lock off"
    );
}

#[test]
fn own_files_are_read_whole_and_what_is_odd_about_them_is_said() {
    let (one, two) = (Scratch::with(b"Two words\n"), Scratch::with(b"two \xff\xfe WORDS"));
    let output = typed(&format!(
        "run --lab mapreduce --input {} --input {} --json",
        one.path(),
        two.path()
    ));
    let report = json(&output);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        (&report["result"]["words"], &report["result"]["replaced_bytes"]),
        (&4.into(), &2.into())
    );
    assert_eq!(
        report["result"]["top"][0],
        serde_json::json!({ "word": "two", "count": 2 })
    );
    assert_eq!(report["text"], "own");
    assert_eq!(err(&output), "threadbare: 2 bytes are no UTF-8 and were replaced.\n");
}

#[test]
fn empty_and_binary_files_run_and_get_a_sentence() {
    for (bytes, says) in [(&b""[..], "is empty"), (&b"\0\x01\x02 words \0\0"[..], "binary")] {
        let file = Scratch::with(bytes);
        let output = typed(&format!("run --lab mapreduce --input {} --json", file.path()));
        assert_eq!(
            (output.status.code(), &json(&output)["outcome"]),
            (Some(0), &"finished".into())
        );
        let said = err(&output);
        assert!(said.contains(says) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn a_search_counts_every_schedule_of_the_bare_counter() {
    let output = typed("search --lab counter --threads 2 --size 4 --reduction off --json");
    let found = json(&output);
    // Something bad was found.
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    assert_eq!(
        (&found["schedules"], &found["complete"]),
        (&12_870.into(), &true.into())
    );
    assert_eq!(keys(&found["outcomes"]), ["2", "3", "4", "5", "6", "7", "8"]);
    let schedule = found["shortest_bad"]["schedule"].as_str().unwrap();
    let line = format!("run --lab counter --engine lockstep --threads 2 --size 4 --schedule {schedule} --json");
    let report = json(&typed(&line));
    assert_eq!(report["schedule"], schedule);
    assert_eq!(
        report["result"]["got"].to_string(),
        found["shortest_bad"]["outcome"].as_str().unwrap()
    );
}

#[test]
fn a_search_tells_people_what_it_found_and_how_to_play_it() {
    let safe = out(&typed("search --lab counter --variant locked"));
    assert!(safe.contains("Safe: ") && !safe.contains("Shortest"), "{safe}");
    let stuck = out(&typed("search --lab nested-pools --threads 2 --size 2"));
    assert!(stuck.contains("Deadlock: all threads wait for ever."), "{stuck}");
    let line = stuck
        .lines()
        .find_map(|line| line.trim().strip_prefix("Play it"))
        .unwrap();
    let again = typed(line.trim().strip_prefix("threadbare ").unwrap());
    assert_eq!(again.status.code(), Some(3));
    let limited = out(&typed("search --lab counter --preemptions 0"));
    assert!(
        limited.contains(" schedules with no preemption end right; others were not tried."),
        "{limited}"
    );
}

#[test]
fn lockstep_reports_like_threads_and_always_the_same() {
    let line = "run --lab counter --variant locked --engine lockstep --threads 3 --size 50 --cores 4 --json";
    let (one, other) = (json(&typed(line)), json(&typed(line)));
    assert_eq!(one, other);
    assert_eq!(
        (&one["engine"], &one["cores"], &one["result"]["lost"]),
        (&"lockstep".into(), &4.into(), &0.into())
    );
    assert_eq!(
        (&one["ending"], &one["races"]),
        (&"finished".into(), &Value::Array(Vec::new()))
    );
    let text = out(&typed("run --lab counter --engine lockstep --threads 2 --size 2"));
    assert!(text.contains("Races") && text.contains("counter.rs:"), "{text}");
}

#[test]
fn a_recorded_run_replays_in_lockstep() {
    let line = "run --lab counter --variant call-between --threads 3 --size 50 --lock cpython --json";
    let real = json(&typed(&format!("{line} --record")));
    let schedule = real["schedule"].as_str().unwrap();
    assert!(!schedule.is_empty());
    let model = json(&typed(&format!("{line} --engine lockstep --schedule {schedule}")));
    for key in ["outcome", "result", "work", "steps"] {
        assert_eq!(model[key], real[key], "{key}: {schedule}");
    }
    assert_eq!(json(&typed(line))["schedule"], "", "who does not ask gets none");
    let table = out(&typed(
        "run --lab counter --variant own --threads 2 --size 600000 --record",
    ));
    assert!(table.contains("was not kept"), "{table}");
}

#[test]
fn waits_are_a_row_an_interval_or_a_number_of_threads() {
    let line = "sweep --lab convoy --engine lockstep --size 5";
    let rows = json(&typed(&format!("{line} --json")));
    let rows = rows.as_array().unwrap();
    let intervals: Vec<Option<f64>> = rows.iter().map(|row| row["interval_ms"].as_f64()).collect();
    let under = [0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].map(Some);
    assert_eq!((intervals[0], &intervals[1..]), (None, &under[..]));
    assert!(rows.iter().all(|row| row["waits"] == 5 && row["p99_ms"].is_f64()));
    let text = out(&typed(line));
    assert!(
        text.contains("about one interval") && text.contains("With the lock off"),
        "{text}"
    );
    let csv = out(&typed(&format!("{line} --over threads --csv")));
    assert_eq!(csv.lines().count(), 11, "{csv}");
    assert!(
        csv.starts_with("lock,interval_ms,threads,waits,p50_ms,p90_ms,p99_ms,max_ms\noff,,1,5,"),
        "{csv}"
    );
    for (wrong, allowed) in [
        ("sweep --lab convoy --over size", "allowed is interval, threads"),
        ("sweep --lab counter --over interval", "allowed is convoy with --over"),
        ("sweep --lab convoy --interval 5", "allowed is --over"),
        ("sweep --lab convoy --over threads --threads 4", "allowed is --over"),
        ("sweep --lab convoy --threads 99", "from 1 to 16"),
    ] {
        let wrong = typed(wrong);
        assert_eq!(wrong.status.code(), Some(2));
        assert!(err(&wrong).contains(allowed), "{}", err(&wrong));
    }
}

#[test]
fn a_load_test_is_a_row_a_kind_of_lock() {
    let output = typed("load --lab service --threads 2 --size 6 --json");
    assert_eq!(output.status.code(), Some(3), "one of them is stuck");
    let rows = json(&output);
    let told = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_string();
        (text("lock"), text("outcome"), row["done"].as_u64())
    };
    let expected = [
        ("off", "finished", Some(6)),
        ("cpython", "finished", Some(6)),
        ("held", "deadlocked", Some(0)),
    ];
    let expected = expected.map(|(lock, outcome, done)| (lock.to_string(), outcome.to_string(), done));
    assert_eq!(rows.as_array().unwrap().iter().map(told).collect::<Vec<_>>(), expected);
    let text = out(&typed("load --lab service --variant shared-pool --lock off --size 4"));
    assert!(
        text.contains("stuck, 0 of 4 done") && text.contains("waits for task"),
        "{text}"
    );
    let well = typed("load --lab service --threads 2 --size 4 --lock off,cpython");
    assert_eq!(well.status.code(), Some(0));
    let wrong = typed("load --lab counter");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        err(&wrong).contains("allowed is service in a load test"),
        "{}",
        err(&wrong)
    );
}

#[test]
fn reversed_bounds_get_a_sentence() {
    let wrong = typed("run --lab service --low 2000 --high 100");
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(
        err(&wrong),
        "threadbare: --low cannot be “2000”: allowed is at most 100, which is `high`.\n"
    );
}

/// Under the lock even one request has too many schedules to see in a test: what is asked for ends anyway, and says how far it got.
#[test]
fn a_search_that_would_not_end_is_bounded_and_says_so() {
    let small = "search --lab service --variant shared-pool --threads 1 --size 1 --lock cpython";
    let within = json(&typed(&format!("{small} --preemptions 0 --json")));
    assert_eq!(within["complete"], false);
    let verdict = within["verdict"].as_str().unwrap_or_default();
    assert!(
        verdict.starts_with("Never right: all ") && verdict.contains(" schedules with no preemption end badly; others"),
        "{verdict}"
    );
    let stopped = json(&typed(&format!("{small} --time-limit 0.2 --json")));
    let verdict = stopped["verdict"].as_str().unwrap_or_default();
    assert!(
        verdict.contains("every one of them ends badly. The search ended after 0.2 seconds."),
        "{verdict}"
    );
}

#[test]
fn a_point_in_lockstep_is_run_once() {
    let sweep = "sweep --lab counter --engine lockstep --threads 1,2 --lock off";
    let curves = json(&typed(&format!("{sweep} --json")));
    assert_eq!(curves[0]["points"][1]["runs"], 1);
    let wrong = typed(&format!("{sweep} --runs 3"));
    assert_eq!(
        (wrong.status.code(), err(&wrong)),
        (
            Some(2),
            "threadbare: --runs cannot be “3”: allowed is 1 in lockstep, where all runs of a point are the same.\n"
                .into()
        )
    );
}

#[test]
fn a_sweep_shows_what_others_published_beside_it() {
    let text = out(&typed(
        "sweep --lab fetch --engine lockstep --threads 4,32 --lock cpython --runs 1",
    ));
    assert!(text.lines().nth(1).unwrap().ends_with("write-up"), "{text}");
    assert!(text.contains("3.40") && text.contains("8.40"), "{text}");
}
