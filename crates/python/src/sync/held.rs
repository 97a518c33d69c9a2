//! The values that sync objects and calls of them hold.

use super::{Call, Stage, State};
use crate::value::Value;

impl State {
    /// All values that it holds.
    pub fn values(&self) -> Vec<Value> {
        match self {
            Self::Queue(queue) => queue.items.iter().cloned().collect(),
            Self::Pool(pool) => pool.tasks.iter().cloned().collect(),
            Self::Future(future) => {
                let mut all = future.callbacks.clone();
                if let Stage::Resolved(value) | Stage::Failed(value) = &future.stage {
                    all.push(value.clone());
                }
                all
            }
            _ => Vec::new(),
        }
    }
}

impl Call {
    /// The value that it brings.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Put(value)
            | Self::TryPut(value)
            | Self::Resolve(value)
            | Self::Fail(value)
            | Self::Callback(value)
            | Self::Submit(value) => Some(value),
            _ => None,
        }
    }
}
