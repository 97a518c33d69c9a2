//! The small reader of JSON understands what the general one does, and survives everything else.

use proptest::prelude::*;
use serde_json::Value;
use trace::{SearchReport, ShortMove, ShortestBad, json::Json};

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
    let read = SearchReport::read(&found.json());
    assert_eq!(read.as_ref(), Some(&found));
    let keys: Vec<_> = found.outcomes.keys().collect();
    assert_eq!(
        read.iter().flat_map(|read| read.outcomes.keys()).collect::<Vec<_>>(),
        keys
    );
    let none = SearchReport {
        preemptions: None,
        shortest_bad: None,
        ..found
    };
    assert_eq!(SearchReport::read(&none.json()), Some(none));
    assert_eq!(SearchReport::read("{\"version\":1}"), None);
}
