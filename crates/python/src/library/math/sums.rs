//! What `math` makes of whole series, and its special functions.

use super::{float, real};
use crate::builtins::args::keyword;
use crate::machine::cx::{Arguments, Call, Cx};
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::function::Quick;
use crate::operations::arithmetic::BinaryOp;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    let quick: [(&'static str, Quick); 8] = [
        ("erf", |call| real(call, libm::erf)),
        ("erfc", |call| real(call, libm::erfc)),
        ("gamma", |call| real(call, libm::tgamma)),
        ("lgamma", |call| real(call, libm::lgamma)),
        ("nextafter", |call| both(call, libm::nextafter)),
        ("remainder", |call| both(call, libm::remainder)),
        ("ulp", ulp),
        ("fma", multiply_add),
    ];
    for (name, function) in quick {
        globals.set_text(name, Value::native(name, function));
    }
    globals.set_text(
        "fsum",
        Value::native_slow("fsum", |cx, args| Box::pin(exact_sum(cx, args))),
    );
    globals.set_text(
        "prod",
        Value::native_slow("prod", |cx, args| Box::pin(product(cx, args))),
    );
    globals.set_text(
        "dist",
        Value::native_slow("dist", |cx, args| Box::pin(distance(cx, args))),
    );
    globals.set_text(
        "sumprod",
        Value::native_slow("sumprod", |cx, args| Box::pin(products(cx, args))),
    );
}

fn both(call: &Call, function: fn(f64, f64) -> f64) -> Outcome {
    let args = call.all(2, 2)?;
    Ok(Value::Float(function(float(&args[0])?, float(&args[1])?)))
}

fn ulp(call: &Call) -> Outcome {
    let value = float(&call.all(1, 1)?[0])?.abs();
    Ok(Value::Float(if value.is_finite() {
        value.next_up() - value
    } else {
        value
    }))
}

fn multiply_add(call: &Call) -> Outcome {
    let args = call.all(3, 3)?;
    Ok(Value::Float(
        float(&args[0])?.mul_add(float(&args[1])?, float(&args[2])?),
    ))
}

// Partial sums that do not overlap (Shewchuk, 1997), so that nothing is rounded before the end.
fn add_exactly(partials: &mut Vec<f64>, mut x: f64) {
    let mut kept = 0;
    for at in 0..partials.len() {
        let mut y = partials[at];
        if x.abs() < y.abs() {
            std::mem::swap(&mut x, &mut y);
        }
        let high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            partials[kept] = low;
            kept += 1;
        }
        x = high;
    }
    partials.truncate(kept);
    partials.push(x);
}

fn rounded(mut partials: Vec<f64>) -> f64 {
    let Some(mut high) = partials.pop() else { return 0.0 };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Half-way cases go by the sign of what is left.
    if let Some(next) = partials.last()
        && ((low < 0.0 && *next < 0.0) || (low > 0.0 && *next > 0.0))
    {
        let twice = low * 2.0;
        let x = high + twice;
        if twice == x - high {
            high = x;
        }
    }
    high
}

async fn exact_sum(cx: Cx, args: Arguments) -> Outcome {
    let (mut partials, mut special) = (Vec::new(), 0.0);
    for item in cx.collect(&args.all(1, 1)?[0]).await? {
        let item = float(&item)?;
        if item.is_finite() {
            add_exactly(&mut partials, item)
        } else {
            special += item
        }
    }
    Ok(Value::Float(if special == 0.0 { rounded(partials) } else { special }))
}

async fn product(cx: Cx, args: Arguments) -> Outcome {
    let mut total = keyword(&args.keywords, "start").cloned().unwrap_or(Value::Int(1));
    let items = args
        .args
        .first()
        .ok_or_else(|| Raised::type_error("prod expected 1 argument, got 0"))?;
    for item in cx.collect(items).await? {
        total = cx.binary(BinaryOp::Multiply, &total, &item, false).await?;
    }
    Ok(total)
}

async fn distance(cx: Cx, args: Arguments) -> Outcome {
    let [p, q] = args.all(2, 2)? else {
        return Ok(Value::None);
    };
    let (p, q) = (cx.collect(p).await?, cx.collect(q).await?);
    if p.len() != q.len() {
        return Err(Raised::value_error(
            "both points must have the same number of dimensions",
        ));
    }
    let mut total = 0.0f64;
    for (a, b) in p.iter().zip(&q) {
        total = total.hypot(float(a)? - float(b)?);
    }
    Ok(Value::Float(total))
}

async fn products(cx: Cx, args: Arguments) -> Outcome {
    let [p, q] = args.all(2, 2)? else {
        return Ok(Value::None);
    };
    let (p, q) = (cx.collect(p).await?, cx.collect(q).await?);
    if p.len() != q.len() {
        return Err(Raised::value_error("Inputs are not the same length"));
    }
    let mut total = Value::Int(0);
    for (a, b) in p.iter().zip(&q) {
        let product = cx.binary(BinaryOp::Multiply, a, b, false).await?;
        total = cx.binary(BinaryOp::Add, &total, &product, false).await?;
    }
    Ok(total)
}
