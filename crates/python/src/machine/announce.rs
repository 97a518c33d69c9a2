//! Which access an op is about to make, for whoever explores schedules.

mod attributes;
mod calls;
mod containers;
mod iterators;
mod words;

use python_syntax::code::{BinaryOperator, Op};

use super::frame::{Frame, Role};
use super::run::cell_of;
use super::thread::Thread;
use crate::effect::{Access, Kind, Slot};
use crate::number::ObjectNumber;
use crate::objects::dict::Dict;
use crate::objects::generator::GeneratorKind;
use crate::objects::string::intern;
use crate::value::Value;
use attributes::attribute;
use containers::{deep, items_of, number_of};
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

    /// The access that the frame's next op makes, unless it was handed out already.
    pub(super) fn announce(&mut self, frame: &Frame) -> Option<Access> {
        let is_hidden = frame.function.body.hidden;
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
        Some(Access {
            object,
            slot,
            kind,
            first_in_op: index == 0,
            later_in_op: index > 0,
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
            let known = kind != Kind::Read
                || globals.get_name(&name).is_some()
                || self.interpreter.builtins.get_name(&name).is_none();
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
                top(1).map_or_else(Vec::new, |object| attribute(object, &named(name), Kind::Read))
            }
            Op::StoreAttr(name) | Op::DeleteAttr(name) => {
                top(1).map_or_else(Vec::new, |object| attribute(object, &named(name), Kind::Write))
            }
            // An iterator over a dict or set keeps its size from then on.
            Op::GetIter => one(whole(top(1), Kind::Read)),
            Op::BinarySubscript => item(top(2), top(1), Kind::Read, globals),
            Op::StoreSubscript => item(top(2), top(1), Kind::Write, globals),
            Op::DeleteSubscript => item(top(2), top(1), Kind::Update, globals),
            Op::Contains(_) => item(top(1), top(2), Kind::Read, globals),
            Op::PopJumpIfFalse(_)
            | Op::PopJumpIfTrue(_)
            | Op::JumpIfFalseOrPop(_)
            | Op::JumpIfTrueOrPop(_)
            | Op::Unary(_)
            | Op::DictUpdate(_)
            | Op::DictMerge(_) => one(whole(top(1), Kind::Read)),
            Op::UnpackSequence(_) | Op::UnpackEx { .. } | Op::ListExtend(_) | Op::SetUpdate(_) => {
                let mut all = one(whole(top(1), Kind::Read));
                all.extend(top(1).map_or_else(Vec::new, stepped));
                all
            }
            Op::FormatValue { spec: false, .. } => top(1).map_or_else(Vec::new, deep),
            Op::InPlace(_) => {
                let mut all = one(whole(top(2), Kind::Update));
                all.extend(whole(top(1), Kind::Read));
                all
            }
            // A comparison looks into what the containers hold, and so does a text that is filled in.
            Op::Compare(_) | Op::Binary(BinaryOperator::Remainder) => {
                let both = [top(2), top(1)].into_iter().flatten();
                both.flat_map(deep).collect()
            }
            Op::Binary(_) => {
                let mut all = one(whole(top(2), Kind::Read));
                all.extend(whole(top(1), Kind::Read));
                all
            }
            Op::ForIter(_) => top(1).map_or_else(Vec::new, stepped),
            Op::Call(count) => self.called(count as usize),
            Op::CallKeywords { count, .. } => self.called(usize::from(count)),
            // Below the arguments stands the receiver.
            Op::CallMethod(count) => self.called(count as usize + 1),
            Op::CallMethodKeywords { count, .. } => self.called(usize::from(count) + 1),
            Op::CallEx(has_keywords) => {
                let keywords = if has_keywords { top(1) } else { None };
                let args = top(1 + usize::from(has_keywords));
                let items = args.map(items_of).unwrap_or_default();
                let mut all: Vec<Touch> = whole(args, Kind::Read).into_iter().collect();
                all.extend(whole(keywords, Kind::Read));
                all.extend(args.map_or_else(Vec::new, stepped));
                all.extend(
                    top(2 + usize::from(has_keywords)).map_or_else(Vec::new, |callee| calls::touches(callee, &items)),
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
            Some(Op::CallEx(has_keywords)) => 1 + usize::from(*has_keywords),
            _ => return Vec::new(),
        };
        let callee = self.stack.len().checked_sub(1 + below).map(|at| &self.stack[at]);
        callee.map_or_else(Vec::new, calls::lent)
    }

    fn called(&self, count: usize) -> Vec<Touch> {
        let Some(at) = self.stack.len().checked_sub(1 + count) else {
            return Vec::new();
        };
        let mut all = calls::touches(&self.stack[at], &self.stack[at + 1..]);
        if matches!(&self.stack[at], Value::Native(native) if native.name == "print" && native.owner.is_empty()) {
            all.extend(self.standard_output());
        }
        all
    }

    // `print` asks `sys` where to.
    fn standard_output(&self) -> Option<Touch> {
        let sys = self.interpreter.modules.get_text("sys")?;
        attribute(&sys, &intern("stdout"), Kind::Read).pop()
    }
}

/// An item of a container, which is a name as well where the container is what `globals()` or `x.__dict__` gives.
fn item(container: Option<&Value>, key: Option<&Value>, kind: Kind, globals: &Dict) -> Vec<Touch> {
    let number = container.and_then(number_of);
    let mut all: Vec<Touch> = number.map(|number| (number, Slot::Whole, kind)).into_iter().collect();
    if let (Some(Value::Dict(dict)), Some(Value::Str(key))) = (container, key) {
        let is_global = dict.number == globals.number;
        let owner = dict.owner.or(is_global.then_some(dict.number));
        all.extend(owner.map(|owner| (owner, Slot::Name(intern(key.as_str())), kind)));
    }
    all
}

fn left(frame: &Frame) -> Option<Touch> {
    match &frame.role {
        Role::Generator(generator, _) if generator.kind == GeneratorKind::Generator => {
            Some((generator.number, Slot::Whole, Kind::Update))
        }
        _ => None,
    }
}
