//! The short ways of some rarer ops.

use std::sync::Arc;

use python_syntax::code::{Conversion, Op};

use crate::machine::thread::Thread;
use crate::objects::table::Table;
use crate::value::Value;

impl Thread {
    /// Runs an op if there is a short way; otherwise it has done nothing.
    pub(super) fn common(&mut self, op: Op) -> bool {
        match op {
            Op::UnpackSequence(count) => self.unpack(count as usize),
            Op::FormatValue {
                conversion: Conversion::None | Conversion::Str,
                spec: false,
            } => self.format_top(),
            Op::BuildString(count) => self.build_string(count as usize),
            Op::BuildMap(0) => {
                self.stack.push(Value::dict(Table::default()));
                true
            }
            _ => false,
        }
    }

    fn unpack(&mut self, count: usize) -> bool {
        if !matches!(self.stack.last(), Some(Value::Tuple(items)) if items.len() == count) {
            return false;
        }
        let Some(Value::Tuple(items)) = self.stack.pop() else {
            return false;
        };
        match Arc::try_unwrap(items) {
            Ok(own) => self.stack.extend(own.into_vec().into_iter().rev()),
            Err(shared) => self.stack.extend(shared.iter().rev().cloned()),
        }
        true
    }

    fn format_top(&mut self) -> bool {
        match self.stack.last_mut() {
            Some(Value::Str(_)) => true,
            Some(top @ Value::Int(_)) => {
                let Value::Int(number) = *top else { return false };
                *top = Value::from(number.to_string());
                true
            }
            _ => false,
        }
    }

    fn build_string(&mut self, count: usize) -> bool {
        let from = self.stack.len() - count;
        let mut length = 0;
        for part in &self.stack[from..] {
            let Value::Str(part) = part else { return false };
            length += part.as_str().len();
        }
        let mut text = String::with_capacity(length);
        for part in self.stack.drain(from..) {
            if let Value::Str(part) = part {
                text.push_str(part.as_str());
            }
        }
        self.stack.push(Value::from(text));
        true
    }
}
