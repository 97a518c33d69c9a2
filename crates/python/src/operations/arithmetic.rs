//! Binary and unary operators on built-in values.

use num_bigint::BigInt;
use num_traits::Zero;
use std::sync::Arc;

use super::number::Number;
use super::{float, integer, sequence};
use crate::objects::exception::Raised;
use crate::value::Value;

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of its name")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

impl BinaryOp {
    /// The operator as it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        [
            "+",
            "-",
            "*",
            "@",
            "/",
            "//",
            "%",
            "** or pow()",
            "<<",
            ">>",
            "&",
            "|",
            "^",
        ][self as usize]
    }

    /// The name of its method, without underscores.
    #[must_use]
    pub fn method(self) -> &'static str {
        [
            "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor",
        ][self as usize]
    }

    /// All operators.
    pub const ALL: [Self; 13] = [
        Self::Add,
        Self::Subtract,
        Self::Multiply,
        Self::MatrixMultiply,
        Self::Divide,
        Self::FloorDivide,
        Self::Modulo,
        Self::Power,
        Self::LeftShift,
        Self::RightShift,
        Self::And,
        Self::Or,
        Self::Xor,
    ];
}

/// What an operator gives for two built-in values; `NotImplemented` where they do not go together.
///
/// # Errors
/// As CPython's; `Defer` where an instance of a Python class takes part.
#[inline]
pub fn binary(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Raised> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => integer::small(op, *a, *b),
        (Value::Float(a), Value::Float(b)) => or_not_implemented(float::binary(op, *a, *b)),
        (Value::Instance(_) | Value::Class(_), _) | (_, Value::Instance(_) | Value::Class(_)) => Err(Raised::Defer),
        _ => mixed(op, a, b),
    }
}

fn or_not_implemented(result: Result<Value, Raised>) -> Result<Value, Raised> {
    match result {
        Err(Raised::Defer) => Ok(Value::NotImplemented),
        other => other,
    }
}

fn mixed(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Raised> {
    if let (Value::Bool(a), Value::Bool(b)) = (a, b) {
        match op {
            BinaryOp::And => return Ok(Value::Bool(a & b)),
            BinaryOp::Or => return Ok(Value::Bool(a | b)),
            BinaryOp::Xor => return Ok(Value::Bool(a ^ b)),
            _ => {}
        }
    }
    match (Number::of(a), Number::of(b)) {
        (Some(a), Some(b)) => or_not_implemented(numbers(op, &a, &b)),
        _ => sequence::binary(op, a, b),
    }
}

fn numbers(op: BinaryOp, a: &Number, b: &Number) -> Result<Value, Raised> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => integer::small(op, *a, *b),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => complex(op, pair(a)?, pair(b)?),
        (Number::Float(_), _) | (_, Number::Float(_)) => float::binary(op, a.float()?, b.float()?),
        _ => integer::big(op, &a.big().unwrap_or_default(), &b.big().unwrap_or_default()),
    }
}

fn pair(number: &Number) -> Result<(f64, f64), Raised> {
    match number {
        Number::Complex(real, imaginary) => Ok((*real, *imaginary)),
        other => Ok((other.float()?, 0.0)),
    }
}

fn complex(op: BinaryOp, a: (f64, f64), b: (f64, f64)) -> Result<Value, Raised> {
    let (real, imaginary) = match op {
        BinaryOp::Add => (a.0 + b.0, a.1 + b.1),
        BinaryOp::Subtract => (a.0 - b.0, a.1 - b.1),
        BinaryOp::Multiply => (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0),
        BinaryOp::Divide => {
            let size = b.0 * b.0 + b.1 * b.1;
            if size.is_zero() {
                return Err(Raised::new(
                    crate::exceptions::ExceptionKind::ZeroDivisionError,
                    "division by zero",
                ));
            }
            ((a.0 * b.0 + a.1 * b.1) / size, (a.1 * b.0 - a.0 * b.1) / size)
        }
        BinaryOp::Power => complex_power(a, b),
        _ => return Err(Raised::Defer),
    };
    Ok(Value::complex(real, imaginary))
}

fn complex_power(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    if b.1 == 0.0 && b.0.fract() == 0.0 && b.0.abs() <= 100.0 {
        let mut result = (1.0, 0.0);
        for _ in 0..b.0.abs() as u32 {
            result = (result.0 * a.0 - result.1 * a.1, result.0 * a.1 + result.1 * a.0);
        }
        let size = result.0 * result.0 + result.1 * result.1;
        return if b.0 < 0.0 {
            (result.0 / size, -result.1 / size)
        } else {
            result
        };
    }
    let (size, angle) = (a.0.hypot(a.1), a.1.atan2(a.0));
    if size == 0.0 {
        return (0.0, 0.0);
    }
    let length = size.powf(b.0) * (-angle * b.1).exp();
    let turned = angle * b.0 + b.1 * size.ln();
    (length * turned.cos(), length * turned.sin())
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-x`
    Negative,
    /// `+x`
    Positive,
    /// `~x`
    Invert,
}

/// What a unary operator gives for a built-in value.
///
/// # Errors
/// TypeError; `Defer` for an instance of a Python class.
pub fn unary(op: UnaryOp, value: &Value) -> Result<Value, Raised> {
    Ok(match (op, value) {
        (_, Value::Instance(_)) => return Err(Raised::Defer),
        (UnaryOp::Negative, Value::Int(value)) => match value.checked_neg() {
            Some(negative) => Value::Int(negative),
            None => (-BigInt::from(*value)).into(),
        },
        (UnaryOp::Negative, Value::Float(value)) => Value::Float(-value),
        (UnaryOp::Positive, Value::Int(_) | Value::Float(_) | Value::Big(_) | Value::Complex(_)) => value.clone(),
        (UnaryOp::Negative, Value::Big(value)) => (-(**value).clone()).into(),
        (UnaryOp::Negative, Value::Complex(value)) => Value::Complex(Arc::new((-value.0, -value.1))),
        (UnaryOp::Negative, Value::Bool(value)) => Value::Int(-i64::from(*value)),
        (UnaryOp::Positive, Value::Bool(value)) => Value::Int(i64::from(*value)),
        (UnaryOp::Invert, Value::Int(value)) => Value::Int(!value),
        (UnaryOp::Invert, Value::Bool(value)) => Value::Int(!i64::from(*value)),
        (UnaryOp::Invert, Value::Big(value)) => (-(**value).clone() - BigInt::from(1)).into(),
        _ => {
            let sign = ["unary -", "unary +", "unary ~"][op as usize];
            let kind = super::types::type_name(value);
            return Err(Raised::type_error(format!("bad operand type for {sign}: '{kind}'")));
        }
    })
}
