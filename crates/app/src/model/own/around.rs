//! What the page around this one asks of a program and hears of it, without a browser and without a checker.

use super::tests::{act, asks, done, hear, opened};
use crate::model::{Action, Effect, Model, ProgramCommand, TextCommand};
use protocol::check::{CheckerCommand, CheckerEvent};
use protocol::{Reply, Request};

#[test]
fn a_host_loads_a_source_and_has_the_check_as_json() {
    let (mut model, _) = opened("#embed=1&lab=counter");
    let settings = vec![
        ("source".to_owned(), "x = 1\n".to_owned()),
        ("python".to_owned(), "3.14t".to_owned()),
    ];
    let effects = model.update(Action::HostRequest(Ok(Request::Load(settings))));
    assert!(model.ctx.is_own() && &*model.program.own.source.text == "x = 1\n" && model.program.own.found.python == 1);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Tell(Reply::State(_))))
    );
    let mut effects = model.update(Action::HostRequest(Ok(Request::Check)));
    effects.extend(hear(&mut model, CheckerEvent::Alive));
    let Some(CheckerCommand::Check { id, .. }) = asks(&effects).first().copied() else {
        panic!("{effects:?}")
    };
    let effects = done(&mut model, *id);
    assert!(effects.contains(&Effect::Tell(Reply::Check("{\"version\":1}".into()))));
}

/// A host asks about the reader's program, and then opens something else: the answer is not for it any more.
#[test]
fn what_was_asked_of_the_readers_program_is_not_answered_from_elsewhere() {
    let load = |settings: &[(&str, &str)]| {
        let settings = settings.iter().map(|(key, value)| ((*key).into(), (*value).into()));
        Action::HostRequest(Ok(Request::Load(settings.collect())))
    };
    for elsewhere in [load(&[("lab", "counter")]), load(&[("source", "print(1)\n")])] {
        let (mut model, _) = opened("#embed=1&lab=program");
        act(
            &mut model,
            ProgramCommand::Text(TextCommand::Opened("pay.py".into(), Ok("salary = 2\n".into()))),
        );
        let mut effects = model.update(Action::HostRequest(Ok(Request::Check)));
        effects.extend(hear(&mut model, CheckerEvent::Alive));
        let Some(CheckerCommand::Check { id, .. }) = asks(&effects).first().copied() else {
            panic!("{effects:?}")
        };
        let id = *id;
        effects = model.update(elsewhere);
        effects.extend(hear(
            &mut model,
            CheckerEvent::Done {
                id,
                json: r#"{"version":1,"results":["salary"]}"#.into(),
                notes: Vec::new(),
            },
        ));
        let told: Vec<_> = effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Tell(reply) => Some(reply.json()),
                _ => None,
            })
            .collect();
        assert!(
            told.iter().any(|told| told.contains("not about that program any more")),
            "{told:?}"
        );
        assert!(!told.concat().contains("salary"), "{told:?}");
    }
}

#[test]
fn a_host_does_not_hear_what_the_reader_wrote() {
    let told = |effects: &[Effect]| {
        let told = effects.iter().filter_map(|effect| match effect {
            Effect::Tell(reply) => Some(reply.json()),
            _ => None,
        });
        told.collect::<String>()
    };
    let (mut model, _) = opened("#embed=1&lab=program");
    let ask = |model: &mut Model| told(&model.update(Action::HostRequest(Ok(Request::State))));
    act(
        &mut model,
        ProgramCommand::Text(TextCommand::Opened("pay.py".into(), Ok("salary = 2\n".into()))),
    );
    act(
        &mut model,
        ProgramCommand::Text(TextCommand::Type("salary = 3\n".into())),
    );
    assert!(!ask(&mut model).contains("src"));
    let mut effects = model.update(Action::HostRequest(Ok(Request::Check)));
    effects.extend(hear(&mut model, CheckerEvent::Alive));
    let Some(CheckerCommand::Check { id, .. }) = asks(&effects).first().copied() else {
        panic!("{effects:?}")
    };
    let json = r#"{"version":1,"results":[{"python":"3.14","verdict":"fails","outcomes":[{"stdout":"salary"}]}]}"#;
    let done = told(&hear(
        &mut model,
        CheckerEvent::Done {
            id: *id,
            json: json.into(),
            notes: Vec::new(),
        },
    ));
    assert!(
        done.contains(r#""verdict":"fails","outcomes":[]"#) && !done.contains("salary"),
        "{done}"
    );
}
