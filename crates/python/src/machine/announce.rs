//! Which access an op is about to make, for whoever explores schedules.

use python_syntax::code::Op;

use super::attributes::lookup;
use super::frame::Frame;
use super::run::cell_of;
use super::thread::Thread;
use crate::effect::{Access, Kind, Slot};
use crate::number::ObjectNumber;
use crate::objects::descriptor::Descriptor;
use crate::objects::iterator::Source;
use crate::objects::string::Name;
use crate::operations::types::class_of;
use crate::value::Value;

type Touch = (ObjectNumber, Slot, Kind);

impl Thread {
    /// The access that the frame's next op makes, unless it was handed out already.
    pub(super) fn announce(&mut self, frame: &Frame) -> Option<Access> {
        if frame.function.body.hidden {
            return None;
        }
        let touches = self.touches(frame);
        let index = std::mem::take(&mut self.announced);
        let (object, slot, kind) = touches.into_iter().nth(index)?;
        self.announced = index + 1;
        let name = if self.names {
            name_of(self, frame, &slot)
        } else {
            String::new()
        };
        Some(Access {
            object,
            slot,
            kind,
            first_in_op: index == 0,
            name,
        })
    }

    fn touches(&self, frame: &Frame) -> Vec<Touch> {
        let body = &frame.function.body;
        let Some(op) = body.code.ops.get(frame.at).copied() else {
            return Vec::new();
        };
        let named = |name: u32| body.names[name as usize].clone();
        let top = |depth: usize| self.stack.len().checked_sub(depth).and_then(|at| self.stack.get(at));
        let globals = &frame.function.globals;
        let global = |name: u32, kind: Kind| {
            let name = named(name);
            let known = kind != Kind::Read || globals.get_name(&name).is_some();
            known.then(|| (globals.number, Slot::Name(name), kind))
        };
        let whole =
            |value: Option<&Value>, kind: Kind| value.and_then(number_of).map(|number| (number, Slot::Whole, kind));
        let one = |touch: Option<Touch>| touch.into_iter().collect::<Vec<_>>();
        match op {
            Op::LoadGlobal(name) => one(global(name, Kind::Read)),
            Op::LoadName(name) if frame.namespace.is_none() => one(global(name, Kind::Read)),
            Op::StoreGlobal(name) | Op::DeleteGlobal(name) => one(global(name, Kind::Write)),
            Op::StoreName(name) | Op::DeleteName(name) if frame.namespace.is_none() => one(global(name, Kind::Write)),
            Op::LoadDeref(index) => {
                one(cell_of(&self.stack, frame, index).map(|cell| (cell.number, Slot::Cell, Kind::Read)))
            }
            Op::StoreDeref(index) | Op::DeleteDeref(index) => {
                one(cell_of(&self.stack, frame, index).map(|cell| (cell.number, Slot::Cell, Kind::Write)))
            }
            Op::LoadAttr(name) | Op::LoadMethod(name) => {
                one(top(1).and_then(|object| attribute(object, &named(name), Kind::Read)))
            }
            Op::StoreAttr(name) | Op::DeleteAttr(name) => {
                one(top(1).and_then(|object| attribute(object, &named(name), Kind::Write)))
            }
            // An iterator over a dict or set keeps its size from then on.
            Op::GetIter => one(whole(top(1), Kind::Read)),
            Op::BinarySubscript => one(whole(top(2), Kind::Read)),
            Op::StoreSubscript => one(whole(top(2), Kind::Write)),
            Op::DeleteSubscript => one(whole(top(2), Kind::Update)),
            Op::Contains(_) => one(whole(top(1), Kind::Read)),
            Op::PopJumpIfFalse(_)
            | Op::PopJumpIfTrue(_)
            | Op::JumpIfFalseOrPop(_)
            | Op::JumpIfTrueOrPop(_)
            | Op::Unary(_)
            | Op::UnpackSequence(_)
            | Op::UnpackEx { .. }
            | Op::ListExtend(_)
            | Op::SetUpdate(_)
            | Op::DictUpdate(_)
            | Op::DictMerge(_)
            | Op::FormatValue { spec: false, .. } => one(whole(top(1), Kind::Read)),
            Op::InPlace(_) => {
                let mut all = one(whole(top(2), Kind::Update));
                all.extend(whole(top(1), Kind::Read));
                all
            }
            Op::Binary(_) | Op::Compare(_) => {
                let mut all = one(whole(top(2), Kind::Read));
                all.extend(whole(top(1), Kind::Read));
                all
            }
            Op::ForIter(_) => one(top(1).and_then(iterated)),
            Op::Call(count) => self.call_touches(self.stack.len().checked_sub(1 + count as usize), count as usize),
            Op::CallMethod(count) => {
                let at = self.stack.len().checked_sub(2 + count as usize);
                self.call_touches(at, count as usize + 1)
            }
            Op::CallKeywords { count, .. } => {
                self.call_touches(self.stack.len().checked_sub(1 + count as usize), count as usize)
            }
            Op::CallMethodKeywords { count, .. } => {
                let at = self.stack.len().checked_sub(2 + count as usize);
                self.call_touches(at, count as usize + 1)
            }
            _ => Vec::new(),
        }
    }

    fn call_touches(&self, at: Option<usize>, count: usize) -> Vec<Touch> {
        let Some(at) = at else { return Vec::new() };
        let args = &self.stack[at + 1..(at + 1 + count).min(self.stack.len())];
        let (native, receiver) = match &self.stack[at] {
            Value::Native(native) => (native.clone(), None),
            Value::Method(method) => match &method.function {
                Value::Native(native) => (native.clone(), Some(method.receiver.clone())),
                _ => return Vec::new(),
            },
            Value::Class(class) if class.builtin => {
                return args
                    .iter()
                    .filter_map(|arg| Some((number_of(arg)?, Slot::Whole, Kind::Read)))
                    .collect();
            }
            _ => return Vec::new(),
        };
        let mut all = Vec::new();
        let values = receiver
            .iter()
            .chain(args.iter())
            .filter(|value| !matches!(value, Value::Unbound));
        for (place, value) in values.enumerate() {
            let kind = match (place, native.access) {
                (0, Some(kind)) => kind,
                _ if !native.owner.is_empty()
                    && native.owner != "str"
                    && place > 0
                    && native.name != "extend"
                    && native.name != "update" =>
                {
                    continue;
                }
                (0, None) if !native.owner.is_empty() => continue,
                _ => Kind::Read,
            };
            if let Some(number) = number_of(value) {
                all.push((number, Slot::Whole, kind));
            }
        }
        all
    }
}

fn number_of(value: &Value) -> Option<ObjectNumber> {
    Some(match value {
        Value::List(list) => list.number,
        Value::Dict(dict) => dict.number,
        Value::Set(set) if !set.frozen => set.number,
        Value::Deque(deque) => deque.number,
        Value::View(view) => view.dict.number,
        Value::ByteArray(bytes) => bytes.number,
        Value::Instance(instance) => return number_of_payload(instance.payload()),
        _ => return None,
    })
}

fn number_of_payload(value: &Value) -> Option<ObjectNumber> {
    if matches!(value, Value::Instance(_)) {
        None
    } else {
        number_of(value)
    }
}

fn iterated(value: &Value) -> Option<Touch> {
    match value {
        Value::Iterator(iterator) => {
            let number = match &*iterator.source.lock() {
                Source::List(list, _) | Source::Reversed(list, _) => list.number,
                Source::Dict { dict, .. } => dict.number,
                Source::Set(set, ..) => set.number,
                Source::Deque(deque, ..) => deque.number,
                _ => iterator.number,
            };
            Some((number, Slot::Whole, Kind::Read))
        }
        Value::Generator(generator) => Some((generator.number, Slot::Whole, Kind::Update)),
        _ => None,
    }
}

fn attribute(object: &Value, name: &Name, kind: Kind) -> Option<Touch> {
    let slot = Slot::Name(name.clone());
    match object {
        Value::Instance(instance) => {
            let in_class = lookup(&instance.class, name);
            if let Some(Value::Descriptor(descriptor)) = &in_class
                && matches!(&**descriptor, Descriptor::Property(_) | Descriptor::Getter(..))
            {
                return None;
            }
            if kind != Kind::Read || instance.get(name).is_some() {
                return Some((instance.number, slot, kind));
            }
            match in_class {
                Some(Value::Function(_) | Value::Native(_) | Value::Descriptor(_)) | None => None,
                Some(_) => owner(&instance.class, name).map(|number| (number, slot, Kind::Read)),
            }
        }
        Value::Class(class) if !class.builtin => {
            if kind != Kind::Read {
                return Some((class.number, slot, kind));
            }
            match lookup(class, name) {
                Some(Value::Function(_) | Value::Native(_) | Value::Descriptor(_)) | None => None,
                Some(_) => owner(class, name).map(|number| (number, slot, Kind::Read)),
            }
        }
        Value::Module(module) if module.name.as_str() == "__main__" || kind != Kind::Read => {
            Some((module.globals.number, slot, kind))
        }
        Value::Function(function) if kind != Kind::Read || function.attributes.lock().get(name).is_some() => {
            Some((function.number, slot, kind))
        }
        _ => None,
    }
}

fn owner(class: &crate::objects::class::Class, name: &Name) -> Option<ObjectNumber> {
    if class.names.lock().get(name).is_some() {
        return Some(class.number);
    }
    let found = class
        .ancestors
        .iter()
        .find(|class| class.names.lock().get(name).is_some())?;
    (!found.builtin).then_some(found.number)
}

// What people call it: the source text of the expression, `self` replaced by the class.
fn name_of(thread: &Thread, frame: &Frame, slot: &Slot) -> String {
    let body = &frame.function.body;
    let own = |text: &str| match text.strip_prefix("self") {
        Some(rest) if rest.starts_with('.') || rest.is_empty() => {
            let class = match thread.stack.get(frame.base) {
                Some(value @ Value::Instance(_)) => class_of(value).name.as_str().to_lowercase(),
                _ => "self".to_owned(),
            };
            class + rest
        }
        _ => text.to_owned(),
    };
    let text = source_of(thread, frame);
    match (slot, body.code.ops.get(frame.at)) {
        (Slot::Cell, Some(Op::LoadDeref(index) | Op::StoreDeref(index) | Op::DeleteDeref(index))) => {
            body.code.cell_name(*index).map(ToString::to_string).unwrap_or_default()
        }
        (Slot::Name(name), Some(Op::LoadAttr(_) | Op::LoadMethod(_) | Op::StoreAttr(_) | Op::DeleteAttr(_))) => {
            let base = text.rfind(&format!(".{name}")).map(|at| text[..at].trim().to_owned());
            match base
                .filter(|base| base.chars().all(|c| c.is_alphanumeric() || "_.[]".contains(c)) && !base.is_empty())
            {
                Some(base) => own(&format!("{base}.{name}")),
                None => name.to_string(),
            }
        }
        (Slot::Name(name), _) => name.to_string(),
        (Slot::Whole, Some(Op::BinarySubscript | Op::StoreSubscript | Op::DeleteSubscript)) => {
            own(text.split('[').next().unwrap_or_default().trim())
        }
        (Slot::Whole, Some(Op::CallMethod(_) | Op::CallMethodKeywords { .. })) => {
            let call = text.split('(').next().unwrap_or_default();
            own(call.rsplit_once('.').map_or(call, |(base, _)| base).trim())
        }
        (Slot::Whole, Some(Op::Call(_) | Op::CallKeywords { .. })) => {
            let inside = text.split_once('(').map_or("", |(_, rest)| rest);
            own(inside
                .trim_end_matches(')')
                .split(',')
                .next()
                .unwrap_or_default()
                .trim())
        }
        (Slot::Whole, Some(Op::Contains(_))) => own(text.rsplit(" in ").next().unwrap_or_default().trim()),
        _ => own(text.split(['+', '=']).next().unwrap_or_default().trim()),
    }
}

fn source_of(thread: &Thread, frame: &Frame) -> String {
    let Some(span) = frame.function.body.code.spans.get(frame.at) else {
        return String::new();
    };
    let Some(line) = thread
        .interpreter
        .source
        .lines()
        .nth((span.line as usize).saturating_sub(1))
    else {
        return String::new();
    };
    let end = if span.end_line == span.line {
        span.end_column as usize
    } else {
        usize::MAX
    };
    let length = end.saturating_sub(span.column as usize);
    line.chars().skip(span.column as usize).take(length).collect()
}
