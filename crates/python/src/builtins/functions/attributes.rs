//! Built-in functions about attributes.

use super::*;

pub(super) fn name_of(value: &Value, function: &str) -> Result<Name, Raised> {
    match plain(value) {
        Value::Str(name) => Ok(crate::objects::string::interned(name)),
        other => {
            let kind = type_name(other);
            Err(match function {
                "hasattr" | "getattr" => Raised::type_error(format!("attribute name must be string, not '{kind}'")),
                _ => Raised::type_error(format!("attribute name must be string, not '{kind}'")),
            })
        }
    }
}

pub(super) async fn getattr(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(2, 3)?;
    let name = name_of(&given[1], "getattr")?;
    match cx.attribute(&given[0], &name).await {
        Err(raised) if given.len() == 3 && is_kind(&raised, ExceptionKind::AttributeError) => Ok(given[2].clone()),
        other => other,
    }
}

pub(super) async fn hasattr(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(2, 2)?;
    let name = name_of(&given[1], "hasattr")?;
    Ok(Value::Bool(
        cx.attribute_or_none(&given[0], name.as_str()).await?.is_some(),
    ))
}

pub(super) async fn setattr(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(3, 3)?;
    let name = name_of(&given[1], "setattr")?;
    cx.set_attribute(&given[0], &name, given[2].clone()).await
}

pub(super) async fn delattr(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(2, 2)?;
    let name = name_of(&given[1], "delattr")?;
    cx.set_attribute(&given[0], &name, Value::Unbound).await
}

pub(super) async fn vars(cx: Cx, args: Arguments) -> Outcome {
    match args.all(0, 1)? {
        [] => cx.question(Ask::Locals).await,
        given => match cx.attribute_or_none(&given[0], "__dict__").await? {
            Some(dict) => Ok(dict),
            None => Err(Raised::type_error("vars() argument must have __dict__ attribute")),
        },
    }
}

pub(super) async fn dir(cx: Cx, args: Arguments) -> Outcome {
    let names = match args.all(0, 1)? {
        [] => {
            let scope = cx.question(Ask::Locals).await?;
            let mut names = cx.collect(&scope).await?;
            names.sort_by_key(|name| repr::str(name).unwrap_or_default());
            return Ok(Value::list(names));
        }
        given => {
            if let Some(result) = cx.call_special(&given[0], "__dir__", Vec::new()).await? {
                let items = cx.collect(&result).await?;
                return crate::builtins::sorting::sort(&cx, items, &[]).await.map(Value::list);
            }
            words::names_of(&given[0])
        }
    };
    Ok(Value::list(names.into_iter().map(Value::Str).collect()))
}

pub(super) async fn format(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(1, 2)?;
    let spec = match given.get(1).map(plain) {
        None => String::new(),
        Some(Value::Str(spec)) => spec.as_str().to_owned(),
        Some(other) => {
            return Err(Raised::type_error(format!(
                "format() argument 2 must be str, not {}",
                type_name(other)
            )));
        }
    };
    cx.format(&given[0], &spec).await.map(Value::from)
}
