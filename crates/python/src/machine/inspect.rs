//! What a thread's variables hold and what it is about to touch, for whoever tells people about it.

use python_syntax::code::Op;

use super::frame::{Activation, Frame};
use super::run::cell_of;
use super::thread::Thread;
use crate::effect::Access;
use crate::number::ObjectNumber;
use crate::objects::iterator::Source;
use crate::objects::string::Name;
use crate::value::Value;

/// What an access is about to touch, and how the program says so.
#[derive(Clone, Debug)]
pub struct Touched {
    /// The object: a container, an instance, a class, a captured variable; the dict of the globals for one of these.
    pub object: Value,
    /// How the program says so.
    pub action: Action,
}

/// How a program touches an object.
#[derive(Clone, Debug)]
pub enum Action {
    /// A variable or an attribute.
    Name,
    /// `object[key]`.
    Item(Value),
    /// `object[key] = value`.
    SetItem(Value, Value),
    /// `del object[key]`.
    DeleteItem(Value),
    /// `item in object`.
    Contains(Value),
    /// `object.method(arguments)`.
    Call(&'static str, Vec<Value>),
    /// `function(object)`.
    Passed(String),
    /// `for ... in object`: the next.
    Next,
    /// `if object`.
    Truth,
    /// `object += ...`, where the object changes itself.
    InPlace,
    /// Anything else.
    Whole,
}

impl Thread {
    /// The variables of the frames that belong to the program, the innermost first; `self` is called as its class.
    pub fn variables(&self) -> Vec<(Name, Value)> {
        let frames = self.python_frames().rev().filter(|frame| !frame.function.body.hidden);
        frames.flat_map(|frame| self.variables_of(frame)).collect()
    }

    /// Whether the loop that it just went back in walks an iterator, and so comes to an end if that does.
    pub fn is_walking(&self) -> bool {
        let Some(Activation::Python(frame)) = self.frames.last() else {
            return false;
        };
        matches!(frame.function.body.code.ops.get(frame.at), Some(Op::ForIter(_)))
    }

    fn variables_of(&self, frame: &Frame) -> Vec<(Name, Value)> {
        let body = &frame.function.body;
        let locals = body.locals.iter().enumerate().filter_map(|(at, name)| {
            let value = self.stack.get(frame.base + at)?;
            Some((name.clone(), value.clone()))
        });
        let count = body.code.cells.len() + body.code.frees.len();
        let captured = (0..u32::try_from(count).unwrap_or(0)).filter_map(|index| {
            let cell = cell_of(&self.stack, frame, index)?;
            let name = crate::objects::string::intern(body.code.cell_name(index)?);
            Some((name, cell.value.lock().clone()))
        });
        locals.chain(captured).collect()
    }

    /// What an access that was handed out just now is about to touch.
    pub fn touched(&self, access: &Access) -> Option<Touched> {
        let Some(Activation::Python(frame)) = self.frames.last() else {
            return None;
        };
        let body = &frame.function.body;
        let at = |depth: usize| {
            self.stack
                .len()
                .checked_sub(depth)
                .and_then(|at| self.stack.get(at))
                .cloned()
        };
        let (object, action) = match *body.code.ops.get(frame.at)? {
            Op::LoadGlobal(_)
            | Op::StoreGlobal(_)
            | Op::DeleteGlobal(_)
            | Op::LoadName(_)
            | Op::StoreName(_)
            | Op::DeleteName(_) => (Value::Dict(frame.function.globals.clone()), Action::Name),
            Op::LoadDeref(index) | Op::StoreDeref(index) | Op::DeleteDeref(index) => {
                (Value::Cell(cell_of(&self.stack, frame, index)?.clone()), Action::Name)
            }
            Op::LoadAttr(_) | Op::LoadMethod(_) | Op::StoreAttr(_) | Op::DeleteAttr(_) => (at(1)?, Action::Name),
            Op::BinarySubscript => (at(2)?, Action::Item(at(1)?)),
            Op::StoreSubscript => (at(2)?, Action::SetItem(at(1)?, at(3)?)),
            Op::DeleteSubscript => (at(2)?, Action::DeleteItem(at(1)?)),
            Op::Contains(_) => (at(1)?, Action::Contains(at(2)?)),
            Op::ForIter(_) => (at(1)?, Action::Next),
            Op::PopJumpIfFalse(_)
            | Op::PopJumpIfTrue(_)
            | Op::JumpIfFalseOrPop(_)
            | Op::JumpIfTrueOrPop(_)
            | Op::Unary(_) => (at(1)?, Action::Truth),
            Op::InPlace(_) if number_of(&at(2)?) == Some(access.object) => (at(2)?, Action::InPlace),
            Op::Call(count) => return self.passed(access, 1 + count as usize),
            Op::CallKeywords { count, .. } => return self.passed(access, 1 + count as usize),
            Op::CallMethod(count) => return self.passed(access, 2 + count as usize),
            Op::CallMethodKeywords { count, .. } => return self.passed(access, 2 + count as usize),
            _ => (
                [at(1), at(2)]
                    .into_iter()
                    .flatten()
                    .find(|value| number_of(value) == Some(access.object))?,
                Action::Whole,
            ),
        };
        Some(Touched { object, action })
    }

    // What is called stands so deep, its arguments above it.
    fn passed(&self, access: &Access, depth: usize) -> Option<Touched> {
        let base = self.stack.len().checked_sub(depth)?;
        let given: Vec<Value> = self.stack[base + 1..]
            .iter()
            .filter(|value| !matches!(value, Value::Unbound))
            .cloned()
            .collect();
        let own = |value: &Value| number_of(value) == Some(access.object);
        let (native, receiver, rest) = match &self.stack[base] {
            Value::Native(native) if native.owner.is_empty() => (native.clone(), None, &given[..]),
            Value::Native(native) => (
                native.clone(),
                given.first().cloned(),
                given.get(1..).unwrap_or_default(),
            ),
            Value::Method(method) => match &method.function {
                Value::Native(native) => (native.clone(), Some(method.receiver.clone()), &given[..]),
                _ => return None,
            },
            Value::Class(class) => {
                let object = given.iter().find(|value| own(value))?.clone();
                let action = Action::Passed(class.name.as_str().to_owned());
                return Some(Touched { object, action });
            }
            _ => return None,
        };
        if let Some(object) = receiver.filter(|value| own(value)) {
            let action = Action::Call(native.name, rest.to_vec());
            return Some(Touched { object, action });
        }
        let object = rest.iter().find(|value| own(value))?.clone();
        let action = Action::Passed(native.name.to_owned());
        Some(Touched { object, action })
    }
}

fn number_of(value: &Value) -> Option<ObjectNumber> {
    Some(match value {
        Value::List(list) => list.number,
        Value::Dict(dict) => dict.number,
        Value::Set(set) => set.number,
        Value::Deque(deque) => deque.number,
        Value::View(view) => view.dict.number,
        Value::ByteArray(bytes) => bytes.number,
        Value::Generator(generator) => generator.number,
        Value::Instance(instance) => return number_of(instance.payload()),
        Value::Iterator(iterator) => return number_of(&walked(&iterator.source.lock())?),
        _ => return None,
    })
}

fn walked(source: &Source) -> Option<Value> {
    Some(match source {
        Source::List(list, _) | Source::Reversed(list, _) => Value::List(list.clone()),
        Source::Dict { dict, .. } => Value::Dict(dict.clone()),
        Source::Set(set, ..) => Value::Set(set.clone()),
        Source::Deque(deque, ..) => Value::Deque(deque.clone()),
        _ => return None,
    })
}
