//! Which access an op is about to make, for whoever explores schedules.

mod attributes;
mod calls;
mod containers;
mod iterators;
mod patterns;
mod words;

use python_syntax::code::{BinaryOperator, Op};

use super::frame::{Frame, Role};
use super::mentioned::Mentioned;
use super::run::cell_of;
use super::thread::Thread;
use crate::effect::{Access, CheckKind, Effect, Kind, Slot};
use crate::number::ObjectNumber;
use crate::objects::dict::Dict;
use crate::objects::generator::GeneratorKind;
use crate::objects::string::{Name, intern};
use crate::value::Value;
use attributes::{attribute, deleted};
pub(super) use containers::container_number;
use containers::{deep, items_of, number_of, touched, wrapped};
use iterators::stepped;
use words::name_of;

type Touch = (ObjectNumber, Slot, Kind);

impl Thread {
    /// Whether a check point is handed out before the frame's next op, and was not yet.
    #[cold]
    pub(super) fn halts_before(&mut self, frame: &Frame) -> bool {
        let is_new = self.announced == 0 && !frame.function.body.hidden;
        self.halted = is_new && !self.halted;
        self.halted
    }

    /// The access that the frame's next op makes, unless it was handed out already; before all of them a check point, if it calls Python of the library.
    pub(super) fn announce(&mut self, frame: &Frame) -> Option<Effect> {
        let is_hidden = frame.function.body.hidden;
        if self.announced == 0 && !is_hidden && !std::mem::take(&mut self.checked) && self.enters_library(frame) {
            self.checked = true;
            return Some(Effect::CheckPoint(CheckKind::Entry));
        }
        let touches = if is_hidden {
            self.handed_in(frame)
        } else {
            self.touches(frame)
        };
        let index = std::mem::take(&mut self.announced);
        let (object, slot, kind) = touches.into_iter().nth(index)?;
        self.announced = index + 1;
        let name = if self.names && !is_hidden {
            name_of(self, frame, &slot)
        } else {
            String::new()
        };
        Some(Effect::Access(Access {
            object,
            kind,
            // What C code reads in CPython is no bytecode of its own.
            first_in_op: index == 0 && !(is_hidden && matches!(slot, Slot::Name(_))),
            slot,
            later_in_op: index > 0,
            name,
        }))
    }

    fn enters_library(&self, frame: &Frame) -> bool {
        let below = match frame.function.body.code.ops.get(frame.at) {
            Some(Op::Call(count)) => *count as usize,
            Some(Op::CallMethod(count)) => *count as usize + 1,
            Some(Op::CallKeywords { count, .. }) => usize::from(*count),
            Some(Op::CallMethodKeywords { count, .. }) => usize::from(*count) + 1,
            _ => return false,
        };
        let callee = self.stack.len().checked_sub(1 + below).map(|at| &self.stack[at]);
        let function = match callee {
            Some(Value::Function(function)) => Some(function),
            Some(Value::Method(method)) => match &method.function {
                Value::Function(function) => Some(function),
                _ => None,
            },
            _ => None,
        };
        function.is_some_and(|function| function.body.checks_entry)
    }

    fn touches(&self, frame: &Frame) -> Vec<Touch> {
        let body = &frame.function.body;
        let Some(op) = body.code.ops.get(frame.at).copied() else {
            return Vec::new();
        };
        let named = |name: u32| body.names[name as usize].clone();
        let top = |depth: usize| self.stack.len().checked_sub(depth).and_then(|at| self.stack.get(at));
        let globals = &frame.function.globals;
        let mentioned = self.interpreter.mentioned();
        let global = |name: u32, kind: Kind| {
            let name = named(name);
            let known = kind != Kind::Read
                || mentioned.hides(&name)
                || globals.get_name(&name).is_some()
                || self.interpreter.builtins.get_name(&name).is_none();
            known.then(|| (globals.number, Slot::Name(name), kind))
        };
        let whole = |value: Option<&Value>, kind: Kind| value.map_or_else(Vec::new, |value| touched(value, kind));
        let one = |touch: Option<Touch>| touch.into_iter().collect::<Vec<_>>();
        match op {
            Op::LoadGlobal(name) => one(global(name, Kind::Read)),
            Op::LoadName(name) if frame.namespace.is_none() => one(global(name, Kind::Read)),
            Op::StoreGlobal(name) => set_global(globals, named(name), false, mentioned),
            Op::DeleteGlobal(name) => set_global(globals, named(name), true, mentioned),
            Op::StoreName(name) if frame.namespace.is_none() => set_global(globals, named(name), false, mentioned),
            Op::DeleteName(name) if frame.namespace.is_none() => set_global(globals, named(name), true, mentioned),
            // In the body of a class a name may be one of its own.
            Op::LoadName(name) | Op::LoadFromDictOrGlobals(name) => one(global(name, Kind::Read)),
            Op::LoadDeref(index) | Op::LoadClassDeref(index) | Op::LoadFromDictOrDeref(index) => {
                one(cell_of(&self.stack, frame, index).map(|cell| (cell.number, Slot::Cell, Kind::Read)))
            }
            Op::StoreDeref(index) | Op::DeleteDeref(index) => {
                one(cell_of(&self.stack, frame, index).map(|cell| (cell.number, Slot::Cell, Kind::Write)))
            }
            Op::LoadAttr(name) | Op::LoadMethod(name) => top(1).map_or_else(Vec::new, |object| {
                attribute(object, &named(name), Kind::Read, mentioned)
            }),
            Op::StoreAttr(name) => top(1).map_or_else(Vec::new, |object| {
                attribute(object, &named(name), Kind::Write, mentioned)
            }),
            Op::DeleteAttr(name) => top(1).map_or_else(Vec::new, |object| deleted(object, &named(name), mentioned)),
            Op::ImportFrom(name) => top(1).map_or_else(Vec::new, |module| {
                attribute(module, &named(name), Kind::Read, mentioned)
            }),
            // An iterator over a dict or set keeps its size from then on.
            Op::GetIter | Op::GetYieldFromIter => whole(top(1), Kind::Read),
            Op::BinarySubscript => item(top(2), top(1), Kind::Read),
            Op::StoreSubscript => item(top(2), top(1), Kind::Write),
            Op::DeleteSubscript => item(top(2), top(1), Kind::Update),
            Op::Contains(_) => {
                let mut all = item(top(1), top(2), Kind::Read);
                all.extend(top(1).map_or_else(Vec::new, stepped));
                all
            }
            Op::PopJumpIfFalse(_)
            | Op::PopJumpIfTrue(_)
            | Op::JumpIfFalseOrPop(_)
            | Op::JumpIfTrueOrPop(_)
            | Op::Unary(_)
            | Op::GetLength
            | Op::DictUpdate(_)
            | Op::DictMerge(_) => whole(top(1), Kind::Read),
            Op::MatchKeys => whole(top(2), Kind::Read),
            Op::MatchClass(_) => match (top(3), top(1)) {
                (Some(subject), Some(names)) => patterns::of_class(subject, top(2), names, mentioned),
                _ => Vec::new(),
            },
            Op::UnpackSequence(_) | Op::UnpackEx { .. } | Op::ListExtend(_) | Op::SetUpdate(_) => {
                let mut all = whole(top(1), Kind::Read);
                all.extend(top(1).map_or_else(Vec::new, stepped));
                all
            }
            Op::FormatValue { spec, .. } => top(1 + usize::from(spec)).map_or_else(Vec::new, deep),
            Op::InPlace(_) => {
                let mut all = whole(top(2), Kind::Update);
                all.extend(whole(top(1), Kind::Read));
                all
            }
            // A comparison looks into what the containers hold, and so does a text that is filled in.
            Op::Compare(_) | Op::Binary(BinaryOperator::Remainder) => {
                let both = [top(2), top(1)].into_iter().flatten();
                both.flat_map(deep).collect()
            }
            Op::Binary(_) => {
                let mut all = whole(top(2), Kind::Read);
                all.extend(whole(top(1), Kind::Read));
                all
            }
            Op::ForIter(_) => top(1).map_or_else(Vec::new, stepped),
            Op::YieldFrom => top(2).map_or_else(Vec::new, stepped),
            Op::Call(count) => self.called(count as usize),
            Op::CallKeywords { count, .. } => self.called(usize::from(count)),
            // Below the arguments stands the receiver.
            Op::CallMethod(count) => self.called(count as usize + 1),
            Op::CallMethodKeywords { count, .. } => self.called(usize::from(count) + 1),
            Op::CallEx(has_keywords) => {
                let keywords = if has_keywords { top(1) } else { None };
                let args = top(1 + usize::from(has_keywords));
                let items = args.map(items_of).unwrap_or_default();
                let mut all = whole(args, Kind::Read);
                all.extend(whole(keywords, Kind::Read));
                all.extend(args.map_or_else(Vec::new, stepped));
                all.extend(
                    top(2 + usize::from(has_keywords))
                        .map_or_else(Vec::new, |callee| calls::touches(callee, &items, mentioned)),
                );
                all
            }
            // Who leaves a generator lets others enter it.
            Op::YieldValue | Op::Return => one(left(frame)),
            _ => Vec::new(),
        }
    }

    // Code of the library says itself what it touches, but not what it is handed to call: `Thread(target=results.append)`.
    fn handed_in(&self, frame: &Frame) -> Vec<Touch> {
        let below = match frame.function.body.code.ops.get(frame.at) {
            Some(Op::Call(count)) => *count as usize,
            // What stands in an attribute, as a file's `write` does in a writer.
            Some(Op::CallMethod(count)) => *count as usize + 1,
            Some(Op::CallEx(has_keywords)) => 1 + usize::from(*has_keywords),
            _ => return Vec::new(),
        };
        let Some(at) = self.stack.len().checked_sub(1 + below) else {
            return Vec::new();
        };
        // What is called with what it was handed in together with is the program's, as a thread's target and arguments are.
        if let Some(Op::CallEx(_)) = frame.function.body.code.ops.get(frame.at) {
            let args = self.stack.get(at + 1).map(items_of).unwrap_or_default();
            return calls::touches(&self.stack[at], &args, self.interpreter.mentioned());
        }
        let mut all = calls::lent(&self.stack[at]);
        all.extend(calls::read_by_library(
            &self.stack[at],
            &self.stack[at + 1..],
            self.interpreter.mentioned(),
        ));
        all
    }

    fn called(&self, count: usize) -> Vec<Touch> {
        let Some(at) = self.stack.len().checked_sub(1 + count) else {
            return Vec::new();
        };
        let mut all = calls::touches(&self.stack[at], &self.stack[at + 1..], self.interpreter.mentioned());
        if matches!(&self.stack[at], Value::Native(native) if native.name == "print" && native.owner.is_empty()) {
            all.extend(self.standard_output());
        }
        all
    }

    // `print` asks `sys` where to, and writes there.
    fn standard_output(&self) -> Vec<Touch> {
        let Some(sys) = self.interpreter.modules.get_text("sys") else {
            return Vec::new();
        };
        let asked = attribute(&sys, &intern("stdout"), Kind::Read, self.interpreter.mentioned());
        let written = match self.interpreter.output() {
            Value::Instance(stream) if self.interpreter.redirected() => {
                Some((stream.number, Slot::Whole, Kind::Update))
            }
            _ => None,
        };
        asked.into_iter().chain(written).collect()
    }
}

/// An item of a container, which is a name as well where the container is what `globals()` or `x.__dict__` gives.
fn item(container: Option<&Value>, key: Option<&Value>, kind: Kind) -> Vec<Touch> {
    let number = container.and_then(number_of);
    let inner = container.map_or_else(Vec::new, wrapped);
    let numbers = number.into_iter().chain(inner.iter().filter_map(number_of));
    let mut all: Vec<Touch> = numbers.map(|number| (number, Slot::Whole, kind)).collect();
    if let (Some(Value::Dict(dict)), Some(Value::Str(key))) = (container, key)
        && let Some(owner) = dict.owner
    {
        all.push((owner, Slot::Name(intern(key.as_str())), kind));
        let is_other = kind != Kind::Read && Some(owner) != number;
        all.extend(is_other.then_some((owner, Slot::Whole, kind)));
    }
    all
}

// Who looks at all names sees which there are.
fn set_global(globals: &Dict, name: Name, is_deleted: bool, mentioned: &Mentioned) -> Vec<Touch> {
    let changes_names = mentioned.all && (is_deleted || globals.get_name(&name).is_none());
    let names = changes_names.then_some((globals.number, Slot::Whole, Kind::Write));
    let own = (globals.number, Slot::Name(name), Kind::Write);
    std::iter::once(own).chain(names).collect()
}

fn left(frame: &Frame) -> Option<Touch> {
    match &frame.role {
        Role::Generator(generator, _) if generator.kind == GeneratorKind::Generator => {
            Some((generator.number, Slot::Whole, Kind::Update))
        }
        _ => None,
    }
}
