//! The hash chain: a digest that is right, or proof that rounds were lost.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{count, counted, shortened},
};
use lab_kit::{Row, Summary, figure, lock_of, read_and_written};
use trace::Report;

/// What is said beside the read and the write between which rounds were overwritten.
pub fn beside(report: &Report) -> Vec<(&'static str, String)> {
    match spoilt(report) {
        true => Vec::new(),
        false => read_and_written(figure(report, "rounds"), figure(report, "lost"), "overwritten"),
    }
}

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (rounds, lost) = (figure(report, "rounds"), figure(report, "lost"));
    let (digest, expected) = (
        report.text("digest").unwrap_or(""),
        report.text("expected_digest").unwrap_or(""),
    );
    if report.text("expected_digest").is_none() {
        return unchecked(rounds, digest);
    }
    let right = digest == expected;
    let told = match right {
        true => RichText::default().good("The digest is right").say(format!(
            " after {}: {}.",
            counted(rounds, "rounds"),
            shortened(digest)
        )),
        false => RichText::default().bad("The digest is wrong").say(format!(
            ": {} instead of {}.",
            shortened(digest),
            shortened(expected)
        )),
    };
    let told = match lost {
        0 => told,
        _ if spoilt(report) => told.say(" It is no link of the chain at all: somebody changed the data from outside."),
        _ => told
            .say(" ")
            .bad(format!("{} of {}", count(lost), counted(rounds, "rounds")))
            .say(" were overwritten before anyone built on them."),
    };
    let mut rows = vec![Row::new("Rounds", count(rounds))];
    rows.push(Row {
        tone: verdict(right),
        ..Row::digest("Digest", digest)
    });
    rows.push(Row::digest("Expected", expected));
    rows.push(Row::judged("Lost", count(lost), lost == 0));
    let short = if right {
        "digest right".into()
    } else if spoilt(report) {
        "data spoilt".into()
    } else {
        format!("{} lost", counted(lost, "rounds"))
    };
    Summary {
        told,
        rows,
        why: why(report, right),
        short,
    }
}

/// Working out the right digest was stopped.
fn unchecked(rounds: u64, digest: &str) -> Summary {
    Summary {
        told: RichText::default().strong("The digest was not checked").say(format!(
            " after {}: one thread alone takes as long for it as for all of them.",
            counted(rounds, "rounds")
        )),
        rows: vec![Row::new("Rounds", count(rounds)), Row::digest("Digest", digest)],
        why: RichText::default(),
        short: "not checked".into(),
    }
}

/// Whether the data was changed by somebody who did not hash it.
fn spoilt(report: &Report) -> bool {
    report.variant == "handed-out"
}

fn verdict(right: bool) -> lab_kit::Tone {
    if right { lab_kit::Tone::Good } else { lab_kit::Tone::Bad }
}

fn why(report: &Report, right: bool) -> RichText {
    match (report.variant.as_str(), lock_of(report), right) {
        ("unprotected", Lock::Off, false) => RichText::of(
            "Several threads read the same data, hashed it, and wrote the same digest back: the chain moved on by one link where it should have moved by several.",
        ),
        ("unprotected", Lock::CPython, false) => RichText::of(
            "The global lock did not help. Hashing more than 2,047 bytes lets go of it, and the first data is 5,000 bytes, so while one thread hashes the next \
            reads the same; later it changes hands between a read and a write. The tutorial is right: share such data only under a lock.",
        ),
        ("unprotected", Lock::Held, false) => RichText::of(
            "The lock is kept while hashing, but it can change hands at a check point between the read and the write.",
        ),
        ("unprotected", _, true) if report.threads == 1 => RichText::of("One thread alone cannot lose a round."),
        ("unprotected", _, true) => RichText::of(
            "It went well this time: nobody read between another’s read and write. Nothing guarantees it: run it again, or with more rounds.",
        ),
        ("immutable", ..) => RichText::of(format!(
            "All {} threads read the same bytes, and nobody writes them. What never changes can be shared without a lock: in Python `bytes`, `str`, \
            tuples of such, and numbers.",
            report.threads
        )),
        ("handed-out", ..) => RichText::of(
            "Every hash was done under the lock, and it did not help: `return self._data` hands out the data itself, and whoever has it can change it \
            without asking. Each thread cut it to twelve digits for a label; threads that still hashed then hashed the stump.",
        ),
        ("copied", ..) => RichText::of(format!(
            "{} callers got a copy each, made under the lock, and cut their own. A defensive copy costs a few bytes and keeps the promise of the object.",
            count(report.threads.into())
        )),
        ("locked", ..) => RichText::of(
            "The lock is held from the read to the write, so each round builds on the last. The price: only one thread hashes at a time.",
        ),
        ("encapsulated", ..) => RichText::of(
            "The object offers one method that reads, hashes and writes under its own lock: nobody can forget to take it.",
        ),
        _ => RichText::of(
            "Each thread hashes a chain of its own; nothing is shared, so nothing can be lost, and the threads run side by side.",
        ),
    }
}
