//! Classes made, and what is asked of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::args::keyword;
use crate::machine::attributes::lookup;
use crate::machine::cx::{Arguments, Cx, Request};
use crate::number;
use crate::objects::class::{self, Class, Layout, overrides};
use crate::objects::descriptor::{Descriptor, Super};
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::guarded::Guarded;
use crate::objects::names::Names;
use crate::objects::string::{Name, intern};
use crate::objects::types::types;
use crate::operations::types::{class_of, type_name};
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// A `super` object.
///
/// # Errors
/// TypeError.
pub fn super_of(class: &Value, receiver: &Value) -> Outcome {
    let Value::Class(after) = class else {
        return Err(Raised::type_error("super() argument 1 must be a type"));
    };
    let start = match receiver {
        Value::Class(own) if own.is_subclass(after) => own.clone(),
        other => class_of(other).clone(),
    };
    if !start.is_subclass(after) {
        let words = "super(type, obj): obj (instance of {}) is not an instance or subtype of type ({}).";
        let words = words
            .replacen("{}", type_name(receiver), 1)
            .replacen("{}", after.name.as_str(), 1);
        return Err(Raised::type_error(words));
    }
    Ok(Value::Super(Arc::new(Super {
        after: after.clone(),
        receiver: receiver.clone(),
        start,
    })))
}

/// `__build_class__`.
///
/// # Errors
/// What the body, the metaclass and hooks raise.
pub async fn build(cx: Cx, args: Arguments) -> Outcome {
    let [Value::Function(body), name, bases @ ..] = args.args.as_slice() else {
        return Err(Raised::type_error("__build_class__: not enough arguments"));
    };
    let mut given = Vec::new();
    let mut replaced = false;
    for base in bases {
        match base {
            Value::Class(_) => given.push(base.clone()),
            other => {
                // Asked of the object itself, as CPython does: NamedTuple is a function that has it as an attribute.
                let Some(entries) = cx.attribute_or_none(other, "__mro_entries__").await? else {
                    given.push(other.clone());
                    continue;
                };
                let all = Value::tuple(bases.to_vec());
                let Value::Tuple(entries) = cx.call_with(&entries, vec![all], Vec::new()).await? else {
                    return Err(Raised::type_error("__mro_entries__ must return a tuple"));
                };
                replaced = true;
                given.extend(entries.iter().cloned());
            }
        }
    }
    let mut keywords = args.keywords.clone();
    let explicit = keyword(&keywords, "metaclass").cloned();
    keywords.retain(|(name, _)| name.as_str() != "metaclass");
    let meta = match explicit {
        Some(meta @ Value::Class(_)) => winner(meta, &given)?,
        Some(callable) => callable,
        None => winner(Value::Class(types().type_.clone()), &given)?,
    };
    let bases_value = Value::tuple(given.clone());
    let plain = matches!(&meta, Value::Class(meta) if Arc::ptr_eq(meta, &types().type_));
    let prepare = if plain {
        None
    } else {
        cx.attribute_or_none(&meta, "__prepare__").await?
    };
    let space = match prepare {
        Some(prepare) => {
            cx.call_with(&prepare, vec![name.clone(), bases_value.clone()], keywords.clone())
                .await?
        }
        None => Value::Dict(Arc::new(Dict::default())),
    };
    let cell = cx.run_body(body, space.clone()).await?;
    if replaced {
        cx.set_item(&space, &Value::from("__orig_bases__"), Value::tuple(bases.to_vec()))
            .await?;
    }
    let made = cx
        .call_with(&meta, vec![name.clone(), bases_value, space], keywords)
        .await?;
    if let Value::Cell(cell) = cell
        && matches!(*cell.value.lock(), Value::Unbound)
    {
        cell.value.replace(made.clone());
    }
    Ok(made)
}

impl Cx {
    /// Runs a class body in a namespace.
    ///
    /// # Errors
    /// What it raises.
    pub async fn run_body(&self, body: &Arc<crate::objects::function::Function>, space: Value) -> Outcome {
        self.request(Request::Body(body.clone(), space)).await
    }
}

fn winner(mut best: Value, bases: &[Value]) -> Outcome {
    for base in bases {
        let own = class_of(base).clone();
        let Value::Class(known) = &best else { return Ok(best) };
        if known.is_subclass(&own) {
            continue;
        }
        if own.is_subclass(known) {
            best = Value::Class(own);
            continue;
        }
        return Err(Raised::type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(best)
}

// The C3 order of the ancestors.
fn linearise(bases: &[Arc<Class>]) -> Result<Vec<Arc<Class>>, Raised> {
    let mut lists: Vec<Vec<Arc<Class>>> = bases
        .iter()
        .map(|base| {
            std::iter::once(base.clone())
                .chain(base.ancestors.iter().cloned())
                .collect()
        })
        .collect();
    lists.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let good = lists.iter().map(|list| list[0].clone()).find(|candidate| {
            lists
                .iter()
                .all(|list| !list[1..].iter().any(|other| Arc::ptr_eq(other, candidate)))
        });
        let Some(good) = good else {
            let mut names: Vec<String> = Vec::new();
            for list in &lists {
                if !names.contains(&list[0].name.to_string()) {
                    names.push(list[0].name.to_string());
                }
            }
            let words = format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            );
            return Err(Raised::type_error(words));
        };
        for list in &mut lists {
            if Arc::ptr_eq(&list[0], &good) {
                list.remove(0);
            }
        }
        order.push(good);
    }
}

/// Makes a class: `type.__new__`.
///
/// # Errors
/// TypeError, ValueError.
pub async fn make(
    cx: &Cx,
    meta: Option<Arc<Class>>,
    name: &Value,
    bases: &Value,
    space: &Value,
    keywords: Vec<(Name, Value)>,
) -> Outcome {
    let Value::Str(name) = name else {
        let words = format!("type.__new__() argument 1 must be str, not {}", type_name(name));
        return Err(Raised::type_error(words));
    };
    let mut parents = Vec::new();
    for base in cx.collect(bases).await? {
        match base {
            Value::Class(base) => {
                let closed = base.layout == Layout::Final;
                if closed {
                    let words = format!("type '{}' is not an acceptable base type", base.name);
                    return Err(Raised::type_error(words));
                }
                if parents.iter().any(|known| Arc::ptr_eq(known, &base)) {
                    return Err(Raised::type_error(format!("duplicate base class {}", base.name)));
                }
                parents.push(base);
            }
            _ => return Err(Raised::type_error("bases must be types")),
        }
    }
    if parents.is_empty() {
        parents.push(types().object.clone());
    }
    let ancestors = linearise(&parents)?;
    let meta = meta.filter(|meta| !Arc::ptr_eq(meta, &types().type_));
    let pairs = match crate::operations::types::plain(space) {
        Value::Dict(dict) => dict.to_pairs(),
        _ => Vec::new(),
    };
    let class = Arc::new(assemble(name, parents, ancestors, meta, pairs)?);
    class::changed();
    let value = Value::Class(class.clone());
    name_members(cx, &class, &value).await?;
    let after = Value::Super(Arc::new(Super {
        after: class.clone(),
        receiver: value.clone(),
        start: class.clone(),
    }));
    let hook = cx.attribute(&after, &intern("__init_subclass__")).await?;
    cx.call_with(&hook, Vec::new(), keywords).await?;
    Ok(value)
}

fn assemble(
    name: &Name,
    bases: Vec<Arc<Class>>,
    ancestors: Vec<Arc<Class>>,
    meta: Option<Arc<Class>>,
    pairs: Vec<(Value, Value)>,
) -> Result<Class, Raised> {
    let layout = ancestors
        .iter()
        .map(|class| class.layout)
        .find(|layout| *layout != Layout::Object);
    let holding: Vec<_> = bases.iter().filter(|base| base.layout == Layout::Holds).collect();
    if let [first, .., last] = holding.as_slice() {
        let kind = |class: &Arc<Class>| {
            let all = std::iter::once(class).chain(class.ancestors.iter());
            all.filter(|class| class.builtin).map(|class| class.name.clone()).next()
        };
        if kind(first) != kind(last) {
            return Err(Raised::type_error("multiple bases have instance lay-out conflict"));
        }
    }
    let mut names = Names::default();
    let mut bits = ancestors
        .iter()
        .fold(0, |bits, class| bits | class.overrides.load(Ordering::Relaxed));
    let mut slots = None;
    for (key, value) in pairs {
        let Value::Str(key) = crate::operations::types::plain(&key) else {
            continue;
        };
        let key = crate::objects::string::interned(key);
        bits |= overrides::of(key.as_str());
        let value = match (key.as_str(), value) {
            ("__new__", function @ Value::Function(_)) => Value::Descriptor(Arc::new(Descriptor::Static(function))),
            ("__init_subclass__" | "__class_getitem__", function @ Value::Function(_)) => {
                Value::Descriptor(Arc::new(Descriptor::Class(function)))
            }
            (_, value) => value,
        };
        if key.as_str() == "__slots__" {
            slots = Some(value.clone());
        }
        if key.as_str() == "__classcell__" {
            continue;
        }
        bits |= data_bit(&value);
        names.insert(key, value);
    }
    if names.get(&intern("__eq__")).is_some() && names.get(&intern("__hash__")).is_none() {
        names.insert(intern("__hash__"), Value::None);
        bits |= overrides::HASH;
    }
    let mut has_dict = slots.is_none() || ancestors.iter().any(|class| class.has_dict && !class.builtin);
    if let Some(slots) = slots {
        let listed = match &slots {
            Value::Str(_) => vec![slots.clone()],
            Value::Tuple(items) => items.to_vec(),
            Value::List(items) => items.to_vec(),
            other => crate::operations::iteration::collect(other).unwrap_or_default(),
        };
        for slot in listed {
            let Value::Str(slot) = slot else { continue };
            if slot.as_str() == "__dict__" {
                has_dict = true;
                continue;
            }
            if names.get(&crate::objects::string::interned(&slot)).is_some() {
                let words = format!("'{slot}' in __slots__ conflicts with class variable");
                return Err(Raised::value_error(words));
            }
            let slot = crate::objects::string::interned(&slot);
            let member = Descriptor::Slot(name.clone(), slot.clone());
            names.insert(slot, Value::Descriptor(Arc::new(member)));
            bits |= overrides::DATA;
        }
    }
    Ok(Class {
        name: name.clone(),
        number: number::next(),
        bases,
        ancestors,
        names: Guarded::new(names),
        layout: layout.unwrap_or(Layout::Object),
        meta,
        has_dict,
        builtin: false,
        overrides: AtomicU64::new(bits),
    })
}

fn data_bit(value: &Value) -> u64 {
    match value {
        Value::Descriptor(descriptor) if matches!(&**descriptor, Descriptor::Property(_)) => overrides::DATA,
        Value::Instance(instance)
            if lookup(&instance.class, &intern("__set__")).is_some()
                || lookup(&instance.class, &intern("__delete__")).is_some() =>
        {
            overrides::DATA
        }
        _ => 0,
    }
}

async fn name_members(cx: &Cx, class: &Arc<Class>, value: &Value) -> Result<(), Raised> {
    let members: Vec<(Name, Value)> = class.names.lock().iter().cloned().collect();
    for (name, member) in members {
        match &member {
            Value::Descriptor(descriptor) => {
                if let Descriptor::Property(property) = &**descriptor {
                    property.name.replace(Value::Str(name));
                }
            }
            Value::Instance(_) | Value::Opaque(_) => {
                cx.call_special(&member, "__set_name__", vec![value.clone(), Value::Str(name)])
                    .await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// `isinstance`.
///
/// # Errors
/// TypeError and what `__instancecheck__` raises.
pub async fn is_instance(cx: &Cx, value: &Value, kind: &Value) -> Result<bool, Raised> {
    let mut kinds = vec![kind.clone()];
    while let Some(kind) = kinds.pop() {
        match &kind {
            Value::Class(class) => {
                if let Some(meta) = &class.meta
                    && meta.has(overrides::CHECKS)
                    && let Some(answer) = cx.call_special(&kind, "__instancecheck__", vec![value.clone()]).await?
                {
                    if cx.truth(&answer).await? {
                        return Ok(true);
                    }
                    continue;
                }
                if crate::operations::types::is_instance(value, class) {
                    return Ok(true);
                }
            }
            Value::Tuple(items) => kinds.extend(items.iter().rev().cloned()),
            other => match super::generic::union_members(other) {
                Some(members) => kinds.extend(members),
                None => match cx.call_special(other, "__instancecheck__", vec![value.clone()]).await? {
                    Some(answer) => {
                        if cx.truth(&answer).await? {
                            return Ok(true);
                        }
                    }
                    None => {
                        return Err(Raised::type_error(
                            "isinstance() arg 2 must be a type, a tuple of types, or a union",
                        ));
                    }
                },
            },
        }
    }
    Ok(false)
}

/// `issubclass`.
///
/// # Errors
/// TypeError and what `__subclasscheck__` raises.
pub async fn issubclass(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(2, 2)?;
    let Value::Class(class) = &given[0] else {
        return Err(Raised::type_error("issubclass() arg 1 must be a class"));
    };
    let mut kinds = vec![given[1].clone()];
    while let Some(kind) = kinds.pop() {
        match &kind {
            Value::Class(other) => {
                if let Some(meta) = &other.meta
                    && meta.has(overrides::CHECKS)
                    && let Some(answer) = cx
                        .call_special(&kind, "__subclasscheck__", vec![given[0].clone()])
                        .await?
                {
                    if cx.truth(&answer).await? {
                        return Ok(Value::Bool(true));
                    }
                    continue;
                }
                if class.is_subclass(other) {
                    return Ok(Value::Bool(true));
                }
            }
            Value::Tuple(items) => kinds.extend(items.iter().cloned()),
            other => match super::generic::union_members(other) {
                Some(members) => kinds.extend(members),
                None => {
                    return Err(Raised::type_error(
                        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
                    ));
                }
            },
        }
    }
    Ok(Value::Bool(false))
}
