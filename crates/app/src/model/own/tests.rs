//! What the page does with a program of the visitor's own, without a browser and without a checker.

use super::{Checker, Result3};
use crate::model::{
    Action, CheckCommand, Dialog, Effect, Facts, FilmCommand, Model, Program, ProgramCommand, ShareCommand,
    TextCommand, WorkerEvent, WorkerKind,
};
use protocol::Reply;
use protocol::check::{CheckerCommand, CheckerEvent, FailureSummary, Film, OutcomeCount, Row, Verdict, VerdictKind};

const LOOK: ProgramCommand = ProgramCommand::Check(CheckCommand::Look);

const FACTS: Facts = Facts {
    hardware: 2,
    missing: None,
    dark: false,
};

pub(super) fn opened(hash: &str) -> (Model, Vec<Effect>) {
    Model::new(FACTS, "", hash)
}

pub(super) fn act(model: &mut Model, what: ProgramCommand) -> Vec<Effect> {
    model.update(Action::Program(what))
}

pub(super) fn hear(model: &mut Model, found: CheckerEvent) -> Vec<Effect> {
    model.update(Action::Worker(WorkerEvent::Checker(found)))
}

pub(super) fn asks(effects: &[Effect]) -> Vec<&CheckerCommand> {
    fn ask(effect: &Effect) -> Option<&CheckerCommand> {
        match effect {
            Effect::CheckerCommand(ask) => Some(ask),
            _ => None,
        }
    }
    effects.iter().filter_map(ask).collect()
}

/// Presses the button, lets the checker begin, and gives the number of the check.
fn looking(model: &mut Model) -> u32 {
    let mut effects = act(model, LOOK);
    effects.extend(hear(model, CheckerEvent::Alive));
    let check = asks(&effects).into_iter().find_map(|ask| match ask {
        CheckerCommand::Check { id, .. } => Some(*id),
        _ => None,
    });
    check.expect("a check is asked for")
}

fn verdict(id: u32, python: u8, word: VerdictKind) -> Verdict {
    let shortest = (word == VerdictKind::Fails).then(|| FailureSummary {
        kind: "AssertionError".into(),
        moves: 3,
        switches: 1,
        schedule: "a9b2".into(),
        why: "An update is lost in hits.".into(),
    });
    Verdict {
        id,
        python,
        word,
        complete: true,
        schedules: 38,
        elapsed_ms: 1.0,
        outputs: 0,
        endings: Vec::new(),
        shortest,
        races: Vec::new(),
        model: String::new(),
        note: None,
    }
}

fn told(model: &mut Model, id: u32, python: u8, word: VerdictKind) -> Vec<Effect> {
    hear(model, CheckerEvent::Verdict(Box::new(verdict(id, python, word))))
}

pub(super) fn done(model: &mut Model, id: u32) -> Vec<Effect> {
    let json = "{\"version\":1}".to_owned();
    hear(
        model,
        CheckerEvent::Done {
            id,
            json,
            notes: vec![(0, "Safe by accident in 3.14, not by promise.".into())],
        },
    )
}

/// A film of three rows, the second a switch, with thread 2 free to go on after the first.
fn film(model: &Model) -> Film {
    let row = |thread, switch, can: &[u16]| Row {
        thread,
        line: 7,
        words: "reads hits = 0".into(),
        switch,
        effects: 5,
        can: can.to_vec(),
        change: None,
    };
    Film {
        id: model
            .program
            .own
            .screen
            .filming
            .as_ref()
            .map_or(0, |filming| filming.id),
        python: model.program.own.found.python as u8,
        threads: ["MainThread", "Thread-1", "Thread-2"].map(str::to_owned).into(),
        rows: vec![row(1, false, &[1, 2]), row(2, true, &[]), row(1, false, &[])],
        schedule: "a9b2c3".into(),
        failed: true,
        harm: Some(1),
        ..Film::default()
    }
}

#[test]
fn the_first_page_has_a_program_and_starts_no_engine() {
    let (model, effects) = opened("");
    assert!(model.ctx.is_own() && model.program.own.source.text.contains("hits = hits + count(page)"));
    assert_eq!(effects, [Effect::LaunchChecker, Effect::Tell(Reply::Ready)]);
    assert_eq!((model.state(), model.address().as_str()), ("ready", "#v=1&lab=program"));
}

#[test]
fn one_press_starts_the_checker_and_asks_it_once() {
    let (mut model, _) = opened("");
    assert!(asks(&act(&mut model, LOOK)).is_empty());
    assert_eq!(model.state(), "running");
    let effects = hear(&mut model, CheckerEvent::Alive);
    assert!(
        matches!(
            asks(&effects)[..],
            [CheckerCommand::Check { .. }, CheckerCommand::Pack { .. }]
        ),
        "{effects:?}"
    );
    assert!(act(&mut model, LOOK).is_empty());
}

#[test]
fn the_first_failure_says_why_and_opens_its_film_at_the_switch() {
    let (mut model, _) = opened("");
    let id = looking(&mut model);
    told(&mut model, id, 0, VerdictKind::Safe);
    let effects = told(&mut model, id, 1, VerdictKind::Fails);
    assert!(
        matches!(asks(&effects)[..], [CheckerCommand::Film { python: 1, .. }]),
        "{effects:?}"
    );
    assert!(
        model.ctx.status.plain().contains("An update is lost"),
        "{}",
        model.ctx.status.plain()
    );
    let shown = film(&model);
    hear(&mut model, CheckerEvent::Film(Box::new(shown)));
    assert_eq!(
        model.program.own.screen.showing.as_ref().map(|showing| showing.at),
        Some(2)
    );
    told(&mut model, id, 2, VerdictKind::Fails);
    done(&mut model, id);
    assert_eq!(model.state(), "ready");
    assert_eq!(model.address(), "#v=1&lab=program&python=3.14t&schedule=a9b2c3&at=2");
    act(&mut model, ProgramCommand::Check(CheckCommand::Choose(0)));
    assert!(
        model.ctx.status.plain().contains("by accident"),
        "{}",
        model.ctx.status.plain()
    );
}

/// A program that asserts nothing: it is never called safe three times, the Python whose output differs is looked at, and each output has a film.
#[test]
fn outputs_that_differ_are_told_and_each_can_be_watched() {
    let (mut model, _) = opened("");
    let id = looking(&mut model);
    told(&mut model, id, 0, VerdictKind::Safe);
    for python in [1, 2] {
        let ending = |words: &str, schedule: &str| OutcomeCount {
            words: words.into(),
            failed: false,
            count: 2,
            schedule: schedule.into(),
        };
        let differs = Verdict {
            outputs: 2,
            endings: vec![ending("prints 2", "a9b2"), ending("prints 1", "a9b1c2")],
            note: Some("What it prints depends on the order.".into()),
            ..verdict(id, python, VerdictKind::Safe)
        };
        hear(&mut model, CheckerEvent::Verdict(Box::new(differs)));
    }
    done(&mut model, id);
    assert_eq!(model.program.own.found.python, 1);
    let said = model.ctx.status.plain();
    assert!(
        said.contains("depends on the order") && !said.contains("Safe"),
        "{said}"
    );
    let effects = act(&mut model, ProgramCommand::Film(FilmCommand::WatchEnding(1)));
    assert!(
        matches!(asks(&effects)[..], [CheckerCommand::Film { python: 1, schedule, .. }] if schedule == "a9b1c2"),
        "{effects:?}"
    );
    let shown = Film {
        ending: "prints 1".into(),
        failed: false,
        harm: None,
        ..film(&model)
    };
    hear(&mut model, CheckerEvent::Film(Box::new(shown)));
    assert!(
        model
            .program
            .own
            .screen
            .showing
            .as_ref()
            .is_some_and(|showing| showing.playing && showing.at == 0)
    );
    assert_eq!(model.ctx.status.plain(), "This schedule ends so: prints 1.");
    assert!(act(&mut model, ProgramCommand::Film(FilmCommand::WatchEnding(7))).is_empty());
}

#[test]
fn a_film_is_moved_through_and_played_to_its_end() {
    let (mut model, _) = opened("");
    let id = looking(&mut model);
    told(&mut model, id, 1, VerdictKind::Fails);
    let shown = film(&model);
    hear(&mut model, CheckerEvent::Film(Box::new(shown)));
    let at = |model: &Model| model.program.own.screen.showing.as_ref().map(|showing| showing.at);
    act(&mut model, ProgramCommand::Film(FilmCommand::Watch(1)));
    assert!(at(&model) == Some(0) && model.wants_ticks());
    for _ in 0..200 {
        model.update(Action::Tick(25.0));
    }
    assert!(at(&model) == Some(3) && !model.wants_ticks());
    act(&mut model, ProgramCommand::Film(FilmCommand::Harm));
    assert_eq!(at(&model), Some(2));
    act(&mut model, ProgramCommand::Film(FilmCommand::Move(false)));
    act(&mut model, ProgramCommand::Film(FilmCommand::Move(false)));
    act(&mut model, ProgramCommand::Film(FilmCommand::Move(false)));
    assert_eq!(at(&model), Some(0));
    act(&mut model, ProgramCommand::Film(FilmCommand::To(99)));
    assert_eq!(at(&model), Some(3));
}

#[test]
fn another_thread_leaves_the_schedule_only_where_it_may() {
    let (mut model, _) = opened("");
    let id = looking(&mut model);
    told(&mut model, id, 1, VerdictKind::Fails);
    let shown = film(&model);
    hear(&mut model, CheckerEvent::Film(Box::new(shown)));
    act(&mut model, ProgramCommand::Film(FilmCommand::To(2)));
    assert!(asks(&act(&mut model, ProgramCommand::Film(FilmCommand::Branch(1)))).is_empty());
    act(&mut model, ProgramCommand::Film(FilmCommand::To(1)));
    let effects = act(&mut model, ProgramCommand::Film(FilmCommand::Branch(2)));
    assert!(
        matches!(
            asks(&effects)[..],
            [CheckerCommand::Film {
                branch: Some((5, 2)),
                ..
            }]
        ),
        "{effects:?}"
    );
}

#[test]
fn typing_ends_the_search_forgets_what_was_found_and_is_kept() {
    let (mut model, _) = opened("");
    let id = looking(&mut model);
    told(&mut model, id, 1, VerdictKind::Fails);
    let effects = act(&mut model, ProgramCommand::Text(TextCommand::Type("x = 1\n".into())));
    assert!(effects.contains(&Effect::KeepProgram("x = 1\n".into())));
    assert_eq!(asks(&effects), [&CheckerCommand::Stop]);
    told(&mut model, id, 2, VerdictKind::Fails);
    done(&mut model, id);
    assert_eq!(model.program.own.found.results, <[Result3; 3]>::default());
    assert_eq!(model.program.own.found.trouble, None);
}

#[test]
fn what_cannot_be_run_is_an_alert_with_its_place() {
    let (mut model, _) = opened("");
    let id = looking(&mut model);
    let words = "SyntaxError: invalid syntax".to_owned();
    hear(
        &mut model,
        CheckerEvent::InvalidProgram {
            id,
            line: 2,
            column: 5,
            words,
        },
    );
    let trouble = model.program.own.found.trouble.clone().expect("trouble");
    assert_eq!((trouble.line, trouble.column, model.state()), (2, 5, "ready"));
    assert!(model.ctx.status.plain().starts_with("Nothing was searched"));
}

#[test]
fn a_program_that_is_far_too_long_is_one_sentence_and_stays() {
    let (mut model, _) = opened("");
    act(
        &mut model,
        ProgramCommand::Text(TextCommand::Type("#".repeat(2_000_000))),
    );
    let effects = act(&mut model, LOOK);
    assert!(asks(&effects).is_empty());
    assert!(
        model
            .program
            .own
            .found
            .trouble
            .as_ref()
            .is_some_and(|trouble| trouble.words.contains("1954 KB"))
    );
    assert_eq!(model.program.own.source.text.len(), 2_000_000);
}

#[test]
fn a_checker_that_breaks_is_replaced_at_the_next_press_and_the_text_is_kept() {
    let (mut model, _) = opened("");
    looking(&mut model);
    let text = model.program.own.source.text.clone();
    model.update(Action::Worker(WorkerEvent::Crashed(
        WorkerKind::Checker,
        "unreachable.".into(),
    )));
    assert!(
        model.ctx.status.plain().contains("kept"),
        "{}",
        model.ctx.status.plain()
    );
    assert!(
        model.program.own.source.text == text
            && model.state() == "ready"
            && model.program.own.checker.life == Checker::Off
    );
    assert_eq!(model.program.own.found.results[0], Result3::Lost(0));
    assert!(act(&mut model, LOOK).contains(&Effect::LaunchChecker));
}

#[test]
fn a_search_that_does_not_stop_is_thrown_away() {
    let (mut model, _) = opened("");
    looking(&mut model);
    act(&mut model, ProgramCommand::Check(CheckCommand::Stop));
    let mut effects = Vec::new();
    for _ in 0..200 {
        effects.extend(model.update(Action::Tick(25.0)));
    }
    assert!(effects.contains(&Effect::LaunchChecker));
    assert_eq!(
        (model.state(), &model.program.own.found.results[1]),
        ("ready", &Result3::Lost(0))
    );
}

#[test]
fn a_link_is_read_before_the_page_is_ready_and_its_moment_opens() {
    let hash = "#v=1&lab=program&python=3.14t&src=KyjKzCvRUM_IVNfkAgA&schedule=a9b2&at=2";
    let (mut model, effects) = opened(hash);
    assert_eq!((effects, model.state()), (vec![Effect::LaunchChecker], "loading"));
    assert_eq!(model.address(), hash);
    let effects = hear(&mut model, CheckerEvent::Alive);
    let [CheckerCommand::Unpack { id, packed }] = asks(&effects)[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(packed, "KyjKzCvRUM_IVNfkAgA");
    let source = Ok("print('hi')\n".to_owned());
    let effects = hear(&mut model, CheckerEvent::Unpacked { id: *id, source });
    assert!(
        matches!(asks(&effects)[..], [CheckerCommand::Film { python: 1, .. }]),
        "{effects:?}"
    );
    assert!(effects.contains(&Effect::Tell(Reply::Ready)));
    let shown = film(&model);
    hear(&mut model, CheckerEvent::Film(Box::new(shown)));
    assert_eq!(
        model.program.own.screen.showing.as_ref().map(|showing| showing.at),
        Some(2)
    );
    assert_eq!(&*model.program.own.source.text, "print('hi')\n");
}

#[test]
fn share_packs_first_and_refuses_in_words() {
    let (mut model, _) = opened("");
    model.update(Action::Command(crate::model::Command::Share(ShareCommand::Link)));
    let effects = hear(&mut model, CheckerEvent::Alive);
    let [CheckerCommand::Pack { id, .. }] = asks(&effects)[..] else {
        panic!("{effects:?}")
    };
    let packed = Err("A link holds programs of up to 16 KB.".to_owned());
    hear(&mut model, CheckerEvent::Packed { id: *id, packed });
    assert_eq!(model.ctx.looks.dialog, Some(Dialog::Share));
    assert!(model.ctx.status.plain().contains("16 KB"));
}

#[test]
fn from_the_program_to_a_lab_and_back_keeps_the_program() {
    let (mut model, _) = opened("");
    act(&mut model, ProgramCommand::Text(TextCommand::Type("x = 1\n".into())));
    let go = |model: &mut Model, hash: &str| {
        model.update(Action::Address {
            query: String::new(),
            hash: hash.to_owned(),
        })
    };
    let effects = go(&mut model, "#lab=counter");
    assert!(effects.contains(&Effect::Launch(8)) && !model.ctx.is_own());
    go(&mut model, "#lab=program");
    assert!(model.ctx.is_own() && &*model.program.own.source.text == "x = 1\n");
    assert_eq!(Program::default().state(), "ready");
}

#[test]
fn an_example_takes_the_place_of_a_text_that_comes_back() {
    let (mut model, _) = opened("");
    act(&mut model, ProgramCommand::Text(TextCommand::Type("mine = 1\n".into())));
    assert_eq!(
        act(&mut model, ProgramCommand::Text(TextCommand::Example(0))),
        [Effect::FetchExample(0)]
    );
    act(
        &mut model,
        ProgramCommand::Text(TextCommand::Fetched(0, Some("hits = 0\n".into()))),
    );
    assert_eq!(
        (&*model.program.own.source.text, model.program.own.source.name.as_str()),
        ("hits = 0\n", "lost-update.py")
    );
    act(&mut model, ProgramCommand::Text(TextCommand::Fetched(3, None)));
    assert_eq!(&*model.program.own.source.text, "hits = 0\n");
    act(&mut model, ProgramCommand::Text(TextCommand::Restore));
    assert_eq!(
        (&*model.program.own.source.text, &model.program.own.source.before),
        ("mine = 1\n", &None)
    );
}

#[test]
fn in_a_frame_nothing_is_fetched_before_the_first_press() {
    let (mut model, effects) = opened("#lab=program&embed=1");
    assert_eq!(effects, [Effect::Tell(Reply::Ready)]);
    assert!(act(&mut model, LOOK).contains(&Effect::LaunchChecker));
}

#[test]
fn a_lab_s_program_opens_with_its_numbers_and_one_s_own_text_is_kept() {
    let (mut model, _) = opened("#lab=mapreduce&lock=off");
    let effects = act(
        &mut model,
        ProgramCommand::Edit("import sys\ntext = open(sys.argv[1]).read()\n".into()),
    );
    assert!(
        model.ctx.is_own()
            && model.program.own.source.text.contains("input.txt")
            && !model.program.own.source.text.contains("argv")
    );
    assert_eq!(
        (
            model.program.own.source.name.as_str(),
            protocol::check::PYTHONS[model.program.own.found.python]
        ),
        ("mapreduce.py", "3.14t")
    );
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepProgram(_))));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Address(hash) if hash.contains("lab=program")))
    );
}

#[test]
fn an_example_does_not_take_the_place_of_what_is_kept() {
    let (mut model, _) = opened("");
    act(&mut model, ProgramCommand::Text(TextCommand::Type("mine = 1\n".into())));
    let effects = act(
        &mut model,
        ProgramCommand::Text(TextCommand::Fetched(0, Some("# title: A\nx = 1\n".into()))),
    );
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepProgram(_))));
    act(&mut model, ProgramCommand::Text(TextCommand::Restore));
    assert_eq!(&*model.program.own.source.text, "mine = 1\n");
}
