//! What a sync object is to a world, and what a call of it means to those who watch.

use python::Value;
use python::sync::{Call, State};
use world::{Access, Kind, Label};

/// What it is called before anybody knows the program's own name for it.
pub(crate) fn label(state: &State) -> Label {
    let kind = match state {
        State::Lock(_) | State::RLock(_) => Kind::Lock,
        State::Condition(_) => Kind::Condition,
        State::Semaphore(_) => Kind::Semaphore,
        State::Event(_) => Kind::Event,
        State::Barrier(_) => Kind::Barrier,
        State::Queue(_) => Kind::Queue,
        State::Future(_) => Kind::Task,
        State::End(_) => Kind::Join,
        State::Pool(_) => Kind::Pool,
    };
    Label::new(kind, state.word())
}

/// What a call means, if it takes place.
pub(crate) fn access(state: &State, call: &Call, me: u32) -> Access {
    match (state, call) {
        (State::RLock(lock), Call::Acquire | Call::TryAcquire | Call::AcquireAll(_)) if lock.holder == Some(me) => {
            Access::Write
        }
        (State::RLock(lock), Call::Release) if lock.depth > 1 => Access::Write,
        (_, Call::Acquire | Call::TryAcquire | Call::AcquireAll(_) | Call::Begin) => Access::Acquire,
        (State::Semaphore(_), Call::Give(_)) => Access::Release,
        (_, Call::Release | Call::ReleaseAll | Call::Resolve(_) | Call::Fail(_)) => Access::Release,
        (_, Call::Await(_) | Call::Wait | Call::Pass(_) | Call::Get | Call::TryGet | Call::Drain) => Access::Observe,
        (_, Call::Take | Call::TryTake | Call::Outcome) => Access::Observe,
        (_, Call::Locked | Call::Owned | Call::Count | Call::IsSet | Call::Look | Call::Stage) => Access::Read,
        (_, Call::IsShutDown | Call::Unfinished | Call::Items) => Access::Read,
        _ => Access::Signal,
    }
}

/// Whether a call that gave this answer changed nothing.
pub(crate) fn is_refused(answer: &Value) -> bool {
    matches!(answer, Value::Bool(false))
}
