//! What the loop needs besides: keywords of a call, cells, and what rarer ops come to.

use super::*;

impl Thread {
    pub(super) fn split_keywords(&mut self, frame: &Frame, names: u32) -> Vec<(Name, Value)> {
        let Value::Tuple(names) = &frame.function.body.constants[names as usize] else {
            return Vec::new();
        };
        let values = self.stack.split_off(self.stack.len() - names.len());
        let pairs = names.iter().zip(values);
        pairs
            .filter_map(|(name, value)| match name {
                Value::Str(name) => Some((name.clone(), value)),
                _ => None,
            })
            .collect()
    }
}

/// What one of the rarer ops comes to.
pub(in crate::machine) enum Rare {
    /// The next op.
    Go,
    /// A native that may call Python.
    Wait(Expect, crate::machine::cx::Task),
    /// A generator, whose values are handed out.
    Resume(Arc<crate::objects::generator::Generator>, Step),
    /// A value to hand out, staying at the op.
    Yield(Value),
    /// A call of what lies on the stack.
    Call(usize),
}

/// The cell that `LoadDeref(index)` reads.
#[inline]
pub(in crate::machine) fn cell_of<'a>(stack: &'a [Value], frame: &'a Frame, index: u32) -> Option<&'a Arc<Cell>> {
    let own = frame.function.body.code.cells.len();
    let index = index as usize;
    let value = if index < own {
        stack.get(frame.base + frame.function.body.locals.len() + index)
    } else {
        frame.function.closure.get(index - own)
    };
    match value {
        Some(Value::Cell(cell)) => Some(cell),
        _ => None,
    }
}

/// What a loop makes of a container to walk it is the loop's own.
#[inline]
pub(super) fn owned<const ANNOUNCES: bool>(container: &Value, iterator: Value) -> Value {
    if ANNOUNCES
        && let Value::Iterator(made) = &iterator
        && !matches!(container, Value::Iterator(_))
    {
        made.belong();
    }
    iterator
}
