//! Generators, coroutines and asynchronous generators as programs see them.

use std::sync::Arc;

use crate::exceptions::ExceptionKind;
use crate::machine::cx::{Arguments, Cx};
use crate::machine::deliver::is_kind;
use crate::objects::exception::Raised;
use crate::objects::generator::{AsyncStep, Generator, GeneratorKind, GeneratorState, Step, Wrapped};
use crate::objects::guarded::Guarded;
use crate::operations::types::type_name;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// A value that an asynchronous generator yields, told apart from what it awaits.
#[must_use]
pub fn wrap(value: Value) -> Value {
    Value::opaque(&crate::objects::types::types().coroutine_wrapper, Wrapped(value))
}

/// What `yield from` does with an exception that is thrown in: it goes to the inner iterator.
///
/// # Errors
/// What that raises.
pub async fn throw_into(cx: Cx, inner: Value, raised: Raised) -> Outcome {
    let exit = is_kind(&raised, ExceptionKind::GeneratorExit);
    if let Value::Generator(generator) = &inner {
        if exit {
            close(&cx, generator).await?;
            return Err(raised);
        }
        return cx.resume(generator, Step::Throw(raised)).await;
    }
    if exit {
        if let Some(close) = cx.attribute_or_none(&inner, "close").await? {
            cx.call(&close, Vec::new()).await?;
        }
        return Err(raised);
    }
    if let Some(step) = inner.data::<AsyncStep>() {
        return resume_step(&cx, step, Step::Throw(raised)).await;
    }
    match cx.attribute_or_none(&inner, "throw").await? {
        Some(throw) => {
            let exception = Value::Instance(crate::machine::unwind::materialise(raised));
            cx.call(&throw, vec![exception]).await
        }
        None => Err(raised),
    }
}

/// Closes a generator.
///
/// # Errors
/// RuntimeError if it ignores that; what it raises.
pub async fn close(cx: &Cx, generator: &Arc<Generator>) -> Outcome {
    {
        let mut state = generator.state.lock();
        let begun = match &*state {
            GeneratorState::Ended => return Ok(Value::None),
            GeneratorState::Parked(parked) => parked.begun,
            GeneratorState::Running(_) => true,
        };
        if !begun {
            *state = GeneratorState::Ended;
            return Ok(Value::None);
        }
    }
    let exit = Raised::with(ExceptionKind::GeneratorExit, Vec::new());
    match cx.resume(generator, Step::Throw(exit)).await {
        Ok(_) => {
            let word = match generator.kind {
                GeneratorKind::Generator => "generator",
                GeneratorKind::Coroutine => "coroutine",
                GeneratorKind::Async => "async generator",
            };
            Err(Raised::new(
                ExceptionKind::RuntimeError,
                format!("{word} ignored GeneratorExit"),
            ))
        }
        Err(raised) if is_kind(&raised, ExceptionKind::StopIteration) => {
            Ok(crate::machine::deliver::stop_value(&raised))
        }
        Err(raised)
            if is_kind(&raised, ExceptionKind::GeneratorExit)
                || is_kind(&raised, ExceptionKind::StopAsyncIteration) =>
        {
            Ok(Value::None)
        }
        Err(raised) => Err(raised),
    }
}

fn receiver(args: &Arguments) -> Result<Arc<Generator>, Raised> {
    match args.args.first() {
        Some(Value::Generator(generator)) => Ok(generator.clone()),
        _ => Err(Raised::type_error("a generator is required")),
    }
}

/// `generator.send`.
///
/// # Errors
/// What it raises.
pub async fn send(cx: Cx, args: Arguments) -> Outcome {
    let value = args.args.get(1).cloned().unwrap_or(Value::None);
    cx.resume(&receiver(&args)?, Step::Send(value)).await
}

/// `generator.__next__`.
///
/// # Errors
/// What it raises.
pub async fn next(cx: Cx, args: Arguments) -> Outcome {
    cx.resume(&receiver(&args)?, Step::Send(Value::None)).await
}

/// `generator.close`.
///
/// # Errors
/// What it raises.
pub async fn close_method(cx: Cx, args: Arguments) -> Outcome {
    close(&cx, &receiver(&args)?).await
}

async fn thrown(cx: &Cx, args: &[Value]) -> Result<Raised, Raised> {
    let exception = match args {
        [Value::Class(_), value @ Value::Instance(_), ..] => value.clone(),
        [class @ Value::Class(_), Value::None, ..] | [class @ Value::Class(_)] => cx.call(class, Vec::new()).await?,
        [class @ Value::Class(_), value, ..] => cx.call(class, vec![value.clone()]).await?,
        [value, ..] => value.clone(),
        [] => return Err(Raised::type_error("throw expected at least 1 argument, got 0")),
    };
    match exception {
        Value::Instance(instance) if instance.memory().is_some() => Ok(Raised::Exception(instance)),
        other => {
            let kind = type_name(&other);
            let words = format!("exceptions must be classes or instances deriving from BaseException, not {kind}");
            Err(Raised::type_error(words))
        }
    }
}

/// `generator.throw`.
///
/// # Errors
/// What it raises.
pub async fn throw(cx: Cx, args: Arguments) -> Outcome {
    let raised = thrown(&cx, &args.args[1..]).await?;
    cx.resume(&receiver(&args)?, Step::Throw(raised)).await
}

/// What `await` iterates over.
///
/// # Errors
/// TypeError.
pub async fn awaitable(cx: &Cx, value: Value) -> Outcome {
    if let Value::Generator(_) = &value {
        return Ok(value);
    }
    if value.data::<AsyncStep>().is_some() {
        return Ok(value);
    }
    match cx.call_special(&value, "__await__", Vec::new()).await? {
        Some(iterator) => Ok(iterator),
        None => Err(Raised::type_error(format!(
            "'{}' object can't be awaited",
            type_name(&value)
        ))),
    }
}

/// What `async for` iterates over.
///
/// # Errors
/// TypeError.
pub async fn aiter(cx: &Cx, value: &Value) -> Outcome {
    if let Value::Generator(_) = value {
        return Ok(value.clone());
    }
    match cx.call_special(value, "__aiter__", Vec::new()).await? {
        Some(iterator) => Ok(iterator),
        None => {
            let kind = type_name(value);
            let words = format!("'async for' requires an object with __aiter__ method, got {kind}");
            Err(Raised::type_error(words))
        }
    }
}

/// What awaiting the next of an asynchronous iterator iterates over.
///
/// # Errors
/// TypeError.
pub async fn anext(cx: &Cx, iterator: &Value) -> Outcome {
    if let Value::Generator(generator) = iterator {
        return Ok(step_of(generator, Step::Send(Value::None), false));
    }
    match cx.call_special(iterator, "__anext__", Vec::new()).await? {
        Some(next) => awaitable(cx, next).await,
        None => {
            let kind = type_name(iterator);
            Err(Raised::type_error(format!(
                "'async for' requires an iterator with __anext__ method, got {kind}"
            )))
        }
    }
}

fn step_of(generator: &Arc<Generator>, first: Step, closes: bool) -> Value {
    let first = Guarded::new(Some(first));
    Value::opaque(
        &crate::objects::types::types().async_step,
        AsyncStep {
            generator: generator.clone(),
            first,
            closes,
        },
    )
}

/// `async_generator.__anext__`, `asend`, `athrow` and `aclose`.
///
/// # Errors
/// TypeError.
pub async fn async_method(cx: Cx, args: Arguments) -> Outcome {
    let generator = receiver(&args)?;
    Ok(match args.function.name {
        "__anext__" => step_of(&generator, Step::Send(Value::None), false),
        "asend" => step_of(
            &generator,
            Step::Send(args.args.get(1).cloned().unwrap_or(Value::None)),
            false,
        ),
        "athrow" => step_of(&generator, Step::Throw(thrown(&cx, &args.args[1..]).await?), false),
        _ => step_of(
            &generator,
            Step::Throw(Raised::with(ExceptionKind::GeneratorExit, Vec::new())),
            true,
        ),
    })
}

/// One step of an asynchronous generator, sent or thrown into.
///
/// # Errors
/// StopIteration with the value that it yields; what it raises.
pub async fn resume_step(cx: &Cx, step: &AsyncStep, given: Step) -> Outcome {
    let first = step.first.lock().take();
    if step.closes && first.is_some() {
        let untouched = match &*step.generator.state.lock() {
            GeneratorState::Ended => true,
            GeneratorState::Parked(parked) => !parked.begun,
            GeneratorState::Running(_) => false,
        };
        if untouched {
            *step.generator.state.lock() = GeneratorState::Ended;
            return Err(Raised::stop());
        }
    }
    let step_in = match (first, given) {
        (Some(first), Step::Send(_)) => first,
        (_, given) => given,
    };
    match cx.resume(&step.generator, step_in).await {
        Ok(value) => match value.data::<Wrapped>() {
            Some(_) if step.closes => Err(Raised::new(
                ExceptionKind::RuntimeError,
                "async generator ignored GeneratorExit",
            )),
            Some(Wrapped(inner)) => Err(Raised::with(ExceptionKind::StopIteration, vec![inner.clone()])),
            None => Ok(value),
        },
        Err(raised)
            if step.closes
                && (is_kind(&raised, ExceptionKind::GeneratorExit)
                    || is_kind(&raised, ExceptionKind::StopAsyncIteration)) =>
        {
            Err(Raised::stop())
        }
        Err(raised) => Err(raised),
    }
}

/// `send`, `__next__` and `throw` of an asynchronous generator's step.
///
/// # Errors
/// As the step.
pub async fn step_method(cx: Cx, args: Arguments) -> Outcome {
    let step = args.args[0]
        .data::<AsyncStep>()
        .ok_or_else(|| Raised::type_error("not a step"))?;
    let given = match args.function.name {
        "throw" => Step::Throw(thrown(&cx, &args.args[1..]).await?),
        "send" => Step::Send(args.args.get(1).cloned().unwrap_or(Value::None)),
        _ => Step::Send(Value::None),
    };
    resume_step(&cx, step, given).await
}
