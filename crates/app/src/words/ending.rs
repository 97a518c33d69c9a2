//! Runs that did not come to their end: stuck, stopped, crashed, timed out.

use super::{Row, Story, account, dining, pipeline, service};
use crate::model::{
    Rich,
    format::{count, millis},
};
use trace::{Link, Outcome, Report};

/// Tells a run by how it ended.
pub fn tell(report: &Report) -> Story {
    match report.outcome {
        Outcome::Deadlocked => stuck(report),
        Outcome::Stopped => stopped(report),
        Outcome::Crashed => broken(report, "Crashed", "crashed"),
        Outcome::TimedOut => broken(report, "Timed out", "timed out"),
        Outcome::Finished => Story::default(),
    }
}

fn stuck(report: &Report) -> Story {
    let told = Rich::default()
        .bad("Stuck")
        .say(":")
        .and(Rich::of(chain(&report.cycle)))
        .say(match report.engine.as_str() {
            "lockstep" => " Back leads out of it.",
            _ => " “Break it” sends every thread home.",
        });
    let mut rows = vec![Row::judged("Outcome", "deadlock", false)];
    rows.push(Row::new("Threads in the cycle", count(report.cycle.len() as u64)));
    rows.extend(match report.lab.as_str() {
        "pipeline" => pipeline::rows(report),
        "service" => service::rows(report),
        _ => account::rows(report),
    });
    rows.extend(
        report
            .number("completed")
            .map(|completed| Row::new("Completed", count(completed))),
    );
    Story {
        told,
        rows,
        why: why_stuck(report),
        short: "stuck".into(),
    }
}

/// `outer 1 holds slot 1 and waits for task 5, …, and so on in a circle.`
fn chain(cycle: &[Link]) -> String {
    let sentence = |link: &Link| match link.holds == link.thread {
        true => format!("{} waits for {}", link.thread, link.waits_for),
        false => format!("{} holds {} and waits for {}", link.thread, link.holds, link.waits_for),
    };
    match cycle {
        [] => "every thread waits, and nobody is left to wake one.".into(),
        [only] => format!("{}, which needs {} itself.", sentence(only), only.holds),
        [first, last] => format!("{}, and {}: a circle.", sentence(first), sentence(last)),
        [first, .., last] => format!("{}, … until {}: a circle.", sentence(first), sentence(last)),
    }
}

fn why_stuck(report: &Report) -> Rich {
    match (report.lab.as_str(), report.variant.as_str(), report.lock.as_str()) {
        ("pipeline", ..) => pipeline::why_stuck(report),
        ("dining", ..) => dining::why_stuck(report),
        ("nested-pools", "same-pool", "off" | "cpython") => Rich::of(
            "Every worker of the pool, each in a slot of its own, runs an outer task and waits for inner tasks that queue behind it in the same pool. No global lock is needed for this: \
            it happens whenever there are at least as many outer tasks as workers.",
        ),
        ("nested-pools", _, "held") => Rich::of(
            "The waiting thread keeps the global lock, and the threads it waits for need it to run. CPython lets go of its lock around anything that blocks, so there this does not happen.",
        ),
        ("nested-pools", "lock-held", _) => Rich::of(
            "The outer task keeps the global lock while it waits, as an extension that forgot to let go would, and the inner threads need it. Off, the same program ends.",
        ),
        ("service", ..) => service::why_stuck(report),
        _ => Rich::of(
            "What each thread waits for is held by the next, all the way round, so none of them can move. It was recognised from what they hold and wait for, not from a time-out.",
        ),
    }
}

fn stopped(report: &Report) -> Story {
    let told = Rich::default().strong("Stopped").say(format!(
        " after {}, with {} {} done. Every thread is home.",
        millis(report.elapsed_ms),
        count(report.work.amount),
        report.work.unit
    ));
    let mut rows = vec![Row::new(
        "Done",
        format!("{} {}", count(report.work.amount), report.work.unit),
    )];
    let account = account::rows(report);
    if !account.is_empty() {
        rows = account;
    }
    Story {
        told: told.and(account::left(report)),
        rows,
        why: Rich::default(),
        short: "stopped".into(),
    }
}

fn broken(report: &Report, what: &str, short: &str) -> Story {
    let message = report
        .message
        .clone()
        .unwrap_or_else(|| "it said nothing about why.".into());
    let told = Rich::default()
        .bad(what)
        .say(format!(": {message}"))
        .say(" The engine was thrown away; the page and your settings were not.");
    let mut rows = vec![Row::judged("Outcome", short, false)];
    rows.extend(account::rows(report));
    Story {
        told,
        rows,
        why: why_broken(report),
        short: short.into(),
    }
}

fn why_broken(report: &Report) -> Rich {
    let common = "The page has memory of its own and never waits for a thread, so it can say what happened and start another engine.";
    let first = match (report.lab.as_str(), report.variant.as_str()) {
        ("crash", "endless-loop") => {
            "The thread spins without ever coming to a check point, so it cannot be asked to stop; only throwing its Worker away ends it."
        }
        ("crash", "trap") => {
            "WebAssembly stops a thread that does what it must not. Nothing unwinds: what the thread held stays held, so its engine is of no more use."
        }
        ("crash", "out-of-memory") => {
            "All threads share one memory with a fixed maximum; when it is used up, the next request fails and the thread stops."
        }
        _ => "",
    };
    Rich::of(first).and(Rich::of(common))
}
