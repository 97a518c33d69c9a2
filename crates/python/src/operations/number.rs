//! Numbers of the three kinds that arithmetic mixes.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::sync::Arc;

use crate::exceptions::ExceptionKind;
use crate::objects::exception::Raised;
use crate::value::Value;

/// A number as arithmetic sees it.
#[derive(Debug, Clone)]
pub enum Number {
    /// An integer of 64 bits.
    Int(i64),
    /// A larger integer.
    Big(Arc<BigInt>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
}

impl Number {
    /// The number that a value is, if it is one.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Bool(value) => Self::Int(i64::from(*value)),
            Value::Int(value) => Self::Int(*value),
            Value::Big(value) => Self::Big(value.clone()),
            Value::Float(value) => Self::Float(*value),
            Value::Complex(value) => Self::Complex(value.0, value.1),
            _ => return None,
        })
    }

    /// It as an integer of any size, unless it is none.
    #[must_use]
    pub fn big(&self) -> Option<BigInt> {
        match self {
            Self::Int(value) => Some(BigInt::from(*value)),
            Self::Big(value) => Some((**value).clone()),
            _ => None,
        }
    }

    /// It as a float.
    ///
    /// # Errors
    /// OverflowError if it is an integer that is too large.
    pub fn float(&self) -> Result<f64, Raised> {
        match self {
            Self::Int(value) => Ok(*value as f64),
            Self::Big(value) => big_to_float(value),
            Self::Float(value) | Self::Complex(value, _) => Ok(*value),
        }
    }
}

/// The float nearest to an integer.
///
/// # Errors
/// OverflowError if there is none.
pub fn big_to_float(value: &BigInt) -> Result<f64, Raised> {
    match value.to_f64() {
        Some(float) if float.is_finite() => Ok(float),
        _ => Err(Raised::new(
            ExceptionKind::OverflowError,
            "int too large to convert to float",
        )),
    }
}

impl From<BigInt> for Value {
    fn from(number: BigInt) -> Self {
        match i64::try_from(&number) {
            Ok(small) => Self::Int(small),
            Err(_) => Self::Big(Arc::new(number)),
        }
    }
}

impl Value {
    /// A complex number.
    #[must_use]
    pub fn complex(real: f64, imaginary: f64) -> Self {
        Self::Complex(Arc::new((real, imaginary)))
    }

    /// The integer that a value is (or holds), of any size.
    #[must_use]
    pub fn to_big(&self) -> Option<BigInt> {
        Number::of(super::types::plain(self)).and_then(|number| number.big())
    }

    /// The integer of 64 bits that a value is (or holds).
    #[inline]
    #[must_use]
    pub fn to_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            Self::Bool(value) => Some(i64::from(*value)),
            Self::Instance(instance) => instance.payload().to_int(),
            _ => None,
        }
    }
}
