//! Cutting byte strings apart, counting in them, and putting others in their place.

use super::{Outcome, argument, bound, made, needle, option, own, whole_number};
use crate::machine::cx::Call;
use crate::objects::exception::Raised;
use crate::operations::sequence::room;
use crate::operations::types::type_name;
use crate::value::Value;

/// How often at most; a negative number is no limit.
fn limit(value: Option<&Value>) -> Result<usize, Raised> {
    let most = value.map_or(Ok(-1), whole_number)?;
    Ok(usize::try_from(most).unwrap_or(usize::MAX))
}

/// `split` and `rsplit`: from the right is from the left of what is turned round.
pub(super) fn split(call: &Call) -> Outcome {
    let turned = call.function.name == "rsplit";
    let turn = |mut bytes: Vec<u8>| {
        if turned {
            bytes.reverse();
        }
        bytes
    };
    let bytes = turn(own(call));
    let most = limit(option(call, 2, "maxsplit"))?;
    let mut parts = match option(call, 1, "sep") {
        None | Some(Value::None) => words(&bytes, most),
        Some(separator) => match turn(argument(separator)?) {
            empty if empty.is_empty() => return Err(Raised::value_error("empty separator")),
            separator => pieces(&bytes, &separator, most),
        },
    };
    if turned {
        parts.reverse();
    }
    Ok(Value::list(
        parts.into_iter().map(|part| made(call, turn(part))).collect(),
    ))
}

fn words(bytes: &[u8], most: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut left) = (Vec::new(), bytes);
    while let Some(start) = left.iter().position(|byte| !is_space(byte)) {
        left = &left[start..];
        let end = left.iter().position(is_space).filter(|_| parts.len() < most);
        let (part, rest) = left.split_at(end.unwrap_or(left.len()));
        parts.push(part.to_vec());
        left = rest;
    }
    parts
}

fn pieces(bytes: &[u8], separator: &[u8], most: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut left) = (Vec::new(), bytes);
    while let Some(at) = find(left, separator).filter(|_| parts.len() < most) {
        parts.push(left[..at].to_vec());
        left = &left[at + separator.len()..];
    }
    parts.push(left.to_vec());
    parts
}

/// White space as bytes have it.
pub(super) fn is_space(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0x0b
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// `replace`.
pub(super) fn replace(call: &Call) -> Outcome {
    let rest = call.rest(2, 3)?;
    let (old, new, most) = (argument(&rest[0])?, argument(&rest[1])?, limit(rest.get(2))?);
    let bytes = own(call);
    room(bytes.len().saturating_mul(new.len().max(1)) / 1024)?;
    let parts = match old.is_empty() {
        true => between(&bytes, most),
        false => pieces(&bytes, &old, most),
    };
    Ok(made(call, parts.join(&new[..])))
}

// Nothing stands before each byte and at the end.
fn between(bytes: &[u8], most: usize) -> Vec<Vec<u8>> {
    let cuts = most.min(bytes.len() + 1);
    let mut parts: Vec<Vec<u8>> = (0..cuts).map(|at| bytes[at.saturating_sub(1)..at].to_vec()).collect();
    parts.push(bytes[cuts.saturating_sub(1)..].to_vec());
    parts
}

/// `count`.
pub(super) fn count(call: &Call) -> Outcome {
    let rest = call.rest(1, 3)?;
    let (bytes, part) = (own(call), needle(&rest[0])?);
    let [start, end] = bounds(rest, bytes.len());
    let counted = match bytes.get(start..end) {
        None => 0,
        Some(bytes) if part.is_empty() => bytes.len() + 1,
        Some(bytes) => pieces(bytes, &part, usize::MAX).len() - 1,
    };
    Ok(Value::Int(counted as i64))
}

fn bounds(rest: &[Value], length: usize) -> [usize; 2] {
    let end = bound(rest.get(2), length, length).min(length);
    [bound(rest.get(1), length, 0), end]
}

/// `startswith` and `endswith`.
pub(super) fn ends(call: &Call) -> Outcome {
    let rest = call.rest(1, 3)?;
    let bytes = own(call);
    let [start, end] = bounds(rest, bytes.len());
    let part = bytes.get(start..end);
    let name = call.function.name;
    let mut holds = false;
    for one in any_of(&rest[0]) {
        let words = || {
            format!(
                "{name} first arg must be bytes or a tuple of bytes, not {}",
                type_name(one)
            )
        };
        let one = argument(one).map_err(|_| Raised::type_error(words()))?;
        holds |= part.is_some_and(|part| match name {
            "startswith" => part.starts_with(&one),
            _ => part.ends_with(&one),
        });
    }
    Ok(Value::Bool(holds))
}

fn any_of(value: &Value) -> &[Value] {
    match value {
        Value::Tuple(parts) => parts,
        one => std::slice::from_ref(one),
    }
}

/// `hex`: what stands between groups, which are counted from the right, or from the left where their size is negative.
pub(super) fn hex(call: &Call) -> Outcome {
    let digits: Vec<String> = own(call).iter().map(|byte| format!("{byte:02x}")).collect();
    let separator = match option(call, 1, "sep") {
        None => String::new(),
        Some(Value::Str(text)) => text.to_string(),
        Some(other) => String::from_utf8_lossy(&argument(other)?).into_owned(),
    };
    if option(call, 1, "sep").is_some() && separator.chars().count() != 1 {
        return Err(Raised::value_error("sep must be length 1."));
    }
    let size = option(call, 2, "bytes_per_sep").map_or(Ok(1), whole_number)?;
    let group = usize::try_from(size.unsigned_abs()).unwrap_or(usize::MAX);
    if group == 0 {
        return Ok(Value::from(digits.concat()));
    }
    let first = if size > 0 { digits.len() % group } else { 0 };
    let (first, rest) = digits.split_at(first);
    let groups = std::iter::once(first).chain(rest.chunks(group));
    let groups: Vec<String> = groups
        .filter(|group| !group.is_empty())
        .map(<[String]>::concat)
        .collect();
    Ok(Value::from(groups.join(&separator)))
}
