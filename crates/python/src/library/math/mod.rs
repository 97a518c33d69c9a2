//! The module `math`.

mod sums;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::exceptions::ExceptionKind;
use crate::machine::cx::Call;
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::operations::number::Number;
use crate::operations::types::type_name;
use crate::value::Value;

type Outcome = Result<Value, Raised>;
type Quick = fn(&Call) -> Outcome;

/// Puts the functions and constants in.
pub fn fill(globals: &Dict) {
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        globals.set_text(name, Value::Float(value));
    }
    for (name, function) in FUNCTIONS {
        globals.set_text(name, Value::native(name, *function));
    }
    sums::fill(globals);
}

const FUNCTIONS: &[(&str, Quick)] = &[
    ("sqrt", |call| real(call, f64::sqrt)),
    ("cbrt", |call| real(call, f64::cbrt)),
    ("exp", |call| real(call, f64::exp)),
    ("exp2", |call| real(call, f64::exp2)),
    ("expm1", |call| real(call, f64::exp_m1)),
    ("log1p", |call| real(call, f64::ln_1p)),
    ("log2", |call| logarithm_of(call, f64::log2)),
    ("log10", |call| logarithm_of(call, f64::log10)),
    ("log", logarithm),
    ("sin", |call| real(call, f64::sin)),
    ("cos", |call| real(call, f64::cos)),
    ("tan", |call| real(call, f64::tan)),
    ("asin", |call| real(call, f64::asin)),
    ("acos", |call| real(call, f64::acos)),
    ("atan", |call| real(call, f64::atan)),
    ("sinh", |call| real(call, f64::sinh)),
    ("cosh", |call| real(call, f64::cosh)),
    ("tanh", |call| real(call, f64::tanh)),
    ("asinh", |call| real(call, f64::asinh)),
    ("acosh", |call| real(call, f64::acosh)),
    ("atanh", |call| real(call, f64::atanh)),
    ("degrees", |call| real(call, f64::to_degrees)),
    ("radians", |call| real(call, f64::to_radians)),
    ("fabs", |call| real(call, f64::abs)),
    ("atan2", |call| pair(call, f64::atan2)),
    ("copysign", |call| pair(call, f64::copysign)),
    ("fmod", |call| pair(call, |a, b| a % b)),
    ("pow", |call| pair(call, f64::powf)),
    ("floor", |call| whole(call, f64::floor)),
    ("ceil", |call| whole(call, f64::ceil)),
    ("trunc", |call| whole(call, f64::trunc)),
    ("isnan", |call| Ok(Value::Bool(float(&call.all(1, 1)?[0])?.is_nan()))),
    ("isinf", |call| {
        Ok(Value::Bool(float(&call.all(1, 1)?[0])?.is_infinite()))
    }),
    ("isfinite", |call| {
        Ok(Value::Bool(float(&call.all(1, 1)?[0])?.is_finite()))
    }),
    ("hypot", hypotenuse),
    ("gcd", |call| folded(call, BigInt::zero(), |a, b| a.gcd(b))),
    ("lcm", |call| folded(call, BigInt::one(), |a, b| a.lcm(b))),
    ("factorial", factorial),
    ("comb", combinations),
    ("perm", permutations),
    ("isqrt", square_root),
    ("modf", parts),
    ("frexp", mantissa),
    ("ldexp", scaled),
    ("isclose", close),
];

fn float(value: &Value) -> Result<f64, Raised> {
    match Number::of(value) {
        Some(Number::Complex(..)) | None => Err(Raised::type_error(format!(
            "must be real number, not {}",
            type_name(value)
        ))),
        Some(number) => number.float(),
    }
}

fn integer(value: &Value) -> Result<BigInt, Raised> {
    value.to_big().ok_or_else(|| {
        Raised::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            type_name(value)
        ))
    })
}

fn domain() -> Raised {
    Raised::value_error("math domain error")
}

// A result that is not a number, of arguments that are, lies outside of the domain; one that is infinite is too large.
fn checked(result: f64, finite: bool, comparable: bool) -> Outcome {
    if result.is_nan() && comparable {
        return Err(domain());
    }
    if result.is_infinite() && finite {
        return Err(Raised::new(ExceptionKind::OverflowError, "math range error"));
    }
    Ok(Value::Float(result))
}

fn real(call: &Call, function: fn(f64) -> f64) -> Outcome {
    let value = float(&call.all(1, 1)?[0])?;
    checked(function(value), value.is_finite(), !value.is_nan())
}

fn pair(call: &Call, function: fn(f64, f64) -> f64) -> Outcome {
    let args = call.all(2, 2)?;
    let (a, b) = (float(&args[0])?, float(&args[1])?);
    checked(
        function(a, b),
        a.is_finite() && b.is_finite(),
        !a.is_nan() && !b.is_nan(),
    )
}

fn whole(call: &Call, function: fn(f64) -> f64) -> Outcome {
    let value = &call.all(1, 1)?[0];
    if let Some(integer) = value.to_big() {
        return Ok(Value::from(integer));
    }
    let float = float(value)?;
    if float.is_nan() {
        return Err(Raised::value_error("cannot convert float NaN to integer"));
    }
    let converted = num_traits::FromPrimitive::from_f64(function(float));
    let infinite = || Raised::new(ExceptionKind::OverflowError, "cannot convert float infinity to integer");
    converted.map(|value: BigInt| Value::from(value)).ok_or_else(infinite)
}

fn natural_log(value: &Value, function: fn(f64) -> f64) -> Result<f64, Raised> {
    let too_small = || Raised::value_error("expected a positive input");
    if let Some(big) = value.to_big().filter(|_| !matches!(value, Value::Float(_))) {
        if !big.is_positive() {
            return Err(too_small());
        }
        let shift = big.bits().saturating_sub(1000);
        let small = (&big >> shift).to_f64().unwrap_or(f64::MAX);
        return Ok(function(small) + shift as f64 * function(2.0));
    }
    let float = float(value)?;
    if float <= 0.0 {
        return Err(Raised::value_error(format!(
            "expected a positive input, got {}",
            crate::operations::float::repr(float)
        )));
    }
    Ok(function(float))
}

fn logarithm_of(call: &Call, function: fn(f64) -> f64) -> Outcome {
    Ok(Value::Float(natural_log(&call.all(1, 1)?[0], function)?))
}

fn logarithm(call: &Call) -> Outcome {
    let args = call.all(1, 2)?;
    let value = natural_log(&args[0], f64::ln)?;
    let Some(base) = args.get(1) else {
        return Ok(Value::Float(value));
    };
    let base = natural_log(base, f64::ln)?;
    if base == 0.0 {
        return Err(Raised::new(ExceptionKind::ZeroDivisionError, "division by zero"));
    }
    Ok(Value::Float(value / base))
}

fn hypotenuse(call: &Call) -> Outcome {
    let values: Vec<f64> = call.args.iter().map(float).collect::<Result<_, _>>()?;
    let most = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if most == 0.0 || most.is_infinite() {
        return Ok(Value::Float(most));
    }
    if let [a, b] = values[..] {
        return Ok(Value::Float(a.hypot(b)));
    }
    let sum: f64 = values.iter().map(|value| (value / most).powi(2)).sum();
    Ok(Value::Float(most * sum.sqrt()))
}

fn folded(call: &Call, start: BigInt, function: fn(&BigInt, &BigInt) -> BigInt) -> Outcome {
    let mut result = start;
    for value in call.args {
        result = function(&result, &integer(value)?);
    }
    Ok(Value::from(result.abs()))
}

// The product of first, first + 1 ... last.
fn product(first: u64, last: u64) -> BigInt {
    if last < first {
        return BigInt::one();
    }
    if last - first < 8 {
        return (first..=last).map(BigInt::from).product();
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

fn factorial(call: &Call) -> Outcome {
    let value = integer(&call.all(1, 1)?[0])?;
    if value.is_negative() {
        return Err(Raised::value_error("factorial() not defined for negative values"));
    }
    match value.to_u64().filter(|value| *value <= 200_000) {
        Some(value) => Ok(Value::from(product(2, value))),
        None => Err(Raised::new(
            ExceptionKind::OverflowError,
            "factorial() argument should not exceed 200000",
        )),
    }
}

fn not_negative(value: &Value, name: &str) -> Result<u64, Raised> {
    let value = integer(value)?;
    if value.is_negative() {
        return Err(Raised::value_error(format!("{name} must be a non-negative integer")));
    }
    value
        .to_u64()
        .ok_or_else(|| Raised::new(ExceptionKind::OverflowError, "Python int too large to convert to C int"))
}

fn combinations(call: &Call) -> Outcome {
    let args = call.all(2, 2)?;
    let (n, k) = (not_negative(&args[0], "n")?, not_negative(&args[1], "k")?);
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = k.min(n - k);
    Ok(Value::from(product(n - k + 1, n) / product(2, k)))
}

fn permutations(call: &Call) -> Outcome {
    let args = call.all(1, 2)?;
    let n = not_negative(&args[0], "n")?;
    let k = args
        .get(1)
        .filter(|k| !matches!(k, Value::None))
        .map_or(Ok(n), |k| not_negative(k, "k"))?;
    Ok(if k > n {
        Value::Int(0)
    } else {
        Value::from(product(n - k + 1, n))
    })
}

fn square_root(call: &Call) -> Outcome {
    let value = integer(&call.all(1, 1)?[0])?;
    if value.is_negative() {
        return Err(Raised::value_error("isqrt() argument must be nonnegative"));
    }
    Ok(Value::from(value.sqrt()))
}

fn parts(call: &Call) -> Outcome {
    let value = float(&call.all(1, 1)?[0])?;
    let whole = value.trunc();
    let rest = if value.is_infinite() {
        0.0_f64.copysign(value)
    } else {
        (value - whole).copysign(value)
    };
    Ok(Value::tuple(vec![Value::Float(rest), Value::Float(whole)]))
}

fn mantissa(call: &Call) -> Outcome {
    let value = float(&call.all(1, 1)?[0])?;
    if value == 0.0 || !value.is_finite() {
        return Ok(Value::tuple(vec![Value::Float(value), Value::Int(0)]));
    }
    let (mut fraction, mut exponent) = (value, 0);
    while fraction.abs() >= 1.0 {
        fraction /= 2.0;
        exponent += 1;
    }
    while fraction.abs() < 0.5 {
        fraction *= 2.0;
        exponent -= 1;
    }
    Ok(Value::tuple(vec![Value::Float(fraction), Value::Int(exponent)]))
}

fn scaled(call: &Call) -> Outcome {
    let args = call.all(2, 2)?;
    let value = float(&args[0])?;
    let exponent = integer(&args[1])?.to_i32().unwrap_or(i32::MAX).clamp(-4_000, 4_000);
    // Two steps, so that the power itself neither overflows nor vanishes.
    let half = exponent / 2;
    checked(
        value * 2_f64.powi(half) * 2_f64.powi(exponent - half),
        value.is_finite(),
        !value.is_nan(),
    )
}

fn close(call: &Call) -> Outcome {
    let args = call.args;
    if args.len() != 2 {
        return Err(Raised::type_error(format!(
            "isclose() takes exactly 2 positional arguments ({} given)",
            args.len()
        )));
    }
    let named = |name: &str, default: f64| {
        let found = call.keywords.iter().find(|(keyword, _)| keyword.as_str() == name);
        found.map_or(Ok(default), |(_, value)| float(value))
    };
    let (a, b) = (float(&args[0])?, float(&args[1])?);
    let (relative, absolute) = (named("rel_tol", 1e-9)?, named("abs_tol", 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(Raised::value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let near = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::Bool(a == b || (near && !a.is_infinite() && !b.is_infinite())))
}
