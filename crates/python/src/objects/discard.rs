//! How objects that hold others are let go of: what hangs on them in a long chain is dropped link by link and not one inside the other, for the host's
//! stack is short (the idea of CPython's trashcan, `Include/cpython/object.h`).

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ops::Deref;

use crate::value::Value;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static LEFT: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// So many objects are dropped one inside the other.
const DEEPEST: usize = 100;

/// Drops what an object held, now or as soon as the objects around it are gone.
pub fn discard<T: 'static>(held: T) {
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    if depth >= DEEPEST {
        let held: Box<dyn Any> = Box::new(held);
        // Where the thread's own things are gone already, it is dropped where it is.
        let _ = LEFT.try_with(|left| left.borrow_mut().push(held));
        return;
    }
    inside(depth, || drop(held));
    if depth == 0 {
        while let Some(next) = LEFT.try_with(|left| left.borrow_mut().pop()).ok().flatten() {
            inside(depth, || drop(next));
        }
    }
}

fn inside(depth: usize, act: impl FnOnce()) {
    let _ = DEPTH.try_with(|own| own.set(depth + 1));
    act();
    let _ = DEPTH.try_with(|own| own.set(depth));
}

/// The items of a tuple.
#[derive(Debug, Default, Clone)]
pub struct Items(Vec<Value>);

impl From<Vec<Value>> for Items {
    fn from(items: Vec<Value>) -> Self {
        Self(items)
    }
}

impl Items {
    /// Takes them out.
    #[inline]
    pub fn take(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.0)
    }
}

impl Deref for Items {
    type Target = Vec<Value>;

    #[inline]
    fn deref(&self) -> &Vec<Value> {
        &self.0
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        if holds_objects(&self.0) {
            discard(self.take());
        }
    }
}

/// Whether any of these values may hold others: most are numbers and texts.
pub(super) fn holds_objects(values: &[Value]) -> bool {
    values.iter().any(is_object)
}

/// Whether a value may hold others.
pub(crate) fn is_object(value: &Value) -> bool {
    !matches!(
        value,
        Value::Unbound
            | Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Big(_)
            | Value::Complex(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::ByteArray(_)
            | Value::Range(_)
            | Value::Native(_)
            | Value::Code(_)
    )
}
