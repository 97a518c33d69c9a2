//! Everything that a run leads to.

use std::sync::Arc;

use hashbrown::HashSet;

use super::content::Content;
use crate::builtins::generic::{Alias, Parameter, Union};
use crate::interpreter::Interpreter;
use crate::library::{self, kept};
use crate::machine::thread::Thread;
use crate::objects::class::Class;
use crate::objects::descriptor::Descriptor;
use crate::objects::dict::Dict;
use crate::objects::discard::is_object;
use crate::objects::exception::Place;
use crate::objects::function::Function;
use crate::objects::generator::{Generator, GeneratorState, Wrapped};
use crate::objects::instance::{Attributes, Instance};
use crate::objects::iterator::Source;
use crate::objects::opaque::Opaque;
use crate::value::Value;

/// A walk over all objects of a run.
pub(super) struct Walk {
    seen: HashSet<usize>,
    left: Vec<Value>,
    contents: Vec<Content>,
}

impl Walk {
    /// From the modules and what the library keeps; the built-in names are the same for all runs.
    pub(super) fn new(interpreter: &Interpreter) -> Self {
        let seen = HashSet::from([Arc::as_ptr(&interpreter.builtins) as usize]);
        let left = vec![
            Value::Dict(interpreter.modules.clone()),
            Value::Dict(interpreter.registry.clone()),
            interpreter.streams.0.clone(),
            interpreter.streams.1.clone(),
        ];
        let contents = Vec::new();
        Self { seen, left, contents }
    }

    pub(super) fn push(&mut self, value: &Value) {
        if may_lead_on(value) {
            self.left.push(value.clone());
        }
    }

    fn all<'a>(&mut self, values: impl IntoIterator<Item = &'a Value>) {
        values.into_iter().for_each(|value| self.push(value));
    }

    /// What a thread's frames and stack lead to; `None` if a native of its own is under way.
    pub(super) fn thread(&mut self, thread: &Thread) -> Option<()> {
        thread.leads_to(&mut |value| self.push(value))
    }

    /// Goes through all.
    pub(super) fn go(mut self) -> Option<Vec<Content>> {
        while let Some(value) = self.left.pop() {
            self.visit(&value)?;
        }
        Some(self.contents)
    }

    fn is_new<T>(&mut self, object: &Arc<T>) -> bool {
        self.seen.insert(Arc::as_ptr(object) as usize)
    }

    fn visit(&mut self, value: &Value) -> Option<()> {
        match value {
            Value::ByteArray(bytes) if self.is_new(bytes) => {
                let held = bytes.lock().clone();
                self.contents.push(Content::Bytes(bytes.clone(), held));
            }
            Value::Tuple(items) if self.is_new(items) => self.all(items.iter()),
            Value::List(list) if self.is_new(list) => {
                let held = list.to_vec();
                self.all(&held);
                self.contents.push(Content::List(list.clone(), held));
            }
            Value::Dict(dict) => self.dict(dict),
            Value::Set(set) if self.is_new(set) => {
                let held = set.lock().clone();
                self.all(held.iter().map(|(_, key)| key));
                self.contents.push(Content::Set(set.clone(), held));
            }
            Value::Deque(deque) if self.is_new(deque) => {
                let held = deque.lock().clone();
                self.all(&held);
                self.contents.push(Content::Deque(deque.clone(), held));
            }
            Value::Slice(slice) if self.is_new(slice) => self.all([&slice.start, &slice.stop, &slice.step]),
            Value::View(view) => self.dict(&view.dict),
            Value::Function(function) if self.is_new(function) => self.function(function),
            Value::Native(native) if self.is_new(native) => self.all(&native.captured),
            Value::Method(method) if self.is_new(method) => self.all([&method.function, &method.receiver]),
            Value::Class(class) => self.class(class),
            Value::Instance(instance) => self.instance(instance),
            Value::Module(module) if !kept::is_kept(module.name.as_str()) => self.dict(&module.globals),
            Value::Generator(generator) if self.is_new(generator) => self.generator(generator),
            Value::Cell(cell) if self.is_new(cell) => {
                let held = cell.value.get();
                self.push(&held);
                self.contents.push(Content::Cell(cell.clone(), held));
            }
            Value::Walk(source) => self.source(source),
            Value::Iterator(iterator) if self.is_new(iterator) => {
                let held = iterator.source.get();
                self.source(&held);
                self.contents.push(Content::Iterator(iterator.clone(), held));
            }
            Value::Descriptor(descriptor) if self.is_new(descriptor) => self.descriptor(descriptor),
            Value::Super(it) if self.is_new(it) => {
                self.class(&it.after);
                self.class(&it.start);
                self.push(&it.receiver);
            }
            Value::Opaque(object) if self.is_new(object) => return self.opaque(object),
            _ => {}
        }
        Some(())
    }

    fn dict(&mut self, dict: &Arc<Dict>) {
        if !kept::made(dict.number) && self.is_new(dict) {
            let held = dict.lock().clone();
            self.all(held.iter().flat_map(|entry| [&entry.key, &entry.value]));
            self.contents.push(Content::Dict(dict.clone(), held));
        }
    }

    fn function(&mut self, function: &Arc<Function>) {
        if kept::made(function.number) {
            return;
        }
        self.dict(&function.globals);
        self.all(function.closure.iter().chain(&function.defaults));
        self.all(function.keyword_defaults.iter().map(|(_, value)| value));
        let held = function.attributes.get();
        self.all(held.iter().map(|(_, value)| value));
        self.contents.push(Content::Function(function.clone(), held));
    }

    fn class(&mut self, class: &Arc<Class>) {
        if class.builtin || kept::made(class.number) || !self.is_new(class) {
            return;
        }
        let held = class.names.get();
        self.all(held.iter().map(|(_, value)| value));
        self.contents.push(Content::Class(class.clone(), held));
        let others = class.bases.iter().chain(&class.ancestors).chain(&class.meta);
        others.for_each(|other| self.class(other));
    }

    fn instance(&mut self, instance: &Arc<Instance>) {
        if kept::made(instance.number) || !self.is_new(instance) {
            return;
        }
        self.class(&instance.class);
        self.push(instance.payload());
        self.memory(instance);
        let held = instance.attributes().clone();
        match &held {
            Attributes::Own(names) => self.all(names.iter().map(|(_, value)| value)),
            Attributes::Dict(dict) => self.dict(dict),
        }
        self.contents.push(Content::Instance(instance.clone(), held));
    }

    fn memory(&mut self, instance: &Arc<Instance>) {
        let Some(held) = instance.memory().map(|memory| memory.clone()) else {
            return;
        };
        self.all(&held.args);
        let others = held.cause.iter().chain(&held.context);
        others.for_each(|other| self.instance(other));
        self.contents.push(Content::Memory(instance.clone(), held));
    }

    fn generator(&mut self, generator: &Arc<Generator>) {
        let held = generator.state.get();
        if let GeneratorState::Parked(parked) = &held {
            self.push(&Value::Function(parked.function.clone()));
            self.all(&parked.values);
            parked.handled.iter().for_each(|handled| self.instance(handled));
        }
        self.contents.push(Content::Generator(generator.clone(), held));
    }

    fn source(&mut self, source: &Source) {
        match source {
            Source::List(list, _) | Source::Reversed(list, _) => self.left.push(Value::List(list.clone())),
            Source::Tuple(items, _) => self.left.push(Value::Tuple(items.clone())),
            Source::Bytes(value, _) | Source::Enumerate(value, _) => self.push(value),
            Source::Items(value, _) | Source::ReversedItems(value, _) => self.push(value),
            Source::Dict { dict, .. } => self.dict(dict),
            Source::Set(set, ..) => self.left.push(Value::Set(set.clone())),
            Source::Deque(deque, ..) => self.left.push(Value::Deque(deque.clone())),
            Source::Zip(all, _) => self.all(all.iter()),
            Source::Map(function, all) => self.all(std::iter::once(function).chain(all.iter())),
            Source::Filter(one, other) | Source::Calls(one, other) => self.all([one, other]),
            Source::Ended | Source::Str(..) | Source::Range(..) => {}
        }
    }

    fn descriptor(&mut self, descriptor: &Descriptor) {
        match descriptor {
            Descriptor::Property(property) => {
                self.all([&property.get, &property.set, &property.delete, &property.doc]);
                let held = property.name.get();
                self.contents.push(Content::Name(property.name.clone(), held));
            }
            Descriptor::Static(value) | Descriptor::Class(value) => self.push(value),
            Descriptor::Slot(..) | Descriptor::Getter(..) => {}
        }
    }

    // An object with data of its own: data that cannot change, that lead on to values, or that the library knows how to put back.
    fn opaque(&mut self, object: &Arc<Opaque>) -> Option<()> {
        if let Some(alias) = object.data::<Alias>() {
            self.all(std::iter::once(&alias.origin).chain(&alias.args));
        } else if let Some(union) = object.data::<Union>() {
            self.all(&union.0);
        } else if let Some(wrapped) = object.data::<Wrapped>() {
            self.push(&wrapped.0);
        } else if object.data::<Parameter>().is_none()
            && object.data::<Vec<Place>>().is_none()
            && !library::never_changes(object)
        {
            self.contents.push(Content::Other(library::undo(object)?));
        }
        Some(())
    }
}

// What holds others, and two kinds that hold what a program can change or was given.
fn may_lead_on(value: &Value) -> bool {
    is_object(value) || matches!(value, Value::ByteArray(_) | Value::Native(_))
}
