//! The methods of dicts and their views.

use super::*;

pub(super) fn dict_of<'a>(call: &'a Call<'_>) -> Result<&'a Arc<Dict>, Raised> {
    match own(call) {
        Value::Dict(dict) => Ok(dict),
        _ => Err(wrong(call)),
    }
}

pub(super) fn dicts(types: &crate::objects::types::Types) {
    fn get(call: &Call) -> Outcome {
        let rest = call.rest(1, 2)?;
        let found = sequence::dict_get(dict_of(call)?, &rest[0])?;
        Ok(found.unwrap_or_else(|| rest.get(1).cloned().unwrap_or(Value::None)))
    }
    fn view(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let what = match call.function.name {
            "keys" => Part::Keys,
            "values" => Part::Values,
            _ => Part::Items,
        };
        Ok(Value::View(Arc::new(View {
            dict: dict_of(call)?.clone(),
            what,
        })))
    }
    fn pop(call: &Call) -> Outcome {
        let rest = call.rest(1, 2)?;
        match sequence::dict_remove(dict_of(call)?, &rest[0])? {
            Some(value) => Ok(value),
            None => rest.get(1).cloned().ok_or_else(|| Raised::key_error(rest[0].clone())),
        }
    }
    fn popitem(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let dict = dict_of(call)?;
        let entry = dict.lock().pop_last();
        match entry {
            Some(entry) => Ok(Value::tuple(vec![entry.key, entry.value])),
            None => Err(Raised::key_error(Value::from("popitem(): dictionary is empty"))),
        }
    }
    fn setdefault(call: &Call) -> Outcome {
        let rest = call.rest(1, 2)?;
        let dict = dict_of(call)?;
        if let Some(value) = sequence::dict_get(dict, &rest[0])? {
            return Ok(value);
        }
        let value = rest.get(1).cloned().unwrap_or(Value::None);
        sequence::dict_set(dict, &rest[0], &value)?;
        Ok(value)
    }
    fn clear(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let old = std::mem::take(&mut *dict_of(call)?.lock());
        drop(old);
        Ok(Value::None)
    }
    fn copy(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let table = dict_of(call)?.lock().copy();
        Ok(Value::dict(table))
    }
    async fn slow_way(cx: Cx, args: Arguments) -> Outcome {
        let Value::Dict(dict) = plain(&args.args[0]).clone() else {
            return Err(Raised::Defer);
        };
        let key = args.args[1].clone();
        let default = args.args.get(2).cloned();
        match args.function.name {
            "get" => Ok(cx.dict_get(&dict, &key).await?.or(default).unwrap_or(Value::None)),
            "pop" => match cx.dict_remove(&dict, &key).await?.or(default) {
                Some(value) => Ok(value),
                None => Err(Raised::key_error(key)),
            },
            _ => {
                if let Some(value) = cx.dict_get(&dict, &key).await? {
                    return Ok(value);
                }
                let value = default.unwrap_or(Value::None);
                cx.dict_set(&dict, &key, value.clone()).await?;
                Ok(value)
            }
        }
    }
    async fn update(cx: Cx, args: Arguments) -> Outcome {
        crate::builtins::args::count("update", args.args.len() - 1, 0, 1)?;
        let held = plain(&args.args[0]).clone();
        if let Some(other) = args.args.get(1) {
            cx.update_dict(&held, other).await?;
        }
        if let Value::Dict(dict) = &held {
            for (name, value) in &args.keywords {
                dict.set_name(name, value.clone());
            }
        }
        Ok(Value::None)
    }
    async fn fromkeys(cx: Cx, args: Arguments) -> Outcome {
        let dict = cx.call(&args.args[0], Vec::new()).await?;
        let value = args.args.get(2).cloned().unwrap_or(Value::None);
        for key in cx.collect(&args.args[1]).await? {
            cx.set_item(&dict, &key, value.clone()).await?;
        }
        Ok(dict)
    }
    let dict = &types.dict;
    container(dict, "dict", true);
    quick(dict, "dict", &[("get", get), ("copy", copy)], Some(Kind::Read));
    quick(dict, "dict", &[("keys", view), ("values", view), ("items", view)], None);
    quick(
        dict,
        "dict",
        &[
            ("pop", pop),
            ("popitem", popitem),
            ("setdefault", setdefault),
            ("clear", clear),
        ],
        Some(Kind::Update),
    );
    slow(
        dict,
        "dict",
        &[("get", |cx, args| Box::pin(slow_way(cx, args)))],
        Some(Kind::Read),
    );
    slow(
        dict,
        "dict",
        &[
            ("pop", |cx, args| Box::pin(slow_way(cx, args))),
            ("setdefault", |cx, args| Box::pin(slow_way(cx, args))),
            ("update", |cx, args| Box::pin(update(cx, args))),
        ],
        Some(Kind::Update),
    );
    let maker = Value::native_slow("fromkeys", |cx, args| Box::pin(fromkeys(cx, args)));
    put(dict, "fromkeys", Value::Descriptor(Arc::new(Descriptor::Class(maker))));
    for (class, owner) in [
        (&types.keys, "dict_keys"),
        (&types.values, "dict_values"),
        (&types.items, "dict_items"),
    ] {
        container(class, owner, false);
        put(
            class,
            "isdisjoint",
            method(
                owner,
                "isdisjoint",
                None,
                Some(|cx, args| Box::pin(set_test(cx, args))),
                None,
            ),
        );
    }
}

pub(super) async fn other_sets(cx: &Cx, args: &[Value]) -> Result<Vec<SetTable>, Raised> {
    let mut tables = Vec::new();
    for other in args {
        tables.push(match plain(other) {
            Value::Set(set) => set.lock().clone(),
            _ => {
                let items = cx.collect(other).await?;
                cx.set_of(items).await?
            }
        });
    }
    Ok(tables)
}

pub(super) async fn set_test(cx: Cx, args: Arguments) -> Outcome {
    let own = compare::view_set(plain(&args.args[0]))?;
    let others = other_sets(&cx, &args.args[1..]).await?;
    let Some(other) = others.into_iter().next() else {
        return Err(Raised::type_error(format!(
            "set.{}() takes exactly one argument (0 given)",
            args.function.name
        )));
    };
    let other = Value::set(other);
    let own = Value::Set(own);
    match args.function.name {
        "issubset" => cx.compare(CompareOp::LessEqual, &own, &other).await,
        "issuperset" => cx.compare(CompareOp::GreaterEqual, &own, &other).await,
        _ => {
            for item in iteration::collect(&own)? {
                if cx.contains(&other, &item).await? {
                    return Ok(Value::Bool(false));
                }
            }
            Ok(Value::Bool(true))
        }
    }
}
