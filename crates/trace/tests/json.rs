//! The small reader of JSON understands what the general one does, and survives everything else.

use proptest::prelude::*;
use serde_json::Value;
use trace::{
    Contention, Curve, DeadlockKind, DeadlockReport, Environment, Kind, Knot, KnotMember, Link, MachineLoad, Object,
    Outcome, Place, Point, Report, SearchReport, ShortMove, ShortestBad, Waiter, Work, json::Json,
};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z\"\\\\\u{e9}\u{1f9f5}]{0,4}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_the_general_writer_writes_is_read_and_written_again(value in any_json()) {
        let text = value.to_string();
        let mut again = String::new();
        Json::read(&text).unwrap().write(&mut again);
        prop_assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), value);
    }

    #[test]
    fn what_the_general_reader_refuses_is_refused(text in "[\\[\\]{},:\" 0-9a-z.eE+\\\\-]{0,24}") {
        if Json::read(&text).is_some() {
            prop_assert!(serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn any_text_is_survived(text in ".{0,200}") {
        let _ = Json::read(&text);
    }
}

/// Whether two texts mean the same, in the same order, to the last bit of every number, for which digits there may be several ways to write.
fn same(one: &str, other: &str) -> bool {
    fn alike(one: &Json, other: &Json) -> bool {
        match (one, other) {
            (Json::Number(one), Json::Number(other)) => {
                one == other || (one.contains('.') && one.parse::<f64>() == other.parse::<f64>())
            }
            (Json::List(one), Json::List(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
            }
            (Json::Object(one), Json::Object(other)) => {
                let pairs = || one.iter().zip(other);
                one.len() == other.len() && pairs().all(|(one, other)| one.0 == other.0 && alike(&one.1, &other.1))
            }
            (one, other) => one == other,
        }
    }
    alike(&Json::read(one).unwrap(), &Json::read(other).unwrap())
}

fn a_stuck_run() -> DeadlockReport {
    let object = |kind, name: &str| Object {
        kind,
        name: name.into(),
    };
    let waiter = |number, place| Waiter {
        number,
        thread: format!("outer \"{number}\""),
        waits_for: object(Kind::Task, "task 9"),
        holds: vec![object(Kind::Slot, "slot 1"), object(Kind::GlobalLock, "global lock")],
        place,
    };
    let part = |waiter, holds| KnotMember { waiter, holds };
    let place = Place {
        file: "pools.rs".into(),
        line: 7,
    };
    DeadlockReport {
        waiting: vec![waiter(0, Some(place)), waiter(1, None)],
        knots: [
            DeadlockKind::Circle,
            DeadlockKind::Slots,
            DeadlockKind::Nobody,
            DeadlockKind::Itself,
        ]
        .map(|kind| Knot {
            kind,
            parts: vec![part(0, Some(object(Kind::Slot, "slot 1"))), part(1, None)],
            object: object(Kind::Room, "room in queue"),
            queue: 8,
        })
        .into(),
    }
}

fn a_report(elapsed_ms: f64, size: u64, result: Value, message: Option<String>) -> Report {
    let parameters = [
        ("inner".to_string(), Value::from(3)),
        ("text".to_string(), Value::from("book")),
    ];
    Report {
        version: 1,
        lab: "counter".into(),
        variant: "unprotected".into(),
        engine: "threads".into(),
        lock: "off".into(),
        threads: 4,
        cores: 2,
        size,
        seed: u64::MAX,
        parameters: parameters.into_iter().collect(),
        outcome: Outcome::TimedOut,
        message,
        elapsed_ms,
        work: Work {
            amount: size,
            unit: "increments".into(),
        },
        throughput: elapsed_ms * 1e3,
        result: [("got".to_string(), result)].into_iter().collect(),
        contention: Contention {
            acquisitions: 1,
            waits: 2,
            wait_ms: elapsed_ms / 3.0,
            switches: 4,
        },
        cycle: vec![Link {
            thread: "a \"b\"".into(),
            holds: "x".into(),
            waits_for: "y".into(),
        }],
        stuck: size.is_multiple_of(2).then(a_stuck_run),
        schedule: "1.2x3".into(),
        environment: Environment {
            agent: "test".into(),
            hardware_threads: 2,
            isolated: true,
            free_cores: Some(elapsed_ms),
        },
    }
}

proptest! {
    #[test]
    fn a_report_is_written_as_the_general_writer_writes_it(
        elapsed_ms in 0.0..1e12f64, size: u64, result in any_json(), message: Option<String>,
    ) {
        let report = a_report(elapsed_ms, size, result, message);
        let told = Report { message: report.sentence(), ..report.clone() };
        prop_assert!(same(&report.json(), &serde_json::to_string(&told).unwrap()), "{}", report.json());
        prop_assert_eq!(Report::read(&report.json()).map(|read| read.stuck), Some(report.stuck));
    }

    #[test]
    fn a_curve_is_written_as_the_general_writer_writes_it(median in 0.0..1e12f64, threads: u32) {
        let point = Point { threads, median, low: median / 7.0, high: median * 3.0, runs: 2, each: vec![median, 1.0] };
        let curve = Curve {
            lab: "hashing".into(),
            variant: "independent".into(),
            lock: "off".into(),
            unit: "messages".into(),
            points: vec![point.clone(), point],
            predicted: Vec::new(),
            machine: (threads % 2 == 0).then_some(MachineLoad { cores: threads, free: median }),
        };
        prop_assert!(same(&curve.json(), &serde_json::to_string(&curve).unwrap()), "{}", curve.json());
    }
}

#[test]
fn what_a_search_found_reads_back() {
    let outcomes = [("2", 1u64), ("10", 69), ("deadlock", 3)].map(|(key, runs)| (key.to_string(), Value::from(runs)));
    let found = SearchReport {
        version: 1,
        lab: "counter".into(),
        variant: "unprotected".into(),
        lock: "off".into(),
        threads: 2,
        size: 2,
        reduction: true,
        preemptions: Some(3),
        bound: Some(2),
        takes: Some(1),
        model: "Sequentially consistent memory.".into(),
        by_accident: Some("Nobody promises it.".into()),
        schedules: 73,
        cut: 4,
        complete: false,
        limits: vec!["At most 3 preemptions were tried.".into()],
        outcomes: outcomes.into_iter().collect(),
        bad_outcomes: vec!["2".into(), "deadlock".into()],
        deadlocks: 3,
        bad: 72,
        shortest_bad: Some(ShortestBad {
            schedule: "1.2x3".into(),
            steps: 4,
            outcome: "2".into(),
            reason: "2 instead of 4: 2 lost.".into(),
            moves: vec![ShortMove {
                thread: 1,
                name: "adder 1".into(),
                words: "reads `n`".into(),
            }],
        }),
        verdict: "Not safe.".into(),
        elapsed_ms: 1.25,
    };
    assert!(same(&found.json(), &serde_json::to_string(&found).unwrap()));
    let read = SearchReport::read(&found.json());
    assert_eq!(read.as_ref(), Some(&found));
    let keys: Vec<_> = found.outcomes.keys().collect();
    assert_eq!(
        read.iter().flat_map(|read| read.outcomes.keys()).collect::<Vec<_>>(),
        keys
    );
    let none = SearchReport {
        preemptions: None,
        bound: None,
        takes: None,
        by_accident: None,
        shortest_bad: None,
        ..found
    };
    assert_eq!(SearchReport::read(&none.json()), Some(none));
    assert_eq!(SearchReport::read("{\"version\":1}"), None);
}
