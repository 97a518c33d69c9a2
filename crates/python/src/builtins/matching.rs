//! What `match` asks of its subjects.

use crate::exceptions::ExceptionKind;
use crate::machine::cx::Cx;
use crate::machine::deliver::is_kind;
use crate::objects::exception::Raised;
use crate::objects::string::intern;
use crate::operations::types::{class_of, type_name};
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// The values under keys, or None if one is missing.
///
/// # Errors
/// What reading raises.
pub async fn match_keys(cx: &Cx, subject: &Value, keys: &Value) -> Outcome {
    let Value::Tuple(keys) = keys else {
        return Ok(Value::None);
    };
    let mut values = Vec::new();
    for key in keys.iter() {
        if !cx.contains(subject, key).await? {
            return Ok(Value::None);
        }
        values.push(cx.get_item(subject, key).await?);
    }
    Ok(Value::tuple(values))
}

const BY_ITSELF: [&str; 11] = [
    "bool",
    "bytearray",
    "bytes",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "set",
    "str",
    "tuple",
];

/// The attributes that a class pattern takes, or None if it does not match.
///
/// # Errors
/// TypeError and what attributes raise.
pub async fn match_class(cx: &Cx, subject: &Value, class: &Value, count: usize, names: &Value) -> Outcome {
    let Value::Class(kind) = class else {
        let words = format!("called match pattern must be a class, not '{}'", type_name(class));
        return Err(Raised::type_error(words));
    };
    if !cx.is_instance(subject, class).await? {
        return Ok(Value::None);
    }
    let mut values = Vec::new();
    if count > 0 {
        let taken = cx.attribute_or_none(class, "__match_args__").await?;
        let by_itself = taken.is_none()
            && (BY_ITSELF.contains(&kind.name.as_str())
                || kind
                    .ancestors
                    .iter()
                    .any(|class| class.builtin && BY_ITSELF.contains(&class.name.as_str())));
        let names = match &taken {
            Some(Value::Tuple(names)) => names.to_vec(),
            Some(other) => {
                let words = format!(
                    "{}.__match_args__ must be a tuple (got {})",
                    kind.name,
                    type_name(other)
                );
                return Err(Raised::type_error(words));
            }
            None => Vec::new(),
        };
        let most = if by_itself { 1 } else { names.len() };
        if count > most {
            let s = if most == 1 { "" } else { "s" };
            let words = format!(
                "{}() accepts {most} positional sub-pattern{s} ({count} given)",
                kind.name
            );
            return Err(Raised::type_error(words));
        }
        if by_itself {
            values.push(subject.clone());
        } else {
            for name in names.iter().take(count) {
                let Value::Str(name) = name else { continue };
                match attribute(cx, subject, name.as_str()).await? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::None),
                }
            }
        }
    }
    let Value::Tuple(names) = names else {
        return Ok(Value::tuple(values));
    };
    for name in names.iter() {
        let Value::Str(name) = name else { continue };
        match attribute(cx, subject, name.as_str()).await? {
            Some(value) => values.push(value),
            None => return Ok(Value::None),
        }
    }
    let _ = class_of(subject);
    Ok(Value::tuple(values))
}

async fn attribute(cx: &Cx, subject: &Value, name: &str) -> Result<Option<Value>, Raised> {
    match cx.attribute(subject, &intern(name)).await {
        Ok(value) => Ok(Some(value)),
        Err(raised) if is_kind(&raised, ExceptionKind::AttributeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}
