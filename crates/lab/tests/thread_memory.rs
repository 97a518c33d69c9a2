//! What a thread weighs does not depend on whether it is recorded; alone in its binary, so that no other test needs any memory beside it.

use catalogue::{Experiment, lab};
use lab::{InputCache, Limits};

const THREADS: &str = "32";
/// Stacks are touched more or less deeply by chance; a recorder's ring alone is 96 KiB.
const CHANCE: u64 = 12_000;

fn bytes(record: bool) -> u64 {
    let mut set = Experiment::of(lab("thread-cost").unwrap());
    for (key, value) in [("variant", "memory"), ("threads", THREADS)] {
        set.set(key, value).unwrap();
    }
    let (texts, limits) = (&mut InputCache::default(), Limits::default());
    let report = match record {
        true => lab::record(&set, texts, &limits).unwrap().report,
        false => lab::run(&set, texts, &limits).unwrap(),
    };
    report.number("bytes").unwrap()
}

#[test]
fn a_recorded_thread_weighs_no_more_than_another() {
    // The first run of a process touches what later ones find there.
    bytes(false);
    let (plain, recorded) = (bytes(false), bytes(true));
    assert!(recorded < plain + CHANCE, "{plain} bytes, and recorded {recorded}");
}
