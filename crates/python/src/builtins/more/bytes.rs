//! The methods of bytes and bytearrays.

use super::*;
use crate::builtins::octets::{argument, made, option, own};

pub(super) fn bytes(types: &Types) {
    fn decode(call: &Call) -> Outcome {
        let (encoding, errors) = (option(call, 1, "encoding"), option(call, 2, "errors"));
        crate::builtins::text::codec::decode(&own(call), encoding, errors)
    }
    fn strip(call: &Call) -> Outcome {
        let bytes = own(call);
        let set = match call.args.get(1) {
            None | Some(Value::None) => b" \t\n\r\x0b\x0c".to_vec(),
            Some(value) => argument(value)?,
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
        Ok(made(call, bytes.get(start..end).unwrap_or_default().to_vec()))
    }
    fn upper(call: &Call) -> Outcome {
        let bytes = own(call);
        Ok(made(
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
        Ok(match &call.args[0] {
            Value::Class(class) if class.name.as_str() == "bytearray" => {
                Value::ByteArray(Arc::new(crate::objects::bytes::ByteArray::new(out)))
            }
            _ => Value::Bytes(Arc::new(out)),
        })
    }
    for (class, owner, access) in [
        (&types.bytes, "bytes", None),
        (&types.bytearray, "bytearray", Some(Kind::Read)),
    ] {
        quick(
            class,
            owner,
            &[
                ("decode", decode),
                ("strip", strip),
                ("lstrip", strip),
                ("rstrip", strip),
                ("upper", upper),
                ("lower", upper),
            ],
            access,
        );
        slow(class, owner, &[("join", |cx, args| Box::pin(join(cx, args)))], None);
        let maker = Value::native("fromhex", fromhex);
        put(class, "fromhex", Value::Descriptor(Arc::new(Descriptor::Class(maker))));
    }
}
