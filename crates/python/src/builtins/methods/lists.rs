//! The methods of lists and tuples.

use super::*;

pub(super) fn list_of<'a>(call: &'a Call<'_>) -> Result<&'a Arc<crate::objects::list::List>, Raised> {
    match own(call) {
        Value::List(list) => Ok(list),
        _ => Err(wrong(call)),
    }
}

pub(super) fn place_of(items: &[Value], value: &Value) -> Result<Option<usize>, Raised> {
    for (at, item) in items.iter().enumerate() {
        if same_or_equal(item, value)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

pub(super) fn lists(types: &crate::objects::types::Types) {
    fn append(call: &Call) -> Outcome {
        let list = list_of(call)?;
        let rest = call.rest(1, 1)?;
        let mut items = list.lock();
        if items.len() == items.capacity() {
            sequence::room(items.len())?;
        }
        items.push(rest[0].clone());
        Ok(Value::None)
    }
    fn pop(call: &Call) -> Outcome {
        let rest = call.rest(0, 1)?;
        let list = list_of(call)?;
        let mut items = list.lock();
        if items.is_empty() {
            return Err(Raised::index_error("pop from empty list"));
        }
        match rest.first() {
            None => Ok(items.pop().unwrap_or_default()),
            Some(index) => {
                let index = index_of(index).ok_or_else(|| {
                    Raised::type_error(format!(
                        "'{}' object cannot be interpreted as an integer",
                        type_name(index)
                    ))
                })?;
                match subscript::place(index, items.len()) {
                    Some(at) => Ok(items.remove(at)),
                    None => Err(Raised::index_error("pop index out of range")),
                }
            }
        }
    }
    fn insert(call: &Call) -> Outcome {
        let rest = call.rest(2, 2)?;
        let index = index_of(&rest[0]).ok_or_else(|| {
            Raised::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                type_name(&rest[0])
            ))
        })?;
        let list = list_of(call)?;
        let mut items = list.lock();
        let length = items.len() as i64;
        let at = if index < 0 {
            (index + length).max(0)
        } else {
            index.min(length)
        };
        items.insert(at as usize, rest[1].clone());
        Ok(Value::None)
    }
    fn extend(call: &Call) -> Outcome {
        let items = iteration::collect(&call.rest(1, 1)?[0])?;
        list_of(call)?.lock().extend(items);
        Ok(Value::None)
    }
    async fn extend_slow(cx: Cx, args: Arguments) -> Outcome {
        let Value::List(list) = plain(&args.args[0]) else {
            return Err(Raised::Defer);
        };
        let iterator = cx.iter(&args.args[1]).await?;
        while let Some(item) = cx.next(&iterator).await? {
            cx.changes_again(&args.args[0]).await;
            list.lock().push(item);
        }
        Ok(Value::None)
    }
    fn clear(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let old = std::mem::take(&mut *list_of(call)?.lock());
        drop(old);
        Ok(Value::None)
    }
    fn copy(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        Ok(Value::list(list_of(call)?.to_vec()))
    }
    fn reverse(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        list_of(call)?.lock().reverse();
        Ok(Value::None)
    }
    fn items_of(call: &Call) -> Result<Vec<Value>, Raised> {
        match own(call) {
            Value::List(list) => Ok(list.to_vec()),
            Value::Tuple(items) => Ok(items.to_vec()),
            Value::Deque(deque) => Ok(deque.to_vec()),
            Value::Range(_) => iteration::collect(own(call)),
            _ => Err(wrong(call)),
        }
    }
    fn index(call: &Call) -> Outcome {
        let rest = call.rest(1, 3)?;
        let items = items_of(call)?;
        let length = items.len() as i64;
        let bound = |value: Option<&Value>, default: i64| match value.and_then(index_of) {
            Some(index) if index < 0 => (index + length).max(0),
            Some(index) => index.min(length),
            None => default,
        };
        let (start, stop) = (bound(rest.get(1), 0), bound(rest.get(2), length));
        let inside = if start < stop {
            &items[start as usize..stop as usize]
        } else {
            &[][..]
        };
        match place_of(inside, &rest[0])? {
            Some(at) => Ok(Value::Int(start + at as i64)),
            None => Err(Raised::value_error(match call.function.owner {
                "tuple" => "tuple.index(x): x not in tuple".to_owned(),
                "range" => format!("{} is not in range", repr::plain_repr(&rest[0])),
                "collections.deque" => format!("{} is not in deque", repr::plain_repr(&rest[0])),
                _ => "list.index(x): x not in list".to_owned(),
            })),
        }
    }
    async fn index_slow(cx: Cx, args: Arguments) -> Outcome {
        for (at, item) in cx.collect(plain(&args.args[0])).await?.iter().enumerate() {
            if cx.equal(item, &args.args[1]).await? {
                return Ok(Value::Int(at as i64));
            }
        }
        let kind = args.function.owner;
        Err(Raised::value_error(format!("{kind}.index(x): x not in {kind}")))
    }
    fn count(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let mut found = 0;
        for item in items_of(call)? {
            found += i64::from(same_or_equal(&item, &rest[0])?);
        }
        Ok(Value::Int(found))
    }
    async fn count_slow(cx: Cx, args: Arguments) -> Outcome {
        let mut found = 0;
        for item in cx.collect(plain(&args.args[0])).await? {
            found += i64::from(cx.equal(&item, &args.args[1]).await?);
        }
        Ok(Value::Int(found))
    }
    fn remove(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let list = list_of(call)?;
        let items = list.to_vec();
        match place_of(&items, &rest[0])? {
            Some(at) => {
                let old = list.lock().remove(at);
                drop(old);
                Ok(Value::None)
            }
            None => Err(Raised::value_error("list.remove(x): x not in list")),
        }
    }
    async fn remove_slow(cx: Cx, args: Arguments) -> Outcome {
        let Value::List(list) = plain(&args.args[0]) else {
            return Err(Raised::Defer);
        };
        for (at, item) in list.to_vec().iter().enumerate() {
            if cx.equal(item, &args.args[1]).await? {
                cx.changes_again(&args.args[0]).await;
                let mut items = list.lock();
                if at < items.len() {
                    items.remove(at);
                }
                return Ok(Value::None);
            }
        }
        Err(Raised::value_error("list.remove(x): x not in list"))
    }
    async fn sort(cx: Cx, args: Arguments) -> Outcome {
        only("sort", &args.keywords, &["key", "reverse"])?;
        if args.args.len() > 1 {
            let words = format!("sort() takes no positional arguments ({} given)", args.args.len() - 1);
            return Err(Raised::type_error(words));
        }
        let Value::List(list) = plain(&args.args[0]) else {
            return Err(Raised::Defer);
        };
        // While keys are computed the list is empty to all others.
        let items = list.to_vec();
        let runs_python = keyword(&args.keywords, "key").is_some() || items.iter().any(runs_python);
        let held = std::mem::take(&mut *list.lock());
        let sorted = crate::builtins::sorting::sort(&cx, items, &args.keywords).await;
        if runs_python {
            cx.changes_again(&args.args[0]).await;
        }
        let (items, outcome) = match sorted {
            Ok(sorted) => (sorted, Ok(Value::None)),
            Err(raised) => (held, Err(raised)),
        };
        let others = std::mem::replace(&mut *list.lock(), items);
        if outcome.is_ok() && !others.is_empty() {
            return Err(Raised::value_error("list modified during sort"));
        }
        outcome
    }
    let list = &types.list;
    let update = Some(Kind::Update);
    container(list, "list", true);
    quick(
        list,
        "list",
        &[
            ("append", append),
            ("pop", pop),
            ("insert", insert),
            ("extend", extend),
            ("clear", clear),
            ("reverse", reverse),
            ("remove", remove),
        ],
        update,
    );
    quick(
        list,
        "list",
        &[("copy", copy), ("index", index), ("count", count)],
        Some(Kind::Read),
    );
    slow(
        list,
        "list",
        &[
            ("extend", |cx, args| Box::pin(extend_slow(cx, args))),
            ("remove", |cx, args| Box::pin(remove_slow(cx, args))),
            ("sort", |cx, args| Box::pin(sort(cx, args))),
        ],
        update,
    );
    let reads: [(&'static str, Slow); 2] = [
        ("index", |cx, args| Box::pin(index_slow(cx, args))),
        ("count", |cx, args| Box::pin(count_slow(cx, args))),
    ];
    slow(list, "list", &reads, Some(Kind::Read));
    for (class, owner) in [
        (&types.tuple, "tuple"),
        (&types.range, "range"),
        (&types.deque, "collections.deque"),
    ] {
        quick(class, owner, &[("index", index), ("count", count)], Some(Kind::Read));
        slow(class, owner, &reads, Some(Kind::Read));
    }
    crate::builtins::more::deques(types);
}
