//! A shared variable: reading and writing it are atomic, and nothing else is, as for a global name in Python.

use crate::{Access, Kind, Label, Region, World};
use std::future::Future;

/// A value that threads read and replace whole.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Label, World, primitive::Variable};
///
/// // Both read the empty list before either replaces it.
/// let schedule = Schedule::read("1.2.1.2").expect("a schedule");
/// let mut run = Run::new(Machine::default(), 0, schedule, |world| {
///     let list = Variable::new(world, "list", Vec::new());
///     for index in 1..=2 {
///         let list = list.clone();
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             let mut longer = list.get().await;
///             longer.push(index);
///             list.set(longer).await;
///         });
///     }
///     list
/// });
/// run.advance(4);
/// assert_eq!(run.read(|list| list.peek()), Some(vec![2]));
/// ```
///
/// # Memory ordering
/// None: reading and writing are indivisible and order nothing else. Two threads that do both race, and a race detector reports them.
pub struct Variable<W: World, T: Clone + Send + 'static>(W::Region<T>);

impl<W: World, T: Clone + Send + 'static> Variable<W, T> {
    /// A variable that holds `value`.
    pub fn new(world: &W, name: &'static str, value: T) -> Self {
        Variable(world.region(Label::new(Kind::Variable, name), value))
    }

    /// A copy of the value; put what is large behind an `Arc`.
    #[track_caller]
    pub fn get(&self) -> impl Future<Output = T> {
        self.0.with(Access::Read, |value| value.clone())
    }

    /// Replaces the value.
    #[track_caller]
    pub fn set(&self, value: T) -> impl Future<Output = ()> {
        self.0.with(Access::Write, move |old| *old = value)
    }

    /// The value seen from outside the run.
    pub fn peek(&self) -> T {
        self.0.inspect(|value| value.clone())
    }
}

impl<W: World, T: Clone + Send + 'static> Clone for Variable<W, T> {
    fn clone(&self) -> Self {
        Variable(self.0.clone())
    }
}
