//! Hashes, as CPython computes them for numbers and tuples.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use super::compare::{DEEPEST, too_deep};
use super::types::{address, type_name};
use crate::builtins::generic::{Alias, Union};
use crate::objects::class::overrides;
use crate::objects::exception::Raised;
use crate::objects::opaque::Opaque;
use crate::value::Value;

const MODULUS: i64 = (1 << 61) - 1;

/// The hash of a built-in value.
///
/// # Errors
/// TypeError for what has none; `Defer` where a Python class decides itself.
#[inline]
pub fn hash(value: &Value) -> Result<i64, Raised> {
    match value {
        Value::Str(text) => Ok(text.hash()),
        Value::Int(value) => Ok(of_int(*value)),
        _ => hash_at(value, 0),
    }
}

/// A type with parameters, or a union, whose members may stand in any order.
fn of_type(object: &Opaque, depth: usize) -> Result<i64, Raised> {
    if let Some(alias) = object.data::<Alias>() {
        let parameters = of_tuple(&alias.args, depth)?;
        return Ok(hash_at(&alias.origin, depth + 1)? ^ parameters);
    }
    of_frozen(object.data::<Union>().map_or(&[], |union| &union.0), depth)
}

#[inline]
fn of_int(value: i64) -> i64 {
    match value % MODULUS {
        -1 => -2,
        hash => hash,
    }
}

fn hash_at(value: &Value, depth: usize) -> Result<i64, Raised> {
    if depth > DEEPEST {
        return Err(too_deep(""));
    }
    Ok(match value {
        Value::Str(text) => text.hash(),
        Value::Int(value) => of_int(*value),
        Value::Bool(value) => i64::from(*value),
        Value::Big(value) => of_big(value),
        Value::Float(value) => of_float(*value),
        Value::Complex(value) => match of_float(value.0).wrapping_add(of_float(value.1).wrapping_mul(1_000_003)) {
            -1 => -2,
            hash => hash,
        },
        Value::None => 0xfca_86420,
        Value::NotImplemented => 271_828,
        Value::Ellipsis => 314_159,
        Value::Bytes(bytes) => bytes.iter().fold(0x1505, |hash: i64, byte| {
            hash.wrapping_mul(33).wrapping_add(i64::from(*byte))
        }),
        Value::Opaque(object) if object.data::<Alias>().is_some() || object.data::<Union>().is_some() => {
            of_type(object, depth)?
        }
        Value::Tuple(items) => of_tuple(items, depth)?,
        Value::Set(set) if set.frozen => of_frozen(&set.to_vec(), depth)?,
        Value::Range(range) => {
            let length = range.length();
            let parts = [
                Value::Int(length),
                if length > 0 {
                    Value::Int(range.start)
                } else {
                    Value::None
                },
                if length > 1 {
                    Value::Int(range.step)
                } else {
                    Value::None
                },
            ];
            of_tuple(&parts, depth)?
        }
        Value::Method(method) => hash_at(&method.function, depth + 1)?.wrapping_mul(31) ^ identity(&method.receiver),
        Value::Instance(instance) => {
            if instance.class.has(overrides::HASH) {
                return Err(Raised::Defer);
            }
            if matches!(instance.payload(), Value::Unbound) {
                identity(value)
            } else {
                match hash_at(instance.payload(), depth + 1) {
                    Err(Raised::New(_)) => return Err(unhashable(value)),
                    other => other?,
                }
            }
        }
        Value::Class(class) if class.meta.as_ref().is_some_and(|meta| meta.has(overrides::HASH)) => {
            return Err(Raised::Defer);
        }
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Deque(_) | Value::ByteArray(_) | Value::View(_) => {
            return Err(unhashable(value));
        }
        Value::Slice(slice) => of_tuple(&[slice.start.clone(), slice.stop.clone(), slice.step.clone()], depth)?,
        other => identity(other),
    })
}

/// The error for what has no hash.
#[must_use]
pub fn unhashable(value: &Value) -> Raised {
    Raised::type_error(format!("unhashable type: '{}'", type_name(value)))
}

/// A hash of which object it is.
#[must_use]
pub fn identity(value: &Value) -> i64 {
    let number = match value {
        Value::Instance(instance) => instance.number.0,
        Value::Class(class) if !class.builtin => class.number.0,
        Value::Function(function) => function.number.0,
        other => address(other).unwrap_or(0) as u64 >> 4,
    };
    (number & (i64::MAX as u64)) as i64
}

fn of_big(value: &BigInt) -> i64 {
    let rest = value.abs().mod_floor(&BigInt::from(MODULUS)).to_i64().unwrap_or(0);
    match if value.is_negative() { -rest } else { rest } {
        -1 => -2,
        hash => hash,
    }
}

// Python/pyhash.c: the value modulo 2^61 - 1.
fn of_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return 0;
    }
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return of_int(value as i64);
    }
    let (mut mantissa, mut exponent) = parts(value.abs());
    let mut x: u64 = 0;
    while mantissa != 0.0 {
        x = (x << 28) & MODULUS as u64 | x >> (61 - 28);
        mantissa *= 268_435_456.0;
        exponent -= 28;
        let digit = mantissa as u64;
        mantissa -= digit as f64;
        x += digit;
        if x >= MODULUS as u64 {
            x -= MODULUS as u64;
        }
    }
    let turn = exponent.rem_euclid(61) as u32;
    x = if turn == 0 {
        x
    } else {
        (x << turn) & MODULUS as u64 | x >> (61 - turn)
    };
    match if value < 0.0 { -(x as i64) } else { x as i64 } {
        -1 => -2,
        hash => hash,
    }
}

/// A positive float as a fraction in [0.5, 1) and a power of two.
#[must_use]
pub fn parts(value: f64) -> (f64, i32) {
    if value == 0.0 || !value.is_finite() {
        return (value, 0);
    }
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    if exponent == 0 {
        let (mantissa, exponent) = parts(value * 2f64.powi(64));
        return (mantissa, exponent - 64);
    }
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - 1022)
}

// Objects/tupleobject.c: xxHash.
fn of_tuple(items: &[Value], depth: usize) -> Result<i64, Raised> {
    const FIRST: u64 = 11_400_714_785_074_694_791;
    const SECOND: u64 = 14_029_467_366_897_019_727;
    const FIFTH: u64 = 2_870_177_450_012_600_261;
    let mut sum = FIFTH;
    for item in items {
        let lane = hash_at(item, depth + 1)? as u64;
        sum = sum
            .wrapping_add(lane.wrapping_mul(SECOND))
            .rotate_left(31)
            .wrapping_mul(FIRST);
    }
    sum = sum.wrapping_add(items.len() as u64 ^ (FIFTH ^ 3_527_539));
    Ok(if sum == u64::MAX { 1_546_275_796 } else { sum as i64 })
}

/// The hash of a tuple whose items' hashes are known.
#[must_use]
pub fn tuple_of_hashes(hashes: &[i64]) -> i64 {
    let items: Vec<Value> = hashes.iter().map(|hash| Value::Int(*hash)).collect();
    of_tuple(&items, 0).unwrap_or(0)
}

fn of_frozen(items: &[Value], depth: usize) -> Result<i64, Raised> {
    let mut hash: u64 = 0;
    for item in items {
        let one = hash_at(item, depth + 1)? as u64;
        hash ^= (one ^ 89_869_747 ^ one << 16).wrapping_mul(3_644_798_167);
    }
    hash ^= (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    Ok(if hash == u64::MAX { 590_923_713 } else { hash as i64 })
}
