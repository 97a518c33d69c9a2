//! What a value looks like, where Python says it.

use super::*;

pub(super) async fn slow_repr(cx: &Cx, value: &Value) -> Result<String, Raised> {
    async fn list(cx: &Cx, items: Vec<Value>) -> Result<String, Raised> {
        let mut parts = Vec::with_capacity(items.len());
        for item in &items {
            parts.push(cx.repr(item).await?);
        }
        Ok(parts.join(", "))
    }
    Ok(match value {
        Value::List(items) => format!("[{}]", list(cx, items.to_vec()).await?),
        Value::Tuple(items) if items.len() == 1 => format!("({},)", list(cx, items.to_vec()).await?),
        Value::Tuple(items) => format!("({})", list(cx, items.to_vec()).await?),
        Value::Set(set) if set.frozen => format!("frozenset({{{}}})", list(cx, set.to_vec()).await?),
        Value::Set(set) => format!("{{{}}}", list(cx, set.to_vec()).await?),
        Value::Deque(deque) => {
            let items = list(cx, deque.to_vec()).await?;
            match deque.bound {
                Some(bound) => format!("deque([{items}], maxlen={bound})"),
                None => format!("deque([{items}])"),
            }
        }
        Value::View(view) => format!(
            "{}([{}])",
            type_name(value),
            list(cx, sequence::view_items(view)).await?
        ),
        Value::Dict(dict) => {
            let mut parts = Vec::new();
            for (key, value) in dict.to_pairs() {
                parts.push(format!("{}: {}", cx.repr(&key).await?, cx.repr(&value).await?));
            }
            format!("{{{}}}", parts.join(", "))
        }
        Value::Slice(slice) => {
            let items = vec![slice.start.clone(), slice.stop.clone(), slice.step.clone()];
            format!("slice({})", list(cx, items).await?)
        }
        Value::Method(method) => match &method.function {
            Value::Function(function) => {
                format!(
                    "<bound method {} of {}>",
                    function.qualname(),
                    cx.repr(&method.receiver).await?
                )
            }
            _ => repr::object(value),
        },
        _ => {
            if let Some(function) = cx.special(value, "__repr__")
                && !matches!(&function, Value::Native(native) if native.owner == "object")
            {
                return match cx.call_special(value, "__repr__", Vec::new()).await? {
                    Some(text) => match plain(&text) {
                        Value::Str(text) => Ok(text.as_str().to_owned()),
                        other => Err(Raised::type_error(format!(
                            "__repr__ returned non-string (type {})",
                            type_name(other)
                        ))),
                    },
                    None => Ok(repr::object(value)),
                };
            }
            if let Value::Instance(instance) = value {
                if instance.memory().is_some() {
                    let args = instance.memory().map(|memory| memory.args.clone()).unwrap_or_default();
                    return Ok(format!("{}({})", instance.class.name, list(cx, args).await?));
                }
                if !matches!(instance.payload(), Value::Unbound | Value::Opaque(_)) {
                    return cx.repr(instance.payload()).await;
                }
            }
            repr::object(value)
        }
    })
}
