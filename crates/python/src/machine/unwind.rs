//! Exceptions on their way through frames.

use std::sync::Arc;

use python_syntax::code::Op;

use super::frame::{Frame, Role};
use super::thread::Thread;
use crate::exceptions::ExceptionKind;
use crate::objects::exception::{Place, Raised};
use crate::objects::instance::Instance;
use crate::value::Value;

/// The exception that was raised, as an object.
pub fn materialise(raised: Raised) -> Arc<Instance> {
    match raised {
        Raised::Exception(exception) => exception,
        Raised::New(new) => {
            let exception = Arc::new(Instance::exception(new.kind.class().clone(), new.args.clone()));
            let value = Value::Instance(exception.clone());
            let _ = crate::exceptions::construct::fill(&value, &new.args, &[]);
            for (name, value) in new.extra {
                exception.set_text(name, value);
            }
            exception
        }
        other => {
            let words = Value::from(format!("unexpected: {other:?}"));
            Arc::new(Instance::exception(
                ExceptionKind::SystemError.class().clone(),
                vec![words],
            ))
        }
    }
}

impl Thread {
    /// Brings an exception to the frame's handler, or says that it has none: then the frame is over.
    pub(super) fn unwind(&mut self, frame: &mut Frame, raised: Raised) -> Result<(), Arc<Instance>> {
        let exception = materialise(raised);
        let at = frame.at.saturating_sub(1);
        let again = matches!(frame.function.body.op(at), Op::ReRaise | Op::Raise(0) | Op::EndAsyncFor);
        self.set_context(&exception);
        if !again && let Some(mut memory) = exception.memory() {
            memory.traceback.push(Place {
                body: frame.function.body.clone(),
                at: at as u32,
            });
        }
        let Some(handler) = frame.function.body.code.handler_of(at as u32) else {
            return Err(exception);
        };
        let keep = frame.base + frame.function.body.slots + handler.depth as usize;
        self.stack.truncate(keep);
        self.stack.push(Value::Instance(exception));
        frame.at = handler.target as usize;
        Ok(())
    }

    fn set_context(&self, exception: &Arc<Instance>) {
        let Some(handled) = &self.handled else { return };
        if Arc::ptr_eq(handled, exception) {
            return;
        }
        let mut link = Some(handled.clone());
        let mut steps = 0;
        while let Some(current) = link {
            let next = current.memory().and_then(|memory| memory.context.clone());
            steps += 1;
            if next.as_ref().is_some_and(|next| Arc::ptr_eq(next, exception)) {
                if let Some(mut memory) = current.memory() {
                    memory.context = None;
                }
                break;
            }
            if steps > 10_000 {
                break;
            }
            link = next;
        }
        if let Some(mut memory) = exception.memory()
            && memory.context.is_none()
        {
            memory.context = Some(handled.clone());
        }
    }

    /// A frame is over: its part of the stack goes, and what it was is settled.
    pub(super) fn leave(&mut self, frame: &mut Frame) {
        self.stack.truncate(frame.base - 1);
        if let Role::Generator(generator, handled) = &mut frame.role {
            *generator.state.lock() = crate::objects::generator::GeneratorState::Ended;
            self.handled = handled.take();
        }
    }
}
