//! `run FILE --engine threads`, `sweep FILE` and `trace FILE`.

use std::fs;

use crate::common::{Scratch, err, json, out, typed};

/// A program of two threads whose number a sweep may set, and which says what it was given.
const PROGRAM: &str = "import sys, threading
workers = 2  # set: threads
def f(n):
    print('worker', n)
ts = [threading.Thread(target=f, args=(n,)) for n in range(workers)]
for t in ts:
    t.start()
    t.join()
print(sys.argv[1:])
";

const STUCK: &str = "import threading
fork, spoon = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def eat(first, second):
    with first:
        both.wait()
        with second:
            pass
threading.Thread(target=eat, args=(fork, spoon)).start()
threading.Thread(target=eat, args=(spoon, fork)).start()
";

#[test]
fn a_program_prints_its_own_output_and_nothing_else() {
    let file = Scratch::program(PROGRAM);
    for python in ["3.9", "3.14", "3.14t"] {
        let output = typed(&format!(
            "run {} --engine threads --python {python} -- a b",
            file.path()
        ));
        assert_eq!(out(&output), "worker 0\nworker 1\n['a', 'b']\n", "{python}");
        assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""), "{python}");
    }
}

#[test]
fn a_programs_report_is_that_of_a_lab() {
    let file = Scratch::program(PROGRAM);
    let report = json(&typed(&format!(
        "run {} --engine threads --python 3.14t --json",
        file.path()
    )));
    let said = |key: &str| report[key].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        [
            said("lab"),
            said("engine"),
            said("lock"),
            said("python"),
            said("outcome")
        ],
        ["program", "threads", "off", "3.14t", "finished"]
    );
    assert_eq!(report["result"]["output"], "worker 0\nworker 1\n[]\n");
    assert!(report["result"]["exception"].is_null());
    assert_eq!(report["result"]["thread_exceptions"], serde_json::json!([]));
    assert_eq!(report["result"]["files"], serde_json::json!([]));
}

#[test]
fn a_programs_exception_is_its_traceback_and_status_1() {
    let file = Scratch::program("def f():\n    raise ValueError('no')\nprint('on')\nf()\n");
    let output = typed(&format!("run {} --engine threads", file.path()));
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), "on\n"));
    assert!(err(&output).starts_with("Traceback (most recent call last):\n"));
    assert!(err(&output).ends_with("ValueError: no\n"), "{}", err(&output));
    let file = Scratch::program("raise SystemExit(7)\n");
    let output = typed(&format!("run {} --engine threads", file.path()));
    assert_eq!(output.status.code(), Some(7));
}

#[test]
fn a_deadlock_is_status_3_and_names_who_waits() {
    let file = Scratch::program(STUCK);
    for python in ["3.14", "3.14t"] {
        let output = typed(&format!("run {} --engine threads --python {python}", file.path()));
        assert_eq!(output.status.code(), Some(3), "{python}");
        let said = err(&output);
        assert!(said.contains("nobody can go on") && said.contains("Thread-1"), "{said}");
        assert!(said.contains("fork") && said.contains("spoon"), "{said}");
    }
    let report = json(&typed(&format!("run {} --engine threads --json", file.path())));
    assert_eq!(report["outcome"], "deadlocked");
    assert!(
        report["cycle"].as_array().is_some_and(|links| links.len() >= 2),
        "{report}"
    );
}

#[test]
fn a_schedule_is_nothing_for_real_threads() {
    let file = Scratch::program(PROGRAM);
    let output = typed(&format!("run {} --engine threads --schedule a1", file.path()));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output).lines().count(), 1);
    assert!(err(&output).contains("--engine lockstep"));
}

#[test]
fn a_program_is_swept_over_the_number_it_says() {
    let file = Scratch::program(PROGRAM);
    let curves = json(&typed(&format!("sweep {} --threads 1,2 --runs 2 --json", file.path())));
    let curves = curves.as_array().unwrap();
    let locks: Vec<&str> = curves.iter().filter_map(|curve| curve["lock"].as_str()).collect();
    assert_eq!(locks, ["off", "cpython"]);
    for curve in curves {
        assert_eq!((&curve["lab"], &curve["unit"]), (&"program".into(), &"runs".into()));
        let threads: Vec<u64> = curve["points"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|point| point["threads"].as_u64())
            .collect();
        assert_eq!(threads, [1, 2]);
    }
    let output = typed(&format!("sweep {} --threads 1..2 --runs 1 --set workers", file.path()));
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("runs a second"), "{}", out(&output));
}

#[test]
fn what_cannot_be_swept_gets_one_line() {
    let file = Scratch::program("print(1)\n");
    for (flags, said) in [
        ("", "--set NAME"),
        ("--set workers", "workers"),
        ("--lock held --set n", ""),
    ] {
        let output = typed(&format!("sweep {} --threads 1,2 {flags}", file.path()));
        assert_eq!(output.status.code(), Some(2), "{flags}");
        assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
        assert!(err(&output).contains(said), "{}", err(&output));
    }
}

#[test]
fn a_programs_trace_names_its_threads_and_lines() {
    let file = Scratch::program(&STUCK.replace("both = threading.Barrier(2)", "both = threading.Barrier(1)"));
    let trace = Scratch::with(b"");
    let output = typed(&format!("trace {} --format chrome --out {}", file.path(), trace.path()));
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", err(&output));
    let text = fs::read_to_string(trace.path()).unwrap();
    assert!(
        text.contains("MainThread") && text.contains("Thread-1") && text.contains(".py:"),
        "{text}"
    );
}
