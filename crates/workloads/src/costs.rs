//! What work costs where time is virtual: nanoseconds on one core, as measured with CPython 3.14 (with its lock).
//!
//! Absolute times differ between machines; the ratios are what a simulated run should get right.

use world::Cost;

/// Counting words in `bytes` bytes of text: 4.86 million words a second, at 5.6 bytes a word with what separates it.
pub fn count_words(bytes: usize) -> Cost {
    Cost::nanos(37 * bytes as u64)
}

/// Adding the count of each of `words` different words to a table, or taking it out again.
pub fn merge_words(words: usize) -> Cost {
    Cost::nanos(60 * words as u64)
}

/// Finding where the records end in `bytes` bytes of CSV, with `csv.reader`. This and the two after it were measured beside
/// [`count_words`] with CPython 3.11, and scaled as that is.
pub fn read_csv(bytes: usize) -> Cost {
    Cost::nanos(11 * bytes as u64)
}

/// Analysing `bytes` bytes of CSV and adding their words to an index: `re.findall`, `lower`, a set, and a dictionary of lists.
pub fn index_csv(bytes: usize) -> Cost {
    Cost::nanos(50 * bytes as u64)
}

/// Merging `postings` entries of sorted lists, or copying them: concatenated and sorted.
pub fn merge_postings(postings: usize) -> Cost {
    Cost::nanos(15 * postings as u64)
}

/// SHA-512 of one message: 490 million bytes a second in blocks of 128 bytes, and 80 ns for the call. Above 2,047 bytes
/// CPython lets go of its lock (`HASHLIB_GIL_MINSIZE`).
pub fn sha512(bytes: usize) -> Cost {
    Cost::hashing(sha512_nanos(bytes), bytes)
}

/// SHA-512 of `count` messages of `bytes` bytes each, one after another; for messages too short for the lock to be
/// let go.
pub fn sha512_many(count: u64, bytes: usize) -> Cost {
    Cost::nanos(count * sha512_nanos(bytes))
}

fn sha512_nanos(bytes: usize) -> u64 {
    const BLOCK: usize = 128;
    const LENGTH_FIELD: usize = 17;
    80 + 262 * (bytes + LENGTH_FIELD).div_ceil(BLOCK) as u64
}

/// What `Thread.start` keeps the starting thread busy with, next to the wait for the new thread: half of the 60 to 77 µs that starting and
/// joining one takes.
pub fn start_thread() -> Cost {
    Cost::nanos(30_000)
}
