//! Every program on real threads, under every kind of global lock: what must come out, and what must never.

use labs::Program;
use std::sync::Arc;
use std::time::Duration;
use threads::{Run, Status, native_pool};
use workloads::input::{BOOK, Input};
use workloads::kernel::sha512::{chain, digest, hex};
use workloads::kernel::words::Counts;
use workloads::{Findings, Parameters, Value};
use world::LockKind;

const LOCKS: [LockKind; 3] = [LockKind::Off, LockKind::CPython, LockKind::Held];

/// Runs to the end or to a standstill, then sends everybody home.
fn run(program: &Program, lock: LockKind) -> (Status, Findings) {
    let run = Run::new(native_pool(), true);
    let harvest = program.start_under(&run.world(), lock, Duration::from_micros(500));
    run.start(program.threads() as usize)
        .expect("as many threads as the program says");
    let status = run.wait();
    run.stop();
    run.join_all();
    (status, harvest.collect())
}

fn program(lab: &str, variant: &str, set: &Parameters) -> Program {
    Program::new(lab, variant, set).expect("a known lab and variant")
}

fn finished(program: &Program, lock: LockKind) -> Findings {
    let (status, findings) = run(program, lock);
    assert_eq!(status, Status::Finished, "{program:?} {lock:?}");
    findings
}

fn number(findings: &Findings, key: &str) -> u64 {
    match findings.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Number(number))) => *number,
        other => panic!("{key}: {other:?}"),
    }
}

fn text<'f>(findings: &'f Findings, key: &str) -> &'f str {
    match findings.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Text(text))) => text,
        other => panic!("{key}: {other:?}"),
    }
}

#[test]
fn every_lab_and_variant_of_the_catalogue_has_a_program() {
    for lab in labs::LABS {
        for variant in lab.variants {
            assert!(Program::new(lab.id, variant.id, &Parameters::default()).is_some());
        }
        assert_eq!(Program::new(lab.id, "no such", &Parameters::default()), None);
    }
    assert_eq!(Program::new("no such", "unprotected", &Parameters::default()), None);
}

#[test]
fn a_protected_counter_loses_nothing() {
    let set = Parameters {
        threads: 4,
        size: 20_000,
        ..Parameters::default()
    };
    for variant in ["locked", "atomic", "own", "append"] {
        for lock in LOCKS {
            let found = finished(&program("counter", variant, &set), lock);
            assert_eq!(
                (number(&found, "got"), number(&found, "lost")),
                (80_000, 0),
                "{variant} {lock:?}"
            );
        }
    }
}

#[test]
fn the_global_lock_never_tears_a_bare_increment_but_a_call_between_lets_it() {
    let set = Parameters {
        threads: 4,
        size: 200_000,
        ..Parameters::default()
    };
    for lock in [LockKind::CPython, LockKind::Held] {
        assert_eq!(
            number(&finished(&program("counter", "unprotected", &set), lock), "lost"),
            0
        );
    }
    let call = program("counter", "call-between", &Parameters { size: 2_000_000, ..set });
    assert!((0..20).any(|_| number(&finished(&call, LockKind::CPython), "lost") > 0));
}

#[test]
fn free_threads_lose_increments() {
    let set = Parameters {
        threads: 4,
        size: 500_000,
        ..Parameters::default()
    };
    let bare = program("counter", "unprotected", &set);
    assert!((0..20).any(|_| number(&finished(&bare, LockKind::Off), "lost") > 0));
}

#[test]
fn a_protected_chain_has_the_digest_of_one_thread() {
    let set = Parameters {
        threads: 4,
        size: 50,
        ..Parameters::default()
    };
    let of = |rounds| String::from_utf8(chain(rounds)).expect("digits");
    for (variant, expected) in [
        ("locked", of(200)),
        ("encapsulated", of(200)),
        ("not-shared", of(50)),
        ("immutable", of(1)),
        ("copied", of(200)),
    ] {
        for lock in LOCKS {
            let found = finished(&program("hash-chain", variant, &set), lock);
            assert_eq!(
                (text(&found, "digest"), number(&found, "lost")),
                (expected.as_str(), 0),
                "{variant} {lock:?}"
            );
            assert_eq!(
                (text(&found, "expected_digest"), number(&found, "rounds")),
                (expected.as_str(), 200)
            );
        }
    }
}

#[test]
fn an_unprotected_chain_loses_rounds_with_the_lock_off_and_on() {
    let set = Parameters {
        threads: 10,
        size: 200,
        ..Parameters::default()
    };
    for lock in [LockKind::Off, LockKind::CPython] {
        let bare = program("hash-chain", "unprotected", &set);
        let found = (0..20)
            .map(|_| finished(&bare, lock))
            .find(|found| number(found, "lost") > 0)
            .expect("a lost round");
        let kept = number(&found, "rounds") - number(&found, "lost");
        assert_ne!(text(&found, "digest"), text(&found, "expected_digest"));
        assert_eq!(text(&found, "digest").as_bytes(), chain(kept));
    }
}

#[test]
fn hashing_finds_the_same_whoever_hashes() {
    let expected = (0_u64..500).fold([0_u8; 64], |sum, number| {
        let mut message = [b'x'; 100];
        message[..8].copy_from_slice(&number.to_le_bytes());
        std::array::from_fn(|at| sum[at] ^ digest(&message)[at])
    });
    for variant in ["independent", "coarse-lock", "fine-locks"] {
        for (threads, lock) in [
            (1, LockKind::Off),
            (3, LockKind::Off),
            (4, LockKind::CPython),
            (4, LockKind::Held),
        ] {
            let set = Parameters {
                threads,
                size: 500,
                numbers: vec![("message", 100)],
                ..Parameters::default()
            };
            let found = finished(&program("hashing", variant, &set), lock);
            assert_eq!(text(&found, "digest"), hex(&expected), "{variant} {lock:?}");
            assert_eq!((number(&found, "messages"), number(&found, "bytes")), (500, 50_000));
        }
    }
}

#[test]
fn messages_of_any_length_are_hashed() {
    for message in [0, 1, 7, 8, 2_047, 2_048, 16_384] {
        let set = |threads| Parameters {
            threads,
            size: 30,
            numbers: vec![("message", message)],
            ..Parameters::default()
        };
        let one = finished(&program("hashing", "independent", &set(1)), LockKind::Off);
        let four = finished(&program("hashing", "fine-locks", &set(4)), LockKind::CPython);
        assert_eq!(text(&one, "digest"), text(&four, "digest"));
    }
}

#[test]
fn words_are_counted_alike_by_any_number_of_threads_under_any_lock() {
    let awkward =
        Input::files([b"caf\xE9 \xFF \xCE\xA3\xCE\x91\xCE\xA3 \xE4\xB8\xAD\xE6\x96\x87 Caf\xC3\xA9 a a".as_slice()]);
    for input in [
        Input::sound(BOOK.into()),
        Input::default(),
        Input::sound("x".repeat(100_000)),
        awkward,
    ] {
        let (input, counts) = (Arc::new(input.clone()), Counts::of(&input.text));
        for (threads, variant) in [
            (1, "chunks"),
            (2, "one-chunk-a-thread"),
            (3, "chunks"),
            (4, "chunks"),
            (8, "chunks"),
        ] {
            for lock in LOCKS {
                let set = Parameters {
                    threads,
                    numbers: vec![("reducers", 3), ("chunk", 4_096)],
                    input: input.clone(),
                    ..Parameters::default()
                };
                let found = finished(&program("mapreduce", variant, &set), lock);
                assert_eq!(number(&found, "words"), counts.total());
                assert_eq!(number(&found, "distinct"), counts.distinct() as u64);
                assert_eq!(number(&found, "replaced_bytes"), input.replaced_bytes);
                assert_eq!(found[3], ("top", Value::Words(counts.top(20))));
            }
        }
    }
}

#[test]
fn nested_pools_are_stuck_exactly_where_the_theory_says() {
    for workers in 1..=4 {
        for tasks in 1..=6 {
            let set = Parameters {
                threads: workers,
                size: u64::from(tasks),
                numbers: vec![("inner", 2)],
                ..Parameters::default()
            };
            for lock in LOCKS {
                let (off, held) = (lock == LockKind::Off, lock == LockKind::Held);
                for (variant, stuck) in [
                    ("same-pool", held || tasks >= workers),
                    ("own-pool", held),
                    ("lock-held", !off),
                    ("helping", false),
                ] {
                    let (status, found) = run(&program("nested-pools", variant, &set), lock);
                    let wanted = if stuck { Status::Deadlocked } else { Status::Finished };
                    assert_eq!(status, wanted, "{variant} W={workers} k={tasks} {lock:?}");
                    assert!(stuck || number(&found, "completed") == u64::from(tasks));
                }
            }
        }
    }
}

#[test]
fn a_trap_ends_the_run_with_a_sentence() {
    let set = Parameters {
        threads: 2,
        size: 1,
        ..Parameters::default()
    };
    for (variant, sentence) in [("trap", "index"), ("out-of-memory", "MiB asked for")] {
        match run(&program("crash", variant, &set), LockKind::Off).0 {
            Status::Failed(why) => assert!(why.contains(sentence), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}
