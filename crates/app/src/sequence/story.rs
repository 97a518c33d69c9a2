//! From what a run noted of its requests to messages in order of time.

use lab_kit::account::Account;
use serde_json::Value;
use trace::Report;

/// Who takes part, and what they sent each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// From left to right.
    pub parties: Vec<String>,
    /// Which of them is the queue; the last one is where results wait.
    pub queue: usize,
    /// In order of time.
    pub messages: Vec<Message>,
    /// Requests that nothing is told of, for there were too many.
    pub untold: u64,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// When, in milliseconds.
    pub at: f64,
    /// Who sent it, as a position among the parties.
    pub from: usize,
    /// Who got it.
    pub to: usize,
    /// What it was.
    pub what: String,
    /// Whether it is bad news.
    pub bad: bool,
    /// Jobs in the queue afterwards.
    pub queued: usize,
    /// Results afterwards that nobody has collected.
    pub waiting: usize,
}

/// What happens to a request, in its own order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Leg {
    Sent,
    Queued,
    Answered,
    Refused,
    Taken,
    Done,
    Collected,
}

const LEGS: [(Leg, &str); 7] = [
    (Leg::Sent, "sent_ms"),
    (Leg::Queued, "queued_ms"),
    (Leg::Answered, "queued_ms"),
    (Leg::Refused, "refused_ms"),
    (Leg::Taken, "taken_ms"),
    (Leg::Done, "done_ms"),
    (Leg::Collected, "collected_ms"),
];

impl Story {
    /// What a report tells of its requests; nothing when it has none.
    pub fn of(report: &Report) -> Self {
        let Some(log) = report.result.get("log_ms").and_then(Value::as_array) else {
            return Story::default();
        };
        let parties = Parties::of(report);
        let mut legs: Vec<(f64, Leg, usize)> = Vec::new();
        for (position, entry) in log.iter().enumerate() {
            legs.extend(
                LEGS.iter()
                    .filter_map(|(leg, key)| Some((entry.get(*key)?.as_f64()?, *leg, position))),
            );
        }
        legs.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let (mut queued, mut waiting) = (0_usize, 0_usize);
        let messages = legs.into_iter().map(|(at, leg, position)| {
            match leg {
                Leg::Queued => queued += 1,
                Leg::Taken => queued = queued.saturating_sub(1),
                Leg::Done => waiting += 1,
                Leg::Collected => waiting = waiting.saturating_sub(1),
                Leg::Sent | Leg::Answered | Leg::Refused => {}
            }
            let entry = &log[position];
            let (from, to) = parties.ends(leg, entry);
            let (what, bad) = what(leg, entry, position + 1);
            Message {
                at,
                from,
                to,
                what,
                bad,
                queued,
                waiting,
            }
        });
        Story {
            messages: messages.collect(),
            queue: parties.clients + 1,
            parties: parties.names(),
            untold: Account::of(report).sent.unwrap_or(0).saturating_sub(log.len() as u64),
        }
    }
}

impl Message {
    /// What it was, as short as a picture wants it.
    pub fn short(&self) -> &str {
        match self.what.split_once(": ") {
            Some((short, _)) if !self.bad => short,
            _ => &self.what,
        }
    }
}

fn what(leg: Leg, entry: &Value, request: usize) -> (String, bool) {
    let failed = number(entry, "failed") > 0;
    let job = number(entry, "job");
    match leg {
        Leg::Sent => (format!("text {request}: {} words", number(entry, "words")), false),
        Leg::Queued | Leg::Taken => (format!("job {job}"), false),
        Leg::Answered => (format!("“job {job}”"), false),
        Leg::Refused => (format!("text {request}: full"), true),
        Leg::Done if failed => (format!("job {job} failed"), true),
        Leg::Done => (format!("job {job} done"), false),
        Leg::Collected => (format!("result {job}"), failed),
    }
}

/// How many of each kind there are: clients, server, queue, workers, results.
struct Parties {
    clients: usize,
    workers: usize,
}

impl Parties {
    fn of(report: &Report) -> Self {
        let clients = report.parameters.get("clients").and_then(Value::as_u64).unwrap_or(1);
        // A thread of a common pool does not know which one it is.
        let pooled = report.variant == "shared-pool";
        Parties {
            clients: clients.clamp(1, 64) as usize,
            workers: if pooled { 0 } else { report.threads as usize },
        }
    }

    fn names(&self) -> Vec<String> {
        let numbered =
            |name: &str, count: usize| (1..=count).map(|index| format!("{name} {index}")).collect::<Vec<_>>();
        let mut names = numbered("client", self.clients);
        names.extend(["server".to_string(), "queue".into()]);
        match self.workers {
            0 => names.push("pool".into()),
            workers => names.extend(numbered("worker", workers)),
        }
        names.push("results".into());
        names
    }

    fn ends(&self, leg: Leg, entry: &Value) -> (usize, usize) {
        let client = (number(entry, "client") as usize).clamp(1, self.clients) - 1;
        let (server, queue) = (self.clients, self.clients + 1);
        let most = self.workers.max(1);
        let worker = queue + (number(entry, "worker") as usize).clamp(1, most);
        let results = queue + most + 1;
        match leg {
            Leg::Sent => (client, server),
            Leg::Queued => (server, queue),
            Leg::Answered | Leg::Refused => (server, client),
            Leg::Taken => (queue, worker),
            Leg::Done => (worker, results),
            Leg::Collected => (results, client),
        }
    }
}

fn number(entry: &Value, key: &str) -> u64 {
    entry.get(key).and_then(Value::as_u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::{Experiment, lab};
    use serde_json::json;
    use trace::{Contention, Environment, Outcome, Work};

    fn report(variant: &str, log: Value) -> Report {
        let experiment = Experiment::of(lab("service").unwrap());
        Report {
            version: 1,
            lab: "service".into(),
            variant: variant.into(),
            engine: "threads".into(),
            lock: "off".into(),
            threads: 2,
            cores: 2,
            size: experiment.size,
            seed: 7,
            parameters: json!({ "clients": 1 }).as_object().cloned().unwrap(),
            outcome: Outcome::Finished,
            message: None,
            elapsed_ms: 1.0,
            work: Work {
                amount: 2,
                unit: "requests".into(),
            },
            throughput: 1.0,
            result: json!({ "sent": 3, "log_ms": log }).as_object().cloned().unwrap(),
            contention: Contention::default(),
            cycle: Vec::new(),
            stuck: None,
            schedule: String::new(),
            environment: Environment::default(),
        }
    }

    #[test]
    fn messages_come_in_order_and_depths_are_counted() {
        let log = json!([
            { "client": 1, "worker": 2, "job": 1, "words": 30, "failed": 0, "sent_ms": 0.1, "queued_ms": 0.2, "taken_ms": 0.5, "done_ms": 0.6, "collected_ms": 0.7 },
            { "client": 1, "worker": 1, "job": 2, "words": 40, "failed": 1, "sent_ms": 0.3, "queued_ms": 0.4, "taken_ms": 0.55, "done_ms": 0.65 },
        ]);
        let story = Story::of(&report("own-pool", log));
        assert_eq!(
            story.parties,
            ["client 1", "server", "queue", "worker 1", "worker 2", "results"]
        );
        assert_eq!(story.untold, 1);
        let told: Vec<_> = story
            .messages
            .iter()
            .map(|message| (message.what.as_str(), message.from, message.to))
            .collect();
        assert_eq!(told[0], ("text 1: 30 words", 0, 1));
        assert_eq!(told[5], ("“job 2”", 1, 0));
        assert_eq!(told[6], ("job 1", 2, 4));
        assert_eq!(told[9], ("job 2 failed", 3, 5));
        assert_eq!(told.last(), Some(&("result 1", 5, 0)));
        let depths: Vec<_> = story
            .messages
            .iter()
            .map(|message| (message.queued, message.waiting))
            .collect();
        assert_eq!(depths.iter().map(|depth| depth.0).max(), Some(2));
        assert_eq!(depths.last(), Some(&(0, 1)));
    }

    #[test]
    fn a_common_pool_is_one_party_and_other_labs_have_no_story() {
        let log =
            json!([{ "client": 1, "worker": 0, "job": 1, "words": 30, "failed": 0, "sent_ms": 0.1, "taken_ms": 0.5 }]);
        let story = Story::of(&report("shared-pool", log));
        assert_eq!(story.parties, ["client 1", "server", "queue", "pool", "results"]);
        assert_eq!(story.messages[1].to, 3);
        let mut other = report("own-pool", json!([]));
        other.result.clear();
        assert_eq!(Story::of(&other), Story::default());
    }
}
