//! What must hold of readers and writers in every schedule, and on real threads.

use crate::testing::{chosen, number, on_threads, try_many};
use threads::Status;
use world::LockKind;

fn table(variant: &str, prefer: &'static str, readers: u32, reads: u64) -> crate::Program {
    chosen(
        "readers",
        variant,
        readers,
        reads,
        &[("writers", 1), ("writes", 1)],
        &[("prefer", prefer)],
    )
}

/// With writers first no read goes before a writer that waits. With readers first any number may, up to all reads but one that the writer finds going on.
#[test]
fn only_readers_first_starves_a_writer() {
    let first = try_many(&table("once", "writers", 2, 3), LockKind::Off);
    assert_eq!(
        first.outcomes.keys().map(String::as_str).collect::<Vec<_>>(),
        ["0 overtaken"]
    );
    assert_eq!(first.bad, 0);
    let last = try_many(&table("once", "readers", 2, 3), LockKind::Off);
    let overtaken: Vec<u64> = last
        .outcomes
        .keys()
        .filter_map(|key| key.split(' ').next()?.parse().ok())
        .collect();
    assert_eq!(overtaken, [0, 1, 2, 3, 4, 5, 6]);
    assert!(last.bad > 0 && last.stuck == 0, "{:?}", last.outcomes);
}

/// The second acquisition waits for the writer, and the writer for the first.
#[test]
fn reading_again_deadlocks_behind_a_writer_and_nowhere_else() {
    for (variant, prefer, deadlocks) in [
        ("once", "writers", false),
        ("once", "readers", false),
        ("again", "writers", true),
        ("again", "readers", false),
    ] {
        let lock = LockKind::Off;
        let found = try_many(&table(variant, prefer, 2, 1), lock);
        assert_eq!(
            found.stuck > 0,
            deadlocks,
            "{variant} {prefer} {lock:?}: {:?}",
            found.outcomes
        );
    }
}

#[test]
fn all_is_read_and_written_on_real_threads() {
    for (variant, prefer) in [("once", "writers"), ("once", "readers"), ("again", "readers")] {
        for lock in [LockKind::Off, LockKind::CPython] {
            let (status, found) = on_threads(&table(variant, prefer, 4, 50), lock);
            assert_eq!(status, Status::Finished, "{variant} {prefer} {lock:?}");
            assert_eq!((number(&found, "reads"), number(&found, "writes")), (200, 1));
            assert!(prefer == "readers" || number(&found, "overtaken") == 0);
        }
    }
}
