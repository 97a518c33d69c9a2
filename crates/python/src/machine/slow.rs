//! What natives under way do with any value: the operations of Python, calling Python where a class says so.

mod items;
mod steps;
mod texts;
mod words;

use std::sync::Arc;

use python_syntax::code::Conversion;

use super::announce::container_number;
use super::attributes::{self, Found, Put, lookup};
use super::cx::{Cx, Task};
use super::deliver::{is_kind, is_stop};
use crate::effect::{Access, Effect, Kind};
use crate::exceptions::ExceptionKind;
use crate::objects::bytes::ByteArray;
use crate::objects::dict::Dict;
use crate::objects::discard::Items;
use crate::objects::exception::Raised;
use crate::objects::generator::Step;
use crate::objects::iterator::{Iter, Source};
use crate::objects::set::SetTable;
use crate::objects::string::{Name, intern};
use crate::operations::arithmetic::{self, BinaryOp, UnaryOp};
use crate::operations::compare::{self, CompareOp};
use crate::operations::types::{class_of, is_instance, is_same, plain, type_name};
use crate::operations::{format, hash, iteration, repr, sequence, subscript};
use crate::value::Value;
pub use steps::runs_python;
use steps::{announced, step_slow};
use texts::slow_repr;

type Outcome = Result<Value, Raised>;

impl Cx {
    /// A special method of a value's class, bound as far as a call needs: the function and what goes before the arguments.
    pub fn special(&self, value: &Value, name: &str) -> Option<Value> {
        match lookup(class_of(value), &intern(name)) {
            None | Some(Value::None) => None,
            found => found,
        }
    }

    /// Calls a special method, if the value's class has it.
    ///
    /// # Errors
    /// What it raises.
    pub async fn call_special(&self, value: &Value, name: &str, args: Vec<Value>) -> Result<Option<Value>, Raised> {
        let Some(function) = self.special(value, name) else {
            return Ok(None);
        };
        let bound = match attributes::bind(&function, Some(value), class_of(value))? {
            Found::Value(bound) => bound,
            Found::Call(callable, given) | Found::Asks(callable, given) => self.call(&callable, given).await?,
        };
        self.call(&bound, args).await.map(Some)
    }

    /// Announces once more that a native changes a container: it is back from Python, and others may have been there meanwhile.
    pub async fn changes_again(&self, container: &Value) {
        if self.interpreter.announces()
            && let Some(object) = container_number(plain(container))
        {
            let access = Access::whole(object, Kind::Update);
            self.effect(Effect::Access(access)).await;
        }
    }

    /// An attribute.
    ///
    /// # Errors
    /// AttributeError and what properties raise.
    pub async fn attribute(&self, value: &Value, name: &Name) -> Outcome {
        match attributes::get(value, name)? {
            Found::Value(found) => Ok(found),
            Found::Call(callable, args) => self.with_missing(value, name, self.call(&callable, args).await).await,
            Found::Asks(callable, args) => self.ask_attribute(callable, args).await,
        }
    }

    async fn with_missing(&self, value: &Value, name: &Name, outcome: Outcome) -> Outcome {
        match outcome {
            Err(raised)
                if is_kind(&raised, ExceptionKind::AttributeError)
                    && matches!(value, Value::Instance(instance) if instance.class.has(crate::objects::class::overrides::GET_MISSING)) =>
            {
                match attributes::missing(value, name) {
                    Some(Found::Call(callable, args)) => self.call(&callable, args).await,
                    _ => Err(raised),
                }
            }
            other => other,
        }
    }

    /// An attribute by `__getattribute__`, then `__getattr__`.
    ///
    /// # Errors
    /// What they raise.
    pub async fn ask_attribute(&self, callable: Value, args: Vec<Value>) -> Outcome {
        let (object, name) = (args[0].clone(), args[1].clone());
        match self.call(&callable, args).await {
            Err(raised) if is_kind(&raised, ExceptionKind::AttributeError) => {
                let Value::Str(text) = &name else { return Err(raised) };
                match attributes::missing(&object, text) {
                    Some(Found::Call(callable, args)) => self.call(&callable, args).await,
                    _ => Err(raised),
                }
            }
            other => other,
        }
    }

    /// An attribute, or none where there is AttributeError.
    ///
    /// # Errors
    /// What else is raised.
    pub async fn attribute_or_none(&self, value: &Value, name: &str) -> Result<Option<Value>, Raised> {
        match self.attribute(value, &intern(name)).await {
            Ok(found) => Ok(Some(found)),
            Err(raised) if is_kind(&raised, ExceptionKind::AttributeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// Sets an attribute, or deletes it if the value is `Unbound`.
    ///
    /// # Errors
    /// AttributeError and what properties raise.
    pub async fn set_attribute(&self, value: &Value, name: &Name, new: Value) -> Outcome {
        if let Put::Call(callable, args) = attributes::put(value, name, new)? {
            self.call(&callable, args).await?;
        }
        Ok(Value::None)
    }

    /// Calls a method.
    ///
    /// # Errors
    /// AttributeError and what it raises.
    pub async fn call_method(&self, value: &Value, name: &str, args: Vec<Value>) -> Outcome {
        let method = self.attribute(value, &intern(name)).await?;
        self.call(&method, args).await
    }

    /// Whether a value is true.
    ///
    /// # Errors
    /// What `__bool__` and `__len__` raise.
    pub async fn truth(&self, value: &Value) -> Result<bool, Raised> {
        match compare::truth(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        if let Some(answer) = self.call_special(value, "__bool__", Vec::new()).await? {
            return match answer {
                Value::Bool(truth) => Ok(truth),
                other => Err(Raised::type_error(format!(
                    "__bool__ should return bool, returned {}",
                    type_name(&other)
                ))),
            };
        }
        match self.special(value, "__len__") {
            Some(_) => Ok(self.len(value).await? != 0),
            None => Ok(true),
        }
    }

    /// The length.
    ///
    /// # Errors
    /// TypeError and what `__len__` raises.
    pub async fn len(&self, value: &Value) -> Result<usize, Raised> {
        match crate::builtins::functions::quick_len(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        match self.call_special(value, "__len__", Vec::new()).await? {
            None => Err(Raised::type_error(format!(
                "object of type '{}' has no len()",
                type_name(value)
            ))),
            Some(length) => match length.to_int() {
                Some(length) => {
                    usize::try_from(length).map_err(|_| Raised::value_error("__len__() should return >= 0"))
                }
                None => Err(Raised::type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    type_name(&length)
                ))),
            },
        }
    }

    /// An integer by `__index__`.
    ///
    /// # Errors
    /// TypeError.
    pub async fn index(&self, value: &Value) -> Outcome {
        match plain(value) {
            Value::Int(_) | Value::Big(_) => return Ok(plain(value).clone()),
            Value::Bool(value) => return Ok(Value::Int(i64::from(*value))),
            _ => {}
        }
        match self.call_special(value, "__index__", Vec::new()).await? {
            Some(index) => Ok(index),
            None => Err(Raised::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                type_name(value)
            ))),
        }
    }

    /// What a binary operator gives.
    ///
    /// # Errors
    /// TypeError and what methods raise.
    pub async fn binary(&self, op: BinaryOp, a: &Value, b: &Value, in_place: bool) -> Outcome {
        match (op, a) {
            (BinaryOp::Modulo, Value::Str(text)) => {
                return crate::builtins::text::percent::percent(self, text.as_str(), b)
                    .await
                    .map(Value::from);
            }
            (BinaryOp::Modulo, Value::Bytes(_) | Value::ByteArray(_)) => {
                let template = crate::operations::compare::bytes_of(a).unwrap_or_default();
                let filled = crate::builtins::text::percent::percent_bytes(self, &template, b).await?;
                return Ok(match a {
                    Value::ByteArray(_) => Value::ByteArray(Arc::new(ByteArray::new(filled))),
                    _ => Value::Bytes(Arc::new(filled)),
                });
            }
            (BinaryOp::Add, Value::List(list)) if in_place => {
                let items = self.collect(b).await?;
                list.lock().extend(items);
                return Ok(a.clone());
            }
            (BinaryOp::Add, Value::Deque(_)) if in_place => {
                self.call_method(a, "extend", vec![b.clone()]).await?;
                return Ok(a.clone());
            }
            (BinaryOp::Or, Value::Dict(_)) if in_place => {
                self.update_dict(a, b).await?;
                return Ok(a.clone());
            }
            _ => {}
        }
        let method = op.method();
        if in_place
            && let Some(result) = self.call_special(a, &format!("__i{method}__"), vec![b.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        let (left, right) = (format!("__{method}__"), format!("__r{method}__"));
        let (class_a, class_b) = (class_of(a).clone(), class_of(b).clone());
        let reflected = self.special(b, &right);
        let right_first = !Arc::ptr_eq(&class_a, &class_b)
            && class_b.is_subclass(&class_a)
            && reflected.is_some()
            && !matches!((&reflected, self.special(a, &right)), (Some(x), Some(y)) if is_same(x, &y));
        if right_first
            && let Some(result) = self.call_special(b, &right, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        if let Some(result) = self.call_special(a, &left, vec![b.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        let other = !Arc::ptr_eq(&class_a, &class_b) && !right_first;
        if other
            && let Some(result) = self.call_special(b, &right, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        match arithmetic::binary(op, plain(a), plain(b)) {
            Ok(Value::NotImplemented) | Err(Raised::Defer) => {}
            other => return other,
        }
        let sign = match (in_place, op) {
            (true, BinaryOp::Power) => "**=".to_owned(),
            (true, _) => format!("{}=", op.sign()),
            _ => op.sign().to_owned(),
        };
        let (a, b) = (type_name(a), type_name(b));
        Err(Raised::type_error(format!(
            "unsupported operand type(s) for {sign}: '{a}' and '{b}'"
        )))
    }

    /// What a unary operator gives.
    ///
    /// # Errors
    /// TypeError and what methods raise.
    pub async fn unary(&self, op: UnaryOp, value: &Value) -> Outcome {
        let (name, sign) = match op {
            UnaryOp::Negative => ("__neg__", "unary -"),
            UnaryOp::Positive => ("__pos__", "unary +"),
            UnaryOp::Invert => ("__invert__", "unary ~"),
        };
        match self.call_special(value, name, Vec::new()).await? {
            Some(result) => Ok(result),
            None => match plain(value) {
                Value::Instance(_) => Err(Raised::type_error(format!(
                    "bad operand type for {sign}: '{}'",
                    type_name(value)
                ))),
                plain => arithmetic::unary(op, plain),
            },
        }
    }

    /// What a comparison gives.
    ///
    /// # Errors
    /// TypeError and what methods raise.
    pub async fn compare(&self, op: CompareOp, a: &Value, b: &Value) -> Outcome {
        match compare::compare(op, a, b) {
            Ok(Value::NotImplemented) => return Err(compare::unordered(op, a, b)),
            Err(Raised::Defer) => {}
            other => return other,
        }
        if matches!((a, b), (Value::Instance(_), _) | (_, Value::Instance(_))) {
            return self.compare_instances(op, a, b).await;
        }
        self.compare_containers(op, a, b).await
    }

    async fn compare_instances(&self, op: CompareOp, a: &Value, b: &Value) -> Outcome {
        let (class_a, class_b) = (class_of(a).clone(), class_of(b).clone());
        let right_first = !Arc::ptr_eq(&class_a, &class_b) && class_b.is_subclass(&class_a);
        let reflected = op.reflected().method();
        if right_first
            && let Some(result) = self.call_special(b, reflected, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        let mut left = self.call_special(a, op.method(), vec![b.clone()]).await?;
        if op == CompareOp::NotEqual
            && matches!(left, None | Some(Value::NotImplemented))
            && let Some(equal) = self.call_special(a, "__eq__", vec![b.clone()]).await?
            && !matches!(equal, Value::NotImplemented)
        {
            left = Some(Value::Bool(!self.truth(&equal).await?));
        }
        if let Some(result) = left
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        if !right_first
            && let Some(result) = self.call_special(b, reflected, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        match op {
            CompareOp::Equal => Ok(Value::Bool(is_same(a, b))),
            CompareOp::NotEqual => Ok(Value::Bool(!is_same(a, b))),
            _ => Err(compare::unordered(op, a, b)),
        }
    }

    async fn compare_containers(&self, op: CompareOp, a: &Value, b: &Value) -> Outcome {
        if let (Value::Dict(x), Value::Dict(y)) = (a, b) {
            let (x_pairs, y_pairs) = (x.to_pairs(), y.to_pairs());
            let mut equal = x_pairs.len() == y_pairs.len();
            for (key, value) in x_pairs {
                if !equal {
                    break;
                }
                equal = match self.dict_get(y, &key).await? {
                    Some(other) => self.equal(&value, &other).await?,
                    None => false,
                };
            }
            return Ok(Value::Bool(equal == (op == CompareOp::Equal)));
        }
        if let (Value::Set(x), Value::Set(y)) = (a, b) {
            let (x, y) = (x.to_vec(), y.to_vec());
            let mut all = true;
            let (small, large) = match op {
                CompareOp::Greater | CompareOp::GreaterEqual => (&y, b_set(a)),
                _ => (&x, b_set(b)),
            };
            for item in small {
                all = all && self.contains(&large, item).await?;
            }
            let order = x.len().cmp(&y.len());
            let result = match op {
                CompareOp::NotEqual => !(all && order.is_eq()),
                op => all && op.holds(order),
            };
            return Ok(Value::Bool(result));
        }
        let (x, y) = (iteration::collect(a)?, iteration::collect(b)?);
        if x.len() != y.len() && matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            return Ok(Value::Bool(op == CompareOp::NotEqual));
        }
        for (x, y) in x.iter().zip(&y) {
            if !self.equal(x, y).await? {
                return match op {
                    CompareOp::Equal => Ok(Value::Bool(false)),
                    CompareOp::NotEqual => Ok(Value::Bool(true)),
                    _ => self.run(compare_task(self.clone(), op, x.clone(), y.clone())).await,
                };
            }
        }
        Ok(Value::Bool(op.holds(x.len().cmp(&y.len()))))
    }

    /// Whether two values are the same or equal.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub async fn equal(&self, a: &Value, b: &Value) -> Result<bool, Raised> {
        match compare::same_or_equal(a, b) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        if is_same(a, b) {
            return Ok(true);
        }
        let (cx, x, y) = (self.clone(), a.clone(), b.clone());
        Ok(matches!(self.run(equal_task(cx, x, y)).await?, Value::Bool(true)))
    }

    /// Whether `a < b`.
    ///
    /// # Errors
    /// TypeError and what `__lt__` raises.
    pub async fn less(&self, a: &Value, b: &Value) -> Result<bool, Raised> {
        let result = match compare::compare(CompareOp::Less, a, b) {
            Ok(Value::Bool(less)) => return Ok(less),
            _ => self.compare(CompareOp::Less, a, b).await?,
        };
        self.truth(&result).await
    }

    /// The iterator.
    ///
    /// # Errors
    /// TypeError and what `__iter__` raises.
    pub async fn iter(&self, value: &Value) -> Outcome {
        match iteration::iter(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        if let Some(iterator) = self.call_special(value, "__iter__", Vec::new()).await? {
            let fits = matches!(iterator, Value::Iterator(_) | Value::Generator(_))
                || self.special(&iterator, "__next__").is_some();
            if !fits {
                let kind = type_name(&iterator);
                return Err(Raised::type_error(format!(
                    "iter() returned non-iterator of type '{kind}'"
                )));
            }
            return Ok(iterator);
        }
        if self.special(value, "__getitem__").is_some() && lookup(class_of(value), &intern("__iter__")).is_none() {
            return Ok(Iter::value("iterator", Source::Items(value.clone(), 0)));
        }
        match plain(value) {
            Value::Instance(_) => Err(iteration::not_iterable(value)),
            Value::Class(_) | Value::Opaque(_) => Err(iteration::not_iterable(value)),
            plain => iteration::iter(plain),
        }
    }

    /// The next of an iterator, or none at its end.
    ///
    /// # Errors
    /// What it raises other than StopIteration.
    pub async fn next(&self, iterator: &Value) -> Result<Option<Value>, Raised> {
        match self.next_or_stop(iterator).await {
            Ok(value) => Ok(Some(value)),
            Err(raised) if is_stop(&raised) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// The next of an iterator.
    ///
    /// # Errors
    /// What it raises; StopIteration at its end.
    pub async fn next_or_stop(&self, iterator: &Value) -> Outcome {
        match iterator {
            Value::Iterator(built_in) => {
                if self.interpreter.announces() {
                    for access in announced(built_in) {
                        self.effect(Effect::Access(access)).await;
                    }
                }
                match iteration::step(built_in) {
                    Ok(Some(value)) => Ok(value),
                    Ok(None) => Err(Raised::stop()),
                    Err(Raised::Defer) => {
                        let (cx, built_in) = (self.clone(), built_in.clone());
                        self.run(step_task(cx, built_in)).await
                    }
                    Err(raised) => Err(raised),
                }
            }
            Value::Generator(generator) => self.resume(generator, Step::Send(Value::None)).await,
            _ => match self.call_special(iterator, "__next__", Vec::new()).await? {
                Some(value) => Ok(value),
                None => Err(Raised::type_error(format!(
                    "'{}' object is not an iterator",
                    type_name(iterator)
                ))),
            },
        }
    }

    /// Sends a value to whatever `yield from` delegates to.
    ///
    /// # Errors
    /// What it raises; StopIteration at its end.
    pub async fn send(&self, iterator: &Value, value: Value) -> Outcome {
        match (iterator, value) {
            (Value::Generator(generator), value) => self.resume(generator, Step::Send(value)).await,
            (_, Value::None) => self.next_or_stop(iterator).await,
            (_, value) => self.call_method(iterator, "send", vec![value]).await,
        }
    }

    /// All items of an iterable.
    ///
    /// # Errors
    /// TypeError and what iterating raises.
    pub async fn collect(&self, value: &Value) -> Result<Vec<Value>, Raised> {
        match iteration::collect(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let iterator = self.iter(value).await?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator).await? {
            items.push(item);
            sequence::room(items.len())?;
        }
        Ok(items)
    }
}

fn b_set(value: &Value) -> Value {
    value.clone()
}

// Natives that nest in themselves are boxed behind functions of a plain type, so that the compiler can see that they are Send.
fn tuple_hash(cx: Cx, items: Arc<Items>) -> Task {
    Box::pin(async move {
        let mut hashes = Vec::with_capacity(items.len());
        for item in items.iter() {
            hashes.push(cx.hash(item).await?);
        }
        Ok(Value::Int(hash::tuple_of_hashes(&hashes)))
    })
}

fn step_task(cx: Cx, iterator: Arc<Iter>) -> Task {
    Box::pin(async move { step_slow(&cx, &iterator).await })
}

fn repr_task(cx: Cx, value: Value) -> Task {
    Box::pin(async move { slow_repr(&cx, &value).await.map(Value::from) })
}

fn str_task(cx: Cx, value: Value) -> Task {
    Box::pin(async move { cx.str(&value).await.map(Value::from) })
}

fn equal_task(cx: Cx, a: Value, b: Value) -> Task {
    Box::pin(async move {
        let result = cx.compare(CompareOp::Equal, &a, &b).await?;
        cx.truth(&result).await.map(Value::Bool)
    })
}

fn compare_task(cx: Cx, op: CompareOp, a: Value, b: Value) -> Task {
    Box::pin(async move { cx.compare(op, &a, &b).await })
}
