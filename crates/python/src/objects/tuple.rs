//! What tuples hold.

use super::release;
use crate::value::Value;

/// The items of a tuple.
#[derive(Clone, Debug, Default)]
pub struct Items(Vec<Value>);

impl Items {
    /// These items.
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        Self(items)
    }

    /// The items themselves.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<Value> {
        std::mem::take(&mut self.0)
    }
}

impl std::ops::Deref for Items {
    type Target = Vec<Value>;

    #[inline]
    fn deref(&self) -> &Vec<Value> {
        &self.0
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        if self.0.iter().any(release::holds) {
            release::release(std::mem::take(&mut self.0));
        }
    }
}
