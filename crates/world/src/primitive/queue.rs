//! A first-in, first-out queue, bounded or not, that can be closed.

use crate::{Access, Kind, Label, ObjectId, Place, Region, Waited, World};
use std::{collections::VecDeque, future::Future, panic::Location};

/// The queue was closed, so the item comes back.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Label, World, primitive::{Closed, Queue, Variable}};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let (queue, back) = (Queue::unbounded(world, "queue"), Variable::new(world, "back", Ok(())));
///     let result = back.clone();
///     world.spawn(Label::thread("thread", 1), move |_| async move {
///         queue.close().await;
///         back.set(queue.put(7).await.map_err(|Closed(item)| item)).await;
///     });
///     result
/// });
/// run.advance(100);
/// assert_eq!(run.read(|back| back.peek()), Some(Err(7)));
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Closed<T>(pub T);

/// Items in the order in which they were put.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Label, World, primitive::{Queue, Variable}};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let (queue, got) = (Queue::bounded(world, "queue", 2), Variable::new(world, "got", Vec::new()));
///     let (puts, result) = (queue.clone(), got.clone());
///     world.spawn(Label::thread("producer", 1), move |_| async move {
///         for item in [3, 1, 2] {
///             puts.put(item).await.expect("the queue is open");
///         }
///         puts.close().await;
///     });
///     world.spawn(Label::thread("consumer", 1), move |_| async move {
///         while let Some(item) = queue.get().await {
///             let mut list = got.get().await;
///             list.push(item);
///             got.set(list).await;
///         }
///     });
///     result
/// });
/// run.advance(100);
/// assert_eq!(run.read(|got| got.peek()), Some(vec![3, 1, 2]));
/// ```
///
/// # Memory ordering
/// What a thread did before it put an item is visible to the thread that gets it.
pub struct Queue<W: World, T: Send + 'static>(W::Region<State<T>>);

struct State<T> {
    items: VecDeque<T>,
    capacity: usize,
    closed: bool,
}

impl<W: World, T: Send + 'static> Queue<W, T> {
    /// A queue in which `put` waits while `capacity` items are queued. A capacity of 0 would admit nothing, and counts as 1.
    pub fn bounded(world: &W, name: &'static str, capacity: usize) -> Self {
        Self::labelled(world, Label::new(Kind::Queue, name), capacity.max(1))
    }

    /// A queue in which `put` never waits.
    pub fn unbounded(world: &W, name: &'static str) -> Self {
        Self::labelled(world, Label::new(Kind::Queue, name), usize::MAX)
    }

    /// A queue under a label of its own.
    pub fn labelled(world: &W, label: Label, capacity: usize) -> Self {
        Queue(world.region(
            label,
            State {
                items: VecDeque::new(),
                capacity,
                closed: false,
            },
        ))
    }

    /// Waits for room and puts the item last.
    ///
    /// # Errors
    /// [`Closed`] with the item when the queue is closed, also while it waits.
    #[track_caller]
    pub fn put(&self, item: T) -> impl Future<Output = Result<(), Closed<T>>> {
        let mut item = Some(item);
        self.0.when(Access::Signal, move |state| match state.closed {
            true => item.take().map(|item| Err(Closed(item))),
            false if state.items.len() < state.capacity => {
                state.items.extend(item.take());
                Some(Ok(()))
            }
            false => None,
        })
    }

    /// Puts the item last if there is room at once.
    ///
    /// # Errors
    /// The item when there is none, or when the queue is closed.
    #[track_caller]
    pub fn try_put(&self, item: T) -> impl Future<Output = Result<(), T>> {
        let mut item = Some(item);
        let put = self.0.wait_at(Location::caller(), Access::Signal, None, move |state| {
            let item = item.take()?;
            if state.closed || state.items.len() >= state.capacity {
                return Some(Err(item));
            }
            state.items.push_back(item);
            Some(Ok(()))
        });
        async move {
            match put.await {
                Waited::GaveUp(item) => Err(item),
                Waited::Done(()) | Waited::Expired => Ok(()),
            }
        }
    }

    /// Waits for an item and takes the first; `None` when the queue is closed and empty.
    #[track_caller]
    pub fn get(&self) -> impl Future<Output = Option<T>> {
        self.0.when(Access::Observe, State::pop)
    }

    /// Like [`Queue::get`], for a runtime's own idle threads: releases a global lock of any kind while it waits.
    #[track_caller]
    pub fn get_idle(&self) -> impl Future<Output = Option<T>> {
        self.get_idle_at(Location::caller())
    }

    /// See [`Queue::get_idle`].
    pub fn get_idle_at(&self, place: Place) -> impl Future<Output = Option<T>> {
        let idle = self.0.idle();
        async move { idle.when_at(place, Access::Observe, State::pop).await }
    }

    /// Takes the first item if there is one.
    #[track_caller]
    pub fn try_get(&self) -> impl Future<Output = Option<T>> {
        self.0.with(Access::Observe, |state| state.items.pop_front())
    }

    /// Refuses further items and wakes every thread that waits.
    #[track_caller]
    pub fn close(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |state| state.closed = true)
    }

    /// Items queued now, seen from outside the run.
    pub fn depth(&self) -> usize {
        self.0.inspect(|state| state.items.len())
    }

    /// Drops every queued item, from outside the run.
    pub fn clear(&self) {
        let items = self.0.inspect(|state| std::mem::take(&mut state.items));
        drop(items);
    }

    /// Puts an item from outside the run, before it starts.
    pub fn fill(&self, item: T) {
        self.0.inspect(|state| state.items.push_back(item));
    }

    /// The queue's number in its run.
    pub fn id(&self) -> ObjectId {
        self.0.id()
    }
}

impl<T> State<T> {
    fn pop(&mut self) -> Option<Option<T>> {
        match self.items.pop_front() {
            None if self.closed => Some(None),
            item => item.map(Some),
        }
    }
}

impl<W: World, T: Send + 'static> Clone for Queue<W, T> {
    fn clone(&self) -> Self {
        Queue(self.0.clone())
    }
}
