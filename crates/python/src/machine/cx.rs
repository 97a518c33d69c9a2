//! How natives meet the machine: the arguments of a call, and the way in which a native waits for Python.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::effect::{Answer, Effect};
use crate::interpreter::Interpreter;
use crate::objects::exception::{Ask, Raised};
use crate::objects::function::NativeFunction;
use crate::objects::generator::{Generator, Step};
use crate::objects::guarded::Guarded;
use crate::objects::string::Name;
use crate::value::Value;

/// A call of a native's short way.
pub struct Call<'a> {
    /// The positional arguments.
    pub args: &'a [Value],
    /// The keyword arguments.
    pub keywords: &'a [(Name, Value)],
    /// The run.
    pub interpreter: &'a Arc<Interpreter>,
    /// The function that is called.
    pub function: &'a NativeFunction,
}

/// The arguments of a native that may call Python.
#[derive(Debug)]
pub struct Arguments {
    /// The positional arguments.
    pub args: Vec<Value>,
    /// The keyword arguments.
    pub keywords: Vec<(Name, Value)>,
    /// The function that is called.
    pub function: Arc<NativeFunction>,
}

/// A native that is under way.
pub type Task = Pin<Box<dyn Future<Output = Result<Value, Raised>> + Send>>;

/// What a native under way asks of the machine.
pub enum Request {
    /// To call something.
    Call(Value, Vec<Value>, Vec<(Name, Value)>),
    /// To resume a generator.
    Resume(Arc<Generator>, Step),
    /// To hand out an effect.
    Effect(Effect),
    /// To run another native above it.
    Task(Task),
    /// What only the machine knows.
    Ask(Ask),
    /// To run a class body in a namespace.
    Body(Arc<crate::objects::function::Function>, Value),
}

/// What the machine answers.
pub enum Reply {
    /// What a call gave.
    Outcome(Result<Value, Raised>),
    /// What the driver answered to an effect.
    Answer(Answer),
}

#[derive(Default)]
struct Mail {
    request: Option<Request>,
    reply: Option<Reply>,
}

/// A native's line to the machine.
#[derive(Clone)]
pub struct Cx {
    /// The run.
    pub interpreter: Arc<Interpreter>,
    mail: Arc<Guarded<Mail>>,
}

impl Cx {
    /// A line of a thread's own.
    #[must_use]
    pub fn new(interpreter: Arc<Interpreter>) -> Self {
        Self {
            interpreter,
            mail: Arc::default(),
        }
    }

    /// What a native asked last.
    pub(crate) fn take_request(&self) -> Option<Request> {
        self.mail.lock().request.take()
    }

    /// Puts in the answer for the native that is polled next.
    pub(crate) fn put_reply(&self, reply: Reply) {
        self.mail.lock().reply = Some(reply);
    }

    fn ask(&self, request: Request) -> Asked<'_> {
        Asked {
            cx: self,
            request: Some(request),
        }
    }

    /// Asks the machine for something that gives a value.
    ///
    /// # Errors
    /// Whatever it raises.
    pub(crate) async fn request(&self, request: Request) -> Result<Value, Raised> {
        outcome(self.ask(request).await)
    }

    /// Calls something.
    ///
    /// # Errors
    /// Whatever it raises.
    pub async fn call(&self, callable: &Value, args: Vec<Value>) -> Result<Value, Raised> {
        self.call_with(callable, args, Vec::new()).await
    }

    /// Calls something with keywords.
    ///
    /// # Errors
    /// Whatever it raises.
    pub async fn call_with(
        &self,
        callable: &Value,
        args: Vec<Value>,
        keywords: Vec<(Name, Value)>,
    ) -> Result<Value, Raised> {
        outcome(self.ask(Request::Call(callable.clone(), args, keywords)).await)
    }

    /// Resumes a generator up to its next `yield`; its return is a StopIteration.
    ///
    /// # Errors
    /// Whatever it raises.
    pub async fn resume(&self, generator: &Arc<Generator>, step: Step) -> Result<Value, Raised> {
        outcome(self.ask(Request::Resume(generator.clone(), step)).await)
    }

    /// Runs another native above this one, so that natives nest on the machine's stack and not on the host's.
    ///
    /// # Errors
    /// Whatever it raises; RecursionError when nested too deeply.
    pub async fn run(&self, task: Task) -> Result<Value, Raised> {
        outcome(self.ask(Request::Task(task)).await)
    }

    /// Asks what only the machine knows.
    ///
    /// # Errors
    /// As the question says.
    pub async fn question(&self, ask: Ask) -> Result<Value, Raised> {
        outcome(self.ask(Request::Ask(ask)).await)
    }

    /// Hands out an effect and gives the driver's answer.
    pub async fn effect(&self, effect: Effect) -> Answer {
        match self.ask(Request::Effect(effect)).await {
            Reply::Answer(answer) => answer,
            Reply::Outcome(Ok(value)) => Answer::Value(value),
            Reply::Outcome(Err(raised)) => Answer::Raise(raised),
        }
    }
}

fn outcome(reply: Reply) -> Result<Value, Raised> {
    match reply {
        Reply::Outcome(outcome) => outcome,
        Reply::Answer(Answer::Raise(raised)) => Err(raised),
        Reply::Answer(Answer::Value(value)) => Ok(value),
        Reply::Answer(_) => Ok(Value::None),
    }
}

struct Asked<'a> {
    cx: &'a Cx,
    request: Option<Request>,
}

impl Future for Asked<'_> {
    type Output = Reply;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Reply> {
        let request = self.request.take();
        let mut mail = self.cx.mail.lock();
        if let Some(request) = request {
            mail.request = Some(request);
            return Poll::Pending;
        }
        match mail.reply.take() {
            Some(reply) => Poll::Ready(reply),
            None => Poll::Pending,
        }
    }
}
