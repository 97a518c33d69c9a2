//! Iterators that call Python for each of their values.

use super::*;

/// Whether going through a value may run Python.
pub fn runs_python(value: &Value) -> bool {
    matches!(value, Value::Generator(_) | Value::Iterator(_) | Value::Instance(_))
}

/// The accesses that a step of an iterator is: to what it walks, and to itself unless a loop made it for itself.
pub(super) fn announced(iterator: &Iter) -> Vec<Access> {
    let walked = match &*iterator.source.lock() {
        Source::List(list, _) | Source::Reversed(list, _) => Some(list.number),
        Source::Dict { dict, .. } => Some(dict.number),
        Source::Set(set, ..) => Some(set.number),
        Source::Deque(deque, ..) => Some(deque.number),
        _ => None,
    };
    let own = (!iterator.belongs()).then_some((iterator.number, Kind::Update));
    let both = own.into_iter().chain(walked.map(|number| (number, Kind::Read)));
    let accesses = both.enumerate().map(|(at, (object, kind))| Access {
        later_in_op: at > 0,
        ..Access::whole(object, kind)
    });
    accesses.collect()
}

pub(super) async fn step_slow(cx: &Cx, iterator: &Arc<Iter>) -> Outcome {
    enum Work {
        Enumerate(Value),
        Zip(Arc<Vec<Value>>, bool),
        Map(Value, Arc<Vec<Value>>),
        Filter(Value, Value),
        Calls(Value, Value),
        Items(Value, i64),
        Back(Value, i64),
    }
    let work = match &*iterator.source.lock() {
        Source::Enumerate(inner, _) => Work::Enumerate(inner.clone()),
        Source::Zip(inner, strict) => Work::Zip(inner.clone(), *strict),
        Source::Map(function, inner) => Work::Map(function.clone(), inner.clone()),
        Source::Filter(function, inner) => Work::Filter(function.clone(), inner.clone()),
        Source::Calls(function, sentinel) => Work::Calls(function.clone(), sentinel.clone()),
        Source::Items(object, at) => Work::Items(object.clone(), *at),
        Source::ReversedItems(object, at) => Work::Back(object.clone(), *at),
        _ => return Err(Raised::stop()),
    };
    match work {
        Work::Enumerate(inner) => {
            let value = cx.next_or_stop(&inner).await?;
            let mut source = iterator.source.lock();
            let Source::Enumerate(_, count) = &mut *source else {
                return Err(Raised::stop());
            };
            *count += 1;
            Ok(Value::tuple(vec![Value::Int(*count - 1), value]))
        }
        Work::Zip(inner, strict) => {
            let mut items = Vec::with_capacity(inner.len());
            for (at, one) in inner.iter().enumerate() {
                match cx.next(one).await? {
                    Some(value) => items.push(value),
                    None if strict && at > 0 => {
                        let before = if at == 1 {
                            "argument 1".to_owned()
                        } else {
                            format!("arguments 1-{at}")
                        };
                        return Err(Raised::value_error(format!(
                            "zip() argument {} is shorter than {before}",
                            at + 1
                        )));
                    }
                    None => {
                        if strict {
                            for (later, one) in inner.iter().enumerate().skip(1) {
                                if cx.next(one).await?.is_some() {
                                    let before = if later == 1 {
                                        "argument 1".to_owned()
                                    } else {
                                        format!("arguments 1-{later}")
                                    };
                                    let words = format!("zip() argument {} is longer than {before}", later + 1);
                                    return Err(Raised::value_error(words));
                                }
                            }
                        }
                        return Err(Raised::stop());
                    }
                }
            }
            if items.is_empty() {
                Err(Raised::stop())
            } else {
                Ok(Value::tuple(items))
            }
        }
        Work::Map(function, inner) => {
            let mut args = Vec::with_capacity(inner.len());
            for one in inner.iter() {
                args.push(cx.next_or_stop(one).await?);
            }
            cx.call(&function, args).await
        }
        Work::Filter(function, inner) => loop {
            let value = cx.next_or_stop(&inner).await?;
            let keep = match &function {
                Value::None => cx.truth(&value).await?,
                function => {
                    let answer = cx.call(function, vec![value.clone()]).await?;
                    cx.truth(&answer).await?
                }
            };
            if keep {
                return Ok(value);
            }
        },
        Work::Calls(function, sentinel) => {
            let value = cx.call(&function, Vec::new()).await?;
            if cx.equal(&value, &sentinel).await? {
                *iterator.source.lock() = Source::Ended;
                return Err(Raised::stop());
            }
            Ok(value)
        }
        Work::Items(object, at) => {
            let item = cx.get_item(&object, &Value::Int(at)).await;
            let mut source = iterator.source.lock();
            match item {
                Ok(value) => {
                    *source = Source::Items(object, at + 1);
                    Ok(value)
                }
                Err(raised) => {
                    *source = Source::Ended;
                    let ends = is_kind(&raised, ExceptionKind::IndexError) || is_stop(&raised);
                    Err(if ends { Raised::stop() } else { raised })
                }
            }
        }
        Work::Back(object, at) => {
            if at < 0 {
                return Err(Raised::stop());
            }
            let item = cx.get_item(&object, &Value::Int(at)).await?;
            *iterator.source.lock() = Source::ReversedItems(object, at - 1);
            Ok(item)
        }
    }
}
