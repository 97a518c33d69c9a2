//! A shared value that counts as unchanged as long as it is the same one, so that components compare it by pointer.

use std::{
    ops::Deref,
    rc::{Rc, Weak},
};

/// A shared value, compared by pointer.
#[derive(Debug, Default)]
pub struct PtrEq<T>(Rc<T>);

impl<T> PtrEq<T> {
    /// A value that is the same as no other.
    pub fn new(value: T) -> Self {
        PtrEq(Rc::new(value))
    }
}

impl<T> PtrEq<T> {
    /// The value, for as long as somebody else shares it.
    pub fn downgrade(&self) -> Weak<T> {
        Rc::downgrade(&self.0)
    }
}

impl<T: Clone> PtrEq<T> {
    /// The value, to be changed; whoever shares it keeps what it had.
    pub fn edit(&mut self) -> &mut T {
        Rc::make_mut(&mut self.0)
    }
}

impl<T> Clone for PtrEq<T> {
    fn clone(&self) -> Self {
        PtrEq(Rc::clone(&self.0))
    }
}

impl<T> Deref for PtrEq<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
