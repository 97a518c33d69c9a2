//! The module `_traceback`: tracebacks in the machine's own words.

use crate::exceptions::spoken;
use crate::exceptions::traceback::{describe, last_lines, write_place};
use crate::machine::cx::{Arguments, Call, Cx};
use crate::objects::dict::Dict;
use crate::objects::exception::{Place, Raised};
use crate::operations::compare::truth;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    globals.set_text("entries", Value::native("entries", entries));
    globals.set_text("places", Value::native("places", places));
    globals.set_text("text", Value::native_slow("text", |cx, args| Box::pin(text(cx, args))));
}

// `entries(tb)`: file, line, name and text of each place, the outermost first.
fn entries(call: &Call) -> Outcome {
    let [traceback] = call.all(1, 1)? else {
        return Ok(Value::None);
    };
    let places = traceback.data::<Vec<Place>>().cloned().unwrap_or_default();
    let shown = places.iter().rev().filter(|place| !place.body.hidden);
    Ok(Value::list(shown.map(|place| entry(call, place)).collect()))
}

// `places(tb)`: the same as text.
fn places(call: &Call) -> Outcome {
    let [traceback] = call.all(1, 1)? else {
        return Ok(Value::None);
    };
    let places = traceback.data::<Vec<Place>>().cloned().unwrap_or_default();
    let shown = places.iter().rev().filter(|place| !place.body.hidden);
    let text = |place: &Place| {
        let mut out = String::new();
        write_place(call.interpreter, place, &mut out);
        Value::from(out)
    };
    Ok(Value::list(shown.map(text).collect()))
}

fn entry(call: &Call, place: &Place) -> Value {
    let code = &place.body.code;
    let line = code.spans.get(place.at as usize).map_or(0, |span| span.line);
    let text = call
        .interpreter
        .source
        .lines()
        .nth((line as usize).saturating_sub(1))
        .unwrap_or_default();
    Value::tuple(vec![
        Value::from(&*code.filename),
        Value::Int(i64::from(line)),
        Value::from(place.body.name.as_str()),
        Value::from(text.trim()),
    ])
}

// `text(exc, chain)`: the traceback, with what led to it if `chain`, and only the last lines if `chain` is None.
async fn text(cx: Cx, args: Arguments) -> Outcome {
    let [exception, chain] = args.all(2, 2)? else {
        return Ok(Value::None);
    };
    let Value::Instance(instance) = exception else {
        return Err(Raised::type_error("an exception is required"));
    };
    spoken::ask(&cx, instance).await;
    if matches!(chain, Value::None) {
        return Ok(Value::from(last_lines(instance)));
    }
    if truth(chain)? {
        return Ok(Value::from(describe(&cx.interpreter, instance)));
    }
    let (cause, context) = match instance.memory() {
        Some(mut memory) => (memory.cause.take(), memory.context.take()),
        None => (None, None),
    };
    let text = describe(&cx.interpreter, instance);
    if let Some(mut memory) = instance.memory() {
        (memory.cause, memory.context) = (cause, context);
    }
    Ok(Value::from(text))
}
