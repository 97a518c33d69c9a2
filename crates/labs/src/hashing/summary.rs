//! Independent hashing: how fast, and what held it back.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{bytes, counted, millis, rate, three_digits},
};
use lab_kit::{Row, Summary, figure, lock_of};
use trace::Report;

/// From this many bytes on, `hashlib` lets go of the lock (`HASHLIB_GIL_MINSIZE` in CPython's `Modules/hashlib.h`).
const LETS_GO_FROM: u64 = 2_048;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (messages, total) = (figure(report, "messages"), figure(report, "bytes"));
    let speed = three_digits(total as f64 / 1e6 / (report.elapsed_ms / 1e3).max(1e-9));
    let told = RichText::default()
        .strong(counted(messages, "messages"))
        .say(format!(" hashed in {}: ", millis(report.elapsed_ms)))
        .strong(format!("{speed} MB/s"))
        .say(format!(" with {}.", counted(report.threads.into(), "threads")));
    let rows = vec![
        Row::new(
            "Messages",
            counted(messages, "messages")
                .replace(" messages", "")
                .replace(" message", ""),
        ),
        Row::new("Bytes", bytes(total)),
        Row::new("Speed", format!("{speed} MB/s")),
        Row::digest("Digest of all", report.text("digest").unwrap_or("")),
    ];
    Summary {
        told,
        rows,
        why: why(report, total / messages.max(1)),
        short: rate(report.throughput, &report.work.unit),
    }
}

fn why(report: &Report, message: u64) -> RichText {
    let of = bytes(message);
    match (report.variant.as_str(), lock_of(report)) {
        ("coarse-lock", _) => RichText::of(
            "One lock is held around every hash, so one thread hashes at a time, whatever the global lock does.",
        ),
        ("fine-locks", Lock::Off) => RichText::of(format!(
            "The hash is outside the lock; the lock is held only to add its digest. {} for it: hold a lock for as little as you can.",
            match report.contention.waits {
                0 => "No thread had to wait".into(),
                _ => format!("The threads waited {} in all", millis(report.contention.wait_ms)),
            }
        )),
        (_, Lock::Off) => RichText::of("Nothing is shared but the list of messages: each core hashes for itself."),
        (_, Lock::CPython) if message >= LETS_GO_FROM => RichText::of(format!(
            "Messages of {of} are hashed with the global lock let go (from 2,048 bytes on), so the threads run side by side although it is on."
        )),
        (_, Lock::CPython) => RichText::of(format!(
            "Messages of {of} are hashed with the global lock held (below 2,048 bytes letting go would cost more than it gains), so one thread hashes at a time."
        )),
        (_, Lock::Held) => RichText::of("The lock is never let go while hashing, so one thread hashes at a time."),
    }
}
