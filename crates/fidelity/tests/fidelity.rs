//! Lockstep against CPython's figures: what is within the fair tolerance stays there, and what is exact is exact. Seeds are the checks' own,
//! and lockstep is deterministic: nothing here is left to chance.

use fidelity::{CHECKS, Figure, holdout};

/// Figures of the checks that are known to lie outside, each with a note that says why.
const OUTSIDE: &[(u8, &str)] = &[
    (6, "lock off, 4 threads"),
    (12, "the service with 1 worker beside 4 busy pollers"),
    (12, "the service with 8 workers beside 4 busy pollers"),
];

/// How many figures each check has.
const FIGURES: [usize; 12] = [2, 9, 6, 5, 8, 8, 6, 5, 8, 18, 11, 18];

fn of(numbers: std::ops::RangeInclusive<u8>) {
    for check in CHECKS.iter().filter(|check| numbers.contains(&check.number)) {
        let figures = check.run();
        assert_eq!(figures.len(), FIGURES[usize::from(check.number) - 1], "{}", check.name);
        for figure in &figures {
            let known = OUTSIDE.contains(&(check.number, figure.name.as_str()));
            assert!(sound(figure) && figure.inside != known, "{figure:?}");
        }
    }
}

/// A number; exact where it must be; and what is outside says why.
fn sound(figure: &Figure) -> bool {
    let exact = !figure.is_exact() || figure.threadbare == figure.cpython;
    figure.threadbare.is_finite() && exact && (figure.inside || !figure.note.is_empty())
}

#[test]
fn there_are_twelve_checks_with_a_hundred_and_four_figures() {
    let numbers: Vec<u8> = CHECKS.iter().map(|check| check.number).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<u8>>());
    assert_eq!(FIGURES.iter().sum::<usize>(), 104);
}

#[test]
fn a_check_comes_out_the_same_again() {
    let check = &CHECKS[0];
    assert_eq!(check.run(), check.run());
}

#[test]
fn turns_are_as_long_and_go_to_whom_they_do_in_cpython() {
    of(1..=3);
}

#[test]
fn free_threading_costs_and_gains_what_it_does_in_cpython() {
    of(4..=4);
}

#[test]
fn as_much_is_lost_as_in_cpython() {
    of(5..=7);
}

#[test]
fn hashing_lets_go_where_cpython_does() {
    of(8..=9);
}

#[test]
fn waits_are_as_long_as_in_cpython() {
    of(10..=11);
}

#[test]
fn stuck_is_what_is_stuck_in_cpython() {
    of(12..=12);
}

/// What was kept back: as many figures of a group are inside as have been, and no fewer.
fn foretold(name: &str, figures: usize, inside: usize) {
    let groups = holdout();
    let group = groups.iter().find(|group| group.name == name);
    let played = group.map(|group| group.run()).unwrap_or_default();
    assert_eq!(played.len(), figures, "{name}");
    for figure in &played {
        assert!(sound(figure) && !figure.source.is_empty(), "{figure:?}");
    }
    let outside: Vec<&Figure> = played.iter().filter(|figure| !figure.inside).collect();
    assert!(figures - outside.len() >= inside, "{name}: {outside:#?}");
}

#[test]
fn turns_and_wake_ups_are_foretold() {
    foretold("Turns, and waits for the next", 19, 18);
    foretold("Waking up beside threads that compute", 18, 10);
    foretold("Work that keeps a core busy", 5, 5);
}

#[test]
fn losses_are_foretold() {
    foretold("Lost `n += 1`, other counts and versions", 23, 21);
    foretold("One hash each behind a barrier", 11, 5);
}

#[test]
fn speeds_are_foretold() {
    foretold("The speed of a long hash chain", 14, 11);
    foretold("Hashing: other sizes, threads and locks", 18, 15);
}

#[test]
fn pools_and_the_service_are_foretold() {
    foretold("A pool that waits and works", 10, 10);
    foretold("The service", 5, 1);
}
