//! A shared variable: reading and writing it are atomic, and nothing else is, as for a global name in Python.

use crate::{Access, Kind, Label, Region, World};
use std::future::Future;

/// A value that threads read and replace whole.
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
