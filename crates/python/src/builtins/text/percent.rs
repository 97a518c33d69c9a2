//! `%` formatting.

use std::sync::Arc;

use crate::machine::cx::Cx;
use crate::objects::exception::Raised;
use crate::operations::types::{plain, type_name};
use crate::operations::{compare, format, repr};
use crate::value::Value;

struct Values<'a> {
    items: Vec<Value>,
    next: usize,
    whole: &'a Value,
    single: bool,
}

impl Values<'_> {
    fn take(&mut self) -> Result<Value, Raised> {
        self.next += 1;
        match self.items.get(self.next - 1) {
            Some(value) => Ok(value.clone()),
            None => Err(Raised::type_error("not enough arguments for format string")),
        }
    }
}

/// `template % values`.
///
/// # Errors
/// TypeError, ValueError, KeyError.
pub async fn percent(cx: &Cx, template: &str, values: &Value) -> Result<String, Raised> {
    fill(cx, template, values, false).await
}

/// `template % values` for bytes (PEP 461).
///
/// # Errors
/// TypeError, ValueError, KeyError.
pub async fn percent_bytes(cx: &Cx, template: &[u8], values: &Value) -> Result<Vec<u8>, Raised> {
    let text: String = template.iter().copied().map(char::from).collect();
    let filled = fill(cx, &text, values, true).await?;
    // Every character stands for a byte: what is filled in is ASCII, or bytes as characters.
    Ok(filled.chars().map(|char| char as u8).collect())
}

/// With `bytes`, characters stand for bytes, and values are filled in as bytes.
async fn fill(cx: &Cx, template: &str, values: &Value, bytes: bool) -> Result<String, Raised> {
    let items = match plain(values) {
        Value::Tuple(items) => items.to_vec(),
        _ => vec![values.clone()],
    };
    let single = !matches!(plain(values), Value::Tuple(_));
    let mut values = Values {
        items,
        next: 0,
        whole: values,
        single,
    };
    let chars: Vec<char> = template.chars().collect();
    let (mut out, mut at, mut by_name) = (String::new(), 0, false);
    while at < chars.len() {
        if chars[at] != '%' {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        at += 1;
        let mut named = None;
        if chars.get(at) == Some(&'(') {
            let close = chars[at..].iter().position(|c| *c == ')');
            let close = close.ok_or_else(|| Raised::value_error("incomplete format key"))? + at;
            let key: String = chars[at + 1..close].iter().collect();
            if !(values.single && cx.has_items(values.whole)) {
                return Err(Raised::type_error("format requires a mapping"));
            }
            let key = match bytes {
                true => Value::Bytes(Arc::new(key.chars().map(|char| char as u8).collect())),
                false => Value::from(key),
            };
            named = Some(cx.get_item(values.whole, &key).await?);
            by_name = true;
            at = close + 1;
        }
        let mut flags = String::new();
        while let Some(flag @ ('-' | '+' | ' ' | '#' | '0')) = chars.get(at) {
            flags.push(*flag);
            at += 1;
        }
        let mut width = number(&chars, &mut at);
        if chars.get(at) == Some(&'*') {
            at += 1;
            let given = values
                .take()?
                .to_int()
                .ok_or_else(|| Raised::type_error("* wants int"))?;
            if given < 0 {
                flags.push('-');
            }
            width = Some(given.unsigned_abs() as usize);
        }
        let mut precision = None;
        if chars.get(at) == Some(&'.') {
            at += 1;
            precision = Some(if chars.get(at) == Some(&'*') {
                at += 1;
                values
                    .take()?
                    .to_int()
                    .ok_or_else(|| Raised::type_error("* wants int"))?
                    .max(0) as usize
            } else {
                number(&chars, &mut at).unwrap_or(0)
            });
        }
        while matches!(chars.get(at), Some('l' | 'h' | 'L')) {
            at += 1;
        }
        let Some(code) = chars.get(at).copied() else {
            return Err(Raised::value_error("incomplete format"));
        };
        at += 1;
        if code == '%' {
            out.push('%');
            continue;
        }
        if !("diouxXeEfFgGcrsa".contains(code) || bytes && code == 'b') {
            let words = format!(
                "unsupported format character '{code}' (0x{:x}) at index {}",
                code as u32,
                at - 1
            );
            return Err(Raised::value_error(words));
        }
        let value = match named {
            Some(value) => value,
            None => values.take()?,
        };
        let width = width.unwrap_or(0);
        crate::operations::sequence::room(width / 16)?;
        let text = match code {
            's' | 'b' if bytes => format::percent_text(&flags, width, precision, &characters(&value)?),
            'c' if bytes => format::percent_text(&flags, width, None, &byte(&value)?),
            's' => format::percent_text(&flags, width, precision, &cx.str(&value).await?),
            'r' if !bytes => format::percent_text(&flags, width, precision, &cx.repr(&value).await?),
            'r' | 'a' => format::percent_text(&flags, width, precision, &repr::ascii(&cx.repr(&value).await?)),
            'c' => {
                let text = match plain(&value) {
                    Value::Str(text) if text.length() == 1 => text.as_str().to_owned(),
                    Value::Int(code) => u32::try_from(*code)
                        .ok()
                        .and_then(char::from_u32)
                        .map(String::from)
                        .ok_or_else(|| {
                            Raised::new(
                                crate::exceptions::ExceptionKind::OverflowError,
                                "%c arg not in range(0x110000)",
                            )
                        })?,
                    other => {
                        let kind = type_name(other);
                        return Err(Raised::type_error(format!(
                            "%c requires an int or a unicode character, not {kind}"
                        )));
                    }
                };
                format::percent_text(&flags, width, None, &text)
            }
            _ => {
                let value = match (code, plain(&value)) {
                    ('d' | 'i' | 'u' | 'x' | 'X' | 'o', _) => plain(&value).clone(),
                    (_, Value::Instance(_)) => Value::Float(crate::builtins::construct::to_float(cx, &value).await?),
                    (_, value) => value.clone(),
                };
                format::percent(code, &flags, width, precision, &value)?
            }
        };
        out.push_str(&text);
    }
    let left = values.next < values.items.len();
    if left && !(by_name || values.single && cx.has_items(values.whole)) {
        return Err(Raised::type_error(if bytes {
            "not all arguments converted during bytes formatting"
        } else {
            "not all arguments converted during string formatting"
        }));
    }
    Ok(out)
}

/// A bytes-like value, a character a byte.
fn characters(value: &Value) -> Result<String, Raised> {
    let bytes = compare::bytes_of(plain(value)).ok_or_else(|| {
        let kind = type_name(value);
        Raised::type_error(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{kind}'"
        ))
    })?;
    Ok(bytes.into_iter().map(char::from).collect())
}

/// What `%c` makes of a value among bytes.
fn byte(value: &Value) -> Result<String, Raised> {
    let byte = match plain(value) {
        Value::Int(number) => u8::try_from(*number).map_err(|_| {
            Raised::new(
                crate::exceptions::ExceptionKind::OverflowError,
                "%c arg not in range(256)",
            )
        })?,
        other => match compare::bytes_of(other).as_deref() {
            Some([byte]) => *byte,
            _ => {
                let kind = type_name(value);
                return Err(Raised::type_error(format!(
                    "%c requires an integer in range(256) or a single byte, not {kind}"
                )));
            }
        },
    };
    Ok(char::from(byte).to_string())
}

fn number(chars: &[char], at: &mut usize) -> Option<usize> {
    let from = *at;
    while chars.get(*at).is_some_and(char::is_ascii_digit) {
        *at += 1;
    }
    chars[from..*at].iter().collect::<String>().parse().ok()
}
