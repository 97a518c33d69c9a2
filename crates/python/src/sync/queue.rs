//! The queues of `queue`: first in first out, last in first out, by priority, and the simple one.

use std::collections::VecDeque;

use super::parts::{finds_none, shuts};
use super::{Call, Part, PartTouch, Touch, compare};
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
    /// How many items have come, and how many have gone.
    come: u64,
    gone: u64,
    /// How many items each thread has taken, less the tasks that it has told to be done.
    owed: Vec<(u32, u64)>,
    /// Whether each task was told to be done by a thread that had taken one for it: then no order of such calls finds none left.
    matched: bool,
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
            come: 0,
            gone: 0,
            owed: Vec::new(),
            matched: true,
        }
    }

    /// Whether items leave at one end and come at the other.
    pub(super) fn has_ends(&self) -> bool {
        matches!(self.order, Order::Fifo | Order::Simple)
    }

    /// What a call touches that need not wait.
    pub(super) fn touches(&self, call: &Call, me: u32, limited: bool) -> Vec<PartTouch> {
        match call {
            Call::Put(_) => self.puts(Touch::Wait, if limited { Touch::Look } else { Touch::Observe }),
            Call::TryPut(_) => self.puts(Touch::Change, Touch::Look),
            Call::Get => self.gets(Touch::Wait, if limited { Touch::Look } else { Touch::Observe }),
            Call::TryGet => self.gets(Touch::Change, Touch::Look),
            Call::TaskDone if self.matched && self.owes(me) => vec![(Part::Count, Touch::Add)],
            Call::TaskDone => vec![(Part::Count, Touch::Change)],
            Call::Drain => vec![(Part::Count, Touch::Wait)],
            Call::Unfinished => vec![(Part::Count, Touch::Sum)],
            Call::IsShutDown => vec![(Part::Shut, Touch::Look)],
            Call::ShutDown(false) => vec![shuts(self.shut)],
            Call::ShutDown(true) => vec![
                shuts(self.shut),
                (Part::Head, Touch::Change),
                (Part::Tail, Touch::Change),
                (Part::Count, Touch::Change),
            ],
            _ => vec![(Part::Head, Touch::Look), (Part::Tail, Touch::Look)],
        }
    }

    fn puts(&self, end: Touch, room: Touch) -> Vec<PartTouch> {
        if self.is_full() && !self.shut {
            return self.finds_full();
        }
        let end = if self.capacity > 0 { end } else { Touch::Change };
        // What it would have touched before it was shut down it touches afterwards as well.
        let item = if self.shut { Touch::Change } else { Touch::Happen };
        let mut all = vec![(Part::Tail, end), (Part::Item(self.come), item)];
        all.extend(self.room().map(|part| (part, room)));
        if self.order == Order::Fifo {
            all.extend([(Part::Count, Touch::Add), (Part::Shut, Touch::Look)]);
        }
        all
    }

    fn gets(&self, end: Touch, item: Touch) -> Vec<PartTouch> {
        if self.items.is_empty() {
            return match (self.shut, item) {
                // Nobody who waits could have come here before it was shut down, but before whoever took the last item.
                (true, Touch::Observe) => vec![(Part::Head, Touch::Look), (Part::Shut, Touch::Observe)],
                _ => finds_none(self.gone),
            };
        }
        let mut all = vec![(Part::Head, end), (Part::Item(self.gone), item)];
        if self.capacity > 0 {
            all.push((Part::Room(self.gone), Touch::Happen));
        }
        if self.order == Order::Fifo {
            all.push((Part::Shut, Touch::Look));
        }
        all
    }

    /// What a call has looked at that did not take place.
    pub(super) fn looks(&self, call: &Call) -> Vec<PartTouch> {
        match call {
            Call::Drain => vec![(Part::Count, Touch::Sum)],
            Call::Put(_) => self.finds_full(),
            _ => finds_none(self.gone),
        }
    }

    fn finds_full(&self) -> Vec<PartTouch> {
        let looked = [Part::Tail, Part::Shut].into_iter().chain(self.room());
        looked.map(|part| (part, Touch::Look)).collect()
    }

    // The room that the next item takes, if another had to leave it.
    fn room(&self) -> Option<Part> {
        let capacity = u64::try_from(self.capacity).ok().filter(|most| *most > 0)?;
        self.come.checked_sub(capacity).map(Part::Room)
    }

    fn owes(&self, me: u32) -> bool {
        self.owed.iter().any(|(thread, tasks)| *thread == me && *tasks > 0)
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

    pub(super) fn perform(&mut self, call: &Call, me: u32) -> Value {
        match call {
            Call::Put(item) | Call::TryPut(item) => self.put(item.clone()),
            Call::Get | Call::TryGet => self.get(me),
            Call::TaskDone => self.task_done(me),
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
        self.come += 1;
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

    fn get(&mut self, me: u32) -> Value {
        match self.items.pop_front() {
            Some(item) => {
                self.gone += 1;
                self.owe(me);
                Value::tuple(vec![item])
            }
            None if self.shut => Value::None,
            None => Value::Bool(false),
        }
    }

    fn owe(&mut self, me: u32) {
        match self.owed.iter_mut().find(|(thread, _)| *thread == me) {
            Some((_, tasks)) => *tasks += 1,
            None => self.owed.push((me, 1)),
        }
    }

    fn task_done(&mut self, me: u32) -> Value {
        let some = self.unfinished > 0;
        self.unfinished -= i64::from(some);
        self.matched &= self.owes(me);
        let own = self.owed.iter_mut().find(|(thread, _)| *thread == me);
        if let Some((_, tasks)) = own {
            *tasks = tasks.saturating_sub(1);
        }
        Value::Bool(some)
    }

    fn shut_down(&mut self, at_once: bool) -> Value {
        self.shut = true;
        if at_once {
            self.unfinished = (self.unfinished - i64::try_from(self.items.len()).unwrap_or(0)).max(0);
            self.gone = self.come;
            self.matched = false;
            self.items.clear();
        }
        Value::None
    }
}
