//! Where a search stands, as JSON for a file.

use std::sync::Arc;

use explore::{Branch, Frontier, Tally, Task, Told};
use serde_json::{Map, Value, json};

use crate::outcome::{Kind, Outcome};
use crate::part::Standing;
use crate::simulation::Shared;

/// What [`read`] understands.
#[must_use]
pub fn write(standing: &Standing) -> Value {
    let (tasks, contended) = standing.shared.learnt();
    json!({
        "whole": standing.whole,
        "elapsed_ms": standing.elapsed_ms,
        "tasks": tasks,
        "contended": contended,
        "left": standing.left.as_ref().map(|left| left.branches.iter().map(branch).collect::<Vec<_>>()),
        "tally": tally(&standing.tally),
    })
}

/// What [`write`] wrote; `None` for anything else.
#[must_use]
pub fn read(value: &Value) -> Option<Standing> {
    let left = match &value["left"] {
        Value::Null => None,
        list => Some(Frontier {
            branches: each(list, read_branch)?,
        }),
    };
    let tasks = each(&value["tasks"], |entry| {
        Some((task(&entry[0])?, small(&entry[1])?, task(&entry[2])?))
    })?;
    let contended = each(&value["contended"], |entry| {
        Some((entry[0].as_u64()?, entry[1].as_u64()?))
    })?;
    Some(Standing {
        shared: Arc::new(Shared::of(tasks, contended)),
        left,
        tally: read_tally(&value["tally"])?,
        whole: value["whole"].as_bool()?,
        elapsed_ms: value["elapsed_ms"].as_f64()?,
    })
}

fn branch(branch: &Branch) -> Value {
    json!([branch.schedule, branch.wanted, branch.begun, branch.asleep])
}

fn read_branch(value: &Value) -> Option<Branch> {
    Some(Branch {
        schedule: each(&value[0], task)?,
        wanted: value[1].as_u64()?,
        begun: value[2].as_u64()?,
        asleep: each(&value[3], task)?,
    })
}

fn tally(tally: &Tally<Outcome>) -> Value {
    let outcomes: Vec<Value> = tally
        .outcomes
        .iter()
        .map(|(outcome, told)| {
            json!({
                "kind": outcome.kind.word(), "stdout": outcome.stdout, "exception": outcome.exception, "stuck": outcome.stuck,
                "count": told.count, "schedule": told.schedule,
            })
        })
        .collect();
    json!({ "redundant": tally.redundant, "cut": tally.cut, "outcomes": outcomes })
}

fn read_tally(value: &Value) -> Option<Tally<Outcome>> {
    let mut tally = Tally {
        redundant: value["redundant"].as_u64()?,
        cut: value["cut"].as_u64()?,
        ..Tally::default()
    };
    for entry in value["outcomes"].as_array()? {
        let (outcome, told) = (outcome(entry.as_object()?)?, told(entry)?);
        tally.schedules = tally.schedules.checked_add(told.count)?;
        tally.failures += if outcome.failed() { told.count } else { 0 };
        tally.outcomes.insert(outcome, told);
    }
    Some(tally)
}

fn outcome(entry: &Map<String, Value>) -> Option<Outcome> {
    Some(Outcome {
        kind: Kind::named(entry.get("kind")?.as_str()?)?,
        stdout: entry.get("stdout")?.as_str()?.to_owned(),
        exception: entry.get("exception")?.as_str().map(str::to_owned),
        stuck: each(entry.get("stuck")?, |name| name.as_str().map(str::to_owned))?,
    })
}

fn told(entry: &Value) -> Option<Told> {
    Some(Told {
        count: entry["count"].as_u64()?,
        schedule: each(&entry["schedule"], task)?,
    })
}

fn each<T>(list: &Value, one: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    list.as_array()?.iter().map(one).collect()
}

fn task(value: &Value) -> Option<Task> {
    Task::try_from(value.as_u64()?)
        .ok()
        .filter(|task| usize::from(*task) < explore::MAX_TASKS)
}

fn small(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}
