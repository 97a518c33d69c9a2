//! A pool's tasks: workers are started one by one, and only when none is idle, as CPython does.

use std::collections::VecDeque;

use super::parts::shuts;
use super::{Call, Part, PartTouch, Touch};
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
    /// How many tasks have come, and how many have gone.
    come: u64,
    pub(super) gone: u64,
    /// How many had come when the last worker was started.
    early: u64,
    /// Which workers have taken a later one.
    know: Vec<u32>,
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
            come: 0,
            gone: 0,
            early: 0,
            know: Vec::new(),
        }
    }

    /// What a call touches that need not wait.
    pub(super) fn touches(&self, call: &Call, me: u32) -> Vec<PartTouch> {
        match call {
            Call::Submit(_) => {
                // What it would have touched before it was shut down it touches afterwards as well.
                let item = if self.shut { Touch::Change } else { Touch::Happen };
                let come = [
                    (Part::Tail, Touch::Change),
                    (Part::Item(self.come), item),
                    (Part::Shut, Touch::Look),
                ];
                let idle = (!self.is_grown()).then_some((Part::Count, Touch::Change));
                come.into_iter().chain(idle).collect()
            }
            Call::TryTake if self.waits_at_once(me) => Vec::new(),
            Call::TryTake => vec![
                (Part::Head, Touch::Change),
                (Part::Item(self.gone), Touch::Look),
                (Part::Count, Touch::Add),
                (Part::Shut, Touch::Look),
            ],
            // Nobody could have come here before it was shut down, but before whoever took the last task.
            Call::Take if self.tasks.is_empty() => vec![(Part::Head, Touch::Look), (Part::Shut, Touch::Observe)],
            Call::Take => vec![(Part::Head, Touch::Wait), (Part::Item(self.gone), Touch::Observe)],
            Call::Close(false) => vec![shuts(self.shut)],
            Call::Close(true) => vec![
                shuts(self.shut),
                (Part::Head, Touch::Change),
                (Part::Tail, Touch::Change),
            ],
            _ => vec![(Part::Head, Touch::Look), (Part::Tail, Touch::Look)],
        }
    }

    // Whether no other worker can be started any more.
    fn is_grown(&self) -> bool {
        self.workers == self.limit
    }

    // Nobody asks whether a worker is idle once the pool has all of them, and to look for a task before waiting for one is as good as to wait at once. A worker
    // knows that by a task that was submitted later: what it does then must not depend on what it cannot know.
    fn waits_at_once(&self, me: u32) -> bool {
        self.know.contains(&me)
    }

    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Take) || self.shut || !self.tasks.is_empty()
    }

    pub(super) fn perform(&mut self, call: &Call, me: u32) -> Value {
        match call {
            Call::Submit(task) => self.submit(task.clone()),
            Call::TryTake if self.waits_at_once(me) => Value::None,
            Call::TryTake => {
                self.idle += i64::from(self.tasks.is_empty());
                self.take(me)
            }
            Call::Take => self.take(me),
            Call::Close(cancel) => self.close(*cancel),
            _ => Value::Int(i64::try_from(self.tasks.len()).unwrap_or(i64::MAX)),
        }
    }

    fn submit(&mut self, task: Value) -> Value {
        if self.shut {
            return Value::Bool(false);
        }
        self.tasks.push_back(task);
        self.come += 1;
        if self.is_grown() {
            return Value::Int(-1);
        }
        self.early = self.come;
        if self.idle > 0 {
            self.idle -= 1;
            return Value::None;
        }
        self.workers += 1;
        Value::Int(self.workers - 1)
    }

    fn take(&mut self, me: u32) -> Value {
        let Some(task) = self.tasks.pop_front() else {
            return Value::None;
        };
        if self.gone >= self.early && !self.waits_at_once(me) {
            self.know.push(me);
        }
        self.gone += 1;
        Value::tuple(vec![task])
    }

    fn close(&mut self, cancel: bool) -> Value {
        self.shut = true;
        let left = if cancel {
            self.gone = self.come;
            self.tasks.drain(..).collect()
        } else {
            Vec::new()
        };
        Value::tuple(left)
    }
}
