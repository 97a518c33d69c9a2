//! Messages: what is written reads back, and nonsense is a sentence or silence, never a panic.

use proptest::prelude::*;
use protocol::{EngineCommand, EngineEvent, Reply, Request, SimulatorEvent, SnapshotUpdate, decode, encode};
use trace::{Place, Race, RaceAccess, RaceKind, Snapshot, SymbolTable, WaitGraph};

fn read(message: &str) -> Option<Result<Request, String>> {
    Request::read(message)
}

#[test]
fn a_host_s_requests_are_understood() {
    assert_eq!(read(r#"{"threadbare":1,"do":"run"}"#), Some(Ok(Request::Run)));
    let load = Request::Load(vec![("lab".into(), "counter".into()), ("threads".into(), "4".into())]);
    assert_eq!(
        read(r#"{"threadbare":1,"do":"load","lab":"counter","threads":4}"#),
        Some(Ok(load))
    );
    let sweep = Request::Sweep {
        threads: vec![1, 2, 4],
        runs: Some(5),
    };
    assert_eq!(
        read(r#"{"threadbare":1,"do":"sweep","threads":[4,2,1],"runs":5}"#),
        Some(Ok(sweep))
    );
}

#[test]
fn a_host_steps_seeks_and_searches() {
    let requests = [
        (
            r#"{"threadbare":1,"do":"step","thread":2}"#,
            Request::Step { thread: Some(1) },
        ),
        (r#"{"threadbare":1,"do":"step"}"#, Request::Step { thread: None }),
        (r#"{"threadbare":1,"do":"seek","at":0}"#, Request::Seek { at: 0 }),
        (
            r#"{"threadbare":1,"do":"search"}"#,
            Request::Search {
                reduction: true,
                preemptions: None,
                most: None,
            },
        ),
        (
            r#"{"threadbare":1,"do":"search","reduction":"off","preemptions":2,"schedules":1000}"#,
            Request::Search {
                reduction: false,
                preemptions: Some(2),
                most: Some(1000),
            },
        ),
    ];
    for (message, request) in requests {
        assert_eq!(read(message), Some(Ok(request)), "{message}");
    }
}

#[test]
fn what_is_not_meant_for_us_is_not_answered() {
    for message in [
        "",
        "null",
        "[]",
        "{}",
        "{\"type\":\"webpackOk\"}",
        "\"threadbare\"",
        "{",
    ] {
        assert_eq!(read(message), None, "{message}");
    }
}

#[test]
fn nonsense_meant_for_us_is_answered_by_a_sentence() {
    for message in [
        r#"{"threadbare":2,"do":"run"}"#,
        r#"{"threadbare":1}"#,
        r#"{"threadbare":1,"do":"explode"}"#,
        r#"{"threadbare":1,"do":7}"#,
        r#"{"threadbare":1,"do":"load","lab":{"a":1}}"#,
        r#"{"threadbare":1,"do":"sweep","threads":"all"}"#,
        r#"{"threadbare":1,"do":"sweep","threads":[]}"#,
        r#"{"threadbare":1,"do":"sweep","threads":[0]}"#,
        r#"{"threadbare":1,"do":"sweep","runs":-1}"#,
        r#"{"threadbare":1,"do":"step","thread":0}"#,
        r#"{"threadbare":1,"do":"seek"}"#,
        r#"{"threadbare":1,"do":"seek","at":-1}"#,
        r#"{"threadbare":1,"do":"search","reduction":3}"#,
        r#"{"threadbare":1,"do":"search","preemptions":1001}"#,
        r#"{"threadbare":1,"do":"search","schedules":0}"#,
    ] {
        let sentence = read(message).unwrap().unwrap_err();
        assert!(sentence.ends_with('.'), "{message}: {sentence}");
    }
}

#[test]
fn a_reply_is_marked_and_carries_its_report_as_json() {
    let reply: serde_json::Value = serde_json::from_str(&Reply::Report("{\"version\":1}".into()).json()).unwrap();
    assert_eq!(
        reply,
        serde_json::json!({ "threadbare": 1, "is": "report", "report": { "version": 1 } })
    );
}

#[test]
fn a_search_tells_how_far_it_is_and_what_it_found() {
    let json = |reply: Reply| serde_json::from_str::<serde_json::Value>(&reply.json()).unwrap();
    assert_eq!(
        json(Reply::Searching { done: 70, bad: 68 }),
        serde_json::json!({ "threadbare": 1, "is": "progress", "progress": { "done": 70, "total": 0, "bad": 68 } })
    );
    assert_eq!(
        json(Reply::Search("{\"complete\":true}".into())),
        serde_json::json!({ "threadbare": 1, "is": "search", "search": { "complete": true } })
    );
}

#[test]
fn jobs_survive_the_wire() {
    let job = EngineCommand::Run {
        id: 7,
        settings: vec![("lab".into(), "counter".into())],
        record: true,
        order: true,
        source: Some("print(1)\n".into()),
    };
    assert_eq!(decode::<EngineCommand>(&encode(&job)), Ok(job));
}

#[test]
fn a_moment_with_a_race_survives_the_wire() {
    let party = |lock: Option<&str>| RaceAccess {
        thread: "adder 1".into(),
        verb: "reads".into(),
        place: Place {
            file: "counter.rs".into(),
            line: 7,
        },
        lock: lock.map(str::to_string),
    };
    let race = Race {
        kind: RaceKind::Unordered,
        data: "n".into(),
        first: party(None),
        second: party(Some("lock")),
        step: 3,
        missing: "No lock.".into(),
    };
    let moment = Snapshot {
        at: 3,
        known: 4,
        now: 30,
        turns: Vec::new(),
        shared: Vec::new(),
        last: None,
        ending: None,
        schedule: "1x2.2".into(),
        races: vec![race],
    };
    let told = SimulatorEvent::Snapshot(Box::new(SnapshotUpdate {
        id: 1,
        moment,
        keep: 0,
        events: Vec::new(),
        moves: vec![(0, 2), (1, 1)],
        names: SymbolTable::default(),
        graph: WaitGraph::default(),
        report: Some("{}".into()),
        so_far: None,
        complaint: None,
    }));
    assert_eq!(decode::<SimulatorEvent>(&encode(&told)), Ok(told));
}

proptest! {
    #[test]
    fn any_bytes_are_a_message_or_malformed(bytes: Vec<u8>) {
        let _ = (decode::<EngineCommand>(&bytes), decode::<EngineEvent>(&bytes));
    }

    #[test]
    fn any_text_from_a_host_is_survived(text in ".{0,200}") {
        let _ = read(&text);
        let _ = read(&format!("{{\"threadbare\":1,\"do\":\"{text}\"}}"));
    }
}
