//! A Python thread as a coroutine of effects.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::cx::{Cx, Reply, Request, Task};
use super::frame::{Activation, Expect, Frame};
use super::known::Known;
use crate::effect::{Answer, Effect, Start};
use crate::interpreter::Interpreter;
use crate::number;
use crate::objects::exception::{Ask, Raised};
use crate::objects::instance::Instance;
use crate::operations::compare::too_deep;
use crate::operations::hash;
use crate::value::Value;

/// A Python thread: its frames, and where it is.
pub struct Thread {
    pub(super) interpreter: Arc<Interpreter>,
    pub(super) frames: Vec<Activation>,
    pub(super) stack: Vec<Value>,
    pub(super) handled: Option<Arc<Instance>>,
    pub(super) cx: Cx,
    pub(super) announced: usize,
    /// Whether the check point on entry to what its next op calls was handed out.
    pub(super) checked: bool,
    /// Whether it hands out a check point before every op of the program, whatever that touches.
    pub halts: bool,
    /// Whether the one before its next op was handed out.
    pub(super) halted: bool,
    pub(super) countdown: u32,
    /// After how many check points one is handed out.
    pub(super) patience: u32,
    /// Whether accesses and check points are handed out by this thread although its run does not announce.
    pub(super) listened: bool,
    /// Whether the library asked something of a sync object since the program's own code ran; such a call has check points of its own.
    pub(super) synced: bool,
    /// Whether accesses say what people call what they touch; to find that out takes longer than the access.
    pub names: bool,
    // What real threads found under names.
    pub(super) globals: Known,
    pub(super) methods: Known,
    pub(super) number: u32,
    pub(super) objects: u64,
    pub(super) pending: Pending,
}

// What the answer to the effect that was handed out last is for.
pub(super) enum Pending {
    Start(Start),
    Go,
    Outcome,
    Task,
}

/// What the machine does next.
pub(super) enum Next {
    Run,
    Deliver(Result<Value, Raised>),
    Effect(Effect),
    Outcome(Effect),
    Asked(Effect),
}

/// After how many check points one is handed out on threads, where nobody says otherwise.
const PATIENCE: u32 = 1000;

impl Thread {
    /// A thread that has not begun; `number` tells it from the others of its run (0 is the main thread).
    #[must_use]
    pub fn new(interpreter: &Arc<Interpreter>, number: u32, start: Start) -> Self {
        Self {
            interpreter: interpreter.clone(),
            frames: Vec::new(),
            stack: Vec::new(),
            handled: None,
            cx: Cx::new(interpreter.clone()),
            announced: 0,
            checked: false,
            halts: false,
            halted: false,
            countdown: PATIENCE,
            patience: PATIENCE,
            listened: false,
            synced: false,
            names: true,
            globals: Known::default(),
            methods: Known::default(),
            number,
            objects: number::first_of(number),
            pending: Pending::Start(start),
        }
    }

    /// Performs the effect that was handed out last, with the driver's answer, and runs up to the next.
    pub fn resume(&mut self, interpreter: &Arc<Interpreter>, answer: Answer) -> Effect {
        debug_assert!(
            Arc::ptr_eq(interpreter, &self.interpreter),
            "a thread runs in its own run"
        );
        let outer = number::swap(self.objects);
        let effect = self.advance(answer);
        self.objects = number::swap(outer);
        effect
    }

    fn advance(&mut self, answer: Answer) -> Effect {
        let mut next = match std::mem::replace(&mut self.pending, Pending::Go) {
            Pending::Start(start) => self.start(start),
            Pending::Go => match answer {
                Answer::Raise(raised) => self.interrupt(raised),
                _ => Next::Run,
            },
            Pending::Outcome => Next::Deliver(outcome_of(answer)),
            Pending::Task => {
                self.cx.put_reply(Reply::Answer(answer));
                Next::Run
            }
        };
        loop {
            next = match next {
                Next::Run => match self.frames.pop() {
                    Some(Activation::Python(frame)) => self.run(frame),
                    Some(Activation::Task(task)) => self.poll(task),
                    None => return Effect::Finished(Ok(Value::None)),
                },
                Next::Deliver(outcome) => match self.hand_over(outcome.into(), true) {
                    Ok(frame) => self.run(frame),
                    Err(next) => next,
                },
                Next::Effect(effect) => return effect,
                Next::Outcome(effect) => {
                    self.pending = Pending::Outcome;
                    self.synced |= matches!(effect, Effect::Sync { .. });
                    return effect;
                }
                Next::Asked(effect) => {
                    self.pending = Pending::Task;
                    self.synced |= matches!(effect, Effect::Sync { .. });
                    return effect;
                }
            }
        }
    }

    // An exception from outside is raised where the next op stands, which has not run.
    fn interrupt(&mut self, raised: Raised) -> Next {
        if let Some(Activation::Python(frame)) = self.frames.last_mut() {
            frame.at += 1;
        }
        Next::Deliver(Err(raised))
    }

    fn start(&mut self, start: Start) -> Next {
        self.call_values(start.callable, start.arguments, start.keywords)
    }

    /// Begins a native that may call Python.
    pub(super) fn begin(&mut self, task: Task) -> Next {
        if self.frames.len() >= self.interpreter.settings.recursion_limit {
            return Next::Deliver(Err(too_deep("")));
        }
        self.frames.push(Activation::Task(task));
        Next::Run
    }

    fn poll(&mut self, mut task: Task) -> Next {
        let polled = task.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(Ok(value)) => Next::Deliver(Ok(value)),
            Poll::Ready(Err(raised)) => self.task_raised(raised),
            Poll::Pending => {
                self.frames.push(Activation::Task(task));
                match self.cx.take_request() {
                    Some(request) => self.serve(request),
                    None => Next::Run,
                }
            }
        }
    }

    fn task_raised(&mut self, raised: Raised) -> Next {
        match raised {
            Raised::Effect(effect) => Next::Outcome(*effect),
            Raised::Defer => Next::Deliver(Err(Raised::type_error("this operation is not supported here"))),
            Raised::Ask(ask) => {
                let answer = self.answer(ask);
                Next::Deliver(answer)
            }
            raised => Next::Deliver(Err(raised)),
        }
    }

    fn serve(&mut self, request: Request) -> Next {
        match request {
            Request::Call(callable, args, keywords) => self.call_values(callable, args, keywords),
            Request::Resume(generator, step) => self.resume_generator(&generator, step),
            Request::Effect(effect) => Next::Asked(effect),
            Request::Task(task) => self.begin(task),
            Request::Body(function, space) => self.call_body(&function, space),
            Request::Ask(ask) => {
                let answer = self.answer(ask);
                Next::Deliver(answer)
            }
        }
    }

    /// Answers what only the machine knows.
    pub(super) fn answer(&mut self, ask: Ask) -> Result<Value, Raised> {
        match ask {
            Ask::Thread => Ok(Value::Int(i64::from(self.number))),
            Ask::Handled => Ok(self.handled.clone().map_or(Value::None, Value::Instance)),
            Ask::Super => Err(Raised::new(
                crate::exceptions::ExceptionKind::RuntimeError,
                "super(): no arguments",
            )),
            Ask::Globals | Ask::Locals | Ask::Dir => {
                let frame = self.frames.iter().rev().find_map(|activation| match activation {
                    Activation::Python(frame) => Some(frame),
                    Activation::Task(_) => None,
                });
                match frame {
                    Some(frame) => self.scope(frame, ask),
                    None => Ok(Value::dict(crate::objects::table::Table::default())),
                }
            }
        }
    }

    /// Hands out every access and check point from now on, or stops to: where threads are real and 3.9 may switch between any two bytecodes, a driver
    /// listens now and then.
    pub fn listen(&mut self, listens: bool) {
        self.listened = listens;
        self.announced = 0;
    }

    /// Whether accesses and check points are handed out.
    pub(super) fn announces(&self) -> bool {
        self.listened || self.interpreter.announces()
    }

    /// Hands out every so-manieth check point from now on.
    pub fn be_patient(&mut self, check_points: u32) {
        self.patience = check_points.max(1);
        self.countdown = self.patience;
    }

    /// Whether the code that runs is the library's and not the program's: CPython has it in C, where nothing comes between.
    #[must_use]
    pub fn is_in_library(&self) -> bool {
        self.python_frames()
            .next_back()
            .is_some_and(|frame| frame.function.body.hidden)
    }

    /// Whether the host has less memory left than the run may leave it.
    #[cold]
    pub(super) fn is_out_of_memory(&self) -> bool {
        let settings = &self.interpreter.settings;
        (settings.memory_in_use)() > settings.memory_limit
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The frames of Python code, the outermost first.
    pub(super) fn python_frames(&self) -> impl DoubleEndedIterator<Item = &Frame> {
        self.frames.iter().filter_map(|activation| match activation {
            Activation::Python(frame) => Some(frame),
            Activation::Task(_) => None,
        })
    }

    /// The line of the program that it is in (1-based); of the innermost frame that belongs to the program, not to the library.
    #[must_use]
    pub fn line(&self) -> u32 {
        let own = self.python_frames().rfind(|frame| !frame.function.body.hidden);
        own.map_or(0, |frame| {
            if self.announced > 0 {
                frame.next_line()
            } else {
                frame.line()
            }
        })
    }

    /// Where it is: each frame's file, line and function, the outermost first.
    #[must_use]
    pub fn traceback(&self) -> Vec<Position> {
        let shown = self.python_frames().filter(|frame| !frame.function.body.hidden);
        shown
            .map(|frame| Position {
                file: frame.function.body.code.filename.to_string(),
                line: frame.line(),
                function: frame.function.body.name.to_string(),
            })
            .collect()
    }

    /// A fingerprint of all frames' locals and positions: the same as before means that a loop is where it was.
    #[must_use]
    pub fn local_state(&self) -> u64 {
        let mut state = 0u64;
        let mut mix = |part: u64| state = (state ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        for frame in self.python_frames() {
            mix(frame.at as u64);
        }
        for value in &self.stack {
            mix(match value {
                Value::Float(value) => value.to_bits(),
                Value::Int(value) => *value as u64,
                Value::Str(text) => text.hash() as u64,
                Value::Bool(value) => u64::from(*value),
                Value::Tuple(_) => hash::hash(value).unwrap_or(0) as u64,
                Value::Iterator(iterator) => iterator.number.0 ^ iterator.position(),
                other => hash::identity(other) as u64,
            });
        }
        state
    }
}

impl Frame {
    // Where its next op stands: the one whose access was announced and that has not run yet.
    fn next_line(&self) -> u32 {
        self.function
            .body
            .code
            .spans
            .get(self.at)
            .map_or_else(|| self.line(), |span| span.line)
    }

    /// The line that it is in.
    #[must_use]
    pub fn line(&self) -> u32 {
        let spans = &self.function.body.code.spans;
        let at = if self.expect == Expect::Again {
            self.at
        } else {
            self.at.saturating_sub(1)
        };
        spans
            .get(at.min(spans.len().saturating_sub(1)))
            .map_or(0, |span| span.line)
    }
}

fn outcome_of(answer: Answer) -> Result<Value, Raised> {
    match answer {
        Answer::Value(value) => Ok(value),
        Answer::Raise(raised) => Err(raised),
        Answer::Time(time) => Ok(Value::Float(time.as_secs_f64())),
        Answer::Go | Answer::Expired => Ok(Value::None),
    }
}

/// A place in a program's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function, or `<module>`.
    pub function: String,
}
