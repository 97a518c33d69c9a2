//! Values that hold values are let go without deep recursion, however long their chain is.

use std::cell::{Cell, RefCell};

use crate::value::Value;

/// How deeply what is let go may nest on the host's stack.
const DEEPEST: u32 = 60;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LATER: RefCell<Vec<Vec<Value>>> = const { RefCell::new(Vec::new()) };
}

/// Whether a value may hold others.
#[inline]
#[must_use]
pub fn holds(value: &Value) -> bool {
    !matches!(
        value,
        Value::Unbound
            | Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Big(_)
    )
}

/// Lets values go; what nests too deeply waits until the outermost has gone.
pub fn release(values: Vec<Value>) {
    // On a host thread that ends there is no such memory any more: then they go as they do.
    let Ok(depth) = DEPTH.try_with(Cell::get) else { return };
    if depth >= DEEPEST {
        let _ = LATER.try_with(|later| later.borrow_mut().push(values));
        return;
    }
    let _ = DEPTH.try_with(|cell| cell.set(depth + 1));
    drop(values);
    if depth == 0 {
        while let Some(next) = LATER.try_with(|later| later.borrow_mut().pop()).ok().flatten() {
            drop(next);
        }
    }
    let _ = DEPTH.try_with(|cell| cell.set(depth));
}
