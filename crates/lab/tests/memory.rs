//! How much memory a search needs; alone in its binary, so that no other test needs any beside it.

use catalogue::{Experiment, lab};
use lab::{Searching, Settings, program};
use std::sync::Arc;

#[test]
fn a_search_of_a_million_schedules_needs_no_more_memory_than_one_of_a_thousand() {
    let mut experiment = Experiment::of(lab("counter").unwrap());
    for (key, value) in [("engine", "lockstep"), ("threads", "2"), ("size", "6")] {
        experiment.set(key, value).unwrap();
    }
    let program = program(&experiment, Arc::default()).unwrap();
    let every = Settings {
        reduction: false,
        schedules: Some(1_000_000),
        ..Settings::default()
    };
    let mut searching = Searching::start(&experiment, &program, every).unwrap();
    assert!(searching.advance(1_000));
    let before = resident();
    while searching.advance(100_000) {}
    assert_eq!(searching.found().schedules, 1_000_000);
    let grown = resident().saturating_sub(before);
    assert!(grown < 4 << 20, "{grown} bytes more");
}

/// Bytes of memory that this process has, where the system tells.
fn resident() -> u64 {
    let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = told
        .split_whitespace()
        .nth(1)
        .and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}
