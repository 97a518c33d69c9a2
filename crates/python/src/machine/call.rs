//! Calls: of Python functions, natives, methods, classes and instances.

use std::sync::Arc;

use python_syntax::code::Kind;

use super::cx::{Arguments, Call};
use super::frame::{Activation, Expect, Frame, Parked, Role};
use super::thread::{Next, Thread};
use crate::effect::{CheckKind, Effect};
use crate::objects::class::{Class, overrides};
use crate::objects::exception::{Ask, Raised};
use crate::objects::function::{Cell, Function, NativeFunction};
use crate::objects::generator::{Generator, GeneratorKind};
use crate::objects::instance::Instance;
use crate::objects::string::Name;
use crate::operations::compare::too_deep;
use crate::operations::types::{class_of, type_name};
use crate::value::Value;

/// What a call came to at once.
pub(super) enum Called {
    /// It gave a value.
    Value(Value),
    /// It raised.
    Raised(Raised),
    /// A frame was pushed, which gives the value later; the caller is below it.
    Frame,
    /// A native asks the machine; the caller must be among the frames when it is answered.
    Ask(Ask),
    /// Something else comes first.
    Next(Next),
}

impl Thread {
    /// Calls something with values that are not on the stack; the outcome goes to the activation on top.
    pub(super) fn call_values(&mut self, callable: Value, args: Vec<Value>, keywords: Vec<(Name, Value)>) -> Next {
        let at = self.stack.len();
        let count = args.len();
        self.stack.push(callable);
        self.stack.extend(args);
        match self.call(at, count, keywords) {
            Called::Value(value) => Next::Deliver(Ok(value)),
            Called::Raised(raised) => Next::Deliver(Err(raised)),
            Called::Frame => self.entered(),
            Called::Ask(ask) => Next::Deliver(self.answer(ask)),
            Called::Next(next) => next,
        }
    }

    /// The frame on top was entered: a check point.
    pub(super) fn entered(&mut self) -> Next {
        if self.interpreter.announces() {
            let quiet = matches!(self.frames.last(), Some(Activation::Python(frame)) if frame.function.body.hidden);
            return if quiet {
                Next::Run
            } else {
                Next::Effect(Effect::CheckPoint(CheckKind::Entry))
            };
        }
        self.countdown -= 1;
        if self.countdown == 0 {
            self.countdown = self.patience;
            return Next::Effect(Effect::CheckPoint(CheckKind::Entry));
        }
        Next::Run
    }

    /// Calls what is at `at` on the stack with the `count` values above it; takes all of them off.
    pub(super) fn call(&mut self, at: usize, count: usize, keywords: Vec<(Name, Value)>) -> Called {
        match &self.stack[at] {
            Value::Function(_) => self.call_function(at, count, keywords, Role::Plain),
            Value::Native(native) => {
                let native = native.clone();
                self.call_native(&native, at, at + 1, keywords)
            }
            Value::Method(method) => {
                let method = method.clone();
                self.stack[at] = method.function.clone();
                self.stack.insert(at + 1, method.receiver.clone());
                self.call(at, count + 1, keywords)
            }
            Value::Class(class) => {
                let class = class.clone();
                self.call_class(&class, at, count, keywords)
            }
            _ => self.call_other(at, count, keywords),
        }
    }

    fn call_other(&mut self, at: usize, count: usize, keywords: Vec<(Name, Value)>) -> Called {
        let callable = self.stack[at].clone();
        if let Value::Descriptor(descriptor) = &callable
            && let crate::objects::descriptor::Descriptor::Static(function) = &**descriptor
        {
            self.stack[at] = function.clone();
            return self.call(at, count, keywords);
        }
        match self.lookup(class_of(&callable), &self.interpreter.words.call) {
            Some(function @ (Value::Function(_) | Value::Native(_))) => {
                self.stack[at] = function;
                self.stack.insert(at + 1, callable);
                self.call(at, count + 1, keywords)
            }
            Some(other) => {
                self.stack[at] = other;
                self.call(at, count, keywords)
            }
            None => {
                let words = format!("'{}' object is not callable", type_name(&callable));
                self.stack.truncate(at);
                Called::Raised(Raised::type_error(words))
            }
        }
    }

    /// Calls a native with the values from `first` on; the stack is cut to `at`.
    pub(super) fn call_native(
        &mut self,
        native: &Arc<NativeFunction>,
        at: usize,
        first: usize,
        keywords: Vec<(Name, Value)>,
    ) -> Called {
        if let Some(quick) = native.quick {
            let call = Call {
                args: &self.stack[first..],
                keywords: &keywords,
                interpreter: &self.interpreter,
                function: native,
            };
            match quick(&call) {
                Ok(value) => {
                    self.stack.truncate(at);
                    return Called::Value(value);
                }
                Err(Raised::Defer) if native.slow.is_some() => {}
                Err(raised) => {
                    self.stack.truncate(at);
                    return self.native_raised(native, raised);
                }
            }
        }
        let args = self.stack.split_off(first);
        self.stack.truncate(at);
        match native.slow {
            Some(slow) => {
                let task = slow(
                    self.cx.clone(),
                    Arguments {
                        args,
                        keywords,
                        function: native.clone(),
                    },
                );
                Called::Next(self.begin(task))
            }
            None => Called::Raised(Raised::type_error(format!("{}() is not callable", native.name))),
        }
    }

    fn native_raised(&self, native: &NativeFunction, raised: Raised) -> Called {
        match raised {
            Raised::Effect(effect) => Called::Next(Next::Outcome(*effect)),
            Raised::Ask(ask) => Called::Ask(ask),
            Raised::Defer => Called::Raised(Raised::type_error(format!(
                "{}() cannot be called with these arguments here",
                native.name
            ))),
            raised => Called::Raised(raised),
        }
    }

    fn call_class(&mut self, class: &Arc<Class>, at: usize, count: usize, keywords: Vec<(Name, Value)>) -> Called {
        if class.builtin
            && keywords.is_empty()
            && !self.interpreter.announces()
            && let Some(made) = crate::builtins::convert::quick(class, &self.stack[at + 1..])
        {
            self.stack.truncate(at);
            return Called::Value(made);
        }
        let plain = class.meta.is_none() && !class.has(overrides::NEW) && !class.builtin;
        let bare = !matches!(
            class.layout,
            crate::objects::class::Layout::Holds | crate::objects::class::Layout::Type
        );
        if plain && bare {
            let abstracts = self.lookup(class, &self.interpreter.words.abstract_methods);
            if matches!(abstracts, None | Some(Value::None)) {
                return self.call_plain_class(class, at, count, keywords);
            }
        }
        if let Some(meta) = &class.meta
            && meta.has(overrides::CALL)
            && let Some(function) = meta.lookup(&self.interpreter.words.call)
        {
            let receiver = std::mem::replace(&mut self.stack[at], function);
            self.stack.insert(at + 1, receiver);
            return self.call(at, count + 1, keywords);
        }
        let args = self.stack.split_off(at + 1);
        self.stack.truncate(at);
        let task = crate::builtins::construct::construct(self.cx.clone(), class.clone(), args, keywords);
        Called::Next(self.begin(task))
    }

    // A class of Python's own kind: an instance, then `__init__`.
    fn call_plain_class(
        &mut self,
        class: &Arc<Class>,
        at: usize,
        count: usize,
        keywords: Vec<(Name, Value)>,
    ) -> Called {
        let instance = if class.layout == crate::objects::class::Layout::Exception {
            Instance::exception(class.clone(), self.stack[at + 1..].to_vec())
        } else {
            Instance::new(class.clone(), Value::Unbound)
        };
        let instance = Value::Instance(Arc::new(instance));
        if class.has(overrides::INIT) {
            match self.lookup(class, &self.interpreter.words.init) {
                Some(init @ Value::Function(_)) => {
                    self.stack[at] = init;
                    self.stack.insert(at + 1, instance.clone());
                    return self.call_function(at, count + 1, keywords, Role::Init(instance));
                }
                _ => {
                    let args = self.stack.split_off(at + 1);
                    self.stack.truncate(at);
                    let task = crate::builtins::construct::initialise(self.cx.clone(), instance, args, keywords);
                    return Called::Next(self.begin(task));
                }
            }
        }
        self.stack.truncate(at + 1 + count);
        let args = self.stack.split_off(at + 1);
        self.stack.truncate(at);
        if class.layout == crate::objects::class::Layout::Exception {
            return match crate::exceptions::construct::fill(&instance, &args, &keywords) {
                Ok(()) => Called::Value(instance),
                Err(raised) => Called::Raised(raised),
            };
        }
        if !args.is_empty() || !keywords.is_empty() {
            return Called::Raised(Raised::type_error(format!("{}() takes no arguments", class.name)));
        }
        Called::Value(instance)
    }

    /// Whether what is at `at` is a Python function that takes just the `count` values above it, so that nothing is to be done but to enter it.
    #[inline(always)]
    pub(super) fn enters(&self, at: usize, count: usize) -> bool {
        match &self.stack[at] {
            Value::Function(function) => {
                function.body.simple
                    && count == function.body.code.positional as usize
                    && self.frames.len() + 2 < self.interpreter.settings.recursion_limit
            }
            _ => false,
        }
    }

    /// The frame of the function at `at`, whose arguments lie above it.
    #[inline(always)]
    pub(super) fn entering(&mut self, at: usize) -> Frame {
        let Value::Function(function) = std::mem::take(&mut self.stack[at]) else {
            unreachable!("what is entered is a function")
        };
        self.stack.resize(at + 1 + function.body.slots, Value::Unbound);
        Frame {
            function,
            at: 0,
            base: at + 1,
            expect: Expect::Push,
            role: Role::Plain,
            namespace: None,
        }
    }

    /// Calls the Python function at `at` with the `count` values above it.
    #[inline]
    pub(super) fn call_function(
        &mut self,
        at: usize,
        count: usize,
        keywords: Vec<(Name, Value)>,
        role: Role,
    ) -> Called {
        let Value::Function(function) = std::mem::take(&mut self.stack[at]) else {
            return Called::Raised(Raised::type_error("object is not callable"));
        };
        if self.frames.len() + 1 >= self.interpreter.settings.recursion_limit {
            self.stack.truncate(at);
            return Called::Raised(too_deep(""));
        }
        let body = &function.body;
        if body.simple && keywords.is_empty() && count == body.code.positional as usize {
            self.stack.resize(at + 1 + body.slots, Value::Unbound);
        } else {
            let args = self.stack.split_off(at + 1);
            if let Err(raised) = super::bind::bind(&function, args, keywords, &mut self.stack) {
                self.stack.truncate(at);
                return Called::Raised(raised);
            }
            fill_cells(&function, &mut self.stack, at + 1);
            if let Some(kind) = generator_kind(function.body.code.kind) {
                return Called::Value(self.park_new(kind, function, at));
            }
        }
        let frame = Frame {
            function,
            at: 0,
            base: at + 1,
            expect: Expect::Push,
            role,
            namespace: None,
        };
        self.frames.push(Activation::Python(frame));
        Called::Frame
    }

    fn park_new(&mut self, kind: GeneratorKind, function: Arc<Function>, at: usize) -> Value {
        let values = self.stack.split_off(at + 1);
        self.stack.truncate(at);
        let (name, qualname) = (function.name(), function.qualname());
        let parked = Parked {
            function,
            at: 0,
            values,
            handled: None,
            begun: false,
        };
        Value::Generator(Arc::new(Generator::new(kind, name, qualname, parked)))
    }

    /// Pushes the frame of a class body, whose names live in a namespace.
    pub(super) fn call_body(&mut self, function: &Arc<Function>, namespace: Value) -> Next {
        self.stack.push(Value::Unbound);
        let base = self.stack.len();
        let slots = function.body.slots;
        self.stack.resize(base + slots, Value::Unbound);
        fill_cells(function, &mut self.stack, base);
        let frame = Frame {
            function: function.clone(),
            at: 0,
            base,
            expect: Expect::Push,
            role: Role::Plain,
            namespace: Some(namespace),
        };
        self.frames.push(Activation::Python(frame));
        Next::Run
    }
}

fn generator_kind(kind: Kind) -> Option<GeneratorKind> {
    match kind {
        Kind::Generator => Some(GeneratorKind::Generator),
        Kind::Coroutine => Some(GeneratorKind::Coroutine),
        Kind::AsyncGenerator => Some(GeneratorKind::Async),
        _ => None,
    }
}

fn fill_cells(function: &Function, stack: &mut [Value], base: usize) {
    let code = &function.body.code;
    for (index, cell) in code.cells.iter().enumerate() {
        let value = match cell.parameter {
            Some(slot) => std::mem::take(&mut stack[base + slot as usize]),
            None => Value::Unbound,
        };
        stack[base + code.locals.len() + index] = Value::Cell(Arc::new(Cell::new(value)));
    }
}
