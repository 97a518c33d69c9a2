//! The module `_re`: what `re.py` asks of the engine.

use crate::exceptions::ExceptionKind;
use crate::machine::cx::Call;
use crate::objects::class::{Class, Layout};
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::types::types;
use crate::value::Value;
use python_re::{Found, Mode, Program, compile};
use std::sync::{Arc, OnceLock};

type Outcome = Result<Value, Raised>;

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    globals.set_text("compile", Value::native("compile", compiled));
    globals.set_text("run", Value::native("run", run));
}

fn class() -> &'static Arc<Class> {
    static CLASS: OnceLock<Arc<Class>> = OnceLock::new();
    CLASS.get_or_init(|| Arc::new(Class::builtin("_re.Program", Some(&types().object), Layout::Final)))
}

// `compile(text, flags)`: program, groups, names with numbers, flags; or message and position of what is wrong.
fn compiled(call: &Call) -> Outcome {
    let [Value::Str(text), flags] = call.all(2, 2)? else {
        return Err(Raised::type_error("first argument must be string or compiled pattern"));
    };
    let flags = flags.to_int().and_then(|flags| u32::try_from(flags).ok()).unwrap_or(0);
    Ok(match compile(text.as_str(), flags) {
        Err(wrong) => Value::tuple(vec![Value::from(wrong.message), number(wrong.position)]),
        Ok(program) => {
            let pair = |(name, group): &(String, usize)| Value::tuple(vec![Value::from(name.clone()), number(*group)]);
            let names = Value::tuple(program.names.iter().map(pair).collect());
            let (groups, flags) = (number(program.groups), Value::Int(i64::from(program.flags)));
            Value::tuple(vec![Value::opaque(class(), program), groups, names, flags])
        }
    })
}

// `run(program, text, start, end, mode)`: the spans and the last group, or None.
fn run(call: &Call) -> Outcome {
    let [program, Value::Str(text), start, end, mode] = call.all(5, 5)? else {
        return Err(Raised::type_error("expected string or bytes-like object"));
    };
    let Some(program) = program.data::<Program>() else {
        return Ok(Value::None);
    };
    let position = |value: &Value| value.to_int().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    let mode = match mode.to_int() {
        Some(1) => Mode::Match,
        Some(2) => Mode::Full,
        Some(3) => Mode::Onward,
        _ => Mode::Search,
    };
    let letters: Vec<char> = text.as_str().chars().collect();
    match program.run(&letters, position(start), position(end), mode) {
        Ok(found) => Ok(found.map_or(Value::None, shown)),
        Err(_) => Err(Raised::new(
            ExceptionKind::RuntimeError,
            "the regular expression goes back more than 50,000,000 times: write it so that it has fewer ways to match",
        )),
    }
}

fn shown(found: Found) -> Value {
    let span = |span: &Option<(usize, usize)>| match span {
        Some((start, end)) => Value::tuple(vec![number(*start), number(*end)]),
        None => Value::tuple(vec![Value::Int(-1), Value::Int(-1)]),
    };
    let spans = Value::tuple(found.spans.iter().map(span).collect());
    Value::tuple(vec![spans, found.last.map_or(Value::None, number)])
}

fn number(value: usize) -> Value {
    Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
}
