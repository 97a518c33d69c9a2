//! Encodings.

use std::sync::Arc;

use crate::exceptions::ExceptionKind;
use crate::objects::exception::Raised;
use crate::operations::repr;
use crate::value::Value;

fn named(value: Option<&Value>, default: &str) -> String {
    match value {
        Some(Value::Str(name)) => name.as_str().to_lowercase().replace('_', "-"),
        _ => default.to_owned(),
    }
}

fn unknown(name: &str) -> Raised {
    Raised::new(ExceptionKind::LookupError, format!("unknown encoding: {name}"))
}

fn error(kind: ExceptionKind, encoding: &str, what: &str, place: String, reason: &str) -> Raised {
    let verb = if kind == ExceptionKind::UnicodeEncodeError {
        "encode"
    } else {
        "decode"
    };
    Raised::new(
        kind,
        format!("'{encoding}' codec can't {verb} {what} in position {place}: {reason}"),
    )
}

/// Text as bytes.
///
/// # Errors
/// UnicodeEncodeError, LookupError.
pub fn encode(text: &str, encoding: Option<&Value>, errors: Option<&Value>) -> Result<Vec<u8>, Raised> {
    let (name, errors) = (named(encoding, "utf-8"), named(errors, "strict"));
    let limit = match name.as_str() {
        "utf-8" | "utf8" | "u8" => return Ok(text.as_bytes().to_vec()),
        "utf-8-sig" => return Ok(["\u{feff}", text].concat().into_bytes()),
        "ascii" | "us-ascii" => 0x80,
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" => 0x100,
        "utf-16-le" | "utf-16le" => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "utf-16-be" | "utf-16be" => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        "utf-16" => {
            let mut bytes = vec![0xff, 0xfe];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            return Ok(bytes);
        }
        "utf-32-le" => return Ok(text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect()),
        "utf-32-be" => return Ok(text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect()),
        _ => return Err(unknown(&name)),
    };
    let mut out = Vec::new();
    for (at, c) in text.chars().enumerate() {
        match (c as u32, errors.as_str()) {
            (code, _) if code < limit => out.push(code as u8),
            (_, "ignore") => {}
            (_, "replace") => out.push(b'?'),
            (code, "xmlcharrefreplace") => out.extend(format!("&#{code};").bytes()),
            (_, "backslashreplace") => out.extend(repr::ascii(&c.to_string()).bytes()),
            _ => {
                let shown = repr::ascii(&c.to_string());
                let codec = if limit == 0x80 { "ascii" } else { "latin-1" };
                let reason = format!("ordinal not in range({limit})");
                let what = format!("character '{shown}'");
                return Err(error(
                    ExceptionKind::UnicodeEncodeError,
                    codec,
                    &what,
                    at.to_string(),
                    &reason,
                ));
            }
        }
    }
    Ok(out)
}

/// Bytes as text.
///
/// # Errors
/// UnicodeDecodeError, LookupError.
pub fn decode(bytes: &[u8], encoding: Option<&Value>, errors: Option<&Value>) -> Result<Value, Raised> {
    let (name, errors) = (named(encoding, "utf-8"), named(errors, "strict"));
    let text: String = match name.as_str() {
        "utf-8" | "utf8" | "u8" => return utf8(bytes, &errors).map(Value::from),
        "utf-8-sig" => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            return utf8(bytes, &errors).map(Value::from);
        }
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" => {
            bytes.iter().map(|byte| char::from(*byte)).collect()
        }
        "ascii" | "us-ascii" => {
            let mut out = String::new();
            for (at, byte) in bytes.iter().enumerate() {
                match (byte, errors.as_str()) {
                    (0..=127, _) => out.push(char::from(*byte)),
                    (_, "ignore") => {}
                    (_, "replace") => out.push('\u{fffd}'),
                    _ => {
                        let what = format!("byte 0x{byte:02x}");
                        let reason = "ordinal not in range(128)";
                        return Err(error(
                            ExceptionKind::UnicodeDecodeError,
                            "ascii",
                            &what,
                            at.to_string(),
                            reason,
                        ));
                    }
                }
            }
            out
        }
        "utf-16" | "utf-16-le" | "utf-16le" => {
            let bytes = bytes.strip_prefix(&[0xff, 0xfe]).unwrap_or(bytes);
            let (units, _) = bytes.as_chunks::<2>();
            char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)))
                .map(|c| c.unwrap_or('\u{fffd}'))
                .collect()
        }
        "utf-16-be" => {
            let (units, _) = bytes.as_chunks::<2>();
            char::decode_utf16(units.iter().map(|unit| u16::from_be_bytes(*unit)))
                .map(|c| c.unwrap_or('\u{fffd}'))
                .collect()
        }
        _ => return Err(unknown(&name)),
    };
    Ok(Value::from(text))
}

fn utf8(bytes: &[u8], errors: &str) -> Result<String, Raised> {
    match (std::str::from_utf8(bytes), errors) {
        (Ok(text), _) => Ok(text.to_owned()),
        (Err(_), "replace") => Ok(String::from_utf8_lossy(bytes).into_owned()),
        (Err(_), "ignore") => Ok(bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()),
        (Err(_), "backslashreplace") => {
            let parts = bytes.utf8_chunks().map(|chunk| {
                let bad: String = chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")).collect();
                chunk.valid().to_owned() + &bad
            });
            Ok(parts.collect())
        }
        (Err(bad), _) => {
            let at = bad.valid_up_to();
            let byte = bytes[at];
            let (what, place, reason) = match bad.error_len() {
                None => {
                    let last = bytes.len() - 1;
                    if last > at {
                        ("bytes".to_string(), format!("{at}-{last}"), "unexpected end of data")
                    } else {
                        (format!("byte 0x{byte:02x}"), at.to_string(), "unexpected end of data")
                    }
                }
                Some(_) if (0x80..0xc2).contains(&byte) || byte > 0xf4 => {
                    (format!("byte 0x{byte:02x}"), at.to_string(), "invalid start byte")
                }
                Some(_) => (
                    format!("byte 0x{byte:02x}"),
                    at.to_string(),
                    "invalid continuation byte",
                ),
            };
            Err(error(ExceptionKind::UnicodeDecodeError, "utf-8", &what, place, reason))
        }
    }
}

/// Bytes as a value.
#[must_use]
pub fn bytes(bytes: Vec<u8>) -> Value {
    Value::Bytes(Arc::new(bytes))
}
