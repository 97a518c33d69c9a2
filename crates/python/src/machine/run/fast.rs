//! The short ways of fused ops: on numbers, own attributes, lists and loops, without a value that is copied only to be dropped.

use python_syntax::code::{BinaryOperator, Comparison, Op};

use super::names::{method_of, own_attribute, set_own};
use crate::machine::body::Body;
use crate::machine::fused::Quick;
use crate::machine::thread::Thread;
use crate::operations::{iteration, subscript};
use crate::value::Value;

impl Thread {
    /// Runs a fused op and goes past all it stands for; or does nothing, and the first of them runs as it is written.
    #[inline(always)]
    pub(super) fn fast(&mut self, quick: Quick, body: &Body, base: usize, at: &mut usize) -> bool {
        let slot = |slot: u16| base + slot as usize;
        let ops = &body.code.ops;
        match quick {
            Quick::Plain(_) | Quick::ReturnFast(_) => false,
            Quick::FastFast(a, b) => {
                let (a, b) = (&self.stack[slot(a)], &self.stack[slot(b)]);
                if matches!(a, Value::Unbound) || matches!(b, Value::Unbound) {
                    return false;
                }
                let (a, b) = (a.clone(), b.clone());
                self.stack.push(a);
                self.stack.push(b);
                *at += 1;
                true
            }
            Quick::BinaryFastConst(op, a, c) => {
                let result = binary(op, &self.stack[slot(a)], &body.constants[c as usize]);
                self.pushes(result, at, 2)
            }
            Quick::BinaryFastFast(op, a, b) => {
                let result = binary(op, &self.stack[slot(a)], &self.stack[slot(b)]);
                self.pushes(result, at, 2)
            }
            Quick::BinaryConst(op, c) => {
                let result = self
                    .stack
                    .last()
                    .and_then(|a| binary(op, a, &body.constants[c as usize]));
                self.replaces(result, at)
            }
            Quick::BinaryFast(op, b) => {
                let result = self.stack.last().and_then(|a| binary(op, a, &self.stack[slot(b)]));
                self.replaces(result, at)
            }
            Quick::InPlaceFastConst(op, a, c) => {
                let result = binary(op, &self.stack[slot(a)], &body.constants[c as usize]);
                self.stores(result, slot(a), at)
            }
            Quick::InPlaceFastFast(op, a, b) => {
                let result = binary(op, &self.stack[slot(a)], &self.stack[slot(b)]);
                self.stores(result, slot(a), at)
            }
            Quick::InPlaceStore(op, a) => self.in_place_store(op, slot(a), at),
            Quick::BranchFastConst(op, a, c) => {
                let truth = compare(op, &self.stack[slot(a)], &body.constants[c as usize]);
                branches(truth, ops, at, 2)
            }
            Quick::BranchFastFast(op, a, b) => {
                let truth = compare(op, &self.stack[slot(a)], &self.stack[slot(b)]);
                branches(truth, ops, at, 2)
            }
            Quick::BranchConst(op, c) => {
                let truth = self
                    .stack
                    .last()
                    .and_then(|a| compare(op, a, &body.constants[c as usize]));
                let goes = branches(truth, ops, at, 1);
                if goes {
                    self.stack.pop();
                }
                goes
            }
            Quick::Branch(op) => {
                let top = self.stack.len();
                let truth = compare(op, &self.stack[top - 2], &self.stack[top - 1]);
                let goes = branches(truth, ops, at, 0);
                if goes {
                    self.stack.truncate(top - 2);
                }
                goes
            }
            Quick::FastAttr(a, name) => {
                let Value::Instance(instance) = &self.stack[slot(a)] else {
                    return false;
                };
                let found = own_attribute(instance, &body.names[name as usize], &body.hints[*at]);
                self.pushes(found, at, 1)
            }
            Quick::FastMethod(a, name) => {
                let object = &self.stack[slot(a)];
                let Some(function) = method_of::<false>(&mut self.methods, object, &body.names[name as usize]) else {
                    return false;
                };
                let object = object.clone();
                self.stack.push(function);
                self.stack.push(object);
                *at += 1;
                true
            }
            Quick::FastStoreAttr(a, name) => self.store_attribute(slot(a), name, body, at),
            Quick::FastSubscript(a, b) => {
                let found = item(&self.stack[slot(a)], &self.stack[slot(b)]);
                self.pushes(found, at, 2)
            }
            Quick::FastStoreSubscript(a, b) => self.store_item(slot(a), slot(b), at),
            Quick::ForStore(to) => match self.walked() {
                Some(Some(value)) => {
                    self.stack[slot(to)] = value;
                    *at += 1;
                    true
                }
                Some(None) => self.loop_ends(ops, at),
                None => false,
            },
            Quick::ForPair(a, b) => {
                let Some(Value::Iterator(iterator)) = self.stack.last() else {
                    return false;
                };
                match iteration::step_pair(iterator) {
                    Some(Some((first, second))) => {
                        self.stack[slot(a)] = first;
                        self.stack[slot(b)] = second;
                        *at += 3;
                        true
                    }
                    Some(None) => self.loop_ends(ops, at),
                    None => false,
                }
            }
        }
    }

    #[inline(always)]
    fn pushes(&mut self, value: Option<Value>, at: &mut usize, more: usize) -> bool {
        let Some(value) = value else { return false };
        self.stack.push(value);
        *at += more;
        true
    }

    #[inline(always)]
    fn replaces(&mut self, value: Option<Value>, at: &mut usize) -> bool {
        let (Some(value), Some(top)) = (value, self.stack.last_mut()) else {
            return false;
        };
        *top = value;
        *at += 1;
        true
    }

    #[inline(always)]
    fn stores(&mut self, value: Option<Value>, slot: usize, at: &mut usize) -> bool {
        let Some(value) = value else { return false };
        self.stack[slot] = value;
        *at += 3;
        true
    }

    // `a += top` with `a` below the top: a string that nobody else knows grows where it is.
    #[inline(always)]
    fn in_place_store(&mut self, op: BinaryOperator, slot: usize, at: &mut usize) -> bool {
        let top = self.stack.len();
        let (a, b) = (&self.stack[top - 2], &self.stack[top - 1]);
        if let Some(result) = binary(op, a, b) {
            self.stack.truncate(top - 2);
            self.stack[slot] = result;
            *at += 1;
            return true;
        }
        op == BinaryOperator::Add && matches!((a, b), (Value::Str(_), Value::Str(_))) && self.append(slot, at)
    }

    fn append(&mut self, slot: usize, at: &mut usize) -> bool {
        let top = self.stack.len();
        let (left, rest) = self.stack.split_at_mut(top - 2);
        let [Value::Str(held), Value::Str(more)] = rest else {
            return false;
        };
        let Value::Str(local) = &mut left[slot] else {
            return false;
        };
        if !std::sync::Arc::ptr_eq(local, held) || local.as_str().len() + more.as_str().len() > 1 << 29 {
            return false;
        }
        let more = more.clone();
        self.stack.truncate(top - 2);
        let Value::Str(local) = &mut self.stack[slot] else {
            return false;
        };
        match std::sync::Arc::get_mut(local) {
            Some(own) => own.append(&more),
            None => {
                let text = [local.as_str(), more.as_str()].concat();
                self.stack[slot] = Value::from(text);
            }
        }
        *at += 1;
        true
    }

    #[inline(always)]
    fn store_attribute(&mut self, slot: usize, name: u16, body: &Body, at: &mut usize) -> bool {
        if !matches!(self.stack[slot], Value::Instance(_)) {
            return false;
        }
        let value = self.stack.pop().unwrap_or_default();
        let Value::Instance(instance) = &self.stack[slot] else {
            return false;
        };
        let hint = &body.hints[*at];
        match set_own(instance, &body.names[name as usize], value, hint) {
            Ok(()) => {
                *at += 1;
                true
            }
            Err(value) => {
                self.stack.push(value);
                false
            }
        }
    }

    #[inline(always)]
    fn store_item(&mut self, container: usize, key: usize, at: &mut usize) -> bool {
        let top = self.stack.len() - 1;
        let (Value::List(list), Value::Int(index)) = (&self.stack[container], &self.stack[key]) else {
            return false;
        };
        let (list, index) = (list, *index);
        let mut items = list.lock();
        let Some(place) = subscript::place(index, items.len()) else {
            return false;
        };
        let old = std::mem::replace(&mut items[place], self.stack[top].clone());
        drop(items);
        drop(old);
        self.stack.pop();
        *at += 2;
        true
    }

    // The next of the loop's own iterator; none if the loop has none.
    #[inline(always)]
    pub(super) fn walked(&mut self) -> Option<Option<Value>> {
        match self.stack.last_mut() {
            Some(Value::Walk(source)) => iteration::walk(source),
            _ => None,
        }
    }

    #[inline(always)]
    fn loop_ends(&mut self, ops: &[Op], at: &mut usize) -> bool {
        let Some(Op::ForIter(target)) = ops.get(*at - 1) else {
            return false;
        };
        self.stack.pop();
        *at = *target as usize;
        true
    }
}

#[inline(always)]
fn branches(truth: Option<bool>, ops: &[Op], at: &mut usize, before: usize) -> bool {
    let (Some(truth), Some(Op::PopJumpIfFalse(target))) = (truth, ops.get(*at + before)) else {
        return false;
    };
    *at = if truth { *at + before + 1 } else { *target as usize };
    true
}

#[inline(always)]
fn item(container: &Value, key: &Value) -> Option<Value> {
    match (container, key) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.lock();
            subscript::place(*index, items.len()).map(|at| items[at].clone())
        }
        _ => None,
    }
}

/// What an operator gives for two small numbers; none where it takes more than an instruction or two.
#[inline(always)]
pub(super) fn binary(op: BinaryOperator, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => integers(op, *a, *b),
        (Value::Float(a), Value::Float(b)) => floats(op, *a, *b),
        (Value::Float(a), Value::Int(b)) => floats(op, *a, *b as f64),
        (Value::Int(a), Value::Float(b)) => floats(op, *a as f64, *b),
        _ => None,
    }
}

#[inline(always)]
fn integers(op: BinaryOperator, a: i64, b: i64) -> Option<Value> {
    let value = match op {
        BinaryOperator::Add => a.checked_add(b)?,
        BinaryOperator::Subtract => a.checked_sub(b)?,
        BinaryOperator::Multiply => a.checked_mul(b)?,
        BinaryOperator::And => a & b,
        BinaryOperator::Or => a | b,
        BinaryOperator::Xor => a ^ b,
        BinaryOperator::Remainder if b > 0 => a.rem_euclid(b),
        BinaryOperator::FloorDivide if b > 0 => a.div_euclid(b),
        BinaryOperator::RightShift if (0..64).contains(&b) => a >> b,
        _ => return None,
    };
    Some(Value::Int(value))
}

#[inline(always)]
fn floats(op: BinaryOperator, a: f64, b: f64) -> Option<Value> {
    let value = match op {
        BinaryOperator::Add => a + b,
        BinaryOperator::Subtract => a - b,
        BinaryOperator::Multiply => a * b,
        BinaryOperator::TrueDivide if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Value::Float(value))
}

/// What a comparison says of two small integers, two floats or, of equality, two strings; none of others.
#[inline(always)]
pub(super) fn compare(op: Comparison, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(holds(op, a, b)),
        (Value::Float(a), Value::Float(b)) => Some(holds(op, a, b)),
        (Value::Str(a), Value::Str(b)) => match op {
            Comparison::Equal => Some(std::sync::Arc::ptr_eq(a, b) || a == b),
            Comparison::NotEqual => Some(!std::sync::Arc::ptr_eq(a, b) && a != b),
            _ => None,
        },
        _ => None,
    }
}

#[inline(always)]
fn holds<T: PartialOrd>(op: Comparison, a: &T, b: &T) -> bool {
    match op {
        Comparison::Less => a < b,
        Comparison::LessEqual => a <= b,
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
        Comparison::Greater => a > b,
        Comparison::GreaterEqual => a >= b,
    }
}
