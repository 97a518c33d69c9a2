//! Independent hashes: their sum is the same whoever hashes what, under every lock.

use crate::{LOCKS, Stage, number, program, text};
use workloads::Parameters;

/// 300 messages of 100 bytes and 60 of 3,000, from an independent implementation:
///
/// ```python
/// import hashlib
/// def total(messages, length):
///     total = bytes(64)
///     for number in range(messages):
///         message = number.to_bytes(8, "little") + b"x" * (length - 8)
///         total = bytes(a ^ b for a, b in zip(total, hashlib.sha512(message).digest()))
///     return total.hex()
/// print(total(300, 100), total(60, 3000))
/// ```
const KNOWN: [(u64, u64, &str); 2] = [
    (
        300,
        100,
        "412b5d388f215998dc854edf9b19a68f3fd354dd2a7cc7aa0da21ac56b28bd2d\
         17bc7c83deacc862bf19a6644de01070e5e8ae80c3037af5819b4734f32b4941",
    ),
    (
        60,
        3_000,
        "cedf76aa4d22cd12d7cace83e7f1bdd6b9e39bb4d51ce661ca2edb7e5ba4ee3a\
         20ccf3ec1cdf8182e48ade8f132d4dea81bd774eb71d48da63901d4d71e0ea03",
    ),
];

/// Short messages and messages for which CPython lets go of its lock, by one to eight threads, in all variants.
pub fn the_sum_does_not_depend_on_who_hashes(stage: &Stage) {
    for (messages, message, digest) in KNOWN {
        for (threads, lock) in LOCKS
            .iter()
            .flat_map(|lock| [1, 3, 4, 8].map(|threads| (threads, *lock)))
        {
            for variant in ["independent", "coarse-lock", "fine-locks"] {
                let set = Parameters {
                    threads,
                    size: messages,
                    numbers: vec![("message", message)],
                    ..Parameters::default()
                };
                let found = stage.finish(&program("hashing", variant, &set), lock);
                let told = format!("{variant}, {threads} threads, {lock:?}, {message} bytes");
                assert_eq!(text(&found, "digest"), digest, "{told}");
                assert_eq!(number(&found, "messages"), messages, "{told}");
                assert_eq!(number(&found, "bytes"), messages * message, "{told}");
            }
        }
    }
}
