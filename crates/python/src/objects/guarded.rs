//! What several threads may change: a value behind a small lock of its own.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value that is only reached under its own lock. The lock is never held while Python code runs, while another object's lock is
/// taken, or across anything that blocks.
#[derive(Debug, Default)]
pub struct Guarded<T>(Mutex<T>);

impl<T> Guarded<T> {
    /// Guards a value.
    pub const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    /// The value, for as long as the guard lives.
    #[inline]
    pub fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The value, for who has it alone.
    pub fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
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
