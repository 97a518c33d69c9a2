//! The module `_store`: files that live in the run, shared by its threads. `_files` makes streams of them.

mod handle;
mod store;

use crate::interpreter::Interpreter;
use crate::objects::dict::Dict;
use crate::value::Value;

/// The paths of all files that live in a run, in order.
#[must_use]
pub fn paths(interpreter: &Interpreter) -> Vec<String> {
    store::paths(interpreter)
}

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    for name in store::NAMES {
        globals.set_text(
            name,
            Value::native_slow(name, |cx, args| Box::pin(store::run(cx, args))),
        );
    }
    for name in handle::NAMES {
        globals.set_text(
            name,
            Value::native_slow(name, |cx, args| Box::pin(handle::run(cx, args))),
        );
    }
}
