//! Byte strings as ASCII letters: their case, their tabs, and tables from byte to byte.

use std::sync::Arc;

use super::{Outcome, argument, made, option, own, whole_number};
use crate::builtins::args::{count, only};
use crate::machine::cx::Call;
use crate::objects::exception::Raised;
use crate::operations::sequence::room;
use crate::value::Value;

/// `capitalize`.
pub(super) fn capitalize(call: &Call) -> Outcome {
    call.rest(0, 0)?;
    let mut bytes = own(call).to_ascii_lowercase();
    if let Some(first) = bytes.first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(made(call, bytes))
}

/// `title`: whatever follows no letter begins a word.
pub(super) fn title(call: &Call) -> Outcome {
    call.rest(0, 0)?;
    let mut in_word = false;
    let each = own(call).into_iter().map(|byte| {
        let letter = if in_word {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        in_word = byte.is_ascii_alphabetic();
        letter
    });
    Ok(made(call, each.collect()))
}

/// `istitle`.
pub(super) fn is_title(call: &Call) -> Outcome {
    call.rest(0, 0)?;
    let bytes = own(call);
    let before = std::iter::once(&b' ').chain(&bytes);
    let fits = bytes
        .iter()
        .zip(before)
        .all(|(byte, before)| match before.is_ascii_alphabetic() {
            true => !byte.is_ascii_uppercase(),
            false => !byte.is_ascii_lowercase(),
        });
    Ok(Value::Bool(fits && bytes.iter().any(u8::is_ascii_alphabetic)))
}

/// `expandtabs`.
pub(super) fn expand_tabs(call: &Call) -> Outcome {
    let size = option(call, 1, "tabsize").map_or(Ok(8), whole_number)?;
    let size = usize::try_from(size).unwrap_or(0).min(1 << 16);
    let (mut out, mut column) = (Vec::new(), 0);
    for byte in own(call) {
        match byte {
            b'\t' => {
                let wide = if size == 0 { 0 } else { size - column % size };
                room((out.len() + wide) / 16)?;
                out.resize(out.len() + wide, b' ');
                column += wide;
            }
            _ => {
                out.push(byte);
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(made(call, out))
}

/// `translate`.
pub(super) fn translate(call: &Call) -> Outcome {
    only("translate", call.keywords, &["delete"])?;
    count("translate", call.args.len() - 1, 1, 2)?;
    let table = match &call.args[1] {
        Value::None => None,
        table => Some(argument(table)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(Raised::value_error("translation table must be 256 characters long"));
    }
    let gone = option(call, 2, "delete").map_or(Ok(Vec::new()), argument)?;
    let kept = own(call).into_iter().filter(|byte| !gone.contains(byte));
    let new = kept.map(|byte| table.as_ref().map_or(byte, |table| table[usize::from(byte)]));
    Ok(made(call, new.collect()))
}

/// `maketrans`, which is static.
pub(super) fn make_table(call: &Call) -> Outcome {
    let given = call.all(2, 2)?;
    let (from, to) = (argument(&given[0])?, argument(&given[1])?);
    if from.len() != to.len() {
        return Err(Raised::value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=u8::MAX).collect();
    for (from, to) in from.into_iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(Value::Bytes(Arc::new(table)))
}
