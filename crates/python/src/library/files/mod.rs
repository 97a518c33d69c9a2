//! The module `_store`: files that live in the run, shared by its threads. `_files` makes streams of them.

mod handle;
mod store;

use std::sync::Arc;

use crate::checkpoint::Undo;
use crate::interpreter::Interpreter;
use crate::objects::dict::Dict;
use crate::objects::opaque::Opaque;
use crate::value::Value;

/// The paths of all files that live in a run, in order.
#[must_use]
pub fn paths(interpreter: &Interpreter) -> Vec<String> {
    store::paths(interpreter)
}

/// What puts all files, or an open one, back as they are now.
pub(super) fn undo(object: &Arc<Opaque>) -> Option<Undo> {
    store::undo(object).or_else(|| handle::undo(object))
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
