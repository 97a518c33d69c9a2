//! A load test: the same requests under each kind of lock, a row each, in the JSON that the page and the command line share.

use crate::{Outcome, Report};
use serde::{Deserialize, Serialize};

/// What one kind of lock made of the requests.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LoadRow {
    /// `off`, `cpython` or `held`.
    pub lock: String,
    /// Which variant was run.
    pub variant: String,
    /// How many requests were to be sent.
    pub requests: u64,
    /// How many words are counted in one go.
    pub chunk: u64,
    /// How many threads take jobs.
    pub workers: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// Requests that were sent; each is done, failed, refused or unfinished.
    pub sent: u64,
    /// Requests whose result was collected or could have been.
    pub done: u64,
    /// Requests that were no text.
    pub failed: u64,
    /// Requests for which there was no room.
    pub refused: u64,
    /// Requests that had no result yet when the run ended: none, unless it did not finish.
    pub unfinished: u64,
    /// How long it took, or until it was recognised as stuck or was given up.
    pub elapsed_ms: f64,
    /// Half of the results were there so soon after sending; nothing when there are none.
    pub p50_ms: Option<f64>,
    /// 95 of 100 were.
    pub p95_ms: Option<f64>,
    /// Who waits for whom, when it is stuck; else why it did not finish, if it did not.
    pub why: Option<String>,
}

/// What a result has of requests. The fields are the public keys.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Figures {
    sent: u64,
    done: u64,
    failed: u64,
    refused: u64,
    unfinished: u64,
    p50_ms: Option<f64>,
    p95_ms: Option<f64>,
}

impl LoadRow {
    /// The row of one run.
    pub fn of(report: &Report) -> Self {
        let found: Figures = report.figures();
        let latency = |time: Option<f64>| time.filter(|_| found.done + found.failed > 0);
        LoadRow {
            lock: report.lock.clone(),
            variant: report.variant.clone(),
            requests: report.size,
            chunk: report
                .parameters
                .get("chunk")
                .and_then(|value| value.as_u64())
                .unwrap_or(0),
            workers: report.threads,
            outcome: report.outcome,
            sent: found.sent,
            done: found.done,
            failed: found.failed,
            refused: found.refused,
            unfinished: found.unfinished,
            elapsed_ms: report.elapsed_ms,
            p50_ms: latency(found.p50_ms),
            p95_ms: latency(found.p95_ms),
            why: why(report),
        }
    }

    /// What became of the requests, in a few words: `10 of 10 done`, `stuck, 0 of 10 done`.
    pub fn result(&self) -> String {
        let done = format!("{} of {} done", self.done, self.requests);
        let others = [(self.failed, "failed"), (self.refused, "refused")];
        let others = others.iter().filter(|(number, _)| *number > 0);
        let all = others.fold(done, |all, (number, what)| format!("{all}, {number} {what}"));
        match self.outcome {
            Outcome::Finished => all,
            Outcome::Deadlocked => format!("stuck, {all}"),
            Outcome::TimedOut => format!("timed out, {all}"),
            Outcome::Stopped => format!("stopped, {all}"),
            Outcome::Crashed => format!("crashed, {all}"),
        }
    }
}

fn why(report: &Report) -> Option<String> {
    let link = report
        .cycle
        .iter()
        .map(|link| format!("{} holds {} and waits for {}", link.thread, link.holds, link.waits_for));
    let links: Vec<String> = link.collect();
    match links.is_empty() {
        true => report.message.clone(),
        false => Some(format!("{}.", links.join("; "))),
    }
}
