//! `trace`: what a viewer reads.

use crate::common::{Scratch, err, json, out, typed};
use serde_json::Value;

#[test]
fn a_trace_is_what_a_viewer_reads() {
    let scratch = Scratch::with(b"");
    for engine in ["threads", "lockstep"] {
        let line = format!(
            "trace --lab counter --variant locked --engine {engine} --threads 2 --size 2000 --format chrome --out {}",
            scratch.path()
        );
        assert_eq!(typed(&line).status.code(), Some(0));
        let text = std::fs::read_to_string(scratch.path()).unwrap();
        let trace: Value = serde_json::from_str(&text).unwrap();
        let events = trace["traceEvents"].as_array().unwrap();
        let named = |name: &str| events.iter().any(|event| event["args"]["name"] == name);
        assert!(named("adder 1") && named("adder 2"), "{engine}");
        assert!(events.iter().any(|event| event["ph"] == "X"), "{engine}");
    }
}

/// The importers themselves are asked by `cargo xtask test exports`.
#[test]
fn every_format_is_written_and_another_is_refused_before_the_run() {
    let line = "trace --lab counter --variant locked --lock cpython --engine lockstep --threads 2 --size 50 --out -";
    let csv = out(&typed(&format!("{line} --format csv")));
    let slices = csv
        .lines()
        .filter(|line| line.starts_with("thread,") || line.starts_with("lock,"))
        .count();
    assert!(
        csv.starts_with("kind,track,name,start_ns,end_ns,file,line,takes\n") && slices > 200,
        "{csv}"
    );
    assert!(
        csv.contains("Waiting for GIL") && csv.contains("Has GIL") && csv.contains("On CPU"),
        "{csv}"
    );
    let chrome = json(&typed(line));
    let of = |phase: &str| {
        let events = chrome["traceEvents"].as_array().unwrap();
        events.iter().filter(|event| event["ph"] == phase).count()
    };
    assert_eq!(of("X"), slices);
    let handovers = csv.lines().filter(|line| line.starts_with("hand-over,")).count();
    assert_eq!((of("s"), of("f")), (handovers, handovers));
    assert!(handovers > 0 && of("C") > 0);
    let speedscope = json(&typed(&format!("{line} --format speedscope")));
    assert_eq!(speedscope["profiles"].as_array().unwrap().len(), 4);
    assert_eq!(
        json(&typed(&format!("{line} --format firefox")))["threads"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    let refused = typed(&format!("{line} --format pdf"));
    assert_eq!((refused.status.code(), out(&refused)), (Some(2), String::new()));
    assert!(
        err(&refused).contains("chrome, firefox, speedscope, csv"),
        "{}",
        err(&refused)
    );
}

/// Both consumers end before the main thread, which waits for the first, goes on.
#[test]
fn who_joins_a_thread_goes_on_after_that_thread() {
    let line = "trace --lab pipeline --variant pill --threads 2 --size 4 --engine lockstep --format csv --out -";
    let csv = out(&typed(line));
    let handovers: Vec<&str> = csv.lines().filter(|line| line.starts_with("hand-over,")).collect();
    let joins = handovers.iter().filter(|line| line.contains(",consumer 1 to main,"));
    assert!(
        joins.clone().all(|line| line.starts_with("hand-over,consumer 1,")),
        "{csv}"
    );
    assert_eq!(joins.count(), 1, "{csv}");
}
