//! The ops that run less often.

mod functions;

use std::sync::Arc;

use python_syntax::code::{ANNOTATE, CLOSURE, Conversion, DEFAULTS, KEYWORD_DEFAULTS, Op};

use super::frame::{Expect, Frame};
use super::run::{Rare, cell_of};
use super::thread::Thread;
use crate::exceptions::{ExceptionKind, words};
use crate::number;
use crate::objects::exception::{Ask, Raised};
use crate::objects::function::Function;
use crate::objects::generator::Step;
use crate::objects::guarded::Guarded;
use crate::objects::names::Names;
use crate::objects::string::{Name, intern};
use crate::objects::table::Table;
use crate::operations::{iteration, repr, sequence, types};
use crate::value::Value;

impl Thread {
    pub(super) fn rare(&mut self, frame: &mut Frame, op: Op) -> Result<Rare, Raised> {
        let body = frame.function.body.clone();
        let cx = self.cx.clone();
        let named = |name: u32| body.names[name as usize].clone();
        match op {
            Op::DeleteFast(slot) => {
                let slot = frame.base + slot as usize;
                if let Value::Unbound = std::mem::take(&mut self.stack[slot]) {
                    return Err(words::unbound_local(&body.locals[slot - frame.base]));
                }
            }
            Op::ClearFast(slot) => self.stack[frame.base + slot as usize] = Value::Unbound,
            Op::DeleteDeref(index) => {
                let old = cell_of(&self.stack, frame, index).map(|cell| cell.value.replace(Value::Unbound));
                if matches!(old, None | Some(Value::Unbound)) {
                    return Err(words::unbound_cell(&body, index));
                }
            }
            Op::LoadClassDeref(index) => {
                let name = body.code.cell_name(index).map(|name| intern(name));
                let found = match (&frame.namespace, name) {
                    (Some(Value::Dict(dict)), Some(name)) => dict.get_name(&name),
                    _ => None,
                };
                let found = found.or_else(|| cell_of(&self.stack, frame, index).map(|cell| cell.value.get()));
                match found {
                    Some(Value::Unbound) | None => return Err(words::unbound_cell(&body, index)),
                    Some(value) => self.stack.push(value),
                }
            }
            Op::DeleteGlobal(name) => {
                if frame.function.globals.remove_name(&named(name)).is_none() {
                    return Err(self.unknown_name(frame, &named(name)));
                }
            }
            Op::DeleteName(name) => {
                let removed = match &frame.namespace {
                    Some(Value::Dict(dict)) => dict.remove_name(&named(name)),
                    Some(_) => None,
                    None => frame.function.globals.remove_name(&named(name)),
                };
                if removed.is_none() {
                    return Err(words::name_error(&named(name)));
                }
            }
            Op::LoadFromDictOrGlobals(name) => {
                let name = named(name);
                let space = self.pop();
                let found = match &space {
                    Value::Dict(dict) => dict.get_name(&name),
                    _ => None,
                };
                let found = found
                    .or_else(|| frame.function.globals.get_name(&name))
                    .or_else(|| self.interpreter.builtins.get_name(&name));
                match found {
                    Some(value) => self.stack.push(value),
                    None => return Err(words::name_error(&name)),
                }
            }
            Op::LoadFromDictOrDeref(index) => {
                let space = self.pop();
                let name = body.code.cell_name(index).map(|name| intern(name));
                let found = match (&space, name) {
                    (Value::Dict(dict), Some(name)) => dict.get_name(&name),
                    _ => None,
                };
                let found = found.or_else(|| cell_of(&self.stack, frame, index).map(|cell| cell.value.get()));
                match found {
                    Some(Value::Unbound) | None => return Err(words::unbound_cell(&body, index)),
                    Some(value) => self.stack.push(value),
                }
            }
            Op::LoadLocals => {
                let space = frame.namespace.clone();
                self.stack
                    .push(space.unwrap_or_else(|| Value::Dict(frame.function.globals.clone())));
            }
            Op::LoadSuper => return self.load_super(),
            Op::BuildSet(count) => {
                let items = self.stack.split_off(self.stack.len() - count as usize);
                match sequence::set_of(items.iter().cloned()) {
                    Ok(table) => self.stack.push(Value::set(table)),
                    Err(Raised::Defer) => {
                        return Ok(wait(
                            Expect::Push,
                            async move { cx.set_of(items).await.map(Value::set) },
                        ));
                    }
                    Err(raised) => return Err(raised),
                }
            }
            Op::BuildMap(count) => {
                let items = self.stack.split_off(self.stack.len() - 2 * count as usize);
                let (dict, mut left) = (Arc::new(crate::objects::dict::Dict::default()), Vec::new());
                let mut pairs = items.into_iter();
                while let (Some(key), Some(value)) = (pairs.next(), pairs.next()) {
                    match left.is_empty() {
                        true => match sequence::dict_set(&dict, &key, &value) {
                            Ok(()) => {}
                            Err(Raised::Defer) => left.push((key, value)),
                            Err(raised) => return Err(raised),
                        },
                        false => left.push((key, value)),
                    }
                }
                if left.is_empty() {
                    self.stack.push(Value::Dict(dict));
                } else {
                    return Ok(wait(Expect::Push, async move {
                        let dict = Value::Dict(dict);
                        for (key, value) in left {
                            cx.set_item(&dict, &key, value).await?;
                        }
                        Ok(dict)
                    }));
                }
            }
            Op::BuildString(count) => {
                let items = self.stack.split_off(self.stack.len() - count as usize);
                let mut text = String::new();
                for item in &items {
                    if let Value::Str(part) = item {
                        text.push_str(part.as_str());
                    }
                }
                self.stack.push(Value::from(text));
            }
            Op::SetAdd(depth) => {
                let value = self.pop();
                let set = self.stack[self.stack.len() - depth as usize].clone();
                match sequence::set_add(&set, &value) {
                    Ok(()) => {}
                    Err(Raised::Defer) => {
                        return Ok(wait(Expect::Discard, async move { cx.set_add(&set, value).await }));
                    }
                    Err(raised) => return Err(raised),
                }
            }
            Op::MapAdd(depth) => {
                let (value, key) = (self.pop(), self.pop());
                let dict = self.stack[self.stack.len() - depth as usize].clone();
                match crate::operations::subscript::set(&dict, &key, &value) {
                    Ok(()) => {}
                    Err(Raised::Defer) => {
                        return Ok(wait(
                            Expect::Discard,
                            async move { cx.set_item(&dict, &key, value).await },
                        ));
                    }
                    Err(raised) => return Err(raised),
                }
            }
            Op::ListExtend(depth) => {
                let value = self.pop();
                let list = self.stack[self.stack.len() - depth as usize].clone();
                match iteration::collect(&value) {
                    Ok(items) => extend(&list, items),
                    Err(Raised::Defer) => {
                        return Ok(wait(Expect::Discard, async move {
                            match cx.collect(&value).await {
                                Ok(items) => extend(&list, items),
                                Err(raised) => return Err(not_iterable(&cx, &value, raised)),
                            }
                            Ok(Value::None)
                        }));
                    }
                    Err(_) => {
                        let kind = types::type_name(&value);
                        return Err(Raised::type_error(format!(
                            "Value after * must be an iterable, not {kind}"
                        )));
                    }
                }
            }
            Op::SetUpdate(depth) => {
                let value = self.pop();
                let set = self.stack[self.stack.len() - depth as usize].clone();
                return Ok(wait(Expect::Discard, async move {
                    for item in cx.collect(&value).await? {
                        cx.set_add(&set, item).await?;
                    }
                    Ok(Value::None)
                }));
            }
            Op::DictUpdate(depth) => {
                let value = self.pop();
                let dict = self.stack[self.stack.len() - depth as usize].clone();
                return Ok(wait(Expect::Discard, async move {
                    if !cx.is_mapping(&value) {
                        let kind = types::type_name(&value);
                        return Err(Raised::type_error(format!("'{kind}' object is not a mapping")));
                    }
                    cx.update_dict(&dict, &value).await
                }));
            }
            Op::DictMerge(depth) => {
                let value = self.pop();
                let place = self.stack.len() - depth as usize;
                let (dict, callable) = (self.stack[place].clone(), self.stack[place - 2].clone());
                return Ok(wait(Expect::Discard, async move {
                    crate::builtins::functions::merge_keywords(&cx, &callable, &dict, &value).await
                }));
            }
            Op::ListToTuple => {
                let list = self.pop();
                let items = match list {
                    Value::List(list) => std::mem::take(&mut *list.lock()),
                    _ => Vec::new(),
                };
                self.stack.push(Value::tuple(items));
            }
            Op::UnpackSequence(count) => {
                let value = self.pop();
                let items = match &value {
                    Value::Tuple(items) => items.to_vec(),
                    Value::List(list) => list.to_vec(),
                    _ => match iteration::collect(&value) {
                        Ok(items) => items,
                        Err(Raised::Defer) => {
                            return Ok(wait(Expect::Pair, async move {
                                crate::builtins::functions::unpack(&cx, &value, count as usize).await
                            }));
                        }
                        Err(_) => return Err(words::cannot_unpack(&value)),
                    },
                };
                words::check_unpack(items.len(), count as usize)?;
                self.stack.extend(items.into_iter().rev());
            }
            Op::UnpackEx { before, after } => {
                let value = self.pop();
                return Ok(wait(Expect::Pair, async move {
                    crate::builtins::functions::unpack_star(&cx, &value, before as usize, after as usize).await
                }));
            }
            Op::FormatValue { conversion, spec } => {
                let spec = if spec { self.pop() } else { Value::from("") };
                let value = self.pop();
                let plain = matches!(&spec, Value::Str(text) if text.length() == 0);
                if plain
                    && let Value::Str(_) = &value
                    && matches!(conversion, Conversion::None | Conversion::Str)
                {
                    self.stack.push(value);
                    return Ok(Rare::Go);
                }
                match crate::operations::format::convert_and_format(&value, conversion, &spec) {
                    Ok(text) => self.stack.push(text),
                    Err(Raised::Defer) => {
                        return Ok(wait(Expect::Push, async move {
                            cx.format_value(&value, conversion, &spec).await
                        }));
                    }
                    Err(raised) => return Err(raised),
                }
            }
            Op::MakeFunction(flags) => self.make_function(frame, flags),
            Op::LoadBuildClass => {
                let build = self.interpreter.builtins.get_text("__build_class__");
                self.stack.push(build.unwrap_or(Value::None));
            }
            Op::GetYieldFromIter => {
                let value = self.pop();
                if let Value::Generator(_) = &value {
                    self.stack.push(value);
                } else {
                    return Ok(wait(Expect::Push, async move { cx.iter(&value).await }));
                }
            }
            Op::YieldFrom => {
                let value = self.pop();
                let iterator = self.stack[self.stack.len() - 1].clone();
                if let Value::Generator(generator) = &iterator {
                    return Ok(Rare::Resume(generator.clone(), Step::Send(value)));
                }
                if let (Value::Iterator(iterator), Value::None) = (&iterator, &value) {
                    match iteration::step(iterator) {
                        Ok(Some(value)) => return Ok(Rare::Yield(value)),
                        Ok(None) => {
                            self.pop();
                            self.stack.push(Value::None);
                            return Ok(Rare::Go);
                        }
                        Err(Raised::Defer) => {}
                        Err(raised) => return Err(raised),
                    }
                }
                return Ok(wait(Expect::Delegate, async move { cx.send(&iterator, value).await }));
            }
            Op::GetAwaitable => {
                let value = self.pop();
                if let Value::Generator(_) = &value {
                    self.stack.push(value);
                } else {
                    return Ok(wait(Expect::Push, async move {
                        crate::builtins::generators::awaitable(&cx, value).await
                    }));
                }
            }
            Op::GetAiter => {
                let value = self.pop();
                return Ok(wait(Expect::Push, async move {
                    crate::builtins::generators::aiter(&cx, &value).await
                }));
            }
            Op::GetAnext => {
                let value = self.stack[self.stack.len() - 1].clone();
                return Ok(wait(Expect::Push, async move {
                    crate::builtins::generators::anext(&cx, &value).await
                }));
            }
            Op::EndAsyncFor => {
                let exception = self.pop();
                if types::is_instance(&exception, ExceptionKind::StopAsyncIteration.class()) {
                    self.pop();
                } else if let Value::Instance(exception) = exception {
                    return Err(Raised::Exception(exception));
                }
            }
            Op::Raise(count) => return self.raise(count),
            Op::PushExceptionInfo => {
                let exception = self.pop();
                let old = self.handled.take();
                self.stack.push(old.map_or(Value::None, Value::Instance));
                if let Value::Instance(exception) = &exception {
                    self.handled = Some(exception.clone());
                }
                self.stack.push(exception);
            }
            Op::PopExcept => {
                self.handled = match self.pop() {
                    Value::Instance(previous) => Some(previous),
                    _ => None,
                };
            }
            Op::CheckExceptionMatch => {
                let kind = self.pop();
                let exception = self.stack[self.stack.len() - 1].clone();
                let matches = crate::exceptions::construct::matches(&exception, &kind)?;
                self.stack.push(Value::Bool(matches));
            }
            Op::CheckGroupMatch => {
                let kind = self.pop();
                let exception = self.pop();
                let (rest, matched) = crate::exceptions::groups::split_star(&exception, &kind)?;
                if let Value::Instance(exception) = &matched {
                    self.handled = Some(exception.clone());
                }
                self.stack.push(rest);
                self.stack.push(matched);
            }
            Op::PrepareReraiseStar => {
                let (list, original) = (self.pop(), self.pop());
                self.stack
                    .push(crate::exceptions::groups::prepare_reraise(&original, &list));
            }
            Op::ReRaise => match self.pop() {
                Value::Instance(exception) => return Err(Raised::Exception(exception)),
                _ => {
                    return Err(Raised::new(
                        ExceptionKind::RuntimeError,
                        "No active exception to reraise",
                    ));
                }
            },
            Op::StopIterationError => {
                let exception = self.pop();
                let fits = |kind: ExceptionKind| types::is_instance(&exception, kind.class());
                let word = match body.code.kind {
                    python_syntax::code::Kind::Coroutine => "coroutine",
                    python_syntax::code::Kind::AsyncGenerator => "async generator",
                    _ => "generator",
                };
                let stop = if fits(ExceptionKind::StopIteration) {
                    Some("StopIteration")
                } else if word == "async generator" && fits(ExceptionKind::StopAsyncIteration) {
                    Some("StopAsyncIteration")
                } else {
                    None
                };
                match (stop, &exception) {
                    (Some(stop), Value::Instance(cause)) => {
                        let text = format!("{word} raised {stop}");
                        let error = super::unwind::materialise(Raised::new(ExceptionKind::RuntimeError, text));
                        if let Some(mut memory) = error.memory() {
                            (memory.cause, memory.context) = (Some(cause.clone()), Some(cause.clone()));
                            memory.suppress_context = true;
                        }
                        self.stack.push(Value::Instance(error));
                    }
                    _ => self.stack.push(exception),
                }
            }
            Op::LoadAssertionError => {
                self.stack
                    .push(Value::Class(ExceptionKind::AssertionError.class().clone()));
            }
            Op::LoadWithMethods(asynchronous) => {
                let manager = self.pop();
                return Ok(wait(Expect::Pair, async move {
                    crate::builtins::functions::with_methods(&cx, &manager, asynchronous).await
                }));
            }
            Op::WithExceptStart => {
                let top = self.stack.len();
                let (exit, exception) = (self.stack[top - 3].clone(), self.stack[top - 1].clone());
                let kind = Value::Class(types::class_of(&exception).clone());
                self.stack.extend([
                    exit,
                    kind,
                    exception.clone(),
                    crate::exceptions::construct::traceback(&exception),
                ]);
                return Ok(Rare::Call(3));
            }
            Op::ImportName(name) => {
                let (names, level) = (self.pop(), self.pop());
                let name = named(name);
                return Ok(wait(Expect::Push, async move {
                    crate::machine::import::import(&cx, &name, &names, level.to_int().unwrap_or(0)).await
                }));
            }
            Op::ImportFrom(name) => {
                let module = self.stack[self.stack.len() - 1].clone();
                let name = named(name);
                return Ok(wait(Expect::Push, async move {
                    crate::machine::import::import_from(&cx, &module, &name).await
                }));
            }
            Op::ImportStar => {
                let module = self.pop();
                let globals = frame.function.globals.clone();
                return Ok(wait(Expect::Discard, async move {
                    crate::machine::import::import_star(&cx, &module, &globals).await
                }));
            }
            Op::MatchSequence => {
                let subject = &self.stack[self.stack.len() - 1];
                let fits = sequence::is_sequence(types::plain(subject));
                self.stack.push(Value::Bool(fits));
            }
            Op::MatchMapping => {
                let subject = &self.stack[self.stack.len() - 1];
                let fits = matches!(types::plain(subject), Value::Dict(_)) || types::is_proxy(subject);
                self.stack.push(Value::Bool(fits));
            }
            Op::MatchKeys => {
                let top = self.stack.len();
                let (subject, keys) = (self.stack[top - 2].clone(), self.stack[top - 1].clone());
                return Ok(wait(Expect::Push, async move {
                    crate::builtins::matching::match_keys(&cx, &subject, &keys).await
                }));
            }
            Op::MatchClass(count) => {
                let (names, class, subject) = (self.pop(), self.pop(), self.pop());
                return Ok(wait(Expect::Push, async move {
                    crate::builtins::matching::match_class(&cx, &subject, &class, count as usize, &names).await
                }));
            }
            Op::GetLength => {
                let value = self.stack[self.stack.len() - 1].clone();
                return Ok(wait(Expect::Push, async move {
                    cx.len(&value).await.map(|len| Value::Int(len as i64))
                }));
            }
            Op::MakeTypeParameter { bound, default, .. } => {
                if default {
                    self.pop();
                }
                if bound {
                    self.pop();
                }
                let name = self.pop();
                self.stack.push(crate::builtins::generic::type_parameter(&name));
            }
            Op::MakeTypeAlias => {
                let (_value, _parameters, name) = (self.pop(), self.pop(), self.pop());
                self.stack.push(crate::builtins::generic::type_parameter(&name));
            }
            Op::MakeGeneric => {
                self.pop();
                self.stack
                    .push(Value::Class(crate::objects::types::types().object.clone()));
            }
            Op::SetTypeParameters => {
                let function = self.pop();
                self.pop();
                self.stack.push(function);
            }
            _ => {
                let text = format!("unknown op {op:?}");
                return Err(Raised::new(ExceptionKind::SystemError, text));
            }
        }
        Ok(Rare::Go)
    }

    pub(super) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }
}

fn wait(expect: Expect, task: impl Future<Output = Result<Value, Raised>> + Send + 'static) -> Rare {
    Rare::Wait(expect, Box::pin(task))
}

fn extend(list: &Value, items: Vec<Value>) {
    if let Value::List(list) = list {
        list.lock().extend(items);
    }
}

fn not_iterable(_: &super::cx::Cx, value: &Value, raised: Raised) -> Raised {
    match &raised {
        Raised::New(new)
            if new.kind == ExceptionKind::TypeError && repr::message_of(new).ends_with("is not iterable") =>
        {
            let kind = types::type_name(value);
            Raised::type_error(format!("Value after * must be an iterable, not {kind}"))
        }
        _ => raised,
    }
}
