//! A pool's tasks: workers are started one by one, and only when none is idle, as CPython does.

use std::collections::VecDeque;

use super::Call;
use crate::value::Value;

/// What a `ThreadPoolExecutor` shares with its workers.
#[derive(Clone, Debug)]
pub struct Pool {
    /// How many workers it may have.
    pub limit: i64,
    /// How many it has.
    pub workers: i64,
    /// How many of them are known to be idle.
    pub idle: i64,
    /// What is to be done.
    pub tasks: VecDeque<Value>,
    /// Whether it takes no more.
    pub shut: bool,
}

impl Pool {
    /// A pool without workers.
    #[must_use]
    pub fn new(limit: i64) -> Self {
        let tasks = VecDeque::new();
        Self {
            limit,
            workers: 0,
            idle: 0,
            tasks,
            shut: false,
        }
    }

    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Take) || self.shut || !self.tasks.is_empty()
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Submit(task) => self.submit(task.clone()),
            Call::TryTake => {
                self.idle += i64::from(self.tasks.is_empty());
                self.take()
            }
            Call::Take => self.take(),
            Call::Close(cancel) => self.close(*cancel),
            _ => Value::Int(i64::try_from(self.tasks.len()).unwrap_or(i64::MAX)),
        }
    }

    fn submit(&mut self, task: Value) -> Value {
        if self.shut {
            return Value::Bool(false);
        }
        self.tasks.push_back(task);
        if self.idle > 0 {
            self.idle -= 1;
            return Value::None;
        }
        if self.workers == self.limit {
            return Value::Int(-1);
        }
        self.workers += 1;
        Value::Int(self.workers - 1)
    }

    fn take(&mut self) -> Value {
        self.tasks
            .pop_front()
            .map_or(Value::None, |task| Value::tuple(vec![task]))
    }

    fn close(&mut self, cancel: bool) -> Value {
        self.shut = true;
        let left = if cancel {
            self.tasks.drain(..).collect()
        } else {
            Vec::new()
        };
        Value::tuple(left)
    }
}
