//! What a task will have given: pending, running, cancelled or ended.

use super::Call;
use crate::value::Value;

/// How a future stands.
#[derive(Clone, Debug)]
pub enum Stage {
    /// It has not begun.
    Pending,
    /// It is being worked on.
    Running,
    /// It was cancelled before it began.
    Cancelled,
    /// It gave a result.
    Resolved(Value),
    /// It raised.
    Failed(Value),
}

/// A `concurrent.futures.Future`.
#[derive(Clone, Debug)]
pub struct Future {
    /// How it stands.
    pub stage: Stage,
    pub(super) callbacks: Vec<Value>,
}

impl Default for Future {
    fn default() -> Self {
        let (stage, callbacks) = (Stage::Pending, Vec::new());
        Self { stage, callbacks }
    }
}

impl Future {
    fn is_done(&self) -> bool {
        !matches!(self.stage, Stage::Pending | Stage::Running)
    }

    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Outcome) || self.is_done()
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Begin => self.begin(),
            Call::Resolve(value) => self.end(Stage::Resolved(value.clone())),
            Call::Fail(exception) => self.end(Stage::Failed(exception.clone())),
            Call::Cancel => self.cancel(),
            Call::Callback(callable) => self.when_done(callable.clone()),
            Call::IsSet => Value::Bool(self.is_done()),
            _ => self.told(),
        }
    }

    fn begin(&mut self) -> Value {
        let pending = matches!(self.stage, Stage::Pending);
        if pending {
            self.stage = Stage::Running;
        }
        Value::Bool(pending)
    }

    fn end(&mut self, stage: Stage) -> Value {
        if self.is_done() {
            return Value::Bool(false);
        }
        self.stage = stage;
        Value::tuple(std::mem::take(&mut self.callbacks))
    }

    fn cancel(&mut self) -> Value {
        match self.stage {
            Stage::Pending => self.end(Stage::Cancelled),
            Stage::Cancelled => Value::None,
            _ => Value::Bool(false),
        }
    }

    fn when_done(&mut self, callable: Value) -> Value {
        let early = !self.is_done();
        if early {
            self.callbacks.push(callable);
        }
        Value::Bool(early)
    }

    fn told(&self) -> Value {
        let (word, value) = match &self.stage {
            Stage::Pending => ("PENDING", Value::None),
            Stage::Running => ("RUNNING", Value::None),
            Stage::Cancelled => ("CANCELLED", Value::None),
            Stage::Resolved(value) => ("FINISHED", value.clone()),
            Stage::Failed(exception) => ("FAILED", exception.clone()),
        };
        Value::tuple(vec![Value::from(word), value])
    }
}
