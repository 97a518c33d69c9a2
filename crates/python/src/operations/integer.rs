//! Integers of any size.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::arithmetic::BinaryOp;
use super::float;
use crate::exceptions::ExceptionKind;
use crate::objects::exception::Raised;
use crate::value::Value;

const MOST_BITS: u64 = 1 << 31;

fn zero_division(words: &str) -> Raised {
    Raised::new(ExceptionKind::ZeroDivisionError, words)
}

/// What an operator gives for two integers of 64 bits.
///
/// # Errors
/// As CPython's: ZeroDivisionError, ValueError for negative shifts, MemoryError and OverflowError for what is too large.
#[inline]
pub fn small(op: BinaryOp, a: i64, b: i64) -> Result<Value, Raised> {
    let fits = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => a.checked_mul(b),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::FloorDivide if b != 0 => floor_divide(a, b),
        BinaryOp::Modulo if b != 0 => Some(modulo(a, b)),
        BinaryOp::RightShift if b >= 0 => Some(a >> b.min(63)),
        BinaryOp::LeftShift if (0..63).contains(&b) && (a << b) >> b == a => Some(a << b),
        BinaryOp::Divide if b != 0 && a.unsigned_abs() < 1 << 53 && b.unsigned_abs() < 1 << 53 => {
            return Ok(Value::Float(a as f64 / b as f64));
        }
        BinaryOp::Power if b >= 0 => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
        _ => None,
    };
    match fits {
        Some(value) => Ok(Value::Int(value)),
        None => big(op, &BigInt::from(a), &BigInt::from(b)),
    }
}

fn floor_divide(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    })
}

fn modulo(a: i64, b: i64) -> i64 {
    let rest = a.wrapping_rem(b);
    if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    }
}

/// What an operator gives for two integers of any size.
///
/// # Errors
/// As for small ones.
pub fn big(op: BinaryOp, a: &BigInt, b: &BigInt) -> Result<Value, Raised> {
    Ok(match op {
        BinaryOp::Add => (a + b).into(),
        BinaryOp::Subtract => (a - b).into(),
        BinaryOp::Multiply => {
            bounded(a.bits() + b.bits())?;
            (a * b).into()
        }
        BinaryOp::And => (a & b).into(),
        BinaryOp::Or => (a | b).into(),
        BinaryOp::Xor => (a ^ b).into(),
        BinaryOp::Divide if b.is_zero() => return Err(zero_division("division by zero")),
        BinaryOp::FloorDivide if b.is_zero() => return Err(zero_division("integer division or modulo by zero")),
        BinaryOp::Modulo if b.is_zero() => return Err(zero_division("integer modulo by zero")),
        BinaryOp::Divide => return divide(a, b).map(Value::Float),
        BinaryOp::FloorDivide => a.div_floor(b).into(),
        BinaryOp::Modulo => a.mod_floor(b).into(),
        BinaryOp::LeftShift | BinaryOp::RightShift if b.is_negative() => {
            return Err(Raised::value_error("negative shift count"));
        }
        BinaryOp::LeftShift if a.is_zero() => Value::Int(0),
        BinaryOp::LeftShift => {
            let count = b.to_u64().unwrap_or(u64::MAX);
            bounded(a.bits().saturating_add(count))?;
            (a << count).into()
        }
        BinaryOp::RightShift => match b.to_u64() {
            Some(count) => (a >> count).into(),
            None if a.is_negative() => Value::Int(-1),
            None => Value::Int(0),
        },
        BinaryOp::Power => return power(a, b),
        BinaryOp::MatrixMultiply => return Err(Raised::Defer),
    })
}

fn bounded(bits: u64) -> Result<(), Raised> {
    if bits > MOST_BITS {
        return Err(Raised::with(ExceptionKind::MemoryError, Vec::new()));
    }
    Ok(())
}

fn power(a: &BigInt, b: &BigInt) -> Result<Value, Raised> {
    if b.is_negative() {
        let (base, exponent) = (super::number::big_to_float(a)?, super::number::big_to_float(b)?);
        if a.is_zero() {
            return Err(zero_division("zero to a negative power"));
        }
        return float::power(base, exponent);
    }
    if a.bits() <= 1 {
        let odd = b.is_odd();
        return Ok(match a.sign() {
            Sign::NoSign => Value::Int(i64::from(b.is_zero())),
            Sign::Plus => Value::Int(1),
            Sign::Minus => Value::Int(if odd { -1 } else { 1 }),
        });
    }
    let exponent = b
        .to_u32()
        .ok_or_else(|| Raised::with(ExceptionKind::MemoryError, Vec::new()))?;
    bounded(a.bits().saturating_mul(u64::from(exponent)))?;
    Ok(num_traits::pow(a.clone(), exponent as usize).into())
}

/// The float nearest to the quotient of two integers, correctly rounded.
///
/// # Errors
/// OverflowError if it is too large.
pub fn divide(a: &BigInt, b: &BigInt) -> Result<f64, Raised> {
    let too_large = || {
        Raised::new(
            ExceptionKind::OverflowError,
            "integer division result too large for a float",
        )
    };
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    if a.is_zero() {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    if shift > 1200 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    if shift < -1100 {
        return Err(too_large());
    }
    let (numerator, denominator) = if shift >= 0 {
        (a << shift, b.clone())
    } else {
        (a.clone(), b << -shift)
    };
    let (quotient, rest) = numerator.div_rem(&denominator);
    let mut mantissa = quotient.to_u128().ok_or_else(too_large)?;
    if !rest.is_zero() {
        mantissa |= 1;
    }
    let float = scaled(mantissa, -shift);
    if !float.is_finite() {
        return Err(too_large());
    }
    Ok(if negative { -float } else { float })
}

// `mantissa * 2^exponent`, rounded once: to 53 bits, or fewer where the result is subnormal.
fn scaled(mantissa: u128, exponent: i64) -> f64 {
    let bits = 128 - i64::from(mantissa.leading_zeros());
    let drop = (bits - 53).max(-1074 - exponent).max(0);
    let kept = if drop >= 128 { 0 } else { mantissa >> drop };
    let half = if drop == 0 { 0 } else { 1u128 << (drop - 1).min(127) };
    let rest = if drop == 0 {
        0
    } else {
        mantissa & ((half << 1).wrapping_sub(1))
    };
    let up = drop > 0 && (rest > half || (rest == half && kept & 1 == 1));
    let kept = (kept + u128::from(up)) as f64;
    let power = exponent + drop;
    let first = power.clamp(-1000, 1000) as i32;
    kept * 2f64.powi(first) * 2f64.powi((power - i64::from(first)) as i32)
}

/// Python's `divmod` for integers of any size, or the error.
///
/// # Errors
/// ZeroDivisionError.
pub fn divmod(a: &BigInt, b: &BigInt) -> Result<(BigInt, BigInt), Raised> {
    if b.is_zero() {
        return Err(zero_division("integer division or modulo by zero"));
    }
    Ok(a.div_mod_floor(b))
}

/// Python's `pow` with a modulus.
///
/// # Errors
/// ValueError if the modulus is 0 or there is no inverse.
pub fn power_modulo(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<Value, Raised> {
    if modulus.is_zero() {
        return Err(Raised::value_error("pow() 3rd argument cannot be 0"));
    }
    let result = if exponent.is_negative() {
        let inverse = base.modinv(&modulus.abs());
        let inverse = inverse.ok_or_else(|| Raised::value_error("base is not invertible for the given modulus"))?;
        inverse.modpow(&-exponent, &modulus.abs())
    } else {
        base.mod_floor(&modulus.abs()).modpow(exponent, &modulus.abs())
    };
    Ok(result.mod_floor(modulus).into())
}

/// Reads an integer as `int(text, base)` does; `None` where it is none.
#[must_use]
pub fn parse(text: &str, base: u32) -> Option<BigInt> {
    let text = text.trim_matches(|c: char| c.is_whitespace());
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.get(..2).map(str::to_ascii_lowercase);
    let prefixed = match (lower.as_deref(), base) {
        (Some("0x"), 0 | 16) => Some(16),
        (Some("0o"), 0 | 8) => Some(8),
        (Some("0b"), 0 | 2) => Some(2),
        _ => None,
    };
    let (mut digits, base, mut after) = match prefixed {
        Some(base) => (&digits[2..], base, true),
        None => (digits, if base == 0 { 10 } else { base }, false),
    };
    if after {
        digits = digits.strip_prefix('_').unwrap_or(digits);
    }
    let mut clean = String::with_capacity(digits.len());
    for c in digits.chars() {
        if c == '_' {
            if !after {
                return None;
            }
            after = false;
            continue;
        }
        clean.push(char::from_digit(digit(c, base)?, 36)?);
        after = true;
    }
    if clean.is_empty() || !after {
        return None;
    }
    let number = BigInt::parse_bytes(clean.as_bytes(), base)?;
    Some(if negative { -number } else { number })
}

fn digit(c: char, base: u32) -> Option<u32> {
    c.to_digit(base)
        .or_else(|| super::sequence::decimal_digit(c).filter(|digit| *digit < base))
}
