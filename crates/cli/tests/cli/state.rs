//! `check --state FILE`: a search that is put away and gone on with.

use crate::common::{CLASSES, MANY, RACE, Scratch, check, err, json, out};
use std::fs;

#[test]
fn a_search_goes_on_where_its_state_stood() {
    let (file, folder) = (Scratch::program(MANY), Scratch::with(b""));
    let state = format!("{}.state", folder.path());
    let searched = |most: u64| {
        let output = check(
            &file,
            &format!("--python 3.14t --seconds 300 --json --state {state} --schedules {most}"),
        );
        json(&output)["results"][0]["schedules"].as_u64().unwrap()
    };
    let first = searched(2000);
    assert!((2000..CLASSES).contains(&first), "{first}");
    let second = searched(4000);
    assert!((4000..CLASSES).contains(&second), "{second}");
    assert_eq!(searched(1_000_000), CLASSES);
    assert_eq!(searched(1_000_000), CLASSES, "nothing is left");
    fs::remove_file(state).unwrap();
}

#[test]
fn a_state_that_is_none_gets_one_sentence() {
    let (file, other, folder) = (Scratch::program(MANY), Scratch::program(RACE), Scratch::with(b""));
    let state = format!("{}.state", folder.path());
    check(&file, &format!("--python 3.14t --schedules 500 --state {state}"));
    let whole = fs::read_to_string(&state).unwrap();
    let refused = |file: &Scratch, text: &str, flags: &str, said: &str| {
        fs::write(&state, text).unwrap();
        let output = check(file, &format!("--python 3.14t --state {state} {flags}"));
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(
            err(&output).contains(said) && err(&output).lines().count() == 1,
            "{}",
            err(&output)
        );
    };
    for length in [0, 1, whole.len() / 2, whole.len() - 3] {
        refused(&file, &whole[..length], "", "cut short");
    }
    refused(&file, "{\"threadbare_state\": 3}\n", "", "no state of a search");
    // A task that no program can have would be a shift too far.
    let bent = whole.replacen("\"left\":[[[", "\"left\":[[[200,", 1);
    assert_ne!(bent, whole);
    refused(&file, &bent, "", "no state of a search");
    // A figure that is another one is as good JSON as before.
    let at = whole.find("\"redundant\":").unwrap() + "\"redundant\":".len();
    let digit = if whole[at..].starts_with('1') { "2" } else { "1" };
    let damaged = format!("{}{digit}{}", &whole[..at], &whole[at + 1..]);
    refused(&file, &damaged, "", "damaged");
    refused(&other, &whole, "", "of another program");
    refused(&file, &whole, "--shard 1/2", "another --shard");
    refused(&file, &whole, "--seed 5", "--seed");
    fs::remove_file(state).unwrap();
}
