//! The loop over the ops.

mod common;
mod endings;
mod fast;
mod names;
mod parts;

use std::sync::Arc;

use python_syntax::code::{Op, UnaryOperator};

use super::attributes::{self, Found, Put};
use super::body::Body;
use super::call::Called;
use super::deliver::Outcome;
use super::frame::{Activation, Expect, Frame, Role};
use super::fused::Quick;
use super::thread::{Next, Thread};
use crate::effect::{CheckKind, Effect};
use crate::objects::class::overrides;
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::function::Cell;
use crate::objects::generator::Step;
use crate::objects::instance::Attributes;
use crate::objects::string::Name;
use crate::operations::arithmetic::{self, BinaryOp, UnaryOp};
use crate::operations::compare::{self, CompareOp};
use crate::operations::types::is_same;
use crate::operations::{iteration, sequence, subscript};
use crate::value::Value;
use endings::endings;
use names::{method_of, own_attribute, set_global, set_own};
use parts::owned;
pub(super) use parts::{Rare, cell_of};

const BINARY: [BinaryOp; 13] = BinaryOp::ALL;
const COMPARE: [CompareOp; 6] = CompareOp::ALL;

impl Thread {
    /// Runs a frame, and whatever it calls, until something else comes first.
    pub(super) fn run(&mut self, frame: Frame) -> Next {
        if self.announces() {
            self.run_ops::<true>(frame)
        } else {
            self.run_ops::<false>(frame)
        }
    }

    fn run_ops<const ANNOUNCES: bool>(&mut self, mut frame: Frame) -> Next {
        'frames: loop {
            endings!($, self, frame, ANNOUNCES, 'frames);
            let body: &Body = &frame.function.body;
            loop {
                if ANNOUNCES && self.halts && self.halts_before(&frame) {
                    self.frames.push(Activation::Python(frame));
                    return Next::Effect(Effect::CheckPoint(CheckKind::Op));
                }
                if ANNOUNCES && let Some(effect) = self.announce(&frame) {
                    self.frames.push(Activation::Python(frame));
                    return Next::Effect(effect);
                }
                let at = frame.at;
                frame.at += 1;
                let op = if ANNOUNCES {
                    body.code.ops[at]
                } else {
                    match body.quick[at] {
                        Quick::Plain(op) => op,
                        Quick::ReturnFast(slot)
                            if !matches!(self.stack[frame.base + slot as usize], Value::Unbound) =>
                        {
                            let value = std::mem::take(&mut self.stack[frame.base + slot as usize]);
                            self.stack.push(value);
                            frame.at += 1;
                            Op::Return
                        }
                        quick => {
                            if self.fast(quick, body, frame.base, &mut frame.at) {
                                continue;
                            }
                            body.code.ops[at]
                        }
                    }
                };
                match op {
                    Op::Nop => {}
                    Op::LoadFast(slot) => match &self.stack[frame.base + slot as usize] {
                        Value::Unbound => {
                            let name = body.locals[slot as usize].clone();
                            raise!(crate::exceptions::words::unbound_local(&name))
                        }
                        value => {
                            let value = value.clone();
                            self.stack.push(value);
                        }
                    },
                    Op::LoadConst(at) => {
                        let value = body.constants[at as usize].clone();
                        self.stack.push(value);
                    }
                    Op::StoreFast(slot) => {
                        let value = pop!();
                        self.stack[frame.base + slot as usize] = value;
                    }
                    Op::Pop => {
                        self.stack.pop();
                    }
                    Op::Copy(depth) => {
                        let value = self.stack[self.stack.len() - depth as usize].clone();
                        self.stack.push(value);
                    }
                    Op::Swap(depth) => {
                        let top = self.stack.len() - 1;
                        self.stack.swap(top, top + 1 - depth as usize);
                    }
                    Op::LoadGlobal(name) => {
                        let name = &body.names[name as usize];
                        match self.global::<ANNOUNCES>(&frame.function.globals, name, &body.hints[at]) {
                            Some(value) => self.stack.push(value),
                            None => {
                                let name = name.clone();
                                raise!(self.unknown_name(&frame, &name))
                            }
                        }
                    }
                    Op::Binary(operator) => {
                        let top = self.stack.len();
                        let (a, b) = (&self.stack[top - 2], &self.stack[top - 1]);
                        if let Some(value) = fast::binary(operator, a, b) {
                            self.stack.pop();
                            self.stack[top - 2] = value;
                            continue;
                        }
                        match arithmetic::binary(BINARY[operator as usize], a, b) {
                            Ok(Value::NotImplemented) | Err(Raised::Defer) => {
                                let (b, a, op) = (pop!(), pop!(), BINARY[operator as usize]);
                                wait!(Expect::Push, |cx| cx.binary(op, &a, &b, false).await)
                            }
                            Ok(value) => {
                                self.stack.pop();
                                self.stack[top - 2] = value;
                            }
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::InPlace(operator) => {
                        let (b, a, op) = (pop!(), pop!(), BINARY[operator as usize]);
                        match sequence::in_place(op, &a, &b) {
                            Ok(value) => self.stack.push(value),
                            Err(Raised::Defer) => wait!(Expect::Push, |cx| cx.binary(op, &a, &b, true).await),
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::Compare(operator) => {
                        let top = self.stack.len();
                        let op = COMPARE[operator as usize];
                        match compare::compare(op, &self.stack[top - 2], &self.stack[top - 1]) {
                            Ok(Value::NotImplemented) | Err(Raised::Defer) => {
                                let (b, a) = (pop!(), pop!());
                                wait!(Expect::Push, |cx| cx.compare(op, &a, &b).await)
                            }
                            Ok(value) => {
                                self.stack.pop();
                                self.stack[top - 2] = value;
                            }
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::PopJumpIfFalse(target) => {
                        let truth = truth_of_top!();
                        self.stack.pop();
                        if !truth {
                            frame.at = target as usize;
                        }
                    }
                    Op::PopJumpIfTrue(target) => {
                        let truth = truth_of_top!();
                        self.stack.pop();
                        if truth {
                            frame.at = target as usize;
                        }
                    }
                    Op::JumpIfFalseOrPop(target) => {
                        if truth_of_top!() {
                            self.stack.pop();
                        } else {
                            frame.at = target as usize;
                        }
                    }
                    Op::JumpIfTrueOrPop(target) => {
                        if truth_of_top!() {
                            frame.at = target as usize;
                        } else {
                            self.stack.pop();
                        }
                    }
                    Op::PopJumpIfNone(target) => {
                        if matches!(pop!(), Value::None) {
                            frame.at = target as usize;
                        }
                    }
                    Op::PopJumpIfNotNone(target) => {
                        if !matches!(pop!(), Value::None) {
                            frame.at = target as usize;
                        }
                    }
                    Op::Jump(target) => frame.at = target as usize,
                    Op::JumpBackward(target) => {
                        frame.at = target as usize;
                        if ANNOUNCES && !frame.function.body.hidden {
                            self.frames.push(Activation::Python(frame));
                            return Next::Effect(Effect::CheckPoint(CheckKind::BackwardJump));
                        }
                        self.countdown -= 1;
                        if self.countdown == 0 {
                            self.countdown = self.patience;
                            if self.is_out_of_memory() {
                                frame.at = at + 1;
                                raise!(Raised::with(crate::exceptions::ExceptionKind::MemoryError, Vec::new()))
                            }
                            self.frames.push(Activation::Python(frame));
                            return Next::Effect(Effect::CheckPoint(CheckKind::BackwardJump));
                        }
                    }
                    Op::ForIter(target) => {
                        let stepped = match self.stack.last() {
                            Some(Value::Walk(_)) => match self.stack.last_mut() {
                                Some(Value::Walk(source)) => iteration::step_in(source),
                                _ => Ok(None),
                            },
                            Some(Value::Iterator(iterator)) => iteration::step(iterator),
                            Some(Value::Generator(generator)) => {
                                let generator = generator.clone();
                                frame.expect = Expect::Next(target);
                                self.frames.push(Activation::Python(frame));
                                match self.enter_generator(&generator, Step::Send(Value::None)) {
                                    Ok(_) => entered!(),
                                    Err(raised) => go_on!(self.hand_over(Outcome::Raised(raised), false)),
                                }
                            }
                            _ => Err(Raised::Defer),
                        };
                        match stepped {
                            Ok(Some(value)) => self.stack.push(value),
                            Ok(None) => {
                                self.stack.pop();
                                frame.at = target as usize;
                            }
                            Err(Raised::Defer) => {
                                let iterator = self.stack[self.stack.len() - 1].clone();
                                wait!(Expect::Next(target), |cx| cx.next_or_stop(&iterator).await)
                            }
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::GetIter => {
                        let value = pop!();
                        if !ANNOUNCES
                            && let Op::ForIter(_) = body.code.ops[at + 1]
                            && let Some(walk) = iteration::own_walk(&value)
                        {
                            self.stack.push(walk);
                            continue;
                        }
                        match iteration::iter(&value) {
                            Ok(iterator) => self.stack.push(owned::<ANNOUNCES>(&value, iterator)),
                            Err(Raised::Defer) => wait!(Expect::Push, |cx| cx.iter(&value).await),
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::Call(count) => {
                        let place = self.stack.len() - 1 - count as usize;
                        if self.enters(place, count as usize) {
                            enter!(place)
                        }
                        call!(Expect::Push, place, count as usize, Vec::new())
                    }
                    Op::CallMethod(count) => {
                        let mut count = count as usize;
                        let place = self.stack.len() - 2 - count;
                        if let Value::Unbound = &self.stack[place + 1] {
                            self.stack.remove(place + 1);
                        } else {
                            count += 1;
                        }
                        if self.enters(place, count) {
                            enter!(place)
                        }
                        call!(Expect::Push, place, count, Vec::new())
                    }
                    Op::CallKeywords { count, names } => {
                        let keywords = self.split_keywords(&frame, names);
                        let count = count as usize - keywords.len();
                        let at = self.stack.len() - 1 - count;
                        call!(Expect::Push, at, count, keywords)
                    }
                    Op::CallMethodKeywords { count, names } => {
                        let keywords = self.split_keywords(&frame, names);
                        let mut count = count as usize - keywords.len();
                        let at = self.stack.len() - 2 - count;
                        if let Value::Unbound = &self.stack[at + 1] {
                            self.stack.remove(at + 1);
                        } else {
                            count += 1;
                        }
                        call!(Expect::Push, at, count, keywords)
                    }
                    Op::CallEx(has_keywords) => {
                        let keywords = if has_keywords { pop!() } else { Value::None };
                        let args = pop!();
                        let Value::Tuple(items) = &args else {
                            let callable = pop!();
                            wait!(Expect::Push, |cx| cx.call_star(callable, args, keywords).await)
                        };
                        let keywords = attempt!(sequence::keywords_of(&keywords));
                        let at = self.stack.len() - 1;
                        self.stack.extend(items.iter().cloned());
                        call!(Expect::Push, at, items.len(), keywords)
                    }
                    Op::Return => {
                        let value = pop!();
                        if let Role::Plain = frame.role
                            && !(ANNOUNCES && frame.function.body.hidden)
                            && let Some(Activation::Python(caller)) = self.frames.last()
                            && caller.expect == Expect::Push
                        {
                            self.stack.truncate(frame.base - 1);
                            self.stack.push(value);
                            match self.frames.pop() {
                                Some(Activation::Python(caller)) => frame = caller,
                                _ => return Next::Run,
                            }
                            continue 'frames;
                        }
                        go_on!(self.returned(frame, value))
                    }
                    Op::LoadAttr(name) => {
                        let name = &body.names[name as usize];
                        let object = pop!();
                        if let Value::Instance(instance) = &object
                            && let Some(value) = own_attribute(instance, name, &body.hints[at])
                        {
                            self.stack.push(value);
                            continue;
                        }
                        found!(attributes::get(&object, name))
                    }
                    Op::LoadMethod(name) => {
                        let name = &body.names[name as usize];
                        let object = pop!();
                        if let Some(function) = method_of::<ANNOUNCES>(&mut self.methods, &object, name) {
                            self.stack.push(function);
                            self.stack.push(object);
                            continue;
                        }
                        match attributes::get(&object, name) {
                            Ok(Found::Value(value)) => {
                                self.stack.push(value);
                                self.stack.push(Value::Unbound);
                            }
                            Ok(Found::Call(callable, args)) => {
                                wait!(Expect::Pair, |cx| {
                                    let value = cx.call(&callable, args).await?;
                                    Ok(Value::tuple(vec![value, Value::Unbound]))
                                })
                            }
                            Ok(Found::Asks(callable, args)) => {
                                wait!(Expect::Pair, |cx| {
                                    let value = cx.ask_attribute(callable, args).await?;
                                    Ok(Value::tuple(vec![value, Value::Unbound]))
                                })
                            }
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::StoreAttr(name) => {
                        let name = &body.names[name as usize];
                        let object = pop!();
                        let value = pop!();
                        let value = match &object {
                            Value::Instance(instance) => match set_own(instance, name, value, &body.hints[at]) {
                                Ok(()) => continue,
                                Err(value) => value,
                            },
                            _ => value,
                        };
                        put!(attributes::put(&object, name, value))
                    }
                    Op::DeleteAttr(name) => {
                        let name = &body.names[name as usize];
                        let object = pop!();
                        put!(attributes::put(&object, name, Value::Unbound))
                    }
                    Op::BinarySubscript => {
                        let top = self.stack.len();
                        match subscript::get(&self.stack[top - 2], &self.stack[top - 1]) {
                            Ok(value) => {
                                self.stack.pop();
                                self.stack[top - 2] = value;
                            }
                            Err(Raised::Defer) => {
                                let (key, container) = (pop!(), pop!());
                                wait!(Expect::Push, |cx| cx.get_item(&container, &key).await)
                            }
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::StoreSubscript => {
                        let (key, container, value) = (pop!(), pop!(), pop!());
                        match subscript::set(&container, &key, &value) {
                            Ok(()) => {}
                            Err(Raised::Defer) => {
                                wait!(Expect::Discard, |cx| cx.set_item(&container, &key, value).await)
                            }
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::DeleteSubscript => {
                        let (key, container) = (pop!(), pop!());
                        match subscript::delete(&container, &key) {
                            Ok(()) => {}
                            Err(Raised::Defer) => wait!(Expect::Discard, |cx| cx.delete_item(&container, &key).await),
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::BuildSlice(count) => {
                        let step = if count == 3 { pop!() } else { Value::None };
                        let (stop, start) = (pop!(), pop!());
                        let slice = crate::objects::range::Slice { start, stop, step };
                        self.stack.push(Value::Slice(Arc::new(slice)));
                    }
                    Op::Unary(UnaryOperator::Not) => {
                        let truth = truth_of_top!();
                        self.stack.pop();
                        self.stack.push(Value::Bool(!truth));
                    }
                    Op::Unary(operator) => {
                        let value = pop!();
                        let op = match operator {
                            UnaryOperator::Negative => UnaryOp::Negative,
                            UnaryOperator::Positive => UnaryOp::Positive,
                            _ => UnaryOp::Invert,
                        };
                        match arithmetic::unary(op, &value) {
                            Ok(value) => self.stack.push(value),
                            Err(Raised::Defer) => wait!(Expect::Push, |cx| cx.unary(op, &value).await),
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::Contains(inverted) => {
                        let (container, item) = (pop!(), pop!());
                        match sequence::contains(&container, &item) {
                            Ok(found) => self.stack.push(Value::Bool(found != inverted)),
                            Err(Raised::Defer) => wait!(Expect::Truth(inverted), |cx| {
                                cx.contains(&container, &item).await.map(Value::Bool)
                            }),
                            Err(raised) => raise!(raised),
                        }
                    }
                    Op::Is(inverted) => {
                        let (b, a) = (pop!(), pop!());
                        self.stack.push(Value::Bool(is_same(&a, &b) != inverted));
                    }
                    Op::BuildList(count) => {
                        let items = self.stack.split_off(self.stack.len() - count as usize);
                        self.stack.push(Value::list(items));
                    }
                    Op::BuildTuple(count) => {
                        let items = self.stack.split_off(self.stack.len() - count as usize);
                        self.stack.push(Value::tuple(items));
                    }
                    Op::ListAppend(depth) => {
                        let value = pop!();
                        if let Value::List(list) = &self.stack[self.stack.len() - depth as usize] {
                            list.lock().push(value);
                        }
                    }
                    Op::LoadDeref(index) => match cell_of(&self.stack, &frame, index).map(|cell| cell.value.get()) {
                        Some(Value::Unbound) | None => {
                            raise!(crate::exceptions::words::unbound_cell(&frame.function.body, index))
                        }
                        Some(value) => self.stack.push(value),
                    },
                    Op::StoreDeref(index) => {
                        let value = pop!();
                        if let Some(cell) = cell_of(&self.stack, &frame, index) {
                            let old = cell.value.replace(value);
                            drop(old);
                        }
                    }
                    Op::LoadClosure(index) => {
                        let cell = cell_of(&self.stack, &frame, index).cloned();
                        self.stack.push(cell.map_or(Value::Unbound, Value::Cell));
                    }
                    Op::MakeCell(index) => {
                        let at = frame.base + frame.function.body.locals.len() + index as usize;
                        self.stack[at] = Value::Cell(Arc::new(Cell::new(Value::Unbound)));
                    }
                    Op::StoreGlobal(name) => {
                        if body.hidden {
                            crate::library::kept::changed();
                        }
                        let name = &body.names[name as usize];
                        let value = pop!();
                        set_global(&frame.function.globals, name, value, &body.hints[at]);
                    }
                    Op::LoadName(name) => {
                        let name = &body.names[name as usize];
                        let own = match &frame.namespace {
                            Some(Value::Dict(dict)) => dict.get_name(name),
                            Some(other) => {
                                let (namespace, key) = (other.clone(), Value::Str(name.clone()));
                                let (globals, builtins) =
                                    (frame.function.globals.clone(), self.interpreter.builtins.clone());
                                wait!(Expect::Push, |cx| cx.load_name(namespace, key, globals, builtins).await)
                            }
                            None => None,
                        };
                        let value = match own {
                            None => self.global::<ANNOUNCES>(&frame.function.globals, name, &body.hints[at]),
                            own => own,
                        };
                        match value {
                            Some(value) => self.stack.push(value),
                            None => {
                                let name = name.clone();
                                raise!(self.unknown_name(&frame, &name))
                            }
                        }
                    }
                    Op::StoreName(name) => {
                        let name = &body.names[name as usize];
                        let value = pop!();
                        match &frame.namespace {
                            None => set_global(&frame.function.globals, name, value, &body.hints[at]),
                            Some(Value::Dict(dict)) => dict.set_name(name, value),
                            Some(other) => {
                                let (namespace, key) = (other.clone(), Value::Str(name.clone()));
                                wait!(Expect::Discard, |cx| cx.set_item(&namespace, &key, value).await)
                            }
                        }
                    }
                    Op::YieldValue => {
                        let mut value = pop!();
                        if let Role::Generator(generator, _) = &frame.role
                            && generator.kind == crate::objects::generator::GeneratorKind::Async
                        {
                            value = crate::builtins::generators::wrap(value);
                        }
                        self.park(frame);
                        if !ANNOUNCES
                            && let Some(Activation::Python(caller)) = self.frames.last_mut()
                            && let Expect::Next(_) = caller.expect
                        {
                            caller.expect = Expect::Push;
                            self.stack.push(value);
                            match self.frames.pop() {
                                Some(Activation::Python(caller)) => frame = caller,
                                _ => return Next::Run,
                            }
                            continue 'frames;
                        }
                        go_on!(self.hand_over(Outcome::Value(value), false))
                    }
                    other if self.common(other) => {}
                    other => match self.rare(&mut frame, other) {
                        Ok(Rare::Go) => continue 'frames,
                        Ok(Rare::Wait(expect, task)) => {
                            frame.expect = expect;
                            self.frames.push(Activation::Python(frame));
                            return self.begin(task);
                        }
                        Ok(Rare::Resume(generator, step)) => {
                            frame.expect = Expect::Delegate;
                            self.frames.push(Activation::Python(frame));
                            match self.enter_generator(&generator, step) {
                                Ok(_) => entered!(),
                                Err(raised) => go_on!(self.hand_over(Outcome::Raised(raised), false)),
                            }
                        }
                        Ok(Rare::Yield(value)) => {
                            frame.at -= 1;
                            self.park(frame);
                            go_on!(self.hand_over(Outcome::Value(value), false))
                        }
                        Ok(Rare::Call(count)) => {
                            let at = self.stack.len() - 1 - count;
                            call!(Expect::Push, at, count, Vec::new())
                        }
                        Err(raised) => raise!(raised),
                    },
                }
            }
        }
    }
}
