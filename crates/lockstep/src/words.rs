//! Operations, waits and races in plain words.

use crate::{
    graph::holders,
    kernel::{Kernel, Phase},
    op::OpKind,
    race::{AccessKind, AccessPair, PairAccess, RaceLocation},
};
use trace::{Race, RaceAccess, RaceKind};
use world::{Access, Kind, Label};

/// An operation, as ``reads `n` ``.
pub fn operation(kernel: &Kernel, act: OpKind) -> String {
    match act {
        OpKind::Nothing => "does nothing".into(),
        OpKind::Load(cell) => format!("reads {}", cell_name(kernel, cell)),
        OpKind::Store(cell, value) => format!("writes {value} to {}", cell_name(kernel, cell)),
        OpKind::Add(cell, amount) => format!("adds {amount} to {}", cell_name(kernel, cell)),
        OpKind::Update(cell) => format!("changes {}", cell_name(kernel, cell)),
        OpKind::Enter { region, access, .. } => entry(label(kernel, region), access),
        OpKind::Compute(nanos) => format!("computes for {}", span(nanos)),
        OpKind::Sleep(nanos) => format!("sleeps for {}", span(nanos)),
    }
}

fn entry(label: Label, access: Access) -> String {
    let name = format!("`{label}`");
    match (label.kind, access) {
        (_, Access::Read) => format!("reads {name}"),
        (_, Access::Write) => format!("writes {name}"),
        (Kind::Task, Access::Acquire) => format!("begins {name}"),
        (Kind::Task, Access::Release) => format!("completes {name}"),
        (Kind::Task, _) => format!("takes the result of {name}"),
        (_, Access::Acquire) => format!("acquires {name}"),
        (_, Access::Release) => format!("releases {name}"),
        (Kind::Queue, Access::Signal) => format!("puts into {name}"),
        (Kind::Queue, Access::Observe) => format!("takes from {name}"),
        (Kind::Pool, Access::Signal) => format!("gives {name} something to do"),
        (Kind::Pool, Access::Observe) => format!("takes a task from {name}"),
        (Kind::Barrier, Access::Signal) => format!("comes to {name}"),
        (Kind::Join, Access::Signal) => format!("tells {name} is over"),
        (Kind::Join, Access::Observe) => format!("waits for the end of {name}"),
        (Kind::GlobalLock, Access::Observe) => format!("waits until another thread has {name}"),
        (Kind::Variable, Access::Signal) => format!("changes {name}"),
        (Kind::Variable, Access::Observe) => format!("looks at {name}"),
        (Kind::Lock, Access::Signal) => format!("stands in line for {name}"),
        (_, Access::Signal) => format!("signals {name}"),
        (_, Access::Observe) => format!("waits for {name}"),
    }
}

/// Why a task does not move, or what is to be known before it tries; `None` when there is nothing to say.
pub fn note(kernel: &Kernel, task: usize) -> Option<String> {
    let row = &kernel.tasks[task];
    let region = row.region()?;
    let mut held = holders(kernel, region);
    held.retain(|holder| *holder != task || row.is_waiting());
    let excludes = label(kernel, region).kind.excludes();
    let held = (excludes || row.is_waiting())
        .then(|| held_by(kernel, &held, task))
        .flatten();
    let name = format!("`{}`", label(kernel, region));
    let limit = match row.next.act {
        OpKind::Enter { limit: Some(limit), .. } if row.phase == Phase::Waiting => {
            match label(kernel, region).kind {
                // `take_gil` goes on waiting after its interval: it asks the holder to let go.
                Kind::GlobalLock => format!("; after {} it asks for it", span(limit)),
                _ => format!("; after {} it gives up waiting", span(limit)),
            }
        }
        _ => String::new(),
    };
    match row.phase {
        Phase::Announced => held.map(|held| format!("{name} is {held}")),
        Phase::Woken => Some(format!("{name} has changed: it can try again")),
        Phase::Waiting => Some(match held {
            Some(held) => format!("waits for {name}, {held}{limit}"),
            None => format!("waits for {name}{limit}"),
        }),
        Phase::Unborn | Phase::Ended => None,
    }
}

/// What is in a cell. A drop request is a flag, as in CPython; that it is counted up here, so that a late one asks nobody, is the lock's own affair.
pub fn value(label: Label, value: u64) -> String {
    match label.kind {
        Kind::GlobalLock if value & 1 == 1 => "yes".into(),
        Kind::GlobalLock => "no".into(),
        _ => value.to_string(),
    }
}

fn held_by(kernel: &Kernel, holders: &[usize], task: usize) -> Option<String> {
    let name = |holder: &usize| match *holder == task {
        true => "itself".to_string(),
        false => kernel.tasks[*holder].label.to_string(),
    };
    let names: Vec<String> = holders.iter().map(name).collect();
    (!names.is_empty()).then(|| format!("held by {}", names.join(", ")))
}

/// A race, as others know it.
pub fn race(kernel: &Kernel, pair: &AccessPair) -> Race {
    let data = match pair.data {
        RaceLocation::Cell(cell) => kernel.cells[cell as usize].label,
        RaceLocation::Region(region) => label(kernel, region),
    };
    Race {
        kind: pair.kind,
        data: data.to_string(),
        first: party(kernel, &pair.first),
        second: party(kernel, &pair.second),
        step: pair.step + 1,
        missing: missing(kernel, pair, data),
    }
}

fn party(kernel: &Kernel, side: &PairAccess) -> RaceAccess {
    let verb = match side.verb {
        AccessKind::Reads => "reads",
        AccessKind::Writes => "writes",
        AccessKind::Changes => "changes",
    };
    RaceAccess {
        thread: name(kernel, side),
        verb: verb.into(),
        place: crate::event_log::named(side.place),
        lock: side.lock.map(|lock| label(kernel, lock).to_string()),
    }
}

fn missing(kernel: &Kernel, pair: &AccessPair, data: Label) -> String {
    let (first, second) = (name(kernel, &pair.first), name(kernel, &pair.second));
    let lock = |side: &PairAccess| side.lock.map(|lock| format!("`{}`", label(kernel, lock)));
    let locks = (lock(&pair.first), lock(&pair.second));
    if pair.kind == RaceKind::Overwritten {
        return format!(
            "{second} had read `{data}` before {first} wrote it, and wrote what it made of the old value: \
             no lock was held from its read to its write."
        );
    }
    match locks {
        (None, None) => format!("Neither {first} nor {second} holds a lock, and nothing else orders the two."),
        (Some(one), Some(other)) if one == other => {
            format!("Both hold {one}, but it was not held by both all the time, or it lets several in.")
        }
        (Some(one), Some(other)) => {
            format!("{first} holds {one} and {second} holds {other}: two locks do not keep each other out.")
        }
        (Some(one), None) => format!("Only {first} holds {one}; {second} does not."),
        (None, Some(other)) => format!("Only {second} holds {other}; {first} does not."),
    }
}

fn name(kernel: &Kernel, side: &PairAccess) -> String {
    kernel.tasks[usize::from(side.task)].label.to_string()
}

fn cell_name(kernel: &Kernel, cell: u32) -> String {
    format!("`{}`", kernel.cells[cell as usize].label)
}

fn label(kernel: &Kernel, region: u32) -> Label {
    kernel.regions[region as usize].label
}

/// A span of virtual time for a person.
pub fn span(nanos: u64) -> String {
    let (divisor, unit) = match nanos {
        0..1_000 => return format!("{nanos} ns"),
        1_000..1_000_000 => (1e3, "µs"),
        1_000_000..1_000_000_000 => (1e6, "ms"),
        _ => (1e9, "s"),
    };
    let digits = format!("{:.1}", nanos as f64 / divisor);
    format!("{} {unit}", digits.trim_end_matches(".0"))
}
