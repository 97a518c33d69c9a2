//! Generators, coroutines and asynchronous generators: frames that are put away.

use std::sync::Arc;

use super::discard::discard;
use super::guarded::Guarded;
use super::string::Name;
use crate::machine::frame::Parked;
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A generator, coroutine or asynchronous generator.
#[derive(Debug)]
pub struct Generator {
    /// Which of the three.
    pub kind: GeneratorKind,
    /// The name of its function.
    pub name: Name,
    /// Its qualified name.
    pub qualname: Name,
    /// Its number.
    pub number: ObjectNumber,
    /// Its frame.
    pub state: Guarded<GeneratorState>,
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorKind {
    /// A generator.
    Generator,
    /// A coroutine.
    Coroutine,
    /// An asynchronous generator.
    Async,
}

/// Where a generator is.
#[derive(Clone, Debug)]
pub enum GeneratorState {
    /// Not begun, or stopped at a `yield`.
    Parked(Parked),
    /// On some thread's stack; with the room for its values when it is put away again.
    Running(Vec<Value>),
    /// Ended.
    Ended,
}

impl Generator {
    /// A generator of a frame that has not begun.
    #[must_use]
    pub fn new(kind: GeneratorKind, name: Name, qualname: Name, frame: Parked) -> Self {
        let state = Guarded::new(GeneratorState::Parked(frame));
        let number = number::next();
        Self {
            kind,
            name,
            qualname,
            number,
            state,
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        let state = self.state.get_mut();
        if matches!(state, GeneratorState::Parked(_)) {
            discard(std::mem::replace(state, GeneratorState::Ended));
        }
    }
}

/// What an asynchronous generator yields, told apart from what it awaits.
#[derive(Debug)]
pub struct Wrapped(pub Value);

/// The awaitable of one step of an asynchronous generator.
#[derive(Debug)]
pub struct AsyncStep {
    /// The generator.
    pub generator: Arc<Generator>,
    /// What is sent, thrown or closed; taken when it begins.
    pub first: Guarded<Option<Step>>,
    /// Whether the step closes the generator.
    pub closes: bool,
}

/// How a generator is resumed.
#[derive(Debug)]
pub enum Step {
    /// With a value.
    Send(Value),
    /// With an exception.
    Throw(super::exception::Raised),
}
