//! Frames: calls under way.

use std::sync::Arc;

use super::cx::Task;
use crate::objects::function::Function;
use crate::objects::generator::Generator;
use crate::objects::instance::Instance;
use crate::value::Value;

/// A call under way.
pub enum Activation {
    /// Of a function written in Python.
    Python(Frame),
    /// Of a native that may call Python.
    Task(Task),
}

/// A call of Python code.
#[derive(Clone)]
pub struct Frame {
    /// The function.
    pub function: Arc<Function>,
    /// The next op.
    pub at: usize,
    /// Where its slots begin on the thread's stack; the place before is the callable's.
    pub base: usize,
    /// What becomes of what the call that it waits for gives.
    pub expect: Expect,
    /// What becomes of what it gives itself.
    pub role: Role,
    /// The namespace of a class body.
    pub namespace: Option<Value>,
}

/// What becomes of what a call gives to the frame that waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It is pushed.
    Push,
    /// It is dropped.
    Discard,
    /// It is pushed, and the op runs again.
    Again,
    /// It is a truth value: pushed, the other way round if so.
    Truth(bool),
    /// It is the next of a loop; StopIteration goes to the target.
    Next(u32),
    /// It is handed out by `yield from`; StopIteration ends that.
    Delegate,
    /// It is pushed as a check of an `in` or comparison would.
    Pair,
}

/// What becomes of what a frame gives.
#[derive(Clone)]
pub enum Role {
    /// It goes to the caller.
    Plain,
    /// It must be None; the caller gets this new instance.
    Init(Value),
    /// It ends a generator; what was being handled when that was resumed comes back.
    Generator(Arc<Generator>, Option<Arc<Instance>>),
}

/// A frame that is put away, with what stood on the stack.
#[derive(Clone, Debug)]
pub struct Parked {
    /// The function.
    pub function: Arc<Function>,
    /// The next op.
    pub at: usize,
    /// Its slots and operands.
    pub values: Vec<Value>,
    /// The exception that it is handling.
    pub handled: Option<Arc<Instance>>,
    /// Whether it has begun.
    pub begun: bool,
}
