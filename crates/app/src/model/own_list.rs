//! A list of the reader's own: what a page around this one hears of it, and what its columns are.

use super::tests::{hear, opened, press, report};
use super::*;
use protocol::{EngineEvent, EngineState, Request};
use serde_json::json;

/// A list of the reader's own, with a query and columns that the reader has set.
fn own_list() -> Model {
    let mut model = opened("#lab=indexing&text=own&query=dragon&columns=title:Secret");
    model.update(Action::FilesChosen(vec![("hunter2.csv".into(), 30)]));
    hear(
        &mut model,
        EngineEvent::Text(protocol::TextStatus::Read {
            bytes: 30,
            replaced: 0,
            sentence: "“hunter2.csv” read: 30 bytes.".into(),
            list: Vec::new(),
            guess: [0; 5],
        }),
    );
    model
}

/// Both presses of a hurried reader come before the page is drawn anew.
#[test]
fn what_is_pressed_twice_before_the_page_is_drawn_counts_twice() {
    let mut model = opened("#lab=counter&threads=2");
    let threads = &model.lab.setup.experiment.lab.threads;
    for _ in 0..2 {
        press(&mut model, Command::Set(SetCommand::Nudge(threads, NumberStep::More)));
    }
    assert_eq!(model.lab.setup.experiment.threads, 4);
    press(&mut model, Command::Set(SetCommand::Nudge(threads, NumberStep::Less)));
    assert_eq!(model.lab.setup.experiment.threads, 3);

    let mut model = own_list();
    hear(
        &mut model,
        EngineEvent::Text(protocol::TextStatus::Read {
            bytes: 30,
            replaced: 0,
            sentence: String::new(),
            list: ["Buch", "Wer", "Wann"].map(String::from).to_vec(),
            guess: [0; 5],
        }),
    );
    press(&mut model, Command::Set(SetCommand::Column(0, 1)));
    press(&mut model, Command::Set(SetCommand::Column(2, 2)));
    let said = model.lab.setup.experiment.typed(columns::KEY);
    assert_eq!(said, "title:1,description:,author:2,year:,rating:");
}

/// What a host hears when it loads this.
fn loaded(model: &mut Model, settings: &[(&str, &str)]) -> String {
    let settings = settings.iter().map(|(key, value)| ((*key).into(), (*value).into()));
    host_hears(&model.update(Action::HostRequest(Ok(Request::Load(settings.collect())))))
}

fn host_hears(effects: &[Effect]) -> String {
    let told = effects.iter().filter_map(|effect| match effect {
        Effect::Tell(reply) => Some(reply.json()),
        _ => None,
    });
    told.collect::<String>()
}

/// Another text in its place does not make what the reader has set the host's, nor is a query that is set beside it one for the reader's list.
#[test]
fn a_host_gets_nothing_by_the_way_of_another_text() {
    let mut model = own_list();
    let books = loaded(&mut model, &[("text", "books")]);
    assert!(
        books.contains("\"state\"") && !books.contains("dragon") && !books.contains("Secret"),
        "{books}"
    );
    assert!(loaded(&mut model, &[("query", "hunter2")]).contains("\"state\""));
    for settings in [&[("text", "own")][..], &[("text", "own"), ("query", "hunter2")]] {
        let back = loaded(&mut model, settings);
        assert!(back.contains("reader’s own") && back.contains("\"error\""), "{back}");
    }
    assert_ne!(model.lab.setup.experiment.text, catalogue::Text::Own);
}

/// What the reader brought is the reader's: a host counts it, and neither reads nor searches it, unless the reader says so.
#[test]
fn a_host_hears_totals_of_the_readers_own_text() {
    let mut model = own_list();
    let ask = |model: &mut Model, key: &str, value: &str| {
        model.update(Action::HostRequest(Ok(Request::Load(vec![(key.into(), value.into())]))))
    };
    let told = host_hears;
    let refused = told(&ask(&mut model, "query", "hunter2"));
    assert!(
        refused.contains("reader’s own") && refused.contains("\"error\""),
        "{refused}"
    );
    assert_eq!(model.lab.setup.experiment.typed("query"), "dragon");
    let state = told(&model.update(Action::HostRequest(Ok(Request::State))));
    assert!(
        state.contains("indexing") && !state.contains("dragon") && !state.contains("Secret"),
        "{state}"
    );
    let bad = told(&ask(&mut model, "threads", "many"));
    assert!(bad.contains("threads cannot be"), "{bad}");
    let report = |model: &mut Model| {
        model.update(Action::HostRequest(Ok(Request::Run)));
        let id = model.lab.threads.activity.id().unwrap();
        let mut report: serde_json::Value = serde_json::from_str(&report("finished")).unwrap();
        report["lab"] = "indexing".into();
        report["text"] = "own".into();
        report["result"] = json!({ "records": 3, "found": 1, "hits": [{ "title": "hunter2" }], "columns": "hunter2" });
        let after = EngineState::Idle;
        let (report, graph) = (report.to_string(), None);
        told(&hear(
            model,
            EngineEvent::Ended {
                id,
                report,
                graph,
                after,
            },
        ))
    };
    let totals = report(&mut model);
    assert!(
        totals.contains("\"records\":3") && totals.contains("\"found\":null") && totals.contains("\"withheld\":true")
    );
    assert!(!totals.contains("hunter2"), "{totals}");
    press(&mut model, Command::Share(ShareCommand::TellHost(true)));
    let all = report(&mut model);
    assert!(all.contains("hunter2") && !all.contains("withheld"), "{all}");
    assert!(told(&ask(&mut model, "query", "hunter2")).contains("\"state\""));
    model.update(Action::FilesChosen(vec![("next.csv".into(), 30)]));
    assert!(
        told(&ask(&mut model, "query", "again")).contains("reader’s own"),
        "another file is another question"
    );
}
