//! The machine that runs a visitor's Python program: values, objects, built-ins, and each Python thread as a coroutine of effects.

pub mod builtins;
pub mod checkpoint;
pub mod effect;
pub mod exceptions;
pub mod interpreter;
pub mod library;
pub mod machine;
pub mod number;
pub mod objects;
pub mod operations;
pub mod sync;
pub mod value;

pub use checkpoint::Checkpoint;
pub use effect::{Answer, CheckKind, Effect, Kind, Slot, Start, Stream};
pub use interpreter::Interpreter;
pub use machine::thread::Thread;
pub use number::ObjectNumber;
pub use value::Value;
