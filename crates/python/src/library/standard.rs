//! The modules `sys`, `builtins`, `time`, `os`, `math`'s kin that the machine itself brings, and the streams.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use crate::builtins::functions::all_functions;
use crate::effect::{Effect, Stream};
use crate::exceptions::{ExceptionKind, kinds};
use crate::interpreter::Interpreter;
use crate::machine::cx::{Arguments, Call, Cx};
use crate::objects::class::{Class, Layout};
use crate::objects::dict::Dict;
use crate::objects::exception::{Ask, Raised};
use crate::objects::opaque::Opaque;
use crate::objects::types::types;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

static BUILTINS: LazyLock<Dict> = LazyLock::new(all_builtins);

/// The built-in names of a run: what they stand for is the same in all runs.
#[must_use]
pub fn builtins() -> Dict {
    let names = BUILTINS.lock().clone();
    Dict::new(names)
}

fn all_builtins() -> Dict {
    let names = Dict::default();
    for (name, function) in all_functions() {
        if ["enumerate", "zip", "map", "filter", "reversed"].contains(&name) {
            names.set_text(&format!("<{name}>"), function);
        } else {
            names.set_text(name, function);
        }
    }
    let types = types();
    for class in [
        &types.object,
        &types.type_,
        &types.int,
        &types.float,
        &types.complex,
        &types.bool,
        &types.str,
        &types.bytes,
        &types.bytearray,
        &types.tuple,
        &types.list,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.range,
        &types.slice,
        &types.property,
        &types.staticmethod,
        &types.classmethod,
        &types.super_,
        &types.enumerate,
        &types.zip,
        &types.map,
        &types.filter,
        &types.reversed,
    ] {
        names.set_text(class.name.as_str(), Value::Class(class.clone()));
    }
    for (name, kind) in kinds::ALL {
        names.set_text(name, Value::Class(kind.class().clone()));
    }
    names.set_text("EnvironmentError", Value::Class(ExceptionKind::OSError.class().clone()));
    names.set_text("IOError", Value::Class(ExceptionKind::OSError.class().clone()));
    for name in ["exit", "quit"] {
        names.set_text(name, Value::native_slow(name, |cx, args| Box::pin(exit(cx, args))));
    }
    names.set_text("NotImplemented", Value::NotImplemented);
    names.set_text("Ellipsis", Value::Ellipsis);
    names.set_text("__debug__", Value::Bool(true));
    names.set_text("__name__", Value::from("builtins"));
    names
}

/// `sys.exit`, and what `site` puts among the built-in names.
async fn exit(_: Cx, args: Arguments) -> Outcome {
    Err(Raised::with(ExceptionKind::SystemExit, args.args))
}

/// A stream of the run as an object.
struct StreamObject(Stream);

/// The stream that an object is, if it is one of the run's own.
#[must_use]
pub fn stream_of(value: &Value) -> Option<Stream> {
    value.data::<StreamObject>().map(|object| object.0)
}

/// Whether an object is one of a run's streams.
pub(super) fn is_stream(object: &Opaque) -> bool {
    object.data::<StreamObject>().is_some()
}

fn stream_class() -> Arc<Class> {
    let class = Arc::new(Class::builtin("TextIOWrapper", Some(&types().object), Layout::Final));
    async fn written(cx: Cx, args: Arguments) -> Outcome {
        let length = match args.args.get(1) {
            Some(Value::Str(text)) => text.length(),
            other => {
                let kind = other.map_or("NoneType", crate::operations::types::type_name);
                return Err(Raised::type_error(format!("write() argument must be str, not {kind}")));
            }
        };
        let text = args
            .args
            .get(1)
            .and_then(|text| crate::operations::repr::str(text).ok())
            .unwrap_or_default();
        let stream = stream_of(&args.args[0]).unwrap_or(Stream::Output);
        cx.effect(Effect::Output { stream, text }).await;
        Ok(Value::Int(length as i64))
    }
    crate::builtins::methods::slow(
        &class,
        "TextIOWrapper",
        &[("write", |cx, args| Box::pin(written(cx, args)))],
        None,
    );
    crate::builtins::methods::quick(
        &class,
        "TextIOWrapper",
        &[
            ("flush", |_| Ok(Value::None)),
            ("isatty", |_| Ok(Value::Bool(false))),
            ("fileno", |_| Ok(Value::Int(1))),
            ("reconfigure", |_| Ok(Value::None)),
        ],
        None,
    );
    class
}

static STREAM_CLASS: LazyLock<Arc<Class>> = LazyLock::new(stream_class);

/// The run's two streams as objects.
#[must_use]
pub fn streams() -> (Value, Value) {
    let class = &*STREAM_CLASS;
    (
        Value::opaque(class, StreamObject(Stream::Output)),
        Value::opaque(class, StreamObject(Stream::Error)),
    )
}

/// The globals of a module that the machine brings.
#[must_use]
pub fn module(interpreter: &Arc<Interpreter>, name: &str) -> Option<Dict> {
    let globals = Dict::default();
    globals.set_text("__name__", Value::from(name));
    match name {
        "sys" => sys(interpreter, &globals),
        "builtins" => {
            for (key, value) in interpreter.builtins.to_pairs() {
                if let Value::Str(key) = key {
                    globals.set_name(&key, value);
                }
            }
        }
        "_time" => time(&globals),
        "_os" => os(&globals),
        "_collections" => globals.set_text("deque", Value::Class(types().deque.clone())),
        "_core" => {
            globals.set_text("function", Value::Class(types().function.clone()));
            globals.set_text("generator", Value::Class(types().generator.clone()));
            globals.set_text("coroutine", Value::Class(types().coroutine.clone()));
            globals.set_text("async_generator", Value::Class(types().async_generator.clone()));
            globals.set_text("method", Value::Class(types().method.clone()));
            globals.set_text("module", Value::Class(types().module.clone()));
            globals.set_text("generic_alias", Value::Class(types().generic_alias.clone()));
            globals.set_text("union", Value::Class(types().union.clone()));
        }
        _ => return None,
    }
    Some(globals)
}

fn sys(interpreter: &Arc<Interpreter>, globals: &Dict) {
    fn info(_: &Call) -> Outcome {
        Err(Raised::Ask(Ask::Handled))
    }
    async fn exc_info(cx: Cx, _: Arguments) -> Outcome {
        let handled = cx.question(Ask::Handled).await?;
        let kind = match &handled {
            Value::None => Value::None,
            value => Value::Class(crate::operations::types::class_of(value).clone()),
        };
        let traceback = crate::exceptions::construct::traceback(&handled);
        Ok(Value::tuple(vec![kind, handled, traceback]))
    }
    let (major, minor, free) = interpreter.settings.version;
    let (output, error) = interpreter.streams.clone();
    let numbers = [i64::from(major), i64::from(minor), 0].map(Value::Int);
    let mut version = numbers.to_vec();
    version.extend([Value::from("final"), Value::Int(0)]);
    globals.set_text("stdout", output.clone());
    globals.set_text("stderr", error.clone());
    globals.set_text("__stdout__", output);
    globals.set_text("__stderr__", error);
    globals.set_text("version_info", super::version::info(version));
    globals.set_text("version", Value::from(format!("{major}.{minor}.0")));
    globals.set_text("maxsize", Value::Int(i64::MAX));
    globals.set_text("byteorder", Value::from("little"));
    globals.set_text("platform", Value::from("linux"));
    globals.set_text("modules", Value::Dict(interpreter.modules.clone()));
    globals.set_text("path", Value::list(Vec::new()));
    let mut arguments: Vec<Value> = interpreter
        .settings
        .arguments
        .iter()
        .cloned()
        .map(Value::from)
        .collect();
    if arguments.is_empty() {
        arguments.push(Value::from(interpreter.file.clone()));
    }
    globals.set_text("argv", Value::list(arguments));
    globals.set_text("exit", Value::native_slow("exit", |cx, args| Box::pin(exit(cx, args))));
    globals.set_text(
        "exc_info",
        Value::native_slow("exc_info", |cx, args| Box::pin(exc_info(cx, args))),
    );
    globals.set_text("exception", Value::native("exception", info));
    globals.set_text(
        "getrecursionlimit",
        Value::native("getrecursionlimit", |call| {
            Ok(Value::Int(call.interpreter.settings.recursion_limit as i64))
        }),
    );
    for name in ["setrecursionlimit", "setswitchinterval", "settrace", "setprofile"] {
        globals.set_text(name, Value::native(name, |_| Ok(Value::None)));
    }
    globals.set_text(
        "getswitchinterval",
        Value::native("getswitchinterval", |_| Ok(Value::Float(0.005))),
    );
    globals.set_text("getsizeof", Value::native("getsizeof", |_| Ok(Value::Int(56))));
    globals.set_text("getrefcount", Value::native("getrefcount", |_| Ok(Value::Int(2))));
    globals.set_text("intern", Value::native("intern", |call| Ok(call.args[0].clone())));
    globals.set_text(
        "getdefaultencoding",
        Value::native("getdefaultencoding", |_| Ok(Value::from("utf-8"))),
    );
    let locked: fn(&Call) -> Outcome = if free {
        |_| Ok(Value::Bool(false))
    } else {
        |_| Ok(Value::Bool(true))
    };
    globals.set_text("_is_gil_enabled", Value::native("_is_gil_enabled", locked));
}

fn clock(_: &Call) -> Outcome {
    Err(Raised::Effect(Box::new(Effect::Clock)))
}

fn time(globals: &Dict) {
    async fn nanoseconds(cx: Cx, _: Arguments) -> Outcome {
        match cx.effect(Effect::Clock).await {
            crate::effect::Answer::Time(time) => Ok(Value::Int(time.as_nanos() as i64)),
            _ => Ok(Value::Int(0)),
        }
    }
    fn sleep(call: &Call) -> Outcome {
        let seconds = match &call.all(1, 1)?[0] {
            Value::Float(seconds) => *seconds,
            other => match other.to_int() {
                Some(seconds) => seconds as f64,
                None => {
                    let kind = crate::operations::types::type_name(other);
                    return Err(Raised::type_error(format!(
                        "'{kind}' object cannot be interpreted as an integer"
                    )));
                }
            },
        };
        if seconds < 0.0 {
            return Err(Raised::value_error("sleep length must be non-negative"));
        }
        let duration = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        Err(Raised::Effect(Box::new(Effect::Sleep(duration))))
    }
    for name in ["time", "monotonic", "perf_counter", "process_time", "thread_time"] {
        globals.set_text(name, Value::native(name, clock));
        let name: &'static str = match name {
            "time" => "time_ns",
            "monotonic" => "monotonic_ns",
            "perf_counter" => "perf_counter_ns",
            "process_time" => "process_time_ns",
            _ => "thread_time_ns",
        };
        globals.set_text(
            name,
            Value::native_slow(name, |cx, args| Box::pin(nanoseconds(cx, args))),
        );
    }
    globals.set_text("sleep", Value::native("sleep", sleep));
}

fn os(globals: &Dict) {
    globals.set_text(
        "cpu_count",
        Value::native("cpu_count", |call| {
            Ok(Value::Int(call.interpreter.settings.cores as i64))
        }),
    );
    globals.set_text(
        "process_cpu_count",
        Value::native("process_cpu_count", |call| {
            Ok(Value::Int(call.interpreter.settings.cores as i64))
        }),
    );
    globals.set_text("getpid", Value::native("getpid", |_| Ok(Value::Int(1))));
    globals.set_text("environ", Value::dict(Default::default()));
    globals.set_text(
        "_exit",
        Value::native("_exit", |call| {
            let status = call.args.first().and_then(Value::to_int).unwrap_or(0);
            Err(Raised::Effect(Box::new(Effect::Exit(status as i32))))
        }),
    );
    globals.set_text("linesep", Value::from("\n"));
    globals.set_text("sep", Value::from("/"));
    globals.set_text("name", Value::from("posix"));
}
