//! The lesson without a browser: a guess comes first, what was done is kept, and search judges what was mended.

use crate::model::tests::FACTS;
use crate::model::{
    Action, CheckCommand, Command, Effect, Learn, Model, ProgramCommand, RunCommand, SearchCommand, TextCommand,
    WorkerEvent,
};
use lesson_words::{Closing, Judged, Progress, written};
use protocol::check::{CheckerCommand, CheckerEvent, Verdict, VerdictKind};

fn opened(hash: &str) -> Model {
    Model::new(FACTS, "", hash).0
}

fn arrived(hash: &str) -> Model {
    let mut model = opened(hash);
    let json = serde_json::to_string(&written().expect("the words")).expect("JSON");
    model.update(Action::Learn(Learn::Came(Some(json))));
    model
}

fn kept(effects: &[Effect]) -> Option<Progress> {
    let mut codes = effects.iter().filter_map(|effect| match effect {
        Effect::KeepLesson(code) => Progress::read(code, 14).ok(),
        _ => None,
    });
    codes.next_back()
}

#[test]
fn nothing_runs_before_the_guess() {
    let mut model = arrived("page=lesson&stop=4");
    assert!(model.blocked().is_some());
    for press in [
        Command::Run(RunCommand::Begin),
        Command::Run(RunCommand::Try(0)),
        Command::Run(RunCommand::Sweep),
        Command::Find(SearchCommand::Begin),
    ] {
        model.update(Action::Command(press.clone()));
        assert!(model.ctx.status.plain().starts_with("Guess first"), "{press:?}");
    }
    assert!(model.lab.setup.wanted.is_none());
    let effects = model.update(Action::Learn(Learn::Guess(2)));
    assert_eq!(kept(&effects).map(|progress| progress.stops[3].guess), Some(Some(2)));
    assert!(model.blocked().is_none());
    model.update(Action::Command(Command::Run(RunCommand::Try(0))));
    assert!(model.lab.setup.wanted.is_some() || model.state() == "running");
}

#[test]
fn a_lab_asks_for_no_guess_and_a_lesson_without_words_neither() {
    let model = arrived("lab=counter");
    assert!(model.blocked().is_none());
    let mut model = opened("page=lesson&stop=4");
    model.update(Action::Learn(Learn::Came(None)));
    assert!(model.blocked().is_none() && model.lesson.missing);
}

#[test]
fn the_words_are_fetched_once_and_only_for_the_lesson() {
    let fetches = |effects: Vec<Effect>| effects.iter().filter(|effect| **effect == Effect::FetchLesson).count();
    let mut model = opened("lab=counter");
    let goes = |model: &mut Model, hash: &str| {
        model.update(Action::Address {
            query: String::new(),
            hash: hash.into(),
        })
    };
    assert_eq!(fetches(goes(&mut model, "lab=dining")), 0);
    assert_eq!(fetches(goes(&mut model, "page=lesson&stop=2")), 1);
    assert_eq!(fetches(goes(&mut model, "page=lesson&stop=3")), 0);
}

#[test]
fn what_was_kept_is_there_at_the_next_visit() {
    let mut model = arrived("page=lesson&stop=2");
    model.update(Action::Learn(Learn::Guess(1)));
    let effects = model.update(Action::Learn(Learn::Answer(2)));
    let code = kept(&effects).expect("a code").code();
    let mut next = arrived("page=lesson&stop=2");
    next.lesson.edit().recall(&code);
    let answered = next.lesson.answered(2);
    assert_eq!((answered.guess, answered.closing), (Some(1), Some(2)));
    next.lesson.edit().recall("no code");
    assert_eq!(next.lesson.answered(2), answered);
    next.update(Action::Learn(Learn::Forget));
    assert!(next.lesson.answered(2).guess.is_none());
}

#[test]
fn a_code_is_read_back_and_a_slip_is_a_sentence() {
    let mut model = arrived("page=lesson&stop=end");
    model.update(Action::Learn(Learn::Read("TB1-nonsense".into())));
    assert!(matches!(&model.lesson.read, Some(Err(words)) if words.contains("cut off")));
    let mut theirs = Progress::new(14);
    theirs.stops[0].guess = Some(1);
    model.update(Action::Learn(Learn::Read(theirs.code())));
    assert_eq!(model.lesson.read, Some(Ok(theirs)));
}

fn searched(model: &mut Model, words: [VerdictKind; 3]) {
    let mut effects = model.update(Action::Program(ProgramCommand::Check(CheckCommand::Look)));
    effects.extend(model.update(Action::Worker(WorkerEvent::Checker(CheckerEvent::Alive))));
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::CheckerCommand(CheckerCommand::Check { id, .. }) => Some(*id),
        _ => None,
    });
    let id = asked.expect("a search");
    for (python, word) in (0..).zip(words) {
        let verdict = Verdict {
            id,
            python,
            word,
            complete: true,
            schedules: 4,
            elapsed_ms: 1.0,
            outputs: 0,
            endings: Vec::new(),
            shortest: None,
            races: Vec::new(),
            model: String::new(),
            note: None,
        };
        model.update(Action::Worker(WorkerEvent::Checker(CheckerEvent::Verdict(Box::new(
            verdict,
        )))));
    }
    let (json, notes) = (String::new(), Vec::new());
    model.update(Action::Worker(WorkerEvent::Checker(CheckerEvent::Done {
        id,
        json,
        notes,
    })));
}

#[test]
fn search_says_when_a_program_is_mended() {
    let mut model = arrived("lab=program&mend=6");
    assert!(
        model.program.own.source.text.contains("n += 1"),
        "{}",
        model.program.own.source.text
    );
    searched(&mut model, [VerdictKind::Safe, VerdictKind::Fails, VerdictKind::Fails]);
    assert!(!model.lesson.answered(6).mended);
    let words = written().expect("the words");
    let Closing::Mend(mend) = &words.stops[5].closing else {
        panic!("a program to mend")
    };
    assert_eq!(super::judged(mend, &model.program.own), Some(Judged::Fails(2)));
    model.update(Action::Program(ProgramCommand::Text(TextCommand::Type(
        "n = 4\nprint(n)\n".into(),
    ))));
    searched(&mut model, [VerdictKind::Safe; 3]);
    assert_eq!(super::judged(mend, &model.program.own), Some(Judged::Changed));
    assert!(!model.lesson.answered(6).mended);
    model.update(Action::Program(ProgramCommand::Text(TextCommand::Type(
        mend.solution.clone(),
    ))));
    searched(&mut model, [VerdictKind::Safe; 3]);
    assert!(model.lesson.answered(6).mended && model.ctx.status.plain().starts_with("Mended."));
}

/// What a reader tries in the lesson is not what is kept as a program of the reader's own.
#[test]
fn a_program_to_mend_is_not_kept_as_the_readers_own() {
    let mut model = arrived("lab=program&mend=6");
    let effects = model.update(Action::Program(ProgramCommand::Text(TextCommand::Type(
        "x = 1\n".into(),
    ))));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepProgram(_))));
}
