//! The module `_sync`: what the library's Python asks of the driver.

mod calls;

use std::time::Duration;

use crate::effect::{Access, CheckKind, Effect, Kind, Slot, Start, Stream};
use crate::machine::cx::Call as Arguments;
use crate::number::{self, ObjectNumber};
use crate::objects::exception::{Ask, Raised};
use crate::objects::string::intern;
use crate::sync::{Barrier, Future, Order, Pool, Queue, Semaphore, State, compare};
use crate::value::Value;

/// The functions of `_sync`, by name; `run` gives a dict that belongs to the run, `excepthook` is what it is compared with.
pub const FUNCTIONS: &[(&str, crate::objects::function::Quick)] = &[
    ("new", new),
    ("call", call),
    ("spawn", spawn),
    ("rename", rename),
    ("ident", ident),
    ("clock", clock),
    ("sleep", sleep),
    ("cores", cores),
    ("version", version),
    ("orderable", orderable),
    ("run", run),
    ("log", log),
    ("excepthook", excepthook),
    ("touch", touch),
    ("mentions", mentions),
    ("point", point),
];

type Outcome = Result<Value, Raised>;

fn effect(effect: Effect) -> Outcome {
    Err(Raised::Effect(Box::new(effect)))
}

fn integer(call: &Arguments<'_>, at: usize) -> i64 {
    match call.args.get(at) {
        Some(Value::Int(number)) => *number,
        Some(Value::Bool(value)) => i64::from(*value),
        _ => 0,
    }
}

fn text<'a>(call: &Arguments<'a>, at: usize) -> &'a str {
    match call.args.get(at) {
        Some(Value::Str(text)) => text.as_str(),
        _ => "",
    }
}

// A wait of no seconds or of less has passed at once.
fn seconds(value: Option<&Value>) -> Result<Option<Duration>, Raised> {
    let seconds = match value {
        None | Some(Value::None) => return Ok(None),
        #[expect(clippy::cast_precision_loss, reason = "seconds")]
        Some(Value::Int(seconds)) => *seconds as f64,
        Some(Value::Float(seconds)) => *seconds,
        Some(Value::Bool(second)) => f64::from(u8::from(*second)),
        Some(_) => return Err(Raised::type_error("'str' object cannot be interpreted as an integer")),
    };
    Ok(Some(
        Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX),
    ))
}

fn new(call: &Arguments<'_>) -> Outcome {
    let size = integer(call, 1);
    let state = match text(call, 0) {
        "lock" => State::Lock(Default::default()),
        "rlock" => State::RLock(Default::default()),
        "condition" => State::Condition(Default::default()),
        "semaphore" => State::Semaphore(semaphore(size, integer(call, 2))),
        "event" => State::Event(Default::default()),
        "barrier" => State::Barrier(Barrier::new(size)),
        "fifo" => State::Queue(Queue::new(Order::Fifo, size)),
        "lifo" => State::Queue(Queue::new(Order::Lifo, size)),
        "priority" => State::Queue(Queue::new(Order::Priority, size)),
        "simple" => State::Queue(Queue::new(Order::Simple, 0)),
        "future" => State::Future(Future::default()),
        "pool" => State::Pool(Pool::new(size)),
        _ => State::End(Default::default()),
    };
    let object = number::next();
    effect(Effect::NewSync { object, state })
}

fn semaphore(count: i64, bound: i64) -> Semaphore {
    let bound = (bound >= 0).then_some(bound);
    Semaphore { count, bound }
}

fn call(call: &Arguments<'_>) -> Outcome {
    let asked = calls::named(text(call, 1), call.args.get(2));
    let asked = asked.ok_or_else(|| Raised::value_error("no such operation"))?;
    effect(Effect::Sync {
        object: ObjectNumber(integer(call, 0).cast_unsigned()),
        call: asked,
        limit: seconds(call.args.get(3))?,
    })
}

fn spawn(call: &Arguments<'_>) -> Outcome {
    let start = Start {
        callable: call.args.get(2).cloned().unwrap_or_default(),
        arguments: Vec::new(),
        keywords: Vec::new(),
    };
    effect(Effect::Spawn {
        name: text(call, 0).to_owned(),
        daemon: integer(call, 1) != 0,
        start,
    })
}

fn rename(call: &Arguments<'_>) -> Outcome {
    effect(Effect::Rename {
        thread: u32::try_from(integer(call, 0)).unwrap_or(0),
        name: text(call, 1).to_owned(),
    })
}

fn ident(_: &Arguments<'_>) -> Outcome {
    Err(Raised::Ask(Ask::Thread))
}

fn clock(_: &Arguments<'_>) -> Outcome {
    effect(Effect::Clock)
}

fn sleep(call: &Arguments<'_>) -> Outcome {
    let negative = match call.args.first() {
        Some(Value::Int(seconds)) => *seconds < 0,
        Some(Value::Float(seconds)) => *seconds < 0.0,
        _ => false,
    };
    if negative {
        return Err(Raised::value_error("sleep length must be non-negative"));
    }
    effect(Effect::Sleep(seconds(call.args.first())?.unwrap_or_default()))
}

fn cores(call: &Arguments<'_>) -> Outcome {
    Ok(Value::Int(i64::try_from(call.interpreter.settings.cores).unwrap_or(1)))
}

fn version(call: &Arguments<'_>) -> Outcome {
    let (major, minor, _) = call.interpreter.settings.version;
    Ok(Value::Int(i64::from(major) * 100 + i64::from(minor)))
}

fn orderable(call: &Arguments<'_>) -> Outcome {
    let item = call.args.first().cloned().unwrap_or_default();
    Ok(Value::Bool(compare(&item, &item).is_some()))
}

fn run(call: &Arguments<'_>) -> Outcome {
    Ok(Value::Dict(call.interpreter.registry.clone()))
}

fn log(call: &Arguments<'_>) -> Outcome {
    let (stream, text) = (Stream::Error, format!("{}\n", text(call, 0)));
    effect(Effect::Output { stream, text })
}

// The library says what it touches in place of code that would be seen to: the object, how, what people call it, which attribute, and whether what touches it
// is Python in CPython, so that 3.9 may switch before it.
fn touch(call: &Arguments<'_>) -> Outcome {
    let named = matches!(call.args.get(3), Some(Value::Str(_)));
    let number = call
        .args
        .first()
        .and_then(|object| if named { holder_of(object) } else { number_of(object) })
        .filter(|_| call.interpreter.announces());
    let Some(object) = number else { return Ok(Value::None) };
    let slot = match call.args.get(3) {
        Some(Value::Str(attribute)) => Slot::Name(intern(attribute.as_str())),
        _ => Slot::Whole,
    };
    let kind = if text(call, 1) == "read" {
        Kind::Read
    } else {
        Kind::Update
    };
    effect(Effect::Access(Access {
        object,
        slot,
        kind,
        first_in_op: integer(call, 4) != 0,
        later_in_op: false,
        name: text(call, 2).to_owned(),
    }))
}

fn number_of(value: &Value) -> Option<ObjectNumber> {
    Some(match value {
        Value::Instance(instance) => match instance.payload() {
            Value::Dict(dict) => dict.number,
            _ => instance.number,
        },
        Value::Dict(dict) => dict.number,
        Value::List(list) => list.number,
        Value::Module(module) => module.globals.number,
        _ => return None,
    })
}

fn holder_of(object: &Value) -> Option<ObjectNumber> {
    match object {
        Value::Instance(instance) => Some(instance.number),
        other => number_of(other),
    }
}

// Whether a name stands in the program: what nobody asks for need not be touched.
fn mentions(call: &Arguments<'_>) -> Outcome {
    Ok(Value::Bool(call.interpreter.mentioned().has(text(call, 0))))
}

// A check point in place of one that code of the library, being Python in CPython, would pass.
fn point(call: &Arguments<'_>) -> Outcome {
    if call.interpreter.announces() {
        return effect(Effect::CheckPoint(CheckKind::Entry));
    }
    Ok(Value::None)
}

fn excepthook(_: &Arguments<'_>) -> Outcome {
    Ok(Value::None)
}
