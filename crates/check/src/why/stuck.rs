//! Why threads are stuck.

use explore::Task;
use python::sync::{Call, State};

use super::Case;
use crate::simulation::{Moment, Went, What};
use crate::words;

/// A thread that waits: on which object, and in which line.
struct Waiter {
    task: Task,
    object: u64,
    line: u32,
}

type Reason = fn(&Case<'_>, &[Waiter]) -> Option<String>;

pub(super) fn why(case: &Case<'_>) -> String {
    let waiters = waiters(case);
    let reasons: [Reason; 9] = [
        own,
        circle,
        dead_holder,
        condition,
        barrier,
        pool,
        joined_under_lock,
        unfinished,
        signal,
    ];
    let reason = reasons.iter().find_map(|reason| reason(case, &waiters));
    reason.unwrap_or_else(|| plain(case, &waiters))
}

fn waiters(case: &Case<'_>) -> Vec<Waiter> {
    let waiter = |task: Task| {
        let (object, _) = case.simulation.waiting(task)?;
        let line = case.simulation.place_of(task).1;
        Some(Waiter { task, object, line })
    };
    // Daemons may well wait for ever, so they are the last to be blamed.
    let (daemons, others): (Vec<Task>, Vec<Task>) = case.tasks().partition(|task| case.simulation.is_daemon(*task));
    others.into_iter().chain(daemons).filter_map(waiter).collect()
}

fn holder(case: &Case<'_>, object: u64) -> Option<Task> {
    let holder = *case.simulation.state(object)?.holders().first()?;
    Task::try_from(holder).ok()
}

// The line in which a thread took what it holds.
fn taken(case: &Case<'_>, task: Task, object: u64) -> u32 {
    let took = case.log.iter().rev().find(|moment| {
        moment.task == task && matches!(&moment.what, What::Sync { object: at, call, went: Went::Well } if *at == object && matches!(call, Call::Acquire | Call::TryAcquire | Call::AcquireAll(_)))
    });
    took.map_or(0, |moment| moment.line)
}

fn own(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    let waiter = waiters
        .iter()
        .find(|waiter| holder(case, waiter.object) == Some(waiter.task))?;
    let (thread, lock) = (case.thread(waiter.task), case.object(waiter.object));
    let since = taken(case, waiter.task, waiter.object);
    Some(format!(
        "{thread} waits for {lock} in line {}, but has held it since line {since}: a Lock cannot be acquired twice, an RLock can.",
        waiter.line
    ))
}

fn circle(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    waiters.iter().find_map(|first| {
        let mut chain = vec![first];
        loop {
            let next = holder(case, chain.last()?.object)?;
            if next == first.task && chain.len() > 1 {
                return Some(circle_in_words(case, &chain));
            }
            let waiter = waiters.iter().find(|waiter| waiter.task == next)?;
            if chain.iter().any(|known| known.task == next) {
                return None;
            }
            chain.push(waiter);
        }
    })
}

fn circle_in_words(case: &Case<'_>, chain: &[&Waiter]) -> String {
    let parts: Vec<String> = chain
        .iter()
        .enumerate()
        .map(|(at, waiter)| {
            let held = chain[(at + chain.len() - 1) % chain.len()].object;
            format!(
                "{} holds {} (line {}) and waits for {} (line {})",
                case.thread(waiter.task),
                case.object(held),
                taken(case, waiter.task, held),
                case.object(waiter.object),
                waiter.line
            )
        })
        .collect();
    let end = if chain.len() == 2 {
        "each waits for the other"
    } else {
        "they wait for each other in a circle"
    };
    format!(
        "{}: {end}. Acquire the locks in the same order everywhere.",
        words::and(&parts)
    )
}

fn dead_holder(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    let waiter = waiters
        .iter()
        .find(|waiter| holder(case, waiter.object).is_some_and(|task| case.simulation.place_of(task).0))?;
    let dead = holder(case, waiter.object)?;
    let (lock, since) = (case.object(waiter.object), taken(case, dead, waiter.object));
    Some(format!(
        "{} acquired {lock} in line {since} and ended without releasing it, so {} waits for it in line {} for ever.",
        case.thread(dead),
        case.thread(waiter.task),
        waiter.line
    ))
}

fn condition(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    let waiter = waiters
        .iter()
        .find(|waiter| matches!(case.simulation.state(waiter.object), Some(State::Condition(_))))?;
    let name = case.object(waiter.object);
    let called = |moment: &&Moment| matches!(&moment.what, What::Sync { object, call: Call::Notify(_), .. } if *object == waiter.object);
    let begun = case.log.iter().rposition(|moment| {
        moment.task == waiter.task
            && matches!(&moment.what, What::Sync { object, call: Call::Enlist, .. } if *object == waiter.object)
    })?;
    let (before, after) = case.log.split_at(begun);
    let (thread, line) = (case.thread(waiter.task), waiter.line);
    Some(match (before.iter().rfind(called), after.iter().find(called)) {
        (_, Some(notify)) => format!(
            "{} notified {name} (line {}), but that woke another thread, and {thread} waits in line {line} for ever. Use notify_all where threads wait for different things.",
            case.thread(notify.task),
            notify.line
        ),
        (Some(notify), None) => format!(
            "Lost notify: {} notified {name} (line {}) before {thread} waited for it (line {line}), and nobody notifies it again. Check in a while loop what is waited for, before waiting.",
            case.thread(notify.task),
            notify.line
        ),
        (None, None) => format!(
            "{thread} waits for {name} in line {line}, and nobody is left to notify it.{}",
            died(case)
        ),
    })
}

// Who failed and so did not do what others wait for.
fn died(case: &Case<'_>) -> String {
    let failures = case.simulation.failures().iter();
    let told = failures.map(|(task, line, words)| format!(" {} failed in line {line} ({words}).", case.thread(*task)));
    told.collect()
}

fn barrier(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    let (object, barrier) = waiters
        .iter()
        .find_map(|waiter| match case.simulation.state(waiter.object) {
            Some(State::Barrier(barrier)) => Some((waiter.object, barrier)),
            _ => None,
        })?;
    let at: Vec<Task> = waiters
        .iter()
        .filter(|waiter| waiter.object == object)
        .map(|waiter| waiter.task)
        .collect();
    let name = case.object(object);
    let mut sentence = format!(
        "{name} opens when {} have come, and only {} came: {}.",
        barrier.parties,
        barrier.arrived,
        words::threads(case.simulation, &at)
    );
    let dead: Vec<String> = case
        .simulation
        .failures()
        .iter()
        .map(|(task, line, words)| format!("{} is missing: it failed in line {line} ({words})", case.thread(*task)))
        .collect();
    let missing = barrier.parties - barrier.arrived;
    if dead.is_empty() {
        let ended: Vec<Task> = case
            .tasks()
            .filter(|task| *task > 0 && case.simulation.place_of(*task).0)
            .collect();
        let came = |task: &Task| {
            case.log.iter().any(|moment| moment.task == *task && matches!(&moment.what, What::Sync { object: barrier, call: Call::Arrive, .. } if *barrier == object))
        };
        let absent: Vec<Task> = ended.into_iter().filter(|task| !came(task)).collect();
        match absent.as_slice() {
            [] => sentence.push_str(&format!(
                " {missing} {} missing, and nobody is left to come.",
                if missing == 1 { "is" } else { "are" }
            )),
            absent => sentence.push_str(&format!(
                " {} ended without coming.",
                words::threads(case.simulation, absent)
            )),
        }
    } else {
        sentence.push_str(&format!(" {}.", words::and(&dead)));
    }
    Some(sentence)
}

fn pool(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    let full = case
        .simulation
        .objects()
        .into_iter()
        .find_map(|object| match case.simulation.state(object) {
            Some(State::Pool(pool)) if !pool.tasks.is_empty() && pool.workers == pool.limit => Some((object, pool)),
            _ => None,
        })?;
    let waits = waiters
        .iter()
        .find(|waiter| waiter.task > 0 && matches!(case.simulation.state(waiter.object), Some(State::Future(_))))?;
    let (object, pool) = full;
    let (workers, queued) = (pool.limit, pool.tasks.len());
    Some(format!(
        "All {workers} worker{} of {} wait (line {}) for tasks of the same pool, and {queued} of these still stand{} in its queue: tasks >= workers, so nobody is left to run them.",
        if workers == 1 { "" } else { "s" },
        case.object(object),
        waits.line,
        if queued == 1 { "s" } else { "" },
    ))
}

fn joined_under_lock(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    let waiter = waiters.iter().find(|waiter| holder(case, waiter.object).is_some())?;
    let holder = holder(case, waiter.object)?;
    let other = waiters.iter().find(|other| other.task == holder)?;
    let (lock, since) = (case.object(waiter.object), taken(case, holder, waiter.object));
    Some(format!(
        "{} holds {lock} (line {since}) while it waits in line {} for {}, and {} needs {lock} in line {} to go on.",
        case.thread(holder),
        other.line,
        what(case, other),
        case.thread(waiter.task),
        waiter.line
    ))
}

fn what(case: &Case<'_>, waiter: &Waiter) -> String {
    match case.simulation.state(waiter.object) {
        Some(State::End(_)) => "a thread to end".to_owned(),
        Some(State::Future(_)) => "a task's result".to_owned(),
        Some(State::Queue(_)) => format!("an item in {}", case.object(waiter.object)),
        _ => case.object(waiter.object),
    }
}

fn unfinished(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    waiters.iter().find_map(|waiter| {
        let Some(State::Queue(queue)) = case.simulation.state(waiter.object) else {
            return None;
        };
        let (thread, name, line) = (case.thread(waiter.task), case.object(waiter.object), waiter.line);
        Some(match case.simulation.waiting(waiter.task)?.1 {
            Call::Drain => format!(
                "{thread} waits in line {line} until every task of {name} is done, but {} never had its task_done().",
                queue.unfinished
            ),
            Call::Put(_) => format!(
                "{thread} waits in line {line} for room in {name}, which is full, and nobody is left to take an item."
            ),
            _ => format!(
                "{thread} waits in line {line} for an item in {name}, and nobody is left to put one.{}{}",
                old_news(case, waiter),
                died(case)
            ),
        })
    })
}

// Who waits had looked whether there was an item, and another took it.
fn old_news(case: &Case<'_>, waiter: &Waiter) -> String {
    let looked = case.log.iter().rposition(|moment| {
        moment.task == waiter.task
            && matches!(&moment.what, What::Sync { object, call: Call::Count, .. } if *object == waiter.object)
    });
    let Some(looked) = looked else {
        return String::new();
    };
    let is_taken = case.log[looked..].iter().any(|moment| {
        moment.task != waiter.task
            && matches!(&moment.what, What::Sync { object, call: Call::Get | Call::TryGet, .. } if *object == waiter.object)
    });
    if !is_taken {
        return String::new();
    }
    format!(
        " It looked in line {}, but another thread may take the item between looking and taking: use get_nowait() and catch Empty.",
        case.log[looked].line
    )
}

fn signal(case: &Case<'_>, waiters: &[Waiter]) -> Option<String> {
    waiters.iter().find_map(|waiter| {
        let (thread, name, line) = (case.thread(waiter.task), case.object(waiter.object), waiter.line);
        match case.simulation.state(waiter.object)? {
            State::Event(_) => Some(format!(
                "{thread} waits for {name} in line {line}, and nobody is left to set it.{}",
                died(case)
            )),
            State::Semaphore(_) => Some(format!(
                "{thread} waits for {name} in line {line}, but {}, and nobody is left to release it.",
                kept(case, waiter)
            )),
            _ => None,
        }
    })
}

// Who took a semaphore and did not give it back.
fn kept(case: &Case<'_>, waiter: &Waiter) -> String {
    let count = |task: Task| {
        let calls = case.log.iter().filter(|moment| moment.task == task);
        calls.fold(0i64, |held, moment| match &moment.what {
            What::Sync {
                object,
                call,
                went: Went::Well,
            } if *object == waiter.object => match call {
                Call::Acquire | Call::TryAcquire => held + 1,
                Call::Give(count) => held - count,
                _ => held,
            },
            _ => held,
        })
    };
    let keepers: Vec<Task> = case.tasks().filter(|task| count(*task) > 0).collect();
    match keepers.as_slice() {
        [] => "its count is 0".to_owned(),
        keepers => format!(
            "{} acquired it without releasing it",
            words::threads(case.simulation, keepers)
        ),
    }
}

fn plain(case: &Case<'_>, waiters: &[Waiter]) -> String {
    let parts: Vec<String> = waiters
        .iter()
        .map(|waiter| {
            format!(
                "{} waits for {} in line {}",
                case.thread(waiter.task),
                what(case, waiter),
                waiter.line
            )
        })
        .collect();
    format!("Nobody can go on: {}.", words::and(&parts))
}
