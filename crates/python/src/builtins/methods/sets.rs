//! The methods of sets.

use super::*;

pub(super) fn set_value<'a>(call: &'a Call<'_>) -> Result<&'a Arc<Set>, Raised> {
    match own(call) {
        Value::Set(set) => Ok(set),
        _ => Err(wrong(call)),
    }
}

pub(super) fn sets(types: &crate::objects::types::Types) {
    fn add(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        sequence::set_add(own(call), &rest[0])?;
        Ok(Value::None)
    }
    async fn add_slow(cx: Cx, args: Arguments) -> Outcome {
        cx.set_add(&args.args[0], args.args[1].clone()).await
    }
    async fn remove(cx: Cx, args: Arguments) -> Outcome {
        let Value::Set(set) = plain(&args.args[0]).clone() else {
            return Err(Raised::Defer);
        };
        let hash = cx.hash(&args.args[1]).await?;
        let near = set.lock().candidates(hash);
        for (at, key) in near {
            if cx.equal(&key, &args.args[1]).await? {
                let old = set.lock().remove_at(at);
                drop(old);
                return Ok(Value::None);
            }
        }
        if args.function.name == "remove" {
            Err(Raised::key_error(args.args[1].clone()))
        } else {
            Ok(Value::None)
        }
    }
    fn pop(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let popped = set_value(call)?.lock().pop();
        popped.ok_or_else(|| Raised::key_error(Value::from("pop from an empty set")))
    }
    fn clear(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let old = std::mem::take(&mut *set_value(call)?.lock());
        drop(old);
        Ok(Value::None)
    }
    fn copy(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let set = set_value(call)?;
        let table = set.lock().copy();
        Ok(Value::Set(Arc::new(Set::new(table, set.frozen))))
    }
    async fn combine(cx: Cx, args: Arguments) -> Outcome {
        let Value::Set(own) = plain(&args.args[0]).clone() else {
            return Err(Raised::Defer);
        };
        let others = other_sets(&cx, &args.args[1..]).await?;
        if args.args[1..].iter().any(runs_python) {
            cx.changes_again(&args.args[0]).await;
        }
        let mut result = Set::new(own.lock().copy(), own.frozen);
        let name = args.function.name;
        let op = match name.trim_end_matches("_update") {
            "union" | "update" => BinaryOp::Or,
            "intersection" => BinaryOp::And,
            "difference" => BinaryOp::Subtract,
            _ => BinaryOp::Xor,
        };
        for other in others {
            let other = Set::new(other, false);
            result = Set::new(sequence::set_operation(op, &result, &other)?, own.frozen);
        }
        if name.ends_with("update") {
            let table = result.lock().clone();
            *own.lock() = table;
            return Ok(Value::None);
        }
        Ok(Value::Set(Arc::new(result)))
    }
    for (class, owner) in [(&types.set, "set"), (&types.frozenset, "frozenset")] {
        container(class, owner, false);
        quick(class, owner, &[("copy", copy)], Some(Kind::Read));
        let combined: [(&'static str, Slow); 4] = [
            ("union", |cx, args| Box::pin(combine(cx, args))),
            ("intersection", |cx, args| Box::pin(combine(cx, args))),
            ("difference", |cx, args| Box::pin(combine(cx, args))),
            ("symmetric_difference", |cx, args| Box::pin(combine(cx, args))),
        ];
        slow(class, owner, &combined, Some(Kind::Read));
        let tests: [(&'static str, Slow); 3] = [
            ("issubset", |cx, args| Box::pin(set_test(cx, args))),
            ("issuperset", |cx, args| Box::pin(set_test(cx, args))),
            ("isdisjoint", |cx, args| Box::pin(set_test(cx, args))),
        ];
        slow(class, owner, &tests, Some(Kind::Read));
    }
    let update = Some(Kind::Update);
    quick(
        &types.set,
        "set",
        &[("add", add), ("pop", pop), ("clear", clear)],
        update,
    );
    slow(
        &types.set,
        "set",
        &[
            ("add", |cx, args| Box::pin(add_slow(cx, args))),
            ("remove", |cx, args| Box::pin(remove(cx, args))),
            ("discard", |cx, args| Box::pin(remove(cx, args))),
            ("update", |cx, args| Box::pin(combine(cx, args))),
            ("intersection_update", |cx, args| Box::pin(combine(cx, args))),
            ("difference_update", |cx, args| Box::pin(combine(cx, args))),
            ("symmetric_difference_update", |cx, args| Box::pin(combine(cx, args))),
        ],
        update,
    );
}
