//! The methods of bytes and bytearrays.

use super::*;

pub(super) fn bytes(types: &Types) {
    fn own(call: &Call) -> Vec<u8> {
        call.args
            .first()
            .map(plain)
            .and_then(compare::bytes_of)
            .unwrap_or_default()
    }
    fn like(call: &Call, bytes: Vec<u8>) -> Value {
        match plain(&call.args[0]) {
            Value::ByteArray(_) => Value::ByteArray(Arc::new(crate::objects::bytes::ByteArray::new(bytes))),
            _ => Value::Bytes(Arc::new(bytes)),
        }
    }
    fn bytes_argument(value: &Value) -> Result<Vec<u8>, Raised> {
        compare::bytes_of(plain(value))
            .ok_or_else(|| Raised::type_error(format!("a bytes-like object is required, not '{}'", type_name(value))))
    }
    fn decode(call: &Call) -> Outcome {
        let option = |at: usize, name: &str| {
            call.args
                .get(at)
                .or_else(|| crate::builtins::args::keyword(call.keywords, name))
        };
        crate::builtins::text::codec::decode(&own(call), option(1, "encoding"), option(2, "errors"))
    }
    fn hex(call: &Call) -> Outcome {
        let parts: Vec<String> = own(call).iter().map(|byte| format!("{byte:02x}")).collect();
        let separator = match call.args.get(1) {
            Some(Value::Str(text)) => text.to_string(),
            _ => String::new(),
        };
        Ok(Value::from(parts.join(&separator)))
    }
    fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
        if needle.is_empty() {
            return Some(0);
        }
        haystack.windows(needle.len()).position(|window| window == needle)
    }
    fn count(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let needle = match rest[0].to_int() {
            Some(byte) => vec![byte as u8],
            None => bytes_argument(&rest[0])?,
        };
        let (mut left, mut found) = (own(call), 0);
        while let Some(at) = find(&left, &needle).filter(|_| !needle.is_empty() && !left.is_empty()) {
            found += 1;
            left = left.split_off(at + needle.len());
        }
        Ok(Value::Int(found))
    }
    fn split(call: &Call) -> Outcome {
        let bytes = own(call);
        let parts: Vec<Vec<u8>> = match call.args.get(1) {
            None | Some(Value::None) => bytes
                .split(u8::is_ascii_whitespace)
                .filter(|part| !part.is_empty())
                .map(<[u8]>::to_vec)
                .collect(),
            Some(separator) => {
                let separator = bytes_argument(separator)?;
                if separator.is_empty() {
                    return Err(Raised::value_error("empty separator"));
                }
                let (mut parts, mut left) = (Vec::new(), bytes);
                while let Some(at) = find(&left, &separator) {
                    let tail = left.split_off(at + separator.len());
                    left.truncate(at);
                    parts.push(std::mem::replace(&mut left, tail));
                }
                parts.push(left);
                parts
            }
        };
        Ok(Value::list(parts.into_iter().map(|part| like(call, part)).collect()))
    }
    fn replace(call: &Call) -> Outcome {
        let rest = call.rest(2, 3)?;
        let (old, new) = (bytes_argument(&rest[0])?, bytes_argument(&rest[1])?);
        let (mut out, mut left) = (Vec::new(), own(call));
        while let Some(at) = find(&left, &old).filter(|_| !old.is_empty()) {
            let tail = left.split_off(at + old.len());
            out.extend_from_slice(&left[..at]);
            out.extend_from_slice(&new);
            left = tail;
        }
        out.extend(left);
        Ok(like(call, out))
    }
    fn strip(call: &Call) -> Outcome {
        let bytes = own(call);
        let set = match call.args.get(1) {
            None | Some(Value::None) => b" \t\n\r\x0b\x0c".to_vec(),
            Some(value) => bytes_argument(value)?,
        };
        let start = if call.function.name == "rstrip" {
            0
        } else {
            bytes.iter().take_while(|byte| set.contains(byte)).count()
        };
        let end = if call.function.name == "lstrip" {
            bytes.len()
        } else {
            bytes.len() - bytes.iter().rev().take_while(|byte| set.contains(byte)).count()
        };
        Ok(like(call, bytes.get(start..end).unwrap_or_default().to_vec()))
    }
    fn ends(call: &Call) -> Outcome {
        let rest = call.rest(1, 3)?;
        let bytes = own(call);
        let one = |part: &Value| -> Result<bool, Raised> {
            let part = bytes_argument(part)?;
            Ok(if call.function.name == "startswith" {
                bytes.starts_with(&part)
            } else {
                bytes.ends_with(&part)
            })
        };
        if let Value::Tuple(parts) = &rest[0] {
            for part in parts.iter() {
                if one(part)? {
                    return Ok(Value::Bool(true));
                }
            }
            return Ok(Value::Bool(false));
        }
        one(&rest[0]).map(Value::Bool)
    }
    fn upper(call: &Call) -> Outcome {
        let bytes = own(call);
        Ok(like(
            call,
            if call.function.name == "upper" {
                bytes.to_ascii_uppercase()
            } else {
                bytes.to_ascii_lowercase()
            },
        ))
    }
    async fn join(cx: Cx, args: Arguments) -> Outcome {
        let separator = compare::bytes_of(plain(&args.args[0])).unwrap_or_default();
        let mut out = Vec::new();
        for (at, item) in cx.collect(&args.args[1]).await?.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(&separator);
            }
            let part = compare::bytes_of(plain(item)).ok_or_else(|| {
                let kind = type_name(item);
                Raised::type_error(format!(
                    "sequence item {at}: expected a bytes-like object, {kind} found"
                ))
            })?;
            out.extend(part);
        }
        Ok(Value::Bytes(Arc::new(out)))
    }
    fn fromhex(call: &Call) -> Outcome {
        let Some(Value::Str(text)) = call.args.get(1) else {
            return Err(Raised::type_error("fromhex() argument must be str"));
        };
        let digits: Vec<char> = text.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let mut out = Vec::new();
        for (at, pair) in digits.chunks(2).enumerate() {
            let byte = u8::from_str_radix(&pair.iter().collect::<String>(), 16)
                .ok()
                .filter(|_| pair.len() == 2);
            let words = || {
                Raised::value_error(format!(
                    "non-hexadecimal number found in fromhex() arg at position {}",
                    at * 2
                ))
            };
            out.push(byte.ok_or_else(words)?);
        }
        Ok(Value::Bytes(Arc::new(out)))
    }
    for (class, owner) in [(&types.bytes, "bytes"), (&types.bytearray, "bytearray")] {
        quick(
            class,
            owner,
            &[
                ("decode", decode),
                ("hex", hex),
                ("count", count),
                ("split", split),
                ("replace", replace),
                ("strip", strip),
                ("lstrip", strip),
                ("rstrip", strip),
                ("startswith", ends),
                ("endswith", ends),
                ("upper", upper),
                ("lower", upper),
            ],
            None,
        );
        slow(class, owner, &[("join", |cx, args| Box::pin(join(cx, args)))], None);
        let maker = Value::native("fromhex", fromhex);
        put(class, "fromhex", Value::Descriptor(Arc::new(Descriptor::Class(maker))));
    }
    fn array<'a>(call: &'a Call<'_>) -> Result<&'a Arc<crate::objects::bytes::ByteArray>, Raised> {
        match plain(&call.args[0]) {
            Value::ByteArray(bytes) => Ok(bytes),
            _ => Err(Raised::type_error("a bytearray is required")),
        }
    }
    fn append(call: &Call) -> Outcome {
        let byte = call.rest(1, 1)?[0].to_int().and_then(|byte| u8::try_from(byte).ok());
        let byte = byte.ok_or_else(|| Raised::value_error("byte must be in range(0, 256)"))?;
        array(call)?.lock().push(byte);
        Ok(Value::None)
    }
    fn extend(call: &Call) -> Outcome {
        let more: Vec<u8> = match compare::bytes_of(&call.rest(1, 1)?[0]) {
            Some(bytes) => bytes,
            None => iteration::collect(&call.args[1])?
                .iter()
                .map(|item| item.to_int().unwrap_or(0) as u8)
                .collect(),
        };
        array(call)?.lock().extend(more);
        Ok(Value::None)
    }
    fn pop(call: &Call) -> Outcome {
        let popped = array(call)?.lock().pop();
        popped
            .map(|byte| Value::Int(i64::from(byte)))
            .ok_or_else(|| Raised::index_error("pop from empty bytearray"))
    }
    fn reverse(call: &Call) -> Outcome {
        array(call)?.lock().reverse();
        Ok(Value::None)
    }
    quick(
        &types.bytearray,
        "bytearray",
        &[
            ("append", append),
            ("extend", extend),
            ("pop", pop),
            ("reverse", reverse),
        ],
        Some(Kind::Update),
    );
}
