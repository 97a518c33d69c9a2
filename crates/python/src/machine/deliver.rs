//! What a call gives, on its way to the activation that waits for it.

use python_syntax::code::Op;

use super::cx::Reply;
use super::frame::{Activation, Expect, Frame, Role};
use super::thread::{Next, Thread};
use crate::effect::{CheckKind, Effect};
use crate::exceptions::{ExceptionKind, spoken};
use crate::objects::exception::Raised;
use crate::objects::generator::GeneratorKind;
use crate::operations::types::type_name;
use crate::value::Value;

/// What a call gave.
pub(super) enum Outcome {
    /// A value.
    Value(Value),
    /// An exception.
    Raised(Raised),
    /// The end of a generator, with its value.
    Ended(Value),
}

impl From<Result<Value, Raised>> for Outcome {
    fn from(result: Result<Value, Raised>) -> Self {
        match result {
            Ok(value) => Self::Value(value),
            Err(raised) => Self::Raised(raised),
        }
    }
}

impl Outcome {
    fn result(self) -> Result<Value, Raised> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Raised(raised) => Err(raised),
            Self::Ended(Value::None) => Err(Raised::stop()),
            Self::Ended(value) => Err(Raised::with(ExceptionKind::StopIteration, vec![value])),
        }
    }
}

enum Settled {
    Go,
    Yield(Value),
}

impl Thread {
    // An exception that nobody caught says what it has to say before the thread is over.
    fn finish(&mut self, result: Result<Value, Raised>) -> Next {
        match result {
            Err(Raised::Exception(exception)) if spoken::is_due(&exception) => {
                let task = spoken::ask_and_raise(self.cx.clone(), exception);
                self.begin(Box::pin(task))
            }
            result => Next::Effect(Effect::Finished(result)),
        }
    }

    /// Brings an outcome to the activation on top, and through those that pass it on; gives the frame that goes on.
    pub(super) fn hand_over(&mut self, mut outcome: Outcome, native: bool) -> Result<Frame, Next> {
        loop {
            match self.frames.pop() {
                None => return Err(self.finish(outcome.result())),
                Some(Activation::Task(task)) => {
                    self.frames.push(Activation::Task(task));
                    self.cx.put_reply(Reply::Outcome(outcome.result()));
                    return Err(Next::Run);
                }
                Some(Activation::Python(mut frame)) => match self.settle(&mut frame, outcome) {
                    Ok(Settled::Go) => return self.check_after_call(frame, native),
                    Ok(Settled::Yield(value)) => {
                        frame.at -= 1;
                        self.park(frame);
                        outcome = Outcome::Value(value);
                    }
                    Err(raised) => match self.unwind(&mut frame, raised) {
                        Ok(()) => return Ok(frame),
                        Err(exception) => {
                            self.leave(&mut frame);
                            outcome = Outcome::Raised(Raised::Exception(exception));
                        }
                    },
                },
            }
        }
    }

    fn check_after_call(&mut self, frame: Frame, native: bool) -> Result<Frame, Next> {
        let synced = std::mem::take(&mut self.synced);
        if !native || !self.interpreter.announces() || frame.function.body.hidden {
            self.synced = synced && frame.function.body.hidden;
            return Ok(frame);
        }
        if !synced && frame.at > 0 && is_call(frame.function.body.op(frame.at - 1)) {
            self.frames.push(Activation::Python(frame));
            return Err(Next::Effect(Effect::CheckPoint(CheckKind::Call)));
        }
        Ok(frame)
    }

    fn settle(&mut self, frame: &mut Frame, outcome: Outcome) -> Result<Settled, Raised> {
        let expect = std::mem::replace(&mut frame.expect, Expect::Push);
        match (expect, outcome) {
            (Expect::Next(target), Outcome::Ended(_)) => {
                self.stack.pop();
                frame.at = target as usize;
            }
            (Expect::Next(target), Outcome::Raised(raised)) if is_stop(&raised) => {
                self.stack.pop();
                frame.at = target as usize;
            }
            (Expect::Delegate, Outcome::Ended(value)) => {
                self.stack.pop();
                self.stack.push(value);
            }
            (Expect::Delegate, Outcome::Raised(raised)) if is_stop(&raised) => {
                self.stack.pop();
                self.stack.push(stop_value(&raised));
            }
            (Expect::Delegate, Outcome::Value(value)) => return Ok(Settled::Yield(value)),
            (expect, outcome) => {
                let value = outcome.result()?;
                match expect {
                    Expect::Discard => {}
                    Expect::Again => {
                        self.stack.push(value);
                        frame.at -= 1;
                    }
                    Expect::Truth(inverted) => {
                        let truth = matches!(value, Value::Bool(true));
                        self.stack.push(Value::Bool(truth != inverted));
                    }
                    Expect::Pair => match value {
                        Value::Tuple(items) => self.stack.extend(items.iter().cloned()),
                        other => self.stack.push(other),
                    },
                    _ => self.stack.push(value),
                }
            }
        }
        Ok(Settled::Go)
    }

    /// A Python frame returned a value: settles its role and hands over what the caller gets.
    pub(super) fn returned(&mut self, mut frame: Frame, value: Value) -> Result<Frame, Next> {
        self.leave(&mut frame);
        match frame.role {
            // What the library does is one call to the program, with its check after it, as a call of C.
            Role::Plain => self.hand_over(Outcome::Value(value), frame.function.body.hidden),
            Role::Init(instance) => match value {
                Value::None => self.hand_over(Outcome::Value(instance), true),
                other => {
                    let words = format!("__init__() should return None, not '{}'", type_name(&other));
                    self.hand_over(Outcome::Raised(Raised::type_error(words)), false)
                }
            },
            Role::Generator(generator, _) if generator.kind == GeneratorKind::Async => {
                let stop = Raised::with(ExceptionKind::StopAsyncIteration, Vec::new());
                self.hand_over(Outcome::Raised(stop), false)
            }
            Role::Generator(..) => self.hand_over(Outcome::Ended(value), false),
        }
    }
}

fn is_call(op: Op) -> bool {
    matches!(
        op,
        Op::Call(_)
            | Op::CallMethod(_)
            | Op::CallKeywords { .. }
            | Op::CallMethodKeywords { .. }
            | Op::CallEx(_)
            | Op::WithExceptStart
    )
}

/// Whether an exception is a StopIteration.
#[must_use]
pub fn is_stop(raised: &Raised) -> bool {
    is_kind(raised, ExceptionKind::StopIteration)
}

/// Whether an exception is of a kind.
#[must_use]
pub fn is_kind(raised: &Raised, kind: ExceptionKind) -> bool {
    match raised {
        Raised::New(new) => new.kind.class().is_subclass(kind.class()),
        Raised::Exception(exception) => exception.class.is_subclass(kind.class()),
        _ => false,
    }
}

/// The value of a StopIteration.
#[must_use]
pub fn stop_value(raised: &Raised) -> Value {
    match raised {
        Raised::New(new) => new.args.first().cloned().unwrap_or(Value::None),
        Raised::Exception(exception) => {
            let first = exception.memory().and_then(|memory| memory.args.first().cloned());
            first.unwrap_or(Value::None)
        }
        _ => Value::None,
    }
}
