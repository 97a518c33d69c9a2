//! The built-in functions under their names.

use super::*;

macro_rules! slow {
    ($function:expr) => {
        |cx: Cx, args: Arguments| -> Task { Box::pin($function(cx, args)) }
    };
}

pub(super) fn both(
    name: &'static str,
    quick: crate::objects::function::Quick,
    slow: crate::objects::function::Slow,
) -> Value {
    Value::Native(Arc::new(crate::objects::function::NativeFunction {
        name,
        owner: "",
        quick: Some(quick),
        slow: Some(slow),
        access: None,
        captured: Vec::new(),
    }))
}

/// The built-in functions.
#[must_use]
pub fn all_functions() -> Vec<(&'static str, Value)> {
    let quick: [(&'static str, crate::objects::function::Quick); 9] = [
        ("callable", callable),
        ("chr", chr),
        ("ord", ord),
        ("id", id),
        ("globals", globals),
        ("locals", locals),
        ("eval", refused),
        ("exec", refused),
        ("__import__", refused),
    ];
    let slow: [(&'static str, crate::objects::function::Slow); 22] = [
        ("map", slow!(map)),
        ("filter", slow!(filter)),
        ("enumerate", slow!(enumerate)),
        ("reversed", slow!(reversed)),
        ("sum", slow!(sum)),
        ("any", slow!(any)),
        ("all", slow!(all)),
        ("round", slow!(round)),
        ("divmod", slow!(divmod)),
        ("pow", slow!(pow)),
        ("sorted", slow!(sorted)),
        ("getattr", slow!(getattr)),
        ("hasattr", slow!(hasattr)),
        ("setattr", slow!(setattr)),
        ("delattr", slow!(delattr)),
        ("vars", slow!(vars)),
        ("dir", slow!(dir)),
        ("format", slow!(format)),
        ("__build_class__", slow!(crate::builtins::classes::build)),
        ("issubclass", slow!(crate::builtins::classes::issubclass)),
        ("open", slow!(crate::builtins::more::open)),
        ("input", slow!(input)),
    ];
    let mut functions: Vec<(&'static str, Value)> = Vec::new();
    functions.extend(quick.map(|(name, function)| (name, Value::native(name, function))));
    functions.extend(slow.map(|(name, function)| (name, Value::native_slow(name, function))));
    functions.extend([
        ("print", both("print", print_quick, slow!(print))),
        (
            "len",
            both(
                "len",
                len,
                slow!(|cx: Cx, args: Arguments| async move {
                    cx.len(&args.all(1, 1)?[0])
                        .await
                        .map(|length| Value::Int(length as i64))
                }),
            ),
        ),
        (
            "abs",
            both(
                "abs",
                abs,
                slow!(|cx: Cx, args: Arguments| async move {
                    let value = &args.all(1, 1)?[0];
                    match cx.call_special(value, "__abs__", Vec::new()).await? {
                        Some(result) => Ok(result),
                        None => Err(Raised::type_error(format!(
                            "bad operand type for abs(): '{}'",
                            type_name(value)
                        ))),
                    }
                }),
            ),
        ),
        (
            "bin",
            both(
                "bin",
                bin,
                slow!(|cx: Cx, args: Arguments| async move { by_index(&cx, &args, "bin").await }),
            ),
        ),
        (
            "oct",
            both(
                "oct",
                oct,
                slow!(|cx: Cx, args: Arguments| async move { by_index(&cx, &args, "oct").await }),
            ),
        ),
        (
            "hex",
            both(
                "hex",
                hex,
                slow!(|cx: Cx, args: Arguments| async move { by_index(&cx, &args, "hex").await }),
            ),
        ),
        (
            "hash",
            both(
                "hash",
                hash,
                slow!(|cx: Cx, args: Arguments| async move { cx.hash(&args.all(1, 1)?[0]).await.map(Value::Int) }),
            ),
        ),
        (
            "repr",
            both(
                "repr",
                repr_quick,
                slow!(|cx: Cx, args: Arguments| async move { cx.repr(&args.all(1, 1)?[0]).await.map(Value::from) }),
            ),
        ),
        (
            "ascii",
            Value::native_slow(
                "ascii",
                slow!(|cx: Cx, args: Arguments| async move {
                    cx.repr(&args.all(1, 1)?[0])
                        .await
                        .map(|text| Value::from(repr::ascii(&text)))
                }),
            ),
        ),
        (
            "iter",
            both(
                "iter",
                iter,
                slow!(|cx: Cx, args: Arguments| async move { cx.iter(&args.args[0]).await }),
            ),
        ),
        ("next", both("next", next_quick, slow!(next))),
        ("zip", both("zip", zip, slow!(zip_slow))),
        (
            "isinstance",
            both(
                "isinstance",
                isinstance,
                slow!(|cx: Cx, args: Arguments| async move {
                    let given = args.all(2, 2)?;
                    cx.is_instance(&given[0], &given[1]).await.map(Value::Bool)
                }),
            ),
        ),
        (
            "max",
            both(
                "max",
                |call: &Call| extreme_quick(call, compare::CompareOp::Greater),
                slow!(|cx, args| extreme(cx, args, true)),
            ),
        ),
        (
            "min",
            both(
                "min",
                |call: &Call| extreme_quick(call, compare::CompareOp::Less),
                slow!(|cx, args| extreme(cx, args, false)),
            ),
        ),
        (
            "aiter",
            Value::native_slow(
                "aiter",
                slow!(|cx: Cx, args: Arguments| async move {
                    crate::builtins::generators::aiter(&cx, &args.all(1, 1)?[0]).await
                }),
            ),
        ),
        (
            "anext",
            Value::native_slow(
                "anext",
                slow!(|cx: Cx, args: Arguments| async move {
                    cx.call_method(&args.all(1, 1)?[0], "__anext__", Vec::new()).await
                }),
            ),
        ),
    ]);
    functions
}

pub(super) async fn by_index(cx: &Cx, args: &Arguments, name: &str) -> Outcome {
    let big = cx.index(&args.all(1, 1)?[0]).await?.to_big().unwrap_or_default();
    let (base, prefix) = match name {
        "bin" => (2, "0b"),
        "oct" => (8, "0o"),
        _ => (16, "0x"),
    };
    let sign = if big.is_negative() { "-" } else { "" };
    Ok(Value::from(format!("{sign}{prefix}{}", big.abs().to_str_radix(base))))
}
