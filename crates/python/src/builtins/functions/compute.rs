//! Built-in functions that compute, and those that walk through something.

use super::*;

pub(super) async fn sum(cx: Cx, args: Arguments) -> Outcome {
    only("sum", &args.keywords, &["start"])?;
    count("sum", args.args.len(), 1, 2)?;
    let mut total = args.take(1, "start").unwrap_or(Value::Int(0));
    match &total {
        Value::Str(_) => return Err(Raised::type_error("sum() can't sum strings [use ''.join(seq) instead]")),
        Value::Bytes(_) => return Err(Raised::type_error("sum() can't sum bytes [use b''.join(seq) instead]")),
        _ => {}
    }
    let iterator = cx.iter(&args.args[0]).await?;
    // From 3.12 on floats are added with compensation (Neumaier).
    let mut lost = 0.0f64;
    while let Some(item) = cx.next(&iterator).await? {
        if let (Value::Float(sum), Value::Float(_) | Value::Int(_)) = (&total, &item) {
            let item = match &item {
                Value::Float(item) => *item,
                other => other.to_int().unwrap_or(0) as f64,
            };
            let next = sum + item;
            if next.is_finite() {
                lost += if sum.abs() >= item.abs() {
                    (sum - next) + item
                } else {
                    (item - next) + sum
                };
            }
            total = Value::Float(next);
            continue;
        }
        total = match arithmetic::binary(BinaryOp::Add, &total, &item) {
            Ok(Value::NotImplemented) | Err(Raised::Defer) => cx.binary(BinaryOp::Add, &total, &item, false).await?,
            other => other?,
        };
    }
    if let Value::Float(sum) = &total
        && lost != 0.0
        && lost.is_finite()
    {
        total = Value::Float(sum + lost);
    }
    Ok(total)
}

pub(super) async fn any(cx: Cx, args: Arguments) -> Outcome {
    let iterator = cx.iter(&args.all(1, 1)?[0]).await?;
    while let Some(item) = cx.next(&iterator).await? {
        if cx.truth(&item).await? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

pub(super) async fn all(cx: Cx, args: Arguments) -> Outcome {
    let iterator = cx.iter(&args.all(1, 1)?[0]).await?;
    while let Some(item) = cx.next(&iterator).await? {
        if !cx.truth(&item).await? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

pub(super) async fn extreme(cx: Cx, args: Arguments, greatest: bool) -> Outcome {
    let name = if greatest { "max" } else { "min" };
    only(name, &args.keywords, &["key", "default"])?;
    let key = keyword(&args.keywords, "key")
        .filter(|key| !matches!(key, Value::None))
        .cloned();
    let default = keyword(&args.keywords, "default");
    let items = match args.args.as_slice() {
        [] => {
            return Err(Raised::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        [one] => one.clone(),
        _ if default.is_some() => {
            let words = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(Raised::type_error(words));
        }
        many => Value::tuple(many.to_vec()),
    };
    let iterator = cx.iter(&items).await?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = cx.next(&iterator).await? {
        let rank = match &key {
            Some(key) => cx.call(key, vec![item.clone()]).await?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, known)) => {
                let op = if greatest {
                    compare::CompareOp::Greater
                } else {
                    compare::CompareOp::Less
                };
                let result = cx.compare(op, &rank, known).await?;
                cx.truth(&result).await?
            }
        };
        if better {
            best = Some((item, rank));
        }
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(Raised::value_error(format!("{name}() iterable argument is empty"))),
    }
}

pub(super) fn extreme_quick(call: &Call, op: compare::CompareOp) -> Outcome {
    match (call.args, call.keywords) {
        ([a, b], []) => match compare::compare(op, b, a)? {
            Value::Bool(true) => Ok(b.clone()),
            Value::Bool(false) => Ok(a.clone()),
            _ => Err(Raised::Defer),
        },
        _ => Err(Raised::Defer),
    }
}

pub(super) async fn round(cx: Cx, args: Arguments) -> Outcome {
    only("round", &args.keywords, &["number", "ndigits"])?;
    let Some(value) = args.take(0, "number") else {
        return Err(Raised::type_error("round() missing required argument 'number' (pos 1)"));
    };
    let digits = match args.take(1, "ndigits") {
        None | Some(Value::None) => None,
        Some(digits) => Some(cx.index(&digits).await?.to_int().unwrap_or(0)),
    };
    match plain(&value) {
        Value::Float(float) => match digits {
            Some(digits) => Ok(Value::Float(float::round(*float, digits))),
            None => crate::builtins::construct::float_to_int(float::round_half_even(*float)),
        },
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            let big = value.to_big().unwrap_or_default();
            match digits {
                Some(digits) if digits < 0 => {
                    let scale = num_traits::pow(num_bigint::BigInt::from(10), digits.unsigned_abs().min(5000) as usize);
                    let (quotient, rest) = num_integer::Integer::div_mod_floor(&big, &scale);
                    let twice = &rest * 2;
                    let odd = num_integer::Integer::is_odd(&quotient);
                    let up = twice > scale || (twice == scale && odd);
                    Ok(Value::from((quotient + i32::from(up)) * scale))
                }
                _ => Ok(Value::from(big)),
            }
        }
        _ => {
            let given = args.args.get(1).cloned().into_iter().collect();
            match cx.call_special(&value, "__round__", given).await? {
                Some(result) => Ok(result),
                None => {
                    let kind = type_name(&value);
                    Err(Raised::type_error(format!(
                        "type {kind} doesn't define __round__ method"
                    )))
                }
            }
        }
    }
}

pub(super) async fn divmod(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(2, 2)?;
    let (a, b) = (&given[0], &given[1]);
    match (Number::of(plain(a)), Number::of(plain(b))) {
        (Some(Number::Complex(..)), _) | (_, Some(Number::Complex(..))) => {}
        (Some(x @ Number::Float(_)), Some(y)) | (Some(x), Some(y @ Number::Float(_))) => {
            let (quotient, rest) = float::divmod(x.float()?, y.float()?)?;
            return Ok(Value::tuple(vec![Value::Float(quotient), Value::Float(rest)]));
        }
        (Some(x), Some(y)) => {
            let (quotient, rest) = integer::divmod(&x.big().unwrap_or_default(), &y.big().unwrap_or_default())?;
            return Ok(Value::tuple(vec![Value::from(quotient), Value::from(rest)]));
        }
        _ => {}
    }
    if let Some(result) = cx.call_special(a, "__divmod__", vec![b.clone()]).await?
        && !matches!(result, Value::NotImplemented)
    {
        return Ok(result);
    }
    if cx.special(a, "__floordiv__").is_some() {
        let quotient = cx.binary(BinaryOp::FloorDivide, a, b, false).await?;
        let rest = cx.binary(BinaryOp::Modulo, a, b, false).await?;
        return Ok(Value::tuple(vec![quotient, rest]));
    }
    let (a, b) = (type_name(a), type_name(b));
    Err(Raised::type_error(format!(
        "unsupported operand type(s) for divmod(): '{a}' and '{b}'"
    )))
}

pub(super) async fn pow(cx: Cx, args: Arguments) -> Outcome {
    only("pow", &args.keywords, &["base", "exp", "mod"])?;
    let (Some(base), Some(exponent)) = (args.take(0, "base"), args.take(1, "exp")) else {
        return Err(Raised::type_error("pow() missing required argument 'exp' (pos 2)"));
    };
    match args.take(2, "mod") {
        None | Some(Value::None) => cx.binary(BinaryOp::Power, &base, &exponent, false).await,
        Some(modulus) => match (base.to_big(), exponent.to_big(), modulus.to_big()) {
            (Some(base), Some(exponent), Some(modulus)) => integer::power_modulo(&base, &exponent, &modulus),
            _ => Err(Raised::type_error(
                "pow() 3rd argument not allowed unless all arguments are integers",
            )),
        },
    }
}
