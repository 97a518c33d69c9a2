//! The service: what became of the requests, and what is true about the global lock and servers that hang.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{count, counted, millis},
};
use lab_kit::{Row, Summary, account, figure, lock_of};
use trace::Report;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (sent, done) = (figure(report, "sent"), figure(report, "done"));
    let (failed, refused) = (figure(report, "failed"), figure(report, "refused"));
    let told = RichText::default().strong(count(done)).say(format!(
        " of {} done in {}.",
        counted(sent, "requests"),
        millis(report.elapsed_ms)
    ));
    let told = match (failed, refused) {
        (0, 0) => told.say(" Nobody got stuck."),
        (_, 0) => told
            .bad(format!(" {} failed", count(failed)))
            .say(", each alone: the others never noticed."),
        (0, _) => told
            .bad(format!(" {} refused", count(refused)))
            .say(": the queue was full, and the server said so."),
        _ => told
            .bad(format!(" {} failed and {} were refused", count(failed), count(refused)))
            .say(": each is accounted for."),
    };
    Summary {
        told,
        rows: rows(report),
        why: why(report),
        short: format!("{} of {} done", count(done), count(sent)),
    }
}

/// What became of the requests, in a run that ended or did not.
pub fn rows(report: &Report) -> Vec<Row> {
    let (sent, done) = (figure(report, "sent"), figure(report, "done"));
    let (failed, refused) = (figure(report, "failed"), figure(report, "refused"));
    let waiting = figure(report, "unfinished");
    let mut rows = vec![
        Row::new("Sent", count(sent)),
        Row::settled(report, "Done", done, done == sent),
        Row::settled(report, "Failed", failed, failed == 0),
        Row::settled(report, "Refused", refused, refused == 0),
    ];
    if waiting > 0 {
        rows.push(Row::judged(account::unfinished(report), count(waiting), false));
    }
    rows.extend(account::unsent(report));
    if done + failed > 0 {
        let latency = |key: &str| millis(report.result.get(key).and_then(|value| value.as_f64()).unwrap_or(0.0));
        rows.push(Row::new("Half took at most", latency("p50_ms")));
        rows.push(Row::new("95 of 100 took at most", latency("p95_ms")));
    }
    rows
}

fn why(report: &Report) -> RichText {
    match (report.variant.as_str(), lock_of(report)) {
        ("shared-pool", _) if parameter(report, "arrival") == "stream" => RichText::of(
            "Jobs and their pieces share one pool, and this time a thread was left to count pieces. That is luck: requests that come faster occupy \
            every thread with jobs that wait.",
        ),
        ("shared-pool", _) => RichText::of(format!(
            "Jobs and their pieces share one pool of {}. It ends because fewer jobs than threads were taken: one was always left to count the pieces.",
            counted(report.threads.into(), "threads")
        )),
        (_, Lock::CPython) => RichText::of(format!(
            "A write-up says that the GIL makes such a server deadlock. Not so: {} of {} were answered, for whoever waits lets go of the lock first. What it \
            is right about is slowness: one thread runs at a time{}. What hung its server was its own protocol, which closed connections before all was \
            read and used ids twice.",
            count(figure(report, "done")),
            counted(figure(report, "sent"), "requests"),
            match whole(report, "pollers") {
                0 => ", and threads that ask without a pause use up the turns of the others".into(),
                pollers => format!(", and here {} took most of the turns", counted(pollers, "busy pollers")),
            }
        )),
        ("no-inner", _) => {
            RichText::of("Each worker counts its own job: it waits for nobody, and so nobody can keep it waiting.")
        }
        _ => RichText::of(
            "Each worker waits only for threads of a pool that nobody else uses, and those wait for nobody. So every wait ends.",
        ),
    }
}

fn whole(report: &Report, key: &str) -> u64 {
    report.parameters.get(key).and_then(|value| value.as_u64()).unwrap_or(0)
}

fn parameter<'r>(report: &'r Report, key: &str) -> &'r str {
    report
        .parameters
        .get(key)
        .and_then(|value| value.as_str())
        .unwrap_or("")
}
