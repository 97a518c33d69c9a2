//! The attributes and methods of exceptions.

use super::*;

pub(super) fn exceptions() {
    let base = ExceptionKind::BaseException.class();
    getter(
        base,
        "args",
        |value| match value {
            Value::Instance(instance) => Ok(Value::tuple(
                instance.memory().map(|memory| memory.args.clone()).unwrap_or_default(),
            )),
            _ => Ok(Value::None),
        },
        Some(|value, new| {
            if let Value::Instance(instance) = value
                && let Some(mut memory) = instance.memory()
            {
                memory.args = iteration::collect(&new)?;
            }
            Ok(())
        }),
    );
    getter(
        base,
        "__cause__",
        |value| match value {
            Value::Instance(instance) => Ok(instance
                .memory()
                .and_then(|memory| memory.cause.clone())
                .map_or(Value::None, Value::Instance)),
            _ => Ok(Value::None),
        },
        Some(|value, new| {
            if let Value::Instance(instance) = value
                && let Some(mut memory) = instance.memory()
            {
                memory.cause = if let Value::Instance(cause) = new {
                    Some(cause)
                } else {
                    None
                };
                memory.suppress_context = true;
            }
            Ok(())
        }),
    );
    getter(
        base,
        "__context__",
        |value| match value {
            Value::Instance(instance) => Ok(instance
                .memory()
                .and_then(|memory| memory.context.clone())
                .map_or(Value::None, Value::Instance)),
            _ => Ok(Value::None),
        },
        Some(|value, new| {
            if let Value::Instance(instance) = value
                && let Some(mut memory) = instance.memory()
            {
                memory.context = if let Value::Instance(context) = new {
                    Some(context)
                } else {
                    None
                };
            }
            Ok(())
        }),
    );
    getter(
        base,
        "__suppress_context__",
        |value| match value {
            Value::Instance(instance) => Ok(Value::Bool(
                instance.memory().is_some_and(|memory| memory.suppress_context),
            )),
            _ => Ok(Value::None),
        },
        Some(|value, new| {
            if let Value::Instance(instance) = value
                && let Some(mut memory) = instance.memory()
            {
                memory.suppress_context = matches!(new, Value::Bool(true));
            }
            Ok(())
        }),
    );
    getter(
        base,
        "__traceback__",
        |value| Ok(crate::exceptions::construct::traceback(value)),
        Some(|value, new| {
            if let Value::Instance(instance) = value
                && let Some(mut memory) = instance.memory()
            {
                memory.traceback = new.data::<Vec<Place>>().cloned().unwrap_or_default();
            }
            Ok(())
        }),
    );
    fn with_traceback(call: &Call) -> Outcome {
        if let (Value::Instance(instance), Some(new)) = (&call.args[0], call.args.get(1))
            && let Some(mut memory) = instance.memory()
        {
            memory.traceback = new.data::<Vec<Place>>().cloned().unwrap_or_default();
        }
        Ok(call.args[0].clone())
    }
    fn add_note(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let Value::Str(_) = &rest[0] else {
            return Err(Raised::type_error(format!(
                "note must be a str, not '{}'",
                type_name(&rest[0])
            )));
        };
        if let Value::Instance(instance) = &call.args[0] {
            match instance.get_text("__notes__") {
                Some(Value::List(notes)) => notes.lock().push(rest[0].clone()),
                _ => instance.set_text("__notes__", Value::list(vec![rest[0].clone()])),
            }
        }
        Ok(Value::None)
    }
    quick(
        base,
        "BaseException",
        &[("with_traceback", with_traceback), ("add_note", add_note)],
        None,
    );
    async fn split(cx: Cx, args: Arguments) -> Outcome {
        let (group, condition) = (args.args[0].clone(), args.args[1].clone());
        let mut chosen = Vec::new();
        if !matches!(condition, Value::Class(_) | Value::Tuple(_)) {
            let mut all = vec![group.clone()];
            while let Some(one) = all.pop() {
                let answer = cx.call(&condition, vec![one.clone()]).await?;
                if cx.truth(&answer).await? {
                    chosen.push(one.clone());
                }
                if let Value::Instance(instance) = &one
                    && let Some(Value::Tuple(items)) = instance.get_text("exceptions")
                {
                    all.extend(items.iter().cloned());
                }
            }
        }
        let (matched, rest) = crate::exceptions::groups::split(&group, &mut |one| match &condition {
            Value::Class(_) | Value::Tuple(_) => crate::exceptions::construct::matches(one, &condition),
            _ => Ok(chosen.iter().any(|known| crate::operations::types::is_same(known, one))),
        })?;
        Ok(if args.function.name == "split" {
            Value::tuple(vec![matched, rest])
        } else {
            matched
        })
    }
    async fn derive(_: Cx, args: Arguments) -> Outcome {
        Ok(crate::exceptions::groups::derive(
            &args.args[0],
            iteration::collect(&args.args[1])?,
        ))
    }
    let group = ExceptionKind::BaseExceptionGroup.class();
    slow(
        group,
        "BaseExceptionGroup",
        &[
            ("split", |cx, args| Box::pin(split(cx, args))),
            ("subgroup", |cx, args| Box::pin(split(cx, args))),
            ("derive", |cx, args| Box::pin(derive(cx, args))),
        ],
        None,
    );
    let types = crate::objects::types::types();
    getter(
        &types.traceback,
        "tb_lineno",
        |value| {
            let line = value
                .data::<Vec<Place>>()
                .and_then(|places| places.last())
                .map_or(0, |place| {
                    place.body.code.spans.get(place.at as usize).map_or(0, |span| span.line)
                });
            Ok(Value::Int(i64::from(line)))
        },
        None,
    );
    getter(
        &types.traceback,
        "tb_next",
        |value| {
            let places = value.data::<Vec<Place>>().cloned().unwrap_or_default();
            Ok(match places.split_last() {
                Some((_, rest)) if !rest.is_empty() => {
                    Value::opaque(&crate::objects::types::types().traceback, rest.to_vec())
                }
                _ => Value::None,
            })
        },
        None,
    );
}
