//! The methods of numbers.

use super::*;

pub(super) fn numbers(types: &crate::objects::types::Types) {
    fn bit_length(call: &Call) -> Outcome {
        Ok(Value::Int(own(call).to_big().unwrap_or_default().bits() as i64))
    }
    fn bit_count(call: &Call) -> Outcome {
        let big = own(call).to_big().unwrap_or_default();
        Ok(Value::Int(
            big.magnitude()
                .iter_u64_digits()
                .map(|digit| i64::from(digit.count_ones()))
                .sum(),
        ))
    }
    fn same(call: &Call) -> Outcome {
        match own(call) {
            Value::Bool(value) => Ok(Value::Int(i64::from(*value))),
            other => Ok(other.clone()),
        }
    }
    fn ratio(call: &Call) -> Outcome {
        match own(call) {
            Value::Float(value) if !value.is_finite() => {
                let (kind, what) = if value.is_nan() {
                    (ExceptionKind::ValueError, "NaN")
                } else {
                    (ExceptionKind::OverflowError, "Infinity")
                };
                Err(Raised::new(kind, format!("cannot convert {what} to integer ratio")))
            }
            Value::Float(value) => {
                let (mut mantissa, mut exponent) = hash::parts(value.abs());
                let mut steps = 0;
                while mantissa != mantissa.floor() && steps < 300 {
                    mantissa *= 2.0;
                    exponent -= 1;
                    steps += 1;
                }
                let mut top: num_bigint::BigInt = num_traits::FromPrimitive::from_f64(mantissa).unwrap_or_default();
                let mut bottom = num_bigint::BigInt::from(1);
                if exponent > 0 {
                    top <<= exponent as u32
                } else {
                    bottom <<= exponent.unsigned_abs()
                }
                if *value < 0.0 {
                    top = -top;
                }
                Ok(Value::tuple(vec![Value::from(top), Value::from(bottom)]))
            }
            other => Ok(Value::tuple(vec![
                Value::from(other.to_big().unwrap_or_default()),
                Value::Int(1),
            ])),
        }
    }
    fn is_integer(call: &Call) -> Outcome {
        Ok(Value::Bool(match own(call) {
            Value::Float(value) => value.is_finite() && value.fract() == 0.0,
            _ => true,
        }))
    }
    fn float_hex(call: &Call) -> Outcome {
        let Value::Float(value) = own(call) else {
            return Err(wrong(call));
        };
        let (mantissa, exponent) = hash::parts(value.abs());
        let sign = if value.is_sign_negative() { "-" } else { "" };
        if mantissa == 0.0 {
            return Ok(Value::from(format!("{sign}0x0.0p+0")));
        }
        let bits = (mantissa * 2.0).to_bits() & ((1 << 52) - 1);
        Ok(Value::from(format!("{sign}0x1.{bits:013x}p{:+}", exponent - 1)))
    }
    fn unary(call: &Call) -> Outcome {
        let op = match call.function.name {
            "__neg__" => UnaryOp::Negative,
            "__pos__" => UnaryOp::Positive,
            _ => UnaryOp::Invert,
        };
        arithmetic::unary(op, own(call))
    }
    fn absolute(call: &Call) -> Outcome {
        match own(call) {
            Value::Float(value) => Ok(Value::Float(value.abs())),
            other => Ok(Value::from(num_traits::Signed::abs(
                &other.to_big().unwrap_or_default(),
            ))),
        }
    }
    fn truth(call: &Call) -> Outcome {
        compare::truth(own(call)).map(Value::Bool)
    }
    fn to_int(call: &Call) -> Outcome {
        match own(call) {
            Value::Float(value) => crate::builtins::construct::float_to_int(*value),
            _ => same(call),
        }
    }
    fn to_float(call: &Call) -> Outcome {
        match crate::operations::number::Number::of(own(call)) {
            Some(number) => number.float().map(Value::Float),
            None => Err(wrong(call)),
        }
    }
    fn to_bytes(call: &Call) -> Outcome {
        let option = |at: usize, name: &str| call.args.get(at).or_else(|| keyword(call.keywords, name)).cloned();
        let length = option(1, "length")
            .and_then(|length| index_of(&length))
            .unwrap_or(1)
            .max(0) as usize;
        let little = matches!(option(2, "byteorder"), Some(Value::Str(order)) if order.as_str() == "little");
        let signed = keyword(call.keywords, "signed").is_some_and(|value| compare::truth(value).unwrap_or(false));
        let big = own(call).to_big().unwrap_or_default();
        let negative = num_traits::Signed::is_negative(&big);
        if negative && !signed {
            return Err(Raised::new(
                ExceptionKind::OverflowError,
                "can't convert negative int to unsigned",
            ));
        }
        sequence::room(length / 16)?;
        let mut bytes = if signed {
            big.to_signed_bytes_le()
        } else {
            big.to_bytes_le().1
        };
        if bytes.len() > length {
            let spare = bytes[length..].iter().all(|byte| *byte == 0);
            if !spare {
                return Err(Raised::new(ExceptionKind::OverflowError, "int too big to convert"));
            }
        }
        bytes.resize(length, if negative { 0xff } else { 0 });
        if !little {
            bytes.reverse();
        }
        Ok(Value::Bytes(Arc::new(bytes)))
    }
    fn from_bytes(call: &Call) -> Outcome {
        let option = |at: usize, name: &str| call.args.get(at).or_else(|| keyword(call.keywords, name)).cloned();
        let mut bytes = match option(1, "bytes") {
            Some(value) => match compare::bytes_of(&value) {
                Some(bytes) => bytes,
                None => iteration::collect(&value)?
                    .iter()
                    .map(|item| item.to_int().unwrap_or(0) as u8)
                    .collect(),
            },
            None => Vec::new(),
        };
        let little = matches!(option(2, "byteorder"), Some(Value::Str(order)) if order.as_str() == "little");
        if !little {
            bytes.reverse();
        }
        let signed = keyword(call.keywords, "signed").is_some_and(|value| compare::truth(value).unwrap_or(false));
        Ok(Value::from(if signed {
            num_bigint::BigInt::from_signed_bytes_le(&bytes)
        } else {
            num_bigint::BigInt::from_bytes_le(num_bigint::Sign::Plus, &bytes)
        }))
    }
    fn conjugate(call: &Call) -> Outcome {
        match own(call) {
            Value::Complex(value) => Ok(Value::complex(value.0, -value.1)),
            _ => same(call),
        }
    }
    for (class, owner) in [(&types.int, "int"), (&types.float, "float")] {
        quick(
            class,
            owner,
            &[
                ("as_integer_ratio", ratio),
                ("is_integer", is_integer),
                ("conjugate", conjugate),
                ("__neg__", unary),
                ("__pos__", unary),
                ("__abs__", absolute),
                ("__bool__", truth),
                ("__int__", to_int),
                ("__float__", to_float),
                ("__trunc__", to_int),
            ],
            None,
        );
        getter(class, "real", |value| Ok(plain(value).clone()), None);
        getter(
            class,
            "imag",
            |value| {
                Ok(if matches!(plain(value), Value::Float(_)) {
                    Value::Float(0.0)
                } else {
                    Value::Int(0)
                })
            },
            None,
        );
    }
    quick(
        &types.int,
        "int",
        &[
            ("bit_length", bit_length),
            ("bit_count", bit_count),
            ("__index__", same),
            ("__invert__", unary),
            ("to_bytes", to_bytes),
        ],
        None,
    );
    let maker = Value::native("from_bytes", from_bytes);
    put(
        &types.int,
        "from_bytes",
        Value::Descriptor(Arc::new(Descriptor::Class(maker))),
    );
    getter(&types.int, "numerator", |value| Ok(plain(value).clone()), None);
    getter(&types.int, "denominator", |_| Ok(Value::Int(1)), None);
    quick(&types.float, "float", &[("hex", float_hex)], None);
    quick(&types.complex, "complex", &[("conjugate", conjugate)], None);
    getter(
        &types.complex,
        "real",
        |value| match plain(value) {
            Value::Complex(value) => Ok(Value::Float(value.0)),
            _ => Ok(Value::Float(0.0)),
        },
        None,
    );
    getter(
        &types.complex,
        "imag",
        |value| match plain(value) {
            Value::Complex(value) => Ok(Value::Float(value.1)),
            _ => Ok(Value::Float(0.0)),
        },
        None,
    );
}
