//! The modules that programs import.

mod bindings;
pub mod files;
pub mod hashing;
pub mod imports;
pub(crate) mod kept;
pub mod lacking;
pub mod math;
pub mod pure;
pub mod re;
pub mod sources;
pub mod standard;
pub mod stdlib;
pub mod sync;
mod touch;
pub mod tracebacks;
pub mod twister;
pub mod unicode;
pub mod version;

use std::sync::Arc;

use crate::checkpoint::Undo;
use crate::interpreter::Interpreter;
use crate::objects::dict::Dict;
use crate::objects::opaque::Opaque;
use crate::value::Value;

/// The globals of a module written in Rust.
#[must_use]
pub fn native(interpreter: &Arc<Interpreter>, name: &str) -> Option<Arc<Dict>> {
    if name == "_sync" {
        let globals = Dict::default();
        globals.set_text("__name__", Value::from(name));
        for (name, function) in sync::FUNCTIONS {
            globals.set_text(name, Value::native(name, *function));
        }
        return Some(Arc::new(globals));
    }
    pure::module(name)
        .or_else(|| standard::module(interpreter, name))
        .map(Arc::new)
}

/// Whether a module that a program may import is written in Rust.
#[must_use]
pub fn is_native(name: &str) -> bool {
    ["math", "sys", "builtins", "unicodedata"].contains(&name)
}

/// The text of a module written in Python.
#[must_use]
pub fn source(name: &str) -> Option<&'static str> {
    sources::SOURCES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// Whether an object's data never change.
pub(crate) fn never_changes(object: &Opaque) -> bool {
    standard::is_stream(object) || object.data::<python_re::Program>().is_some()
}

/// What puts an object's data back as they are now; `None` if nobody knows how.
pub(crate) fn undo(object: &Arc<Opaque>) -> Option<Undo> {
    twister::undo(object)
        .or_else(|| hashing::undo(object))
        .or_else(|| files::undo(object))
}
