//! What changes a bytearray.

use std::sync::Arc;

use super::{Outcome, made, own, whole_number};
use crate::builtins::methods::{quick, slow};
use crate::effect::Kind;
use crate::machine::cx::{Arguments, Call, Cx};
use crate::machine::slow::runs_python;
use crate::objects::bytes::ByteArray;
use crate::objects::exception::Raised;
use crate::objects::types::Types;
use crate::operations::compare::bytes_of;
use crate::operations::types::plain;
use crate::value::Value;

/// Puts the methods in.
pub(super) fn install(types: &Types) {
    let class = &types.bytearray;
    let changes: [(&'static str, crate::objects::function::Quick); 6] = [
        ("append", append),
        ("insert", insert),
        ("pop", pop),
        ("remove", remove),
        ("reverse", reverse),
        ("clear", clear),
    ];
    quick(class, "bytearray", &changes, Some(Kind::Update));
    quick(
        class,
        "bytearray",
        &[("copy", |call| Ok(made(call, own(call))))],
        Some(Kind::Read),
    );
    let extend: crate::objects::function::Slow = |cx, args| Box::pin(extend(cx, args));
    slow(class, "bytearray", &[("extend", extend)], Some(Kind::Update));
}

fn array(value: &Value) -> Result<&Arc<ByteArray>, Raised> {
    match plain(value) {
        Value::ByteArray(bytes) => Ok(bytes),
        _ => Err(Raised::type_error("a bytearray is required")),
    }
}

fn byte(value: &Value) -> Result<u8, Raised> {
    let number = whole_number(value)?;
    u8::try_from(number).map_err(|_| Raised::value_error("byte must be in range(0, 256)"))
}

fn append(call: &Call) -> Outcome {
    let byte = byte(&call.rest(1, 1)?[0])?;
    array(&call.args[0])?.lock().push(byte);
    Ok(Value::None)
}

async fn extend(cx: Cx, args: Arguments) -> Outcome {
    let Some(given) = args.args.get(1) else {
        return Err(Raised::type_error(
            "bytearray.extend() takes exactly one argument (0 given)",
        ));
    };
    if matches!(given, Value::Str(_)) {
        return Err(Raised::type_error("expected iterable of integers; got: 'str'"));
    }
    let more = match bytes_of(plain(given)) {
        Some(bytes) => bytes,
        None => cx.collect(given).await?.iter().map(byte).collect::<Result<_, _>>()?,
    };
    if runs_python(given) {
        cx.changes_again(&args.args[0]).await;
    }
    array(&args.args[0])?.lock().extend(more);
    Ok(Value::None)
}

// Where an index from either end points, if it is within.
fn place(index: i64, length: usize) -> Option<usize> {
    let length = length as i64;
    let at = if index < 0 { index + length } else { index };
    usize::try_from(at).ok().filter(|_| at < length)
}

fn insert(call: &Call) -> Outcome {
    let rest = call.rest(2, 2)?;
    let (index, byte) = (whole_number(&rest[0])?, byte(&rest[1])?);
    let mut bytes = array(&call.args[0])?.lock();
    let outside = if index < 0 { 0 } else { bytes.len() };
    let at = place(index, bytes.len()).unwrap_or(outside);
    bytes.insert(at, byte);
    Ok(Value::None)
}

fn pop(call: &Call) -> Outcome {
    let index = call.rest(0, 1)?.first().map_or(Ok(-1), whole_number)?;
    let mut bytes = array(&call.args[0])?.lock();
    if bytes.is_empty() {
        return Err(Raised::index_error("pop from empty bytearray"));
    }
    let at = place(index, bytes.len()).ok_or_else(|| Raised::index_error("pop index out of range"))?;
    Ok(Value::Int(i64::from(bytes.remove(at))))
}

fn remove(call: &Call) -> Outcome {
    let byte = byte(&call.rest(1, 1)?[0])?;
    let mut bytes = array(&call.args[0])?.lock();
    let at = bytes.iter().position(|known| *known == byte);
    bytes.remove(at.ok_or_else(|| Raised::value_error("value not found in bytearray"))?);
    Ok(Value::None)
}

fn reverse(call: &Call) -> Outcome {
    array(&call.args[0])?.lock().reverse();
    Ok(Value::None)
}

fn clear(call: &Call) -> Outcome {
    array(&call.args[0])?.lock().clear();
    Ok(Value::None)
}
