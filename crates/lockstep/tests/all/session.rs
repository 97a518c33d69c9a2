//! Stepping: forwards, backwards, anywhere, and off on another branch.

use crate::common::{dining, locked, unprotected};
use lockstep::{Breakpoint, Ending, Lockstep, Machine, Moved, Schedule, Session};
use trace::{Relation, Snapshot};
use world::{Cell, Label, World, primitive::Queue};

fn open<H>(program: impl Fn(&Lockstep) -> H + 'static, schedule: &str) -> Session<H> {
    let mut session = Session::new(Machine::default(), program);
    session.open(&Schedule::read(schedule).unwrap()).unwrap();
    session
}

fn race() -> Session<impl Cell> {
    Session::new(Machine::default(), |world: &Lockstep| unprotected(world, 2, 1))
}

#[test]
fn a_race_by_hand_takes_four_moves() {
    let mut session = race();
    assert_eq!(session.turns()[0].next.as_deref(), Some("reads `n`"));
    for task in [0, 1, 0, 1] {
        assert_eq!(session.step(task), Moved::Yes);
    }
    let moment = session.moment();
    assert_eq!(moment.shared[0].value, "1");
    assert!(moment.shared[0].changed);
    assert_eq!(moment.last.unwrap().words, "writes 1 to `n`");
    assert_eq!(
        (moment.ending.as_deref(), moment.schedule.as_str()),
        (Some("finished"), "1.2.1.2")
    );
    assert_eq!(session.step(0), Moved::No);
    assert_eq!(session.read(|n| n.peek()), Some(1));
    assert_eq!(session.races().len(), 3, "{:#?}", session.races());
}

#[test]
fn back_and_on_again_is_the_same_moment() {
    let mut session = open(|world| locked(world, 3, 2), "f");
    let end = session.known();
    let moments: Vec<Snapshot> = (0..=end)
        .map(|step| {
            session.seek(step);
            session.moment()
        })
        .collect();
    for step in (0..=end).rev() {
        assert_eq!(session.position(), step);
        assert_eq!(session.moment(), moments[step as usize]);
        assert_eq!(session.back(), step > 0);
    }
    session.seek(end + 7);
    assert_eq!(session.moment(), moments[end as usize]);
}

#[test]
fn another_move_is_another_branch() {
    let mut session = race();
    for task in [0, 0, 1, 1] {
        session.step(task);
    }
    session.seek(1);
    assert_eq!(session.step(0), Moved::Yes);
    assert_eq!(
        (session.position(), session.known()),
        (2, 4),
        "the same move keeps what was known"
    );
    session.seek(1);
    assert_eq!(session.step(1), Moved::Yes);
    assert_eq!((session.position(), session.known()), (2, 2), "another move does not");
    assert_eq!(session.schedule().to_string(), "1.2");
}

#[test]
fn who_waits_is_told_for_whom() {
    let mut session = Session::new(Machine::default(), |world: &Lockstep| dining(world, 2));
    session.step(0);
    session.step(1);
    assert_eq!(
        session.turns()[0].note.as_deref(),
        Some("`fork 2` is held by philosopher 2")
    );
    assert!(session.turns()[0].enabled);
    assert_eq!(session.step(0), Moved::Yes);
    let turn = &session.turns()[0];
    assert_eq!(turn.note.as_deref(), Some("waits for `fork 2`, held by philosopher 2"));
    assert!(!turn.enabled);
    assert_eq!(turn.holds, ["fork 1"]);
    assert_eq!(session.step(0), Moved::No);
    assert_eq!(session.ending(), None);
    session.step(1);
    assert_eq!(session.ending(), Some(Ending::Deadlock));
    let graph = session.graph();
    assert_eq!(graph.links().len(), 2);
    assert_eq!(
        graph
            .edges
            .iter()
            .filter(|edge| edge.relation == Relation::HeldBy)
            .count(),
        2
    );
}

/// Two takers wait, one item is put, which wakes both, and one takes it. The other was woken, and whether it would succeed nobody knows before it
/// tries; yet it is the only one left, so the run is known to be over.
#[test]
fn a_woken_wait_that_cannot_succeed_is_an_ending() {
    let program = |world: &Lockstep| {
        let queue = Queue::unbounded(world, "queue");
        for index in 1..=2 {
            let queue = queue.clone();
            world.spawn(Label::thread("taker", index), move |_| async move {
                queue.get().await;
            });
        }
        world.spawn(Label::thread("giver", 0), move |_| async move {
            // The queue is never closed, so nothing comes back.
            let _ = queue.put(()).await;
        });
    };
    let mut session = open(program, "1.2.3");
    assert_eq!(
        session.turns()[1].note.as_deref(),
        Some("`queue` has changed: it can try again")
    );
    assert_eq!(session.ending(), None);
    session.step(0);
    assert_eq!(session.ending(), Some(Ending::PartialDeadlock));
    assert_eq!(session.turns()[1].note.as_deref(), Some("waits for `queue`"));
    session.back();
    assert_eq!(session.ending(), None);
}

#[test]
fn schedules_that_do_not_fit_are_complained_about() {
    let mut session = race();
    for (text, told) in [
        (
            "3",
            "The schedule does not fit this program: thread 3 cannot move at step 1.",
        ),
        (
            "1x3",
            "The schedule does not fit this program: thread 1 cannot move at step 3.",
        ),
        ("f9", "The run was over after 4 steps, and the schedule was not."),
    ] {
        let schedule = Schedule::read(text).unwrap();
        assert_eq!(session.open(&schedule), Err(told.into()), "{text}");
    }
    assert_eq!(session.open(&Schedule::read("f").unwrap()), Ok(()));
}

#[test]
fn a_long_run_has_a_short_schedule_that_replays() {
    let mut session = open(|world| unprotected(world, 4, 5_000), "f3000");
    session.go_random(7, 2_000);
    session.step(2);
    session.step(2);
    session.go_fair(30_000);
    session.seek(20_000);
    let text = session.schedule().to_string();
    assert!(text.len() <= 2_000, "{}", text.len());
    let again = open(|world| unprotected(world, 4, 5_000), &text);
    assert_eq!(again.moment().turns, session.moment().turns);
    assert_eq!(again.moment().shared, session.moment().shared);
    assert_eq!(again.events(), session.events());
}

#[test]
fn two_sessions_stand_side_by_side() {
    let (mut one, mut other) = (race(), race());
    for (task, opposite) in [(0, 1), (0, 1), (1, 0), (1, 0)] {
        one.step(task);
        other.step(opposite);
    }
    assert_eq!(one.schedule().to_string(), "1x2.2x2");
    assert_eq!(other.schedule().to_string(), "2x2.1x2");
}

#[test]
fn landmarks_are_found_along_the_way() {
    let mut session = open(|world| unprotected(world, 2, 2), "1x3.2x4.1");
    session.seek(0);
    assert!(session.seek_next(Breakpoint::Switch));
    assert_eq!(session.position(), 4);
    session.seek(0);
    assert!(session.seek_next(Breakpoint::Race));
    assert_eq!(session.position(), 4, "thread 2 reads what thread 1 wrote");
    assert!(!session.seek_next(Breakpoint::Lock));
    assert_eq!(session.position(), 8);
    let mut locks = open(|world| dining(world, 2), "1.2.1.2");
    locks.seek(1);
    assert!(locks.seek_next(Breakpoint::Lock));
    assert_eq!(locks.position(), 2);
}
