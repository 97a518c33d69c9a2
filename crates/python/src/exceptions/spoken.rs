//! What exceptions say of themselves where that takes Python, for their class has a `__str__` or what they hold a `__repr__` of its own: asked before a traceback is
//! worded, which is no place for Python.

use std::sync::Arc;

use super::words;
use crate::machine::cx::Cx;
use crate::objects::class::overrides;
use crate::objects::exception::Raised;
use crate::objects::instance::Instance;
use crate::value::Value;

/// Where the words wait for the traceback.
pub const WORDS: &str = "<str>";
/// How many exceptions of a chain are asked.
const LONGEST: usize = 50;

/// Whether the exception, or one that led to it, is still to be asked.
#[must_use]
pub fn is_due(exception: &Arc<Instance>) -> bool {
    chain(exception)
        .iter()
        .any(|one| needs_python(one) && one.get_text(WORDS).is_none())
}

fn needs_python(one: &Arc<Instance>) -> bool {
    one.class.has(overrides::STR) || words::message(&Value::Instance(one.clone())).is_err()
}

/// Asks the exception and those that led to it.
pub async fn ask(cx: &Cx, exception: &Arc<Instance>) {
    for one in chain(exception) {
        if needs_python(&one) {
            let words = cx.str(&Value::Instance(one.clone())).await;
            one.set_text(
                WORDS,
                Value::from(words.unwrap_or_else(|_| "<exception str() failed>".to_owned())),
            );
        }
    }
}

/// Asks, and lets the exception go on.
///
/// # Errors
/// The exception.
pub async fn ask_and_raise(cx: Cx, exception: Arc<Instance>) -> Result<Value, Raised> {
    ask(&cx, &exception).await;
    Err(Raised::Exception(exception))
}

fn chain(exception: &Arc<Instance>) -> Vec<Arc<Instance>> {
    let mut all = vec![exception.clone()];
    let mut at = 0;
    while at < all.len() && all.len() < LONGEST {
        let led = all[at]
            .memory()
            .map(|memory| [memory.cause.clone(), memory.context.clone()]);
        for one in led.into_iter().flatten().flatten() {
            if !all.iter().any(|known| Arc::ptr_eq(known, &one)) {
                all.push(one);
            }
        }
        at += 1;
    }
    all
}
