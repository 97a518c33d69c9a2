//! The queues of `queue`: first in first out, last in first out, by priority, and the simple one.

use std::collections::VecDeque;

use super::{Call, compare};
use crate::value::Value;

/// In which order items leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they came.
    Fifo,
    /// The last first.
    Lifo,
    /// The least first; items that need Python to be compared come as pairs whose first is their rank.
    Priority,
    /// As they came, in a `SimpleQueue`, which CPython writes in C.
    Simple,
}

/// A queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// In which order items leave.
    pub order: Order,
    /// How many fit; 0 or less: any number.
    pub capacity: i64,
    /// What is in it.
    pub items: VecDeque<Value>,
    /// How many tasks are not done yet.
    pub unfinished: i64,
    /// Whether it is shut down.
    pub shut: bool,
}

impl Queue {
    /// An empty queue.
    #[must_use]
    pub fn new(order: Order, capacity: i64) -> Self {
        let items = VecDeque::new();
        Self {
            order,
            capacity,
            items,
            unfinished: 0,
            shut: false,
        }
    }

    /// Whether nothing more fits.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.capacity > 0 && i64::try_from(self.items.len()).is_ok_and(|items| items >= self.capacity)
    }

    pub(super) fn ready(&self, call: &Call) -> bool {
        match call {
            Call::Put(_) => self.shut || !self.is_full(),
            Call::Get => self.shut || !self.items.is_empty(),
            Call::Drain => self.unfinished == 0,
            _ => true,
        }
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Put(item) | Call::TryPut(item) => self.put(item.clone()),
            Call::Get | Call::TryGet => self.get(),
            Call::TaskDone => self.task_done(),
            Call::ShutDown(at_once) => self.shut_down(*at_once),
            Call::Drain => Value::Bool(true),
            Call::IsShutDown => Value::Bool(self.shut),
            Call::Unfinished => Value::Int(self.unfinished),
            Call::Items => Value::tuple(self.items.iter().cloned().collect()),
            _ => Value::Int(i64::try_from(self.items.len()).unwrap_or(i64::MAX)),
        }
    }

    fn put(&mut self, item: Value) -> Value {
        if self.shut {
            return Value::None;
        }
        if self.is_full() {
            return Value::Bool(false);
        }
        let place = self.place(&item);
        self.items.insert(place, item);
        self.unfinished += 1;
        Value::Bool(true)
    }

    fn place(&self, item: &Value) -> usize {
        match self.order {
            Order::Fifo | Order::Simple => self.items.len(),
            Order::Lifo => 0,
            Order::Priority => self
                .items
                .partition_point(|other| compare(other, item) != Some(std::cmp::Ordering::Greater)),
        }
    }

    fn get(&mut self) -> Value {
        match self.items.pop_front() {
            Some(item) => Value::tuple(vec![item]),
            None if self.shut => Value::None,
            None => Value::Bool(false),
        }
    }

    fn task_done(&mut self) -> Value {
        let some = self.unfinished > 0;
        self.unfinished -= i64::from(some);
        Value::Bool(some)
    }

    fn shut_down(&mut self, at_once: bool) -> Value {
        self.shut = true;
        if at_once {
            self.unfinished = (self.unfinished - i64::try_from(self.items.len()).unwrap_or(0)).max(0);
            self.items.clear();
        }
        Value::None
    }
}
