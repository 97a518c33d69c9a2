//! The convoy: how long after its answer a thread runs again, and why.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{count, counted, millis, rate},
};
use lab_kit::{Row, Summary, figure, lock_of};
use trace::Report;

/// Milliseconds that waking a thread and noticing its request can explain. In CPython 3.14 they take 0.14 to 0.22 ms on an idle machine (measured;
/// see [`trace`]'s waits); this leaves room for a slower one, and whatever is longer has another cause.
const NOTICED: f64 = 0.5;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let [median, most, longest] = ["p50_ms", "p95_ms", "max_ms"].map(|key| time(report, key));
    let waits = figure(report, "waits");
    let told = match (report.variant.as_str(), waits) {
        ("cpu-only", 0) => RichText::default().strong("Nobody waited for a turn").say("."),
        ("cpu-only", _) => RichText::of("Turns were waited for ")
            .strong(counted(waits, "times"))
            .say(", half of them ")
            .strong(millis(median))
            .say(format!(" or longer, one {}.", millis(longest))),
        _ => RichText::of("After its answer came the thread ran again within ")
            .strong(millis(median))
            .say(format!(
                " in half of {}; the longest took {}.",
                counted(waits, "rounds"),
                millis(longest)
            )),
    };
    let mut rows = vec![Row::new("Waits measured", count(waits))];
    if waits > 0 {
        rows.extend([
            Row::new("Median wait", millis(median)),
            Row::new("95 % within", millis(most)),
            Row::new("Longest wait", millis(longest)),
        ]);
    }
    if report.variant == "mixed" {
        let a_second = figure(report, "slices") as f64 / (report.elapsed_ms / 1e3).max(1e-9);
        rows.push(Row::new("Computed meanwhile", rate(a_second, "slices")));
    }
    Summary {
        told,
        rows,
        why: why(report, median, longest),
        short: match waits {
            0 => "no waits".into(),
            _ => millis(median),
        },
    }
}

fn why(report: &Report, median: f64, longest: f64) -> RichText {
    let interval = interval(report);
    match (report.variant.as_str(), lock_of(report)) {
        ("io-only", _) => {
            RichText::of("Nobody else wants to run. What is left is what the system takes to wake a sleeping thread.")
        }
        ("cpu-only", Lock::Off) => RichText::of(
            "There is no lock, so there are no turns. Waits that were measured all the same are the system’s own: more threads than cores.",
        ),
        ("cpu-only", _) => RichText::of(format!(
            "Each turn lasts the switch interval, {}, and then another thread has it. With two threads each waits one turn; with more, the lock has no queue: whoever is \
            first takes it, and some wait for many turns.",
            millis(interval)
        )),
        (_, Lock::Off) => RichText::of(
            "No lock has to be had back, so the answer is dealt with at once, on a core of its own, as long as there is one.",
        ),
        (_, Lock::Held) => RichText::of(
            "This lock is kept while waiting: the thread has it when its answer comes and runs on at once. The price is paid by the others, who cannot compute while it waits for \
            its answers.",
        ),
        (_, Lock::CPython) => convoy(report, interval, median, longest),
    }
}

fn convoy(report: &Report, interval: f64, median: f64, longest: f64) -> RichText {
    let over = median - interval;
    let told = RichText::of(format!(
        "With its answer in hand the thread needs the lock. Whoever computes has it, and is asked to let go only after the switch interval of {}. So the median wait is ",
        millis(interval)
    ));
    let told = match over {
        some if some > NOTICED => told
            .strong(format!("{}, the interval and {} more", millis(median), millis(some)))
            .say(" than waking it and noticing the request take: in most rounds somebody else got the lock first, or the machine had no core free."),
        some if some > 0.0 => told
            .strong(format!("the interval and {} more", millis(some)))
            .say(": the system wakes the one and the other notices at its next check point."),
        _ => told
            .strong(millis(median))
            .say(": often it found the lock between two turns."),
    };
    let told = told.say(" All that for a moment of work: a convoy behind a slow lorry.");
    match report.threads {
        1 => told,
        threads => told.say(format!(
            " With {} computing threads the lock may go to another of them first, turn after turn; the longest wait was {}.",
            count(threads.into()),
            millis(longest)
        )),
    }
}

fn time(report: &Report, key: &str) -> f64 {
    report
        .result
        .get(key)
        .and_then(serde_json::Value::as_f64)
        .unwrap_or(0.0)
}

/// The switch interval in milliseconds.
fn interval(report: &Report) -> f64 {
    report
        .parameters
        .get("interval")
        .and_then(serde_json::Value::as_f64)
        .unwrap_or(5.0)
}
