//! The methods of deques.

use super::*;
use crate::machine::slow::runs_python;

/// The methods of deques.
pub fn deques(types: &Types) {
    fn deque<'a>(call: &'a Call<'_>) -> Result<&'a Arc<crate::objects::deque::Deque>, Raised> {
        match call.args.first().map(plain) {
            Some(Value::Deque(deque)) => Ok(deque),
            _ => Err(Raised::type_error("a deque is required")),
        }
    }
    fn append(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let deque = deque(call)?;
        let mut items = deque.lock();
        let full = deque.bound.is_some_and(|bound| items.len() >= bound);
        let left = call.function.name == "appendleft";
        let old = match (full, left) {
            (true, true) => items.pop_back(),
            (true, false) => items.pop_front(),
            _ => None,
        };
        if deque.bound != Some(0) {
            if left {
                items.push_front(rest[0].clone())
            } else {
                items.push_back(rest[0].clone())
            }
        }
        drop(items);
        drop(old);
        Ok(Value::None)
    }
    fn pop(call: &Call) -> Outcome {
        call.rest(0, 0)?;
        let mut items = deque(call)?.lock();
        let popped = if call.function.name == "popleft" {
            items.pop_front()
        } else {
            items.pop_back()
        };
        popped.ok_or_else(|| Raised::index_error("pop from an empty deque"))
    }
    fn rotate(call: &Call) -> Outcome {
        let rest = call.rest(0, 1)?;
        let count = rest.first().map_or(Some(1), index_of).unwrap_or(1);
        let mut items = deque(call)?.lock();
        if !items.is_empty() {
            let by = count.rem_euclid(items.len() as i64) as usize;
            items.rotate_right(by);
        }
        Ok(Value::None)
    }
    fn clear(call: &Call) -> Outcome {
        let old = std::mem::take(&mut *deque(call)?.lock());
        drop(old);
        Ok(Value::None)
    }
    fn copy(call: &Call) -> Outcome {
        let own = deque(call)?;
        let items = own.lock().clone();
        Ok(Value::Deque(Arc::new(crate::objects::deque::Deque::new(
            items, own.bound,
        ))))
    }
    fn reverse(call: &Call) -> Outcome {
        deque(call)?.lock().make_contiguous().reverse();
        Ok(Value::None)
    }
    fn remove(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let own = deque(call)?;
        for (at, item) in own.to_vec().iter().enumerate() {
            if compare::same_or_equal(item, &rest[0])? {
                own.lock().remove(at);
                return Ok(Value::None);
            }
        }
        Err(Raised::value_error("deque.remove(x): x not in deque"))
    }
    fn insert(call: &Call) -> Outcome {
        let rest = call.rest(2, 2)?;
        let own = deque(call)?;
        let mut items = own.lock();
        if own.bound.is_some_and(|bound| items.len() >= bound) {
            return Err(Raised::index_error("deque already at its maximum size"));
        }
        let length = items.len() as i64;
        let index = index_of(&rest[0]).unwrap_or(0);
        let at = if index < 0 {
            (index + length).max(0)
        } else {
            index.min(length)
        };
        items.insert(at as usize, rest[1].clone());
        Ok(Value::None)
    }
    async fn extend(cx: Cx, args: Arguments) -> Outcome {
        let Value::Deque(own) = plain(&args.args[0]).clone() else {
            return Err(Raised::Defer);
        };
        let given = cx.collect(&args.args[1]).await?;
        if runs_python(&args.args[1]) {
            cx.changes_again(&args.args[0]).await;
        }
        for item in given {
            let mut items = own.lock();
            if own.bound.is_some_and(|bound| items.len() >= bound) {
                if args.function.name == "extendleft" {
                    items.pop_back()
                } else {
                    items.pop_front()
                };
            }
            if own.bound != Some(0) {
                if args.function.name == "extendleft" {
                    items.push_front(item)
                } else {
                    items.push_back(item)
                }
            }
        }
        Ok(Value::None)
    }
    let (class, owner) = (&types.deque, "collections.deque");
    let functions: [(&'static str, Quick); 9] = [
        ("append", append),
        ("appendleft", append),
        ("pop", pop),
        ("popleft", pop),
        ("rotate", rotate),
        ("clear", clear),
        ("reverse", reverse),
        ("remove", remove),
        ("insert", insert),
    ];
    crate::builtins::methods::sequence_methods(class, owner);
    quick(class, owner, &functions, Some(Kind::Update));
    quick(class, owner, &[("copy", copy), ("__copy__", copy)], Some(Kind::Read));
    let extends: Slow = |cx, args| Box::pin(extend(cx, args));
    slow(
        class,
        owner,
        &[("extend", extends), ("extendleft", extends)],
        Some(Kind::Update),
    );
    getter(
        class,
        "maxlen",
        |value| match plain(value) {
            Value::Deque(deque) => Ok(deque.bound.map_or(Value::None, |bound| Value::Int(bound as i64))),
            _ => Ok(Value::None),
        },
        None,
    );
}
