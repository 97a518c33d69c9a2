//! Methods of bytes and bytearray that look for places, pad, cut and test.

mod change;
mod cut;
mod letters;

use std::sync::Arc;

use super::methods::{put, quick};
use crate::effect::Kind;
use crate::machine::cx::Call;
use crate::objects::bytes::ByteArray;
use crate::objects::descriptor::Descriptor;
use crate::objects::exception::Raised;
use crate::objects::function::Quick;
use crate::objects::types::Types;
use crate::operations::compare::bytes_of;
use crate::operations::types::{plain, type_name};
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// Puts the methods in.
pub fn install(types: &Types) {
    let methods: [(&'static str, Quick); 33] = [
        ("split", cut::split),
        ("rsplit", cut::split),
        ("replace", cut::replace),
        ("count", cut::count),
        ("startswith", cut::ends),
        ("endswith", cut::ends),
        ("hex", cut::hex),
        ("capitalize", letters::capitalize),
        ("title", letters::title),
        ("istitle", letters::is_title),
        ("expandtabs", letters::expand_tabs),
        ("translate", letters::translate),
        ("find", search),
        ("rfind", search),
        ("index", search),
        ("rindex", search),
        ("ljust", pad),
        ("rjust", pad),
        ("center", pad),
        ("zfill", zfill),
        ("splitlines", split_lines),
        ("partition", partition),
        ("rpartition", partition),
        ("removeprefix", remove),
        ("removesuffix", remove),
        ("isdigit", test),
        ("isalpha", test),
        ("isalnum", test),
        ("isspace", test),
        ("isupper", test),
        ("islower", test),
        ("isascii", test),
        ("swapcase", swap_case),
    ];
    quick(&types.bytes, "bytes", &methods, None);
    quick(&types.bytearray, "bytearray", &methods, Some(Kind::Read));
    for class in [&types.bytes, &types.bytearray] {
        let maker = Value::native("maketrans", letters::make_table);
        put(
            class,
            "maketrans",
            Value::Descriptor(Arc::new(Descriptor::Static(maker))),
        );
    }
    change::install(types);
}

/// An argument by its place or its name.
pub(super) fn option<'a>(call: &'a Call, at: usize, name: &str) -> Option<&'a Value> {
    call.args.get(at).or_else(|| super::args::keyword(call.keywords, name))
}

fn whole_number(value: &Value) -> Result<i64, Raised> {
    let words = || format!("'{}' object cannot be interpreted as an integer", type_name(value));
    value.to_int().ok_or_else(|| Raised::type_error(words()))
}

pub(super) fn own(call: &Call) -> Vec<u8> {
    bytes_of(plain(&call.args[0])).unwrap_or_default()
}

// A result is of the receiver's kind.
pub(super) fn made(call: &Call, bytes: Vec<u8>) -> Value {
    match plain(&call.args[0]) {
        Value::ByteArray(_) => Value::ByteArray(Arc::new(ByteArray::new(bytes))),
        _ => Value::Bytes(Arc::new(bytes)),
    }
}

pub(super) fn argument(value: &Value) -> Result<Vec<u8>, Raised> {
    let words = || format!("a bytes-like object is required, not '{}'", type_name(value));
    bytes_of(plain(value)).ok_or_else(|| Raised::type_error(words()))
}

fn needle(value: &Value) -> Result<Vec<u8>, Raised> {
    match value.to_int() {
        Some(byte) => match u8::try_from(byte) {
            Ok(byte) => Ok(vec![byte]),
            Err(_) => Err(Raised::value_error("byte must be in range(0, 256)")),
        },
        None => bytes_of(plain(value)).ok_or_else(|| {
            let kind = type_name(value);
            Raised::type_error(format!("argument should be integer or bytes-like object, not '{kind}'"))
        }),
    }
}

fn bound(value: Option<&Value>, length: usize, otherwise: usize) -> usize {
    match value.and_then(Value::to_int) {
        Some(at) if at < 0 => usize::try_from(at + length as i64).unwrap_or(0),
        Some(at) => usize::try_from(at).unwrap_or(usize::MAX),
        None => otherwise,
    }
}

fn place(bytes: &[u8], needle: &[u8], last: bool) -> Option<usize> {
    if needle.is_empty() {
        return Some(if last { bytes.len() } else { 0 });
    }
    let mut windows = bytes.windows(needle.len());
    if last {
        windows.rposition(|one| one == needle)
    } else {
        windows.position(|one| one == needle)
    }
}

fn search(call: &Call) -> Outcome {
    let rest = call.rest(1, 3)?;
    let (bytes, needle) = (own(call), needle(&rest[0])?);
    let start = bound(rest.get(1), bytes.len(), 0);
    let end = bound(rest.get(2), bytes.len(), bytes.len()).min(bytes.len());
    let name = call.function.name;
    let found = bytes
        .get(start..end)
        .and_then(|part| place(part, &needle, name.starts_with('r')));
    match found {
        Some(at) => Ok(Value::Int((start + at) as i64)),
        None if name.ends_with("index") => Err(Raised::value_error("subsection not found")),
        None => Ok(Value::Int(-1)),
    }
}

fn width(value: &Value) -> Result<usize, Raised> {
    Ok(usize::try_from(whole_number(value)?).unwrap_or(0))
}

fn pad(call: &Call) -> Outcome {
    let rest = call.rest(1, 2)?;
    let bytes = own(call);
    let fill = rest
        .get(1)
        .and_then(bytes_of)
        .and_then(|fill| fill.first().copied())
        .unwrap_or(b' ');
    let width = width(&rest[0])?;
    let more = width.saturating_sub(bytes.len());
    let left = match call.function.name {
        "ljust" => 0,
        "rjust" => more,
        _ => more / 2 + (more & width & 1),
    };
    let mut out = vec![fill; left];
    out.extend(bytes);
    out.resize(out.len() + more - left, fill);
    Ok(made(call, out))
}

fn zfill(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let mut bytes = own(call);
    let more = width(&rest[0])?.saturating_sub(bytes.len());
    let at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    bytes.splice(at..at, vec![b'0'; more]);
    Ok(made(call, bytes))
}

fn split_lines(call: &Call) -> Outcome {
    let keeps = call
        .args
        .get(1)
        .or_else(|| super::args::keyword(call.keywords, "keepends"));
    let keeps = matches!(keeps, Some(Value::Bool(true)));
    let (bytes, mut lines, mut start, mut at) = (own(call), Vec::new(), 0, 0);
    while at < bytes.len() {
        let end = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => at + 2,
            b'\r' | b'\n' => at + 1,
            _ => {
                at += 1;
                continue;
            }
        };
        lines.push(made(call, bytes[start..if keeps { end } else { at }].to_vec()));
        (start, at) = (end, end);
    }
    if start < bytes.len() {
        lines.push(made(call, bytes[start..].to_vec()));
    }
    Ok(Value::list(lines))
}

fn partition(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let (bytes, separator) = (own(call), argument(&rest[0])?);
    if separator.is_empty() {
        return Err(Raised::value_error("empty separator"));
    }
    let last = call.function.name == "rpartition";
    let parts = match place(&bytes, &separator, last) {
        Some(at) => [
            bytes[..at].to_vec(),
            separator.clone(),
            bytes[at + separator.len()..].to_vec(),
        ],
        None if last => [Vec::new(), Vec::new(), bytes],
        None => [bytes, Vec::new(), Vec::new()],
    };
    Ok(Value::tuple(parts.map(|part| made(call, part)).to_vec()))
}

fn remove(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let (bytes, part) = (own(call), argument(&rest[0])?);
    let left = if call.function.name == "removeprefix" {
        bytes.strip_prefix(part.as_slice())
    } else {
        bytes.strip_suffix(part.as_slice())
    };
    Ok(made(call, left.unwrap_or(&bytes).to_vec()))
}

fn test(call: &Call) -> Outcome {
    call.rest(0, 0)?;
    let bytes = own(call);
    let all = |holds: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(holds);
    let cased = |holds: fn(&u8) -> bool, not: fn(&u8) -> bool| bytes.iter().any(holds) && !bytes.iter().any(not);
    Ok(Value::Bool(match call.function.name {
        "isdigit" => all(u8::is_ascii_digit),
        "isalpha" => all(u8::is_ascii_alphabetic),
        "isalnum" => all(u8::is_ascii_alphanumeric),
        "isspace" => all(cut::is_space),
        "isupper" => cased(u8::is_ascii_uppercase, u8::is_ascii_lowercase),
        "islower" => cased(u8::is_ascii_lowercase, u8::is_ascii_uppercase),
        _ => bytes.is_ascii(),
    }))
}

fn swap_case(call: &Call) -> Outcome {
    call.rest(0, 0)?;
    let swapped = |byte: &u8| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte };
    Ok(made(call, own(call).iter().map(swapped).collect()))
}
