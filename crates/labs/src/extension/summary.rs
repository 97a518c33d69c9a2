//! The module that was not made for free threading: what became of the lock, of the jobs and of the workers.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{count, counted, millis},
};
use lab_kit::{Row, Summary, figure, lock_of};
use serde_json::Value;
use trace::Report;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (sent, done, crashes) = (
        figure(report, "sent"),
        figure(report, "done"),
        figure(report, "crashes"),
    );
    let failed = figure(report, "failed");
    let told = RichText::default()
        .strong(format!("{} of {} jobs done", count(done), count(sent)))
        .say(format!(" in {}. ", millis(report.elapsed_ms)));
    let told = match crashes {
        0 => told.good("No worker crashed").say("."),
        _ => told
            .bad(format!("{} crashed", counted(crashes, "workers")))
            .say(format!(", and {} failed with them.", counted(failed, "jobs"))),
    };
    Summary {
        told: told.and(lock(report)),
        rows: rows(report),
        why: why(report).and(crash(report)),
        short: match crashes {
            0 if figure(report, "switched") == 1 => "lock back on".into(),
            0 => "no crash".into(),
            _ => counted(crashes, "crashes"),
        },
    }
}

fn lock(report: &Report) -> RichText {
    let millis = report.result.get("switch_ms").and_then(Value::as_f64).unwrap_or(0.0);
    match (figure(report, "switched"), figure(report, "lock_on")) {
        (1, _) => RichText::of(format!(
            "The import switched the lock on for all threads; {} later the worker that imports had its turn with it.",
            self::millis(millis)
        )),
        (_, 1) => RichText::of("The lock was on from the start."),
        _ => RichText::of("The lock stayed off."),
    }
}

fn rows(report: &Report) -> Vec<Row> {
    let of = |key| figure(report, key);
    let mut rows = vec![
        Row::new("Jobs sent", count(of("sent"))),
        Row::judged("Done", count(of("done")), of("done") == of("sent")),
        Row::judged("Failed", count(of("failed")), of("failed") == 0),
        Row::judged("Workers crashed", count(of("crashes")), of("crashes") == 0),
        Row::new("Lock at the end", if of("lock_on") == 1 { "on" } else { "off" }),
    ];
    let speeds = [
        ("before_per_s", "Jobs/s before the import"),
        ("after_per_s", "Jobs/s after it"),
    ];
    let measured = speeds
        .iter()
        .filter_map(|(key, name)| Some((*name, report.number(key)?)));
    rows.extend(measured.map(|(name, speed)| Row::new(name, count(speed))));
    rows.extend(text(&report.result, "warning").map(|warning| Row::new("Warning", warning)));
    rows.extend(first(report).into_iter().flat_map(states));
    rows
}

fn text<'r>(of: &'r serde_json::Map<String, Value>, key: &str) -> Option<&'r str> {
    of.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The report of the first crash.
fn first(report: &Report) -> Option<&serde_json::Map<String, Value>> {
    report.result.get("reports")?.as_array()?.first()?.as_object()
}

/// What every worker was doing when the crash was noticed.
fn states(crash: &serde_json::Map<String, Value>) -> impl Iterator<Item = Row> {
    let threads = crash.get("threads").and_then(Value::as_array).into_iter().flatten();
    threads.filter_map(Value::as_object).filter_map(|thread| {
        let line = thread.get("line")?.as_u64()?;
        let mut state = format!("{}, line {line}", text(thread, "does")?);
        for (key, words) in [("holds", "has"), ("waits_for", "waits for")] {
            if let Some(what) = text(thread, key) {
                state += &format!(", {words} {what}");
            }
        }
        Some(Row::new(
            format!("At the first crash, {}", text(thread, "thread")?),
            state,
        ))
    })
}

fn crash(report: &Report) -> RichText {
    match first(report).and_then(|crash| text(crash, "crash")) {
        Some(what) => RichText::of(format!(
            "The first to crash was {what}. The supervisor noticed, wrote down what every worker was doing, made the table anew and started another worker.",
        )),
        None => RichText::default(),
    }
}

/// Less than so much slower may be chance.
const SLOWER: f64 = 0.9;

/// What the import did to the speed, in this run's figures, and if it shows no drop, why.
fn slowed(report: &Report) -> RichText {
    let stops =
        RichText::of("CPython stops every thread at its next check point, and all of them go on only with the lock");
    let (Some(before), Some(after)) = (report.number("before_per_s"), report.number("after_per_s")) else {
        return stops.say(". It stays on until the program ends. So few jobs tell nothing about speed.");
    };
    if (after as f64) < SLOWER * before as f64 {
        return stops
            .say(": from ")
            .strong(format!("{} to {} jobs/s", count(before), count(after)))
            .say(". One import did that to the whole program, and the lock stays on until it ends.");
    }
    let why = match (report.threads, report.cores, report.engine.as_str()) {
        (1, ..) => "One worker runs alone with the lock or without",
        (_, 1, _) => "There is one core, so the workers took turns before the import as well",
        (.., "lockstep") => "So few jobs are over too soon",
        _ => {
            "With a free core for each of two workers it would: other work on this machine kept the cores busy before the import, and less of it after. Run it again, \
            or with more jobs"
        }
    };
    stops
        .say(" until the program ends. Yet no drop shows in this run, from ")
        .strong(format!("{} to {} jobs/s", count(before), count(after)))
        .say(format!(". {why}."))
}

fn why(report: &Report) -> RichText {
    match (report.variant.as_str(), lock_of(report)) {
        ("undeclared", Lock::Off) => slowed(report),
        ("forced-off", Lock::Off) if figure(report, "crashes") > 0 => RichText::of(
            "The module changes an entry of its table and then the sum of all. With nobody to keep a second worker out, one comes in between, and the two no longer belong \
             together: in C that is a wild pointer as easily as a wrong sum.",
        ),
        ("forced-off", Lock::Off) if report.threads == 1 => {
            RichText::of("One worker alone cannot be inside the module twice. Tests with one thread never find this.")
        }
        ("forced-off", Lock::Off) if report.number("sent") == Some(1) => {
            RichText::of("One job alone cannot be inside the module twice. It takes two.")
        }
        ("forced-off", Lock::Off) if report.engine == "lockstep" => RichText::of(
            "This schedule tore nothing: nobody came between the module’s two writes. “Find what can go wrong” tries every schedule and finds those that do; or take a worker \
             past the first of its writes, and then step another.",
        ),
        ("forced-off", Lock::Off) => RichText::of(
            "Nothing protected the module’s table; the workers happened not to meet inside it. That it went well proves nothing: run it again, or with more calls a job.",
        ),
        ("declared", Lock::Off) => RichText::of(
            "The module has a lock of its own and holds it only while it touches its table, so everything else runs at the same time.",
        ),
        _ => RichText::of(
            "With the global lock nobody can be inside the module at the same time, because native code has no check point at which the lock could change hands: that is what \
             the module was written for.",
        ),
    }
}
