//! Why threads are stuck: from what keeps them waiting in this run, and from nothing else.

use crate::model::{
    RichText,
    format::{count, counted},
};
use catalogue::Lock;
use lab_kit::lock_of;
use trace::{DeadlockKind, DeadlockReport, Kind, Knot, Report};

/// Why nobody moves any more.
pub fn why(report: &Report, stuck: &DeadlockReport) -> RichText {
    let reasons = stuck.knots.iter().map(|knot| reason(report, stuck, knot));
    let mut said: Vec<String> = reasons.collect();
    said.dedup();
    RichText::of(said.join(" "))
}

fn reason(report: &Report, stuck: &DeadlockReport, knot: &Knot) -> String {
    match knot.kind {
        DeadlockKind::Circle if knot.holds(Kind::GlobalLock) => kept(report, stuck, knot),
        DeadlockKind::Circle => circle(report, knot),
        DeadlockKind::Slots => slots(report, knot),
        DeadlockKind::Nobody => nobody(report, stuck, knot),
        DeadlockKind::Itself => {
            "A thread that waits for what it holds can never come to the line at which it would let go of it.".into()
        }
    }
}

/// The global lock is part of the circle.
fn kept(report: &Report, stuck: &DeadlockReport, knot: &Knot) -> String {
    let holds = |object: &trace::Object| object.kind == Kind::GlobalLock;
    let holder = knot.parts.iter().find(|part| part.holds.as_ref().is_some_and(holds));
    let waiter = holder.map(|part| stuck.waiter(part));
    let first = waiter.map_or_else(String::new, |waiter| {
        format!(
            "{} keeps the global lock while it waits for {}, and that can only come from a thread that needs the lock to run. ",
            waiter.thread,
            waiter.waits_for.wanted()
        )
    });
    let cure = match lock_of(report) {
        Lock::Held => "CPython lets go of its lock around anything that blocks, so there this circle cannot close.",
        _ => {
            "CPython itself lets go of its lock around anything that blocks; an extension that forgets to, as here, keeps it."
        }
    };
    format!("{first}{cure}")
}

fn circle(report: &Report, knot: &Knot) -> String {
    let locks = knot.parts.iter().all(|part| part.keeps());
    let first = match locks {
        true => {
            "Each took one lock and waits for another that the next one holds, all the way round, so none comes to the line at which it would let go."
        }
        false => "What each of them waits for only the next one can give, all the way round.",
    };
    let moment = labs::stuck_note(report, knot.kind);
    let global = match lock_of(report) {
        Lock::Off => "",
        _ => " The global lock is no part of it.",
    };
    format!("{first}{moment}{global}")
}

fn slots(report: &Report, knot: &Knot) -> String {
    if knot.object.kind != Kind::Pool {
        return "Each holds one permit and waits for another; none gives its own back before it has that.".into();
    }
    let threads = match knot.parts.len() {
        1 => "The pool’s only thread runs".to_string(),
        all => format!("All {} of the pool run", counted(all as u64, "threads")),
    };
    let lock = match lock_of(report) {
        Lock::Off => "The global lock was off, so it is not the reason",
        _ => "The global lock is no part of it: with the lock off it is the same",
    };
    let fewer = match knot.parts.len() {
        1 => String::new(),
        all => format!(", or fewer than {} such tasks at once", count(all as u64)),
    };
    format!(
        "{threads} tasks that wait for other tasks, and those queue behind them in the same pool. {lock}. A pool of their own for the inner tasks cures it{fewer}."
    )
}

fn nobody(report: &Report, stuck: &DeadlockReport, knot: &Knot) -> String {
    let done = labs::stuck_note(report, knot.kind);
    let who = match knot.object.kind {
        Kind::Queue => "Whoever put entries into the queue has put its last or has ended",
        Kind::Room => "Whoever took entries out of the queue has ended",
        Kind::Condition => {
            "Whoever could notify has done so before, or has ended; a notification that nobody waits for is lost"
        }
        Kind::Event => "Whoever could set it has ended",
        Kind::Barrier => "Fewer threads are left than the barrier waits for",
        Kind::Lock | Kind::GlobalLock | Kind::Semaphore => "Whoever held it has ended without letting go of it",
        _ => "Whoever could have given it has ended",
    };
    let joins = stuck.waiting.iter().find(|waiter| waiter.waits_for.kind == Kind::Join);
    let joins = joins.map_or_else(String::new, |waiter| {
        format!(
            " {} waits for {}, so it does not end either: the kind of hang that shows when a program will not exit.",
            waiter.thread,
            waiter.waits_for.wanted()
        )
    });
    format!("{done}{who}.{joins}")
}
