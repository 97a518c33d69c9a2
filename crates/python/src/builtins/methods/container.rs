//! The special methods of containers.

use super::*;

// The special methods of containers.
pub(super) fn container(class: &Arc<Class>, owner: &'static str, writes: bool) {
    async fn get(cx: Cx, args: Arguments) -> Outcome {
        let held = plain(&args.args[0]).clone();
        if let (Value::Dict(dict), Value::Instance(instance)) = (&held, &args.args[0]) {
            let key = args.args.get(1).cloned().unwrap_or_default();
            return match cx.dict_get(dict, &key).await? {
                Some(value) => Ok(value),
                None => {
                    let whole = Value::Instance(instance.clone());
                    match cx.call_special(&whole, "__missing__", vec![key.clone()]).await? {
                        Some(value) => Ok(value),
                        None => Err(Raised::key_error(key)),
                    }
                }
            };
        }
        cx.get_item(&held, args.args.get(1).unwrap_or(&Value::None)).await
    }
    async fn set(cx: Cx, args: Arguments) -> Outcome {
        let held = plain(&args.args[0]).clone();
        cx.set_item(&held, &args.args[1], args.args[2].clone()).await
    }
    async fn delete(cx: Cx, args: Arguments) -> Outcome {
        let held = plain(&args.args[0]).clone();
        cx.delete_item(&held, &args.args[1]).await
    }
    async fn contains(cx: Cx, args: Arguments) -> Outcome {
        let held = plain(&args.args[0]).clone();
        cx.contains(&held, &args.args[1]).await.map(Value::Bool)
    }
    fn iter(call: &Call) -> Outcome {
        iteration::iter(own(call))
    }
    fn len(call: &Call) -> Outcome {
        crate::builtins::functions::quick_len(own(call)).map(|length| Value::Int(length as i64))
    }
    slow(
        class,
        owner,
        &[("__contains__", |cx, args| Box::pin(contains(cx, args)))],
        Some(Kind::Read),
    );
    quick(class, owner, &[("__iter__", iter), ("__len__", len)], None);
    if !owner.ends_with("set") {
        slow(
            class,
            owner,
            &[("__getitem__", |cx, args| Box::pin(get(cx, args)))],
            Some(Kind::Read),
        );
    }
    if writes {
        slow(
            class,
            owner,
            &[("__setitem__", |cx, args| Box::pin(set(cx, args)))],
            Some(Kind::Write),
        );
        slow(
            class,
            owner,
            &[("__delitem__", |cx, args| Box::pin(delete(cx, args)))],
            Some(Kind::Update),
        );
    }
    async fn init(cx: Cx, args: Arguments) -> Outcome {
        let held = plain(&args.args[0]).clone();
        let first = args.args.get(1);
        match &held {
            Value::List(list) => {
                let items = match first {
                    Some(value) => cx.collect(value).await?,
                    None => Vec::new(),
                };
                *list.lock() = items;
            }
            Value::Dict(dict) => {
                if let Some(value) = first {
                    cx.update_dict(&held, value).await?;
                }
                for (name, value) in &args.keywords {
                    dict.set_name(name, value.clone());
                }
            }
            Value::Set(set) if !set.frozen => {
                let items = match first {
                    Some(value) => cx.collect(value).await?,
                    None => Vec::new(),
                };
                let table = cx.set_of(items).await?;
                *set.lock() = table;
            }
            Value::Deque(deque) => {
                let items = match first {
                    Some(value) => cx.collect(value).await?,
                    None => Vec::new(),
                };
                *deque.lock() = items.into();
            }
            _ => {}
        }
        Ok(Value::None)
    }
    if writes || owner == "set" {
        slow(class, owner, &[("__init__", |cx, args| Box::pin(init(cx, args)))], None);
    }
}
