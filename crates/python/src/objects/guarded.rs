//! What several threads may change: a value behind a small lock of its own.

use spin::mutex::{SpinMutex, SpinMutexGuard};
use spin::relax::Yield;

/// A value that is only reached under its own lock. The lock is never held while Python code runs, while another object's lock is
/// taken, or across anything that blocks: so it is held for nanoseconds, and who finds it taken spins.
#[derive(Debug, Default)]
pub struct Guarded<T>(SpinMutex<T, Yield>);

/// The value of a [`Guarded`], for as long as this lives.
pub type Guard<'a, T> = SpinMutexGuard<'a, T>;

impl<T> Guarded<T> {
    /// Guards a value.
    pub const fn new(value: T) -> Self {
        Self(SpinMutex::new(value))
    }

    /// The value, for as long as the guard lives.
    #[inline]
    pub fn lock(&self) -> Guard<'_, T> {
        self.0.lock()
    }

    /// The value, which nobody else can reach.
    #[inline]
    pub fn get_mut(&mut self) -> &mut T {
        self.0.get_mut()
    }

    /// Puts a value in its place and gives the old one.
    pub fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.lock(), value)
    }
}

impl<T: Clone> Guarded<T> {
    /// A copy of the value.
    #[inline]
    pub fn get(&self) -> T {
        self.lock().clone()
    }
}
