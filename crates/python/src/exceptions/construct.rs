//! Exceptions made, matched and raised.

use std::sync::Arc;

use super::ExceptionKind;
use crate::machine::cx::Cx;
use crate::objects::class::Class;
use crate::objects::exception::Raised;
use crate::objects::instance::Instance;
use crate::objects::string::Name;
use crate::operations::types::is_instance;
use crate::value::Value;

/// Fills a new exception as its built-in class's `__init__` does.
///
/// # Errors
/// TypeError.
pub fn fill(exception: &Value, args: &[Value], keywords: &[(Name, Value)]) -> Result<(), Raised> {
    let Value::Instance(instance) = exception else {
        return Ok(());
    };
    let fits = |kind: ExceptionKind| is_instance(exception, kind.class());
    if let Some(mut memory) = instance.memory() {
        memory.args = args.to_vec();
    }
    let first = || args.first().cloned().unwrap_or(Value::None);
    let takes: &[&str] = if fits(ExceptionKind::ImportError) {
        &["name", "path", "name_from"]
    } else if fits(ExceptionKind::AttributeError) {
        &["name", "obj"]
    } else if fits(ExceptionKind::NameError) {
        &["name"]
    } else {
        &[]
    };
    for (name, value) in keywords {
        if !takes.contains(&name.as_str()) {
            let class = &instance.class.name;
            return Err(Raised::type_error(format!("{class}() takes no keyword arguments")));
        }
        instance.set(name, value.clone());
    }
    if fits(ExceptionKind::StopIteration) {
        instance.set_text("value", first());
    } else if fits(ExceptionKind::SystemExit) {
        let code = if args.len() > 1 {
            Value::tuple(args.to_vec())
        } else {
            first()
        };
        instance.set_text("code", code);
    } else if fits(ExceptionKind::OSError) && args.len() >= 2 {
        instance.set_text("errno", args[0].clone());
        instance.set_text("strerror", args[1].clone());
        instance.set_text("filename", args.get(2).cloned().unwrap_or(Value::None));
        if let Some(mut memory) = instance.memory() {
            memory.args.truncate(2);
        }
    } else if fits(ExceptionKind::UnicodeError) && args.len() == 5 {
        for (name, value) in ["encoding", "object", "start", "end", "reason"].iter().zip(args) {
            instance.set_text(name, value.clone());
        }
    } else if fits(ExceptionKind::BaseExceptionGroup) {
        super::groups::fill(instance, args)?;
    } else if fits(ExceptionKind::SyntaxError) {
        instance.set_text("msg", first());
    } else if fits(ExceptionKind::ImportError) {
        instance.set_text("msg", first());
        for name in ["name", "path"] {
            if instance.get_text(name).is_none() {
                instance.set_text(name, Value::None);
            }
        }
    }
    Ok(())
}

/// Whether an exception is one of the classes of an `except`.
///
/// # Errors
/// TypeError if what is compared with is no exception class.
pub fn matches(exception: &Value, kind: &Value) -> Result<bool, Raised> {
    let words = "catching classes that do not inherit from BaseException is not allowed";
    let one = |kind: &Value| match kind {
        Value::Class(class) if class.is_subclass(ExceptionKind::BaseException.class()) => {
            Ok(is_instance(exception, class))
        }
        _ => Err(Raised::type_error(words)),
    };
    match kind {
        Value::Tuple(kinds) => {
            for kind in kinds.iter() {
                if one(kind)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        kind => one(kind),
    }
}

fn is_exception_class(class: &Class) -> bool {
    class.is_subclass(ExceptionKind::BaseException.class())
}

async fn exception_of(cx: &Cx, value: Value, words: &str) -> Result<Arc<Instance>, Raised> {
    let made = match &value {
        Value::Class(class) if is_exception_class(class) => cx.call(&value, Vec::new()).await?,
        _ => value,
    };
    match made {
        Value::Instance(instance) if instance.memory().is_some() => Ok(instance),
        _ => Err(Raised::type_error(words)),
    }
}

/// What `raise exception from cause` raises.
pub async fn to_raise(cx: &Cx, exception: Value, cause: Option<Value>) -> Raised {
    let made = match exception_of(cx, exception, "exceptions must derive from BaseException").await {
        Ok(made) => made,
        Err(raised) => return raised,
    };
    if let Some(cause) = cause {
        let cause = match cause {
            Value::None => None,
            cause => match exception_of(cx, cause, "exception causes must derive from BaseException").await {
                Ok(cause) => Some(cause),
                Err(raised) => return raised,
            },
        };
        if let Some(mut memory) = made.memory() {
            memory.cause = cause;
            memory.suppress_context = true;
        }
    }
    Raised::Exception(made)
}

/// The traceback object of an exception.
#[must_use]
pub fn traceback(exception: &Value) -> Value {
    match exception {
        Value::Instance(instance) => {
            let places = instance
                .memory()
                .map(|memory| memory.traceback.clone())
                .unwrap_or_default();
            if places.is_empty() {
                return Value::None;
            }
            Value::opaque(&crate::objects::types::types().traceback, places)
        }
        _ => Value::None,
    }
}
