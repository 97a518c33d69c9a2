//! Generators resumed, stopped and ended.

use std::sync::Arc;

use python_syntax::code::Op;

use super::frame::{Activation, Expect, Frame, Parked, Role};
use super::thread::{Next, Thread};
use crate::exceptions::ExceptionKind;
use crate::objects::exception::Raised;
use crate::objects::generator::{Generator, GeneratorKind, GeneratorState, Step};
use crate::operations::compare::too_deep;
use crate::value::Value;

fn word(kind: GeneratorKind) -> &'static str {
    match kind {
        GeneratorKind::Generator => "generator",
        GeneratorKind::Coroutine => "coroutine",
        GeneratorKind::Async => "async generator",
    }
}

impl Thread {
    /// Resumes a generator; what it yields goes to the activation on top, its end as StopIteration.
    pub(super) fn resume_generator(&mut self, generator: &Arc<Generator>, step: Step) -> Next {
        match self.enter_generator(generator, step) {
            Ok(Ok(())) => self.entered(),
            Ok(Err(raised)) => self.throw_into_top(raised),
            Err(raised) => Next::Deliver(Err(raised)),
        }
    }

    fn throw_into_top(&mut self, raised: Raised) -> Next {
        match self.frames.pop() {
            Some(Activation::Python(mut frame)) => {
                let delegates = frame.at < frame.function.body.code.ops.len()
                    && matches!(frame.function.body.op(frame.at), Op::YieldFrom);
                if delegates && let Some(inner) = self.stack.last().cloned() {
                    frame.expect = Expect::Delegate;
                    frame.at += 1;
                    self.frames.push(Activation::Python(frame));
                    let task = crate::builtins::generators::throw_into(self.cx.clone(), inner, raised);
                    return self.begin(Box::pin(task));
                }
                if frame.at == 0 {
                    frame.at = 1;
                }
                self.frames.push(Activation::Python(frame));
                Next::Deliver(Err(raised))
            }
            _ => Next::Run,
        }
    }

    /// Puts a generator's frame on top; gives back what is to be thrown at it.
    pub(super) fn enter_generator(
        &mut self,
        generator: &Arc<Generator>,
        step: Step,
    ) -> Result<Result<(), Raised>, Raised> {
        if self.frames.len() + 1 >= self.interpreter.settings.recursion_limit {
            return Err(too_deep(""));
        }
        let mut state = generator.state.lock();
        let not_begun = matches!(&*state, GeneratorState::Parked(parked) if !parked.begun);
        if not_begun {
            match &step {
                Step::Send(Value::None) => {}
                Step::Send(_) => {
                    let words = format!("can't send non-None value to a just-started {}", word(generator.kind));
                    return Err(Raised::type_error(words));
                }
                Step::Throw(_) => {}
            }
        }
        let mut parked = match std::mem::replace(&mut *state, GeneratorState::Ended) {
            GeneratorState::Parked(parked) => parked,
            running @ GeneratorState::Running(_) => {
                *state = running;
                let words = format!("{} already executing", word(generator.kind));
                return Err(Raised::value_error(words));
            }
            GeneratorState::Ended => {
                drop(state);
                return Err(match step {
                    Step::Throw(raised) => raised,
                    Step::Send(_) if generator.kind == GeneratorKind::Coroutine => {
                        Raised::new(ExceptionKind::RuntimeError, "cannot reuse already awaited coroutine")
                    }
                    Step::Send(_) if generator.kind == GeneratorKind::Async => {
                        Raised::with(ExceptionKind::StopAsyncIteration, Vec::new())
                    }
                    Step::Send(_) => Raised::stop(),
                });
            }
        };
        self.stack.push(Value::Unbound);
        let base = self.stack.len();
        self.stack.append(&mut parked.values);
        *state = GeneratorState::Running(std::mem::take(&mut parked.values));
        drop(state);
        let outer = self.handled.clone();
        if parked.handled.is_some() {
            self.handled = parked.handled.take();
        }
        let Parked { function, at, .. } = parked;
        let role = Role::Generator(generator.clone(), outer);
        let frame = Frame {
            function,
            at,
            base,
            expect: Expect::Push,
            role,
            namespace: None,
        };
        self.frames.push(Activation::Python(frame));
        match step {
            Step::Send(value) => {
                if !not_begun {
                    self.stack.push(value);
                }
                Ok(Ok(()))
            }
            Step::Throw(raised) => Ok(Err(raised)),
        }
    }

    /// Puts a frame away at a `yield`; the value goes to the activation below.
    pub(super) fn park(&mut self, frame: Frame) {
        let Role::Generator(generator, outer) = frame.role else {
            return;
        };
        let own = match (&self.handled, &outer) {
            (Some(own), Some(outer)) if Arc::ptr_eq(own, outer) => None,
            (own, _) => own.clone(),
        };
        self.handled = outer;
        let mut state = generator.state.lock();
        let mut values = match std::mem::replace(&mut *state, GeneratorState::Ended) {
            GeneratorState::Running(room) => room,
            _ => Vec::new(),
        };
        values.extend(self.stack.drain(frame.base..));
        let parked = Parked {
            function: frame.function,
            at: frame.at,
            values,
            handled: own,
            begun: true,
        };
        *state = GeneratorState::Parked(parked);
        drop(state);
        self.stack.truncate(frame.base - 1);
    }
}
