//! The full search runs one schedule of each class, and misses no outcome.

mod toy;

use std::collections::{BTreeMap, BTreeSet};

use explore::{Search, Stopped, Tally};
use proptest::prelude::*;
use toy::{Op, Seen, Toy, brute};

fn search(toy: &Toy) -> Tally<Seen> {
    let mut search = Search::new(toy.clone());
    assert_eq!(search.advance(|_| true), Stopped::Complete);
    search.tally
}

fn increments(threads: usize, each: usize) -> Toy {
    let one = [Op::Load(0), Op::Store(0)].repeat(each);
    Toy::new(vec![one; threads])
}

/// `n += 1` by two threads is r1 w1 and r2 w2. Reads commute, so a class is: who writes last, and which reads come before the other's write.
/// r1 w1 r2 w2, r2 w2 r1 w1, and both reads before both writes in either order of the writes: 4.
#[test]
fn a_bare_increment_by_two_threads_has_four_classes() {
    assert_eq!(search(&increments(2, 1)).schedules, 4);
}

/// Twice each: the writes of both interleave in C(4, 2) = 6 ways; a read lies in any gap between the other's writes that its own two writes allow. Summed over
/// the 6 orders that gives 34: for w1 w1 w2 w2 the second thread's first read lies before, between or after both (3), its second after its own first write (1), and the
/// first thread's reads are before all of the other's writes: 3; mirrored 3; for w1 w2 w2 w1 ... counted by brute force below as well.
#[test]
fn two_bare_increments_by_two_threads_have_34_classes() {
    let toy = increments(2, 2);
    assert_eq!(search(&toy).schedules, 34);
    assert_eq!(brute(&toy).1, 34);
}

/// Two threads that take one lock for all they do: the first or the second goes first.
#[test]
fn a_lock_leaves_two_orders() {
    let one = vec![Op::Lock(0), Op::Load(0), Op::Store(0), Op::Unlock(0)];
    let tally = search(&Toy::new(vec![one.clone(), one]));
    assert_eq!((tally.schedules, tally.outcomes.len()), (2, 2));
}

/// Locks in opposite order: either thread may do all first, or each takes its first lock and both are stuck.
#[test]
fn opposite_locks_are_stuck_in_one_class_of_three() {
    let one = vec![Op::Lock(0), Op::Lock(1), Op::Unlock(1), Op::Unlock(0)];
    let two = vec![Op::Lock(1), Op::Lock(0), Op::Unlock(0), Op::Unlock(1)];
    let tally = search(&Toy::new(vec![one, two]));
    assert_eq!(tally.schedules, 3);
    assert!(tally.outcomes.keys().any(|(_, _, at)| *at == [1, 1]));
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        3 => (0..2u8).prop_map(Op::Load),
        3 => (0..2u8).prop_map(Op::Store),
        2 => (0..2u8).prop_map(Op::Lock),
        2 => (0..2u8).prop_map(Op::Unlock),
        1 => Just(Op::Take(0)),
        1 => Just(Op::Give(0)),
        1 => Just(Op::Try(0)),
        2 => Just(Op::Put),
        2 => Just(Op::Get),
        1 => Just(Op::TryGet),
        1 => Just(Op::Size),
        1 => Just(Op::Shut),
        1 => Just(Op::Add),
        1 => Just(Op::Sum),
    ];
    proptest::collection::vec(op, 1..5)
}

// An unlock only of what the task itself holds, and a lock only of what it does not.
fn sound(ops: Vec<Op>) -> Vec<Op> {
    let mut held = BTreeSet::new();
    ops.into_iter()
        .filter(|op| match op {
            Op::Lock(lock) => held.insert(*lock),
            Op::Unlock(lock) => held.remove(lock),
            _ => true,
        })
        .collect()
}

fn toys() -> impl Strategy<Value = Toy> {
    let tasks = proptest::collection::vec(ops().prop_map(sound), 2..4);
    (tasks, any::<bool>()).prop_map(|(tasks, starts)| {
        if starts {
            started(tasks)
        } else {
            joined(tasks, Vec::new())
        }
    })
}

// All tasks but the last, which waits for them.
fn joined(mut tasks: Vec<Vec<Op>>, before: Vec<Op>) -> Toy {
    let joins = (0..tasks.len() as u8).map(Op::Join);
    tasks.push(before.into_iter().chain(joins).chain([Op::Load(0)]).collect());
    Toy::new(tasks)
}

// The same where the last one also starts them.
fn started(tasks: Vec<Vec<Op>>) -> Toy {
    let starts = (0..tasks.len() as u8).map(Op::Start).collect();
    let begun = |(number, ops): (usize, Vec<Op>)| [vec![Op::Begun(number as u8)], ops].concat();
    joined(tasks.into_iter().enumerate().map(begun).collect(), starts)
}

/// To start a task is no choice: were the others tried as well, who starts them would sleep for ever, and a part would go through repetitions. Each of the four
/// tasks writes what all others read, so whoever sleeps is woken, and no run repeats another.
#[test]
fn no_part_only_repeats_others() {
    let toy = started(vec![vec![Op::Load(0), Op::Store(0)]; 4]);
    let mut together = 0;
    for index in 0..4 {
        let (frontier, tally) = explore::part(&mut toy.clone(), index, 4, &|| true).unwrap();
        let (_, tally, _) = explore::explore_from(vec![toy.clone()], Some(&frontier), tally, &|_| true);
        assert_eq!(tally.redundant, 0, "beside {}", tally.schedules);
        together += tally.schedules;
    }
    assert_eq!(together, search(&toy).schedules);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_outcome_is_found_and_each_class_once(toy in toys()) {
        let steps: usize = toy.tasks.iter().map(Vec::len).sum();
        prop_assume!(steps <= 13);
        let (outcomes, classes) = brute(&toy);
        let tally = search(&toy);
        let found: BTreeSet<Seen> = tally.outcomes.keys().cloned().collect();
        prop_assert_eq!(found, outcomes);
        prop_assert_eq!(tally.schedules, classes as u64);
    }

    #[test]
    fn two_workers_find_what_one_finds(toy in toys()) {
        let (stopped, tally) = explore::explore(vec![toy.clone(), toy.clone()], &|_| true);
        let alone = search(&toy);
        prop_assert_eq!(stopped, Stopped::Complete);
        prop_assert_eq!(tally.schedules, alone.schedules);
        prop_assert_eq!(tally.outcomes.len(), alone.outcomes.len());
    }

    /// However a search is cut, its parts count each class once between them.
    #[test]
    fn parts_are_disjoint_and_together_the_whole(toy in toys(), of in 1..5usize) {
        let alone = search(&toy);
        let mut together = Tally::default();
        for index in 0..of {
            let (frontier, tally) = explore::part(&mut toy.clone(), index, of, &|| true).unwrap();
            let programs = vec![toy.clone(), toy.clone()];
            let (stopped, tally, left) = explore::explore_from(programs, Some(&frontier), tally, &|_| true);
            prop_assert_eq!(stopped, Stopped::Complete);
            prop_assert_eq!(left, explore::Frontier::default());
            together.join(tally);
        }
        prop_assert_eq!(together.schedules, alone.schedules);
        prop_assert_eq!(counts(&together), counts(&alone));
    }

    /// A search that is stopped after every few runs and begun again from what was left counts what one counts that is not.
    #[test]
    fn what_is_left_is_all_that_is_left(toy in toys(), each in 1..4u64) {
        let alone = search(&toy);
        let (mut tally, mut left, mut rounds) = (Tally::default(), None, 0);
        loop {
            let most = tally.sofar().schedules + each;
            let (stopped, more, frontier) =
                explore::explore_from(vec![toy.clone()], left.as_ref(), tally, &|sofar| sofar.schedules < most);
            (tally, left, rounds) = (more, Some(frontier), rounds + 1);
            if stopped == Stopped::Complete {
                break;
            }
            prop_assert!(rounds <= alone.schedules + 1, "a round tries one run at least");
        }
        prop_assert_eq!(tally.schedules, alone.schedules);
        prop_assert_eq!(counts(&tally), counts(&alone));
    }
}

fn counts(tally: &Tally<Seen>) -> BTreeMap<Seen, u64> {
    let all = tally.outcomes.iter();
    all.map(|(seen, told)| (seen.clone(), told.count)).collect()
}
