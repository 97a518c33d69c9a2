//! The chain of digests: protected, it ends where one thread ends; unprotected, it provably does not.

use crate::{LOCKS, Stage, number, program, text};
use workloads::{Parameters, kernel::sha512::chain};
use world::LockKind;

/// The chain after 40 and after 10 rounds, from an independent implementation:
///
/// ```python
/// import hashlib
/// data = b"Hello" * 1000
/// for round in range(40):
///     data = hashlib.sha512(data).hexdigest().encode()
/// print(data.decode())
/// ```
pub const AFTER_40: &str = "2bf2c9db5a0986142cf068eec2cac3310312711e5ac4f69a51f960dd6ab57d7b\
    5cb9165c2406a9505840f1ea9e101eabfbfaf8373118c44616010b11e07e7bb8";
/// See [`AFTER_40`].
pub const AFTER_10: &str = "689ff8069f0135701bce722c5b5a96a30d41eb95d257cd129d4f913bcd578a25\
    d323d30ecec11f83306dd92f975a75d05bd4f7e8d420d0add3584ae24d89b405";

/// So often an unprotected run is repeated until it is wrong. CPython's own ten threads are wrong in nine runs of ten; two hundred
/// right ones would mean that nothing is shared.
const PATIENCE: usize = 200;

/// See [`AFTER_40`].
pub const AFTER_1: &str = "907bac547a4eab12cbe961949cc29b752d56129507a351971084037d319c5570\
    e74213a227b2ce3756ac65b14391837b9feae480b70bea6097c0da11cce7f36e";

fn set(threads: u32, rounds: u64) -> Parameters {
    Parameters {
        threads,
        size: rounds,
        ..Parameters::default()
    }
}

fn in_a_loop(set: Parameters) -> Parameters {
    Parameters {
        choices: vec![("start", "loop")],
        ..set
    }
}

/// Whoever gets at the data past the lock spoils it, every time and under every lock: the last to touch it cuts it.
pub fn what_is_handed_out_is_spoilt(stage: &Stage) {
    for lock in LOCKS {
        for set in [set(4, 10), in_a_loop(set(4, 10)), set(1, 1)] {
            let found = stage.finish(&program("hash-chain", "handed-out", &set), lock);
            assert_eq!(text(&found, "digest").len(), 12, "{lock:?}");
            assert_eq!(number(&found, "lost"), number(&found, "rounds"), "{lock:?}");
        }
    }
}

/// Whatever protects the chain, its digest is that of one thread and of `hashlib`.
pub fn protected_ends_where_one_thread_ends(stage: &Stage) {
    assert_eq!(String::from_utf8(chain(40)).as_deref(), Ok(AFTER_40));
    for lock in LOCKS {
        for (variant, digest) in [
            ("locked", AFTER_40),
            ("encapsulated", AFTER_40),
            ("not-shared", AFTER_10),
            ("immutable", AFTER_1),
            ("copied", AFTER_40),
        ] {
            let four = stage.finish(&program("hash-chain", variant, &set(4, 10)), lock);
            assert_eq!(text(&four, "digest"), digest, "{variant} {lock:?}");
            assert_eq!(text(&four, "expected_digest"), digest, "{variant} {lock:?}");
            assert_eq!((number(&four, "rounds"), number(&four, "lost")), (40, 0));
            let one = stage.finish(&program("hash-chain", variant, &in_a_loop(set(1, 40))), lock);
            let digest = if variant == "immutable" { AFTER_1 } else { AFTER_40 };
            assert_eq!(text(&one, "digest"), digest, "{variant} {lock:?} on one thread");
        }
    }
}

/// Unprotected, a round is lost with the lock off and as CPython: 5,000 bytes are hashed with the lock released.
pub fn unprotected_goes_wrong(stage: &Stage, lock: LockKind) {
    let program = program("hash-chain", "unprotected", &set(10, 20));
    let wrong = (0..PATIENCE)
        .map(|_| stage.finish(&program, lock))
        .find(|found| text(found, "digest") != text(found, "expected_digest"))
        .unwrap_or_else(|| panic!("never wrong under {lock:?}"));
    let kept = number(&wrong, "rounds") - number(&wrong, "lost");
    assert!((1..200).contains(&kept), "kept {kept} rounds");
    assert_eq!(
        text(&wrong, "digest").as_bytes(),
        chain(kept),
        "what is left is the chain of the rounds kept"
    );
}
