//! What threads do, in words.

use explore::Task;
use python::sync::{Call, State};

use crate::called;
use crate::moves::Move;
use crate::names::Names;
use crate::simulation::{Moment, Simulation, Went, What};

/// The moves of a run that somebody could see, in order.
pub(crate) fn moves(simulation: &Simulation, names: &Names, log: &[Moment]) -> Vec<Move> {
    let shown = log.iter().filter_map(|moment| {
        let words = words(simulation, names, moment)?;
        Some(Move {
            thread: called::thread(simulation, moment.task),
            line: moment.line,
            words,
        })
    });
    let mut moves: Vec<Move> = Vec::new();
    for new in shown {
        if moves.last() != Some(&new) {
            moves.push(new);
        }
    }
    moves
}

/// What somebody could see of a moment, in words; `None` where there is nothing to see.
pub(crate) fn words(simulation: &Simulation, names: &Names, moment: &Moment) -> Option<String> {
    Some(match &moment.what {
        What::Access { contended: false, .. } => return None,
        What::Access { words, value, .. } => access(words, value.as_deref()),
        What::Sync { object, call, went } => sync(simulation, names, *object, call, *went)?,
        What::Spawn(name) => format!("starts {}", name.split(" (").next().unwrap_or(name)),
        What::Sleep => "sleeps".to_owned(),
        What::Output(text) if text.trim().is_empty() => return None,
        What::Output(text) => format!("prints {}", text.trim_end()),
        What::Spin => "spins".to_owned(),
        What::Raise(words) => format!("raises {words}"),
        What::End if moment.task == 0 => return None,
        What::End => "ends".to_owned(),
        What::Exit => "the program ends".to_owned(),
    })
}

fn access(words: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("{words} = {value}"),
        None => words.to_owned(),
    }
}

fn sync(simulation: &Simulation, names: &Names, object: u64, call: &Call, went: Went) -> Option<String> {
    let state = simulation.state(object)?;
    let name = called::object(simulation, names, object);
    let words = phrase(simulation, state, call, went, &name)?;
    Some(match went {
        Went::Expired => format!("gives up waiting for {name}: time-out"),
        _ => words,
    })
}

fn phrase(simulation: &Simulation, state: &State, call: &Call, went: Went, name: &str) -> Option<String> {
    let waits = went == Went::Waits;
    Some(match call {
        Call::Acquire | Call::AcquireAll(_) if waits => format!("waits for {name}"),
        Call::Acquire | Call::AcquireAll(_) => format!("acquires {name}"),
        Call::TryAcquire if went == Went::Refused => format!("tries {name}, which is held"),
        Call::TryAcquire => format!("acquires {name}"),
        Call::Release | Call::ReleaseAll | Call::Give(_) => format!("releases {name}"),
        Call::Await(_) if waits => format!("waits to be notified by {name}"),
        Call::Await(_) => format!("is woken by {name}"),
        Call::Notify(_) => format!("notifies {name}"),
        Call::Set => format!("sets {name}"),
        Call::Clear => format!("clears {name}"),
        Call::IsSet => format!("looks at {name}"),
        Call::Wait if matches!(state, State::End(_)) => ended(simulation, waits, name),
        Call::Wait if waits => format!("waits for {name}"),
        Call::Wait => format!("finds {name} set"),
        Call::Arrive => format!("arrives at {name}"),
        Call::Pass(_) if waits => format!("waits at {name}"),
        Call::Pass(_) | Call::Open => format!("passes {name}"),
        Call::Break | Call::Reset => format!("breaks {name}"),
        Call::Put(_) | Call::TryPut(_) if waits => format!("waits for room in {name}"),
        Call::Put(_) | Call::TryPut(_) => format!("puts an item into {name}"),
        Call::Get if waits => format!("waits for an item in {name}"),
        Call::TryGet if went == Went::Refused => format!("finds {name} empty"),
        Call::Get | Call::TryGet => format!("takes an item from {name}"),
        Call::Count | Call::Look => format!("looks at {name}"),
        Call::TaskDone => format!("marks a task of {name} as done"),
        Call::Drain if waits => format!("waits until every task of {name} is done"),
        Call::Drain => format!("finds every task of {name} done"),
        Call::Outcome if waits => "waits for a task's result".to_owned(),
        Call::Outcome => "gets a task's result".to_owned(),
        Call::Submit(_) => format!("submits a task to {name}"),
        Call::Take if waits => format!("waits for a task of {name}"),
        Call::Take | Call::TryTake => format!("looks for a task of {name}"),
        Call::Close(_) => format!("shuts {name} down"),
        Call::Resolve(_) => "sets a task's result".to_owned(),
        Call::Fail(_) => "sets a task's exception".to_owned(),
        _ => return None,
    })
}

fn ended(_: &Simulation, waits: bool, name: &str) -> String {
    if waits {
        format!("waits for {name} to end")
    } else {
        format!("sees that {name} has ended")
    }
}

/// A list of names in a sentence.
pub(crate) fn and(names: &[String]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The names of threads in a sentence.
pub(crate) fn threads(simulation: &Simulation, tasks: &[Task]) -> String {
    and(&tasks
        .iter()
        .map(|task| called::thread(simulation, *task))
        .collect::<Vec<_>>())
}
