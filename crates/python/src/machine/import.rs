//! Imports.

use std::sync::Arc;

use crate::exceptions::ExceptionKind;
use crate::interpreter::Interpreter;
use crate::library::kept;
use crate::machine::cx::Cx;
use crate::objects::dict::Dict;
use crate::objects::exception::{New, Raised};
use crate::objects::module::Module;
use crate::objects::string::{Name, intern};
use crate::operations::sequence;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// `import name` or `from name import names`.
///
/// # Errors
/// ModuleNotFoundError and what the module's code raises.
pub async fn import(cx: &Cx, name: &Name, names: &Value, level: i64) -> Outcome {
    if level > 0 {
        let words = "attempted relative import with no known parent package";
        return Err(Raised::new(ExceptionKind::ImportError, words));
    }
    let mut top = None;
    let mut whole = String::new();
    let mut last: Option<Value> = None;
    for part in name.as_str().split('.') {
        if !whole.is_empty() {
            whole.push('.');
        }
        whole.push_str(part);
        let module = load(cx, &whole, name.as_str()).await?;
        if let Some(Value::Module(parent)) = &last
            && parent.globals.get_text(part).is_none()
        {
            parent.globals.set_text(part, module.clone());
        }
        top.get_or_insert(module.clone());
        last = Some(module);
    }
    Ok(if matches!(names, Value::None) { top } else { last }.unwrap_or(Value::None))
}

async fn load(cx: &Cx, name: &str, asked: &str) -> Outcome {
    if let Some(module) = cx.interpreter.modules.get_text(name) {
        return Ok(module);
    }
    if let Some(module) = kept::module(&cx.interpreter, name) {
        cx.interpreter.modules.set_text(name, module.clone());
        return Ok(module);
    }
    if let Some(globals) = crate::library::native(&cx.interpreter, name) {
        return Ok(enter(&cx.interpreter, name, globals));
    }
    let Some(text) = crate::library::source(name) else {
        if let Some(sentence) = crate::library::pure::refused(name) {
            return Err(Raised::new(ExceptionKind::ImportError, sentence));
        }
        let words = match name.rsplit_once('.') {
            Some((parent, _)) if name == asked || asked.starts_with(name) => {
                format!("No module named '{name}'; '{parent}' is not a package")
            }
            _ => format!("No module named '{name}'"),
        };
        let extra = vec![("name", Value::from(name))];
        let args = vec![Value::from(words)];
        return Err(Raised::New(Box::new(New {
            kind: ExceptionKind::ModuleNotFoundError,
            args,
            extra,
        })));
    };
    let function = cx.interpreter.library_function(name, text)?;
    let module = enter(&cx.interpreter, name, function.globals.clone());
    match cx.call(&Value::Function(function), Vec::new()).await {
        Ok(_) => Ok(module),
        Err(raised) => {
            cx.interpreter.modules.remove_name(&intern(name));
            Err(raised)
        }
    }
}

/// Puts a module of these globals among the run's.
pub(crate) fn enter(interpreter: &Interpreter, name: &str, globals: Arc<Dict>) -> Value {
    let module = Value::Module(Arc::new(Module {
        name: intern(name),
        globals,
    }));
    interpreter.modules.set_text(name, module.clone());
    module
}

/// `from module import name`.
///
/// # Errors
/// ImportError.
pub async fn import_from(cx: &Cx, module: &Value, name: &Name) -> Outcome {
    if let Some(found) = cx.attribute_or_none(module, name.as_str()).await? {
        return Ok(found);
    }
    let own = match module {
        Value::Module(module) => module.name.to_string(),
        _ => "?".to_owned(),
    };
    let whole = format!("{own}.{name}");
    if crate::library::source(&whole).is_some() {
        return load(cx, &whole, &whole).await;
    }
    let words = format!("cannot import name '{name}' from '{own}' (unknown location)");
    Err(Raised::new(ExceptionKind::ImportError, words))
}

/// `from module import *`.
///
/// # Errors
/// What reading the module raises.
pub async fn import_star(cx: &Cx, module: &Value, globals: &Dict) -> Outcome {
    let Value::Module(module) = module else {
        return Ok(Value::None);
    };
    let chosen = match module.globals.get_text("__all__") {
        Some(all) => Some(cx.collect(&all).await?),
        None => None,
    };
    for (key, value) in module.globals.to_pairs() {
        let Value::Str(name) = &key else { continue };
        let wanted = match &chosen {
            Some(all) => all.iter().any(|one| matches!(one, Value::Str(one) if one == name)),
            None => !name.as_str().starts_with('_'),
        };
        if wanted {
            sequence::dict_set(globals, &key, &value)?;
        }
    }
    Ok(Value::None)
}
