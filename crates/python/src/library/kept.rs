//! Modules of the library that are the same in every run: they are run once on each thread of the host, for a search plays thousands of runs there.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use hashbrown::HashMap;

use crate::effect::{Answer, Effect, Start};
use crate::interpreter::{Interpreter, Settings};
use crate::machine::thread::Thread;
use crate::number::ObjectNumber;
use crate::value::Value;

/// Which: those that keep nothing that changes (what `threading` keeps belongs to the run), and take nothing from a run. Each comes after what it imports.
const KEPT: [&str; 14] = [
    "operator",
    "heapq",
    "abc",
    "types",
    "functools",
    "collections",
    "itertools",
    "threading",
    "queue",
    "concurrent",
    "concurrent.futures",
    "copy",
    "bisect",
    "asyncio",
];

/// Who makes the objects of the first of them; each has numbers of its own, so that these do not depend on what was imported before.
const FIRST: u32 = 0xff_e000;

type Version = (u8, u8, bool);

thread_local! {
    static RUNS: RefCell<HashMap<Version, Arc<Interpreter>>> = RefCell::default();
    static CHANGED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a module is one of these.
pub(crate) fn is_kept(name: &str) -> bool {
    KEPT.contains(&name)
}

/// The program changed one of these, so it is made anew for the next run.
pub(crate) fn changed() {
    CHANGED.set(true);
}

/// Whether the program changed one of these since it began.
pub(crate) fn is_changed() -> bool {
    CHANGED.get()
}

/// Whether an object belongs to one of these.
pub(crate) fn made(number: ObjectNumber) -> bool {
    (FIRST..FIRST + KEPT.len() as u32).contains(&number.thread())
}

/// A run begins.
pub(crate) fn begin() {
    if CHANGED.replace(false) {
        RUNS.with(|runs| runs.borrow_mut().clear());
    }
}

/// A module for a run that is part of a search; `None` if it is none of these, or could not be made.
pub(crate) fn module(interpreter: &Arc<Interpreter>, name: &str) -> Option<Value> {
    let maker = FIRST + u32::try_from(KEPT.iter().position(|kept| *kept == name)?).ok()?;
    if !interpreter.keeps && !interpreter.announces() {
        return None;
    }
    let run = if interpreter.keeps {
        interpreter.clone()
    } else {
        run(interpreter.settings.version)
    };
    if let Some(module) = run.modules.get_text(name) {
        return Some(module);
    }
    make(&run, name, maker)
}

fn run(version: Version) -> Arc<Interpreter> {
    if let Some(run) = RUNS.with(|runs| runs.borrow().get(&version).cloned()) {
        return run;
    }
    let settings = Settings {
        version,
        ..Settings::default()
    };
    let run = Interpreter::keeper(settings);
    RUNS.with(|runs| runs.borrow_mut().insert(version, run.clone()));
    run
}

// None of these asks anything of a driver while it is run.
fn make(run: &Arc<Interpreter>, name: &str, maker: u32) -> Option<Value> {
    let text = super::source(name)?;
    let outer = crate::number::swap(crate::number::first_of(maker));
    let function = run.library_function(name, text);
    crate::number::swap(outer);
    let function = function.ok()?;
    let module = crate::machine::import::enter(run, name, function.globals.clone());
    let start = Start {
        callable: Value::Function(function),
        arguments: Vec::new(),
        keywords: Vec::new(),
    };
    // What a module sets in its own classes and functions while it is made is no change.
    let before = is_changed();
    let is_made = finish(run, Thread::new(run, maker, start));
    CHANGED.set(before);
    if !is_made {
        run.modules.remove_name(&crate::objects::string::intern(name));
    }
    is_made.then_some(module)
}

fn finish(run: &Arc<Interpreter>, mut thread: Thread) -> bool {
    loop {
        match thread.resume(run, Answer::Go) {
            Effect::Finished(outcome) => return outcome.is_ok(),
            Effect::CheckPoint(_) => {}
            _ => return false,
        }
    }
}
