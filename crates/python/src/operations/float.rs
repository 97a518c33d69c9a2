//! Floats.

use super::arithmetic::BinaryOp;
use crate::exceptions::ExceptionKind;
use crate::objects::exception::Raised;
use crate::value::Value;

fn zero_division(words: &str) -> Raised {
    Raised::new(ExceptionKind::ZeroDivisionError, words)
}

/// What an operator gives for two floats.
///
/// # Errors
/// ZeroDivisionError, OverflowError of powers; `Defer` for operators that floats lack.
pub fn binary(op: BinaryOp, a: f64, b: f64) -> Result<Value, Raised> {
    Ok(Value::Float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::Divide if b == 0.0 => return Err(zero_division("division by zero")),
        BinaryOp::Divide => a / b,
        BinaryOp::FloorDivide => divmod(a, b)?.0,
        BinaryOp::Modulo if b == 0.0 => return Err(zero_division("division by zero")),
        BinaryOp::Modulo => divmod(a, b)?.1,
        BinaryOp::Power => return power(a, b),
        _ => return Err(Raised::Defer),
    }))
}

/// Python's `divmod` of floats.
///
/// # Errors
/// ZeroDivisionError.
pub fn divmod(a: f64, b: f64) -> Result<(f64, f64), Raised> {
    if b == 0.0 {
        return Err(zero_division("division by zero"));
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = 0f64.copysign(b);
    }
    let floor = if quotient == 0.0 {
        0f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    Ok((floor, rest))
}

/// Python's power of floats.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
pub fn power(a: f64, b: f64) -> Result<Value, Raised> {
    if a == 0.0 && b < 0.0 {
        return Err(zero_division("zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        let (size, angle) = ((-a).powf(b), std::f64::consts::PI * b);
        return Ok(Value::complex(size * angle.cos(), size * angle.sin()));
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        let args = vec![Value::Int(34), Value::from("Numerical result out of range")];
        return Err(Raised::with(ExceptionKind::OverflowError, args));
    }
    Ok(Value::Float(result))
}

/// How Python writes a float.
#[must_use]
pub fn repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// Reads a float as `float(text)` does; `None` where it is none.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(|c: char| c.is_whitespace());
    let mut clean = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        match (c, super::sequence::decimal_digit(c)) {
            ('_', _) if last.is_ascii_digit() => {}
            ('_', _) => return None,
            (_, Some(digit)) => clean.push(char::from_digit(digit, 10)?),
            _ if last == '_' => return None,
            _ => clean.push(c),
        }
        last = if super::sequence::decimal_digit(c).is_some() {
            '0'
        } else {
            c
        };
    }
    if last == '_' {
        return None;
    }
    let bare = clean.trim_start_matches(['+', '-']).to_ascii_lowercase();
    match bare.as_str() {
        "inf" | "infinity" | "nan" if clean.len() - bare.len() <= 1 => {}
        _ if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') => return None,
        _ => {}
    }
    clean.to_ascii_lowercase().parse().ok()
}

/// Rounds as `round(value, digits)` does: to the nearest decimal, ties of the exact value to even.
#[must_use]
pub fn round(value: f64, digits: i64) -> f64 {
    if !value.is_finite() || digits > 323 {
        return value;
    }
    if digits < -308 {
        return 0f64.copysign(value);
    }
    if digits >= 0 {
        return format!("{value:.*}", digits as usize).parse().unwrap_or(value);
    }
    let scale = 10f64.powi(-digits as i32);
    round_half_even(value / scale) * scale
}

/// Rounds to the nearest whole number, ties to even.
#[must_use]
pub fn round_half_even(value: f64) -> f64 {
    value.round_ties_even()
}
