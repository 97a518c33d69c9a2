//! Numbers and bytes made from what a program gives.

use super::*;

pub(super) async fn int(cx: &Cx, args: &[Value], keywords: &Keywords) -> Outcome {
    only("int", keywords, &["base"])?;
    count("int", args.len(), 0, 2)?;
    let base = args.get(1).or_else(|| keyword(keywords, "base"));
    let Some(value) = args.first() else {
        return Ok(Value::Int(0));
    };
    let text = match plain(value) {
        Value::Str(text) => Some(text.as_str().to_owned()),
        Value::Bytes(_) | Value::ByteArray(_) => {
            compare::bytes_of(plain(value)).and_then(|bytes| String::from_utf8(bytes).ok())
        }
        _ => None,
    };
    if let Some(text) = text {
        let base = match base {
            None => 10,
            Some(base) => cx.index(base).await?.to_int().unwrap_or(-1),
        };
        if base != 0 && !(2..=36).contains(&base) {
            return Err(Raised::value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        return match integer::parse(&text, base as u32) {
            Some(big) => Ok(Value::from(big)),
            None => {
                let shown = repr::repr(plain(value))?;
                Err(Raised::value_error(format!(
                    "invalid literal for int() with base {base}: {shown}"
                )))
            }
        };
    }
    if base.is_some() {
        return Err(Raised::type_error("int() can't convert non-string with explicit base"));
    }
    for name in ["__int__", "__index__", "__trunc__"] {
        if matches!(value, Value::Instance(_))
            && let Some(result) = cx.call_special(value, name, Vec::new()).await?
        {
            return match plain(&result) {
                Value::Int(_) | Value::Big(_) | Value::Bool(_) => Ok(plain(&result).clone()),
                other => Err(Raised::type_error(format!(
                    "{name} returned non-int (type {})",
                    type_name(other)
                ))),
            };
        }
    }
    match plain(value) {
        Value::Int(_) | Value::Big(_) => Ok(plain(value).clone()),
        Value::Bool(value) => Ok(Value::Int(i64::from(*value))),
        Value::Float(value) => float_to_int(*value),
        other => Err(Raised::type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            type_name(other)
        ))),
    }
}

/// A value as a float, as `float` makes it.
///
/// # Errors
/// TypeError, ValueError, OverflowError.
pub async fn to_float(cx: &Cx, value: &Value) -> Result<f64, Raised> {
    if let Value::Instance(_) = value {
        for name in ["__float__", "__index__"] {
            if let Some(result) = cx.call_special(value, name, Vec::new()).await? {
                return match plain(&result) {
                    Value::Float(value) => Ok(*value),
                    Value::Int(value) => Ok(*value as f64),
                    other => {
                        let kind = type_name(other);
                        Err(Raised::type_error(format!(
                            "{}.{name}() must return a float, not {kind}",
                            type_name(value)
                        )))
                    }
                };
            }
        }
    }
    let plain = plain(value);
    if let Some(number) = crate::operations::number::Number::of(plain)
        && !matches!(plain, Value::Complex(_))
    {
        return number.float();
    }
    let text = match plain {
        Value::Str(text) => text.as_str().to_owned(),
        Value::Bytes(_) | Value::ByteArray(_) => {
            String::from_utf8(compare::bytes_of(plain).unwrap_or_default()).unwrap_or_default()
        }
        other => {
            let kind = type_name(other);
            return Err(Raised::type_error(format!(
                "float() argument must be a string or a real number, not '{kind}'"
            )));
        }
    };
    match float::parse(&text) {
        Some(value) => Ok(value),
        None => Err(Raised::value_error(format!(
            "could not convert string to float: {}",
            repr::repr(plain)?
        ))),
    }
}

pub(super) async fn complex(cx: &Cx, args: &[Value], keywords: &Keywords) -> Outcome {
    let part = |at: usize, name: &str| args.get(at).or_else(|| keyword(keywords, name)).cloned();
    if let Some(Value::Str(text)) = part(0, "real") {
        let bare = text
            .as_str()
            .trim()
            .trim_start_matches('(')
            .trim_end_matches(')')
            .to_owned();
        let bad = || Raised::value_error("complex() arg is a malformed string");
        let Some(body) = bare.strip_suffix(['j', 'J']) else {
            return float::parse(&bare)
                .map(|real| Value::complex(real, 0.0))
                .ok_or_else(bad);
        };
        let split = body
            .rfind(['+', '-'])
            .filter(|at| *at > 0 && !body[..*at].ends_with(['e', 'E']))
            .unwrap_or(0);
        let real = if split == 0 {
            Some(0.0)
        } else {
            float::parse(&body[..split])
        };
        let imaginary = match &body[split..] {
            "" | "+" => Some(1.0),
            "-" => Some(-1.0),
            text => float::parse(text),
        };
        return match (real, imaginary) {
            (Some(real), Some(imaginary)) => Ok(Value::complex(real, imaginary)),
            _ => Err(bad()),
        };
    }
    let mut sum = (0.0, 0.0);
    if let Some(real) = part(0, "real") {
        match plain(&real) {
            Value::Complex(value) => sum = **value,
            _ => sum.0 = to_float(cx, &real).await?,
        }
    }
    if let Some(imaginary) = part(1, "imag") {
        match plain(&imaginary) {
            Value::Complex(value) => {
                sum.0 -= value.1;
                sum.1 += value.0;
            }
            _ => sum.1 += to_float(cx, &imaginary).await?,
        }
    }
    Ok(Value::complex(sum.0, sum.1))
}

pub(super) async fn bytes(cx: &Cx, args: &[Value], keywords: &Keywords) -> Result<Vec<u8>, Raised> {
    let option = |at: usize, name: &str| args.get(at).or_else(|| keyword(keywords, name)).cloned();
    let Some(value) = option(0, "source") else {
        return Ok(Vec::new());
    };
    if let Value::Str(text) = plain(&value) {
        let Some(encoding) = option(1, "encoding") else {
            return Err(Raised::type_error("string argument without an encoding"));
        };
        return crate::builtins::text::codec::encode(text.as_str(), Some(&encoding), option(2, "errors").as_ref());
    }
    if let Some(bytes) = compare::bytes_of(plain(&value)) {
        return Ok(bytes);
    }
    if let Some(size) = value.to_int() {
        if size < 0 {
            return Err(Raised::value_error("negative count"));
        }
        crate::operations::sequence::room(size as usize / 16)?;
        return Ok(vec![0; size as usize]);
    }
    if let Some(result) = cx.call_special(&value, "__bytes__", Vec::new()).await? {
        return compare::bytes_of(&result).ok_or_else(|| Raised::type_error("__bytes__ returned non-bytes"));
    }
    let items = match cx.collect(&value).await {
        Ok(items) => items,
        Err(Raised::New(_)) => {
            return Err(Raised::type_error(format!(
                "cannot convert '{}' object to bytes",
                type_name(&value)
            )));
        }
        Err(raised) => return Err(raised),
    };
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        let byte = cx.index(&item).await?.to_int().unwrap_or(-1);
        bytes.push(u8::try_from(byte).map_err(|_| Raised::value_error("bytes must be in range(0, 256)"))?);
    }
    Ok(bytes)
}
