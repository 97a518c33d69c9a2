//! Types with parameters, unions and type variables: in name.

use std::sync::Arc;

use crate::machine::cx::Cx;
use crate::objects::class::Class;
use crate::objects::exception::Raised;
use crate::objects::string::intern;
use crate::objects::types::types;
use crate::operations::compare::DEEPEST;
use crate::operations::types::class_of;
use crate::value::Value;

/// A type with parameters: `list[int]`.
#[derive(Debug)]
pub struct Alias {
    /// The type.
    pub origin: Value,
    /// Its parameters.
    pub args: Vec<Value>,
}

/// A union of types: `int | None`.
#[derive(Debug)]
pub struct Union(pub Vec<Value>);

/// A type variable, by name.
#[derive(Debug)]
pub struct Parameter(pub Value);

/// A type variable.
#[must_use]
pub fn type_parameter(name: &Value) -> Value {
    Value::opaque(&types().generic_alias, Parameter(name.clone()))
}

/// `Class[key]`.
///
/// # Errors
/// TypeError and what `__class_getitem__` raises.
pub async fn class_item(cx: &Cx, value: &Value, class: &Arc<Class>, key: &Value) -> Result<Value, Raised> {
    if class.meta.is_some()
        && crate::machine::attributes::lookup(class_of(value), &intern("__getitem__")).is_some()
        && let Some(item) = cx.call_special(value, "__getitem__", vec![key.clone()]).await?
    {
        return Ok(item);
    }
    if let Some(method) = cx.attribute_or_none(value, "__class_getitem__").await? {
        return cx.call(&method, vec![key.clone()]).await;
    }
    let generic = ["list", "dict", "set", "frozenset", "tuple", "type", "collections.deque"];
    if class.builtin && generic.contains(&class.name.as_str()) {
        return Ok(alias(value.clone(), key));
    }
    Err(Raised::type_error(format!(
        "type '{}' is not subscriptable",
        class.name
    )))
}

/// A type with parameters.
#[must_use]
pub fn alias(origin: Value, key: &Value) -> Value {
    let args = match key {
        Value::Tuple(items) => items.to_vec(),
        other => vec![other.clone()],
    };
    Value::opaque(&types().generic_alias, Alias { origin, args })
}

/// The members of a union of types.
#[must_use]
pub fn union_members(value: &Value) -> Option<Vec<Value>> {
    let members = value.data::<Union>()?;
    Some(
        members
            .0
            .iter()
            .map(|member| match member {
                Value::None => Value::Class(types().none.clone()),
                other => other.clone(),
            })
            .collect(),
    )
}

/// `a | b` of types.
#[must_use]
pub fn union(a: &Value, b: &Value) -> Value {
    let is_type = |value: &Value| {
        matches!(value, Value::Class(_) | Value::None)
            || value.data::<Alias>().is_some()
            || value.data::<Union>().is_some()
            || value.data::<Parameter>().is_some()
    };
    if !is_type(a) || !is_type(b) || (matches!(a, Value::None) && matches!(b, Value::None)) {
        return Value::NotImplemented;
    }
    let mut members = Vec::new();
    for side in [a, b] {
        match side.data::<Union>() {
            Some(union) => members.extend(union.0.iter().cloned()),
            None => members.push(side.clone()),
        }
    }
    let mut kept: Vec<Value> = Vec::new();
    for member in members {
        if !kept
            .iter()
            .any(|known| crate::operations::types::is_same(known, &member))
        {
            kept.push(member);
        }
    }
    Value::opaque(&types().union, Union(kept))
}

/// How a type is written in an annotation.
#[must_use]
pub fn shown(value: &Value) -> String {
    shown_at(value, 0)
}

// Beyond the depth of any type that somebody wrote down, dots.
fn shown_at(value: &Value, depth: usize) -> String {
    if depth > DEEPEST {
        return "...".to_owned();
    }
    let shown = |value: &Value| shown_at(value, depth + 1);
    if let Some(alias) = value.data::<Alias>() {
        let args: Vec<String> = alias.args.iter().map(shown).collect();
        return format!("{}[{}]", shown(&alias.origin), args.join(", "));
    }
    if let Some(union) = value.data::<Union>() {
        return union.0.iter().map(shown).collect::<Vec<_>>().join(" | ");
    }
    if let Some(Parameter(name)) = value.data::<Parameter>() {
        return crate::operations::repr::str(name).unwrap_or_default();
    }
    match value {
        Value::None => "None".to_owned(),
        Value::Ellipsis => "...".to_owned(),
        Value::Class(class) if class.builtin => class.name.to_string(),
        Value::Class(class) => {
            let text = crate::operations::repr::class_repr(class);
            text.trim_start_matches("<class '").trim_end_matches("'>").to_owned()
        }
        other => crate::operations::repr::plain_repr(other),
    }
}
