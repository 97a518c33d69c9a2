//! `sys.version_info`: a tuple whose places have names.

use std::sync::{Arc, OnceLock};

use crate::builtins::methods::{getter, quick};
use crate::machine::cx::Call;
use crate::objects::class::{Class, Layout};
use crate::objects::exception::Raised;
use crate::objects::instance::Instance;
use crate::objects::types::types;
use crate::operations::repr;
use crate::operations::types::plain;
use crate::value::Value;

const NAMES: [&str; 5] = ["major", "minor", "micro", "releaselevel", "serial"];

/// The version as a program sees it.
#[must_use]
pub fn info(parts: Vec<Value>) -> Value {
    Value::Instance(Arc::new(Instance::new(class().clone(), Value::tuple(parts))))
}

fn part(value: &Value, at: usize) -> Result<Value, Raised> {
    match plain(value) {
        Value::Tuple(parts) => Ok(parts.get(at).cloned().unwrap_or(Value::None)),
        _ => Err(Raised::type_error("a version is required")),
    }
}

fn shown(call: &Call) -> Result<Value, Raised> {
    let mut words = Vec::new();
    for (at, name) in NAMES.iter().enumerate() {
        words.push(format!("{name}={}", repr::repr(&part(&call.args[0], at)?)?));
    }
    Ok(Value::from(format!("sys.version_info({})", words.join(", "))))
}

fn class() -> &'static Arc<Class> {
    static CLASS: OnceLock<Arc<Class>> = OnceLock::new();
    CLASS.get_or_init(|| {
        let class = Arc::new(Class::builtin("sys.version_info", Some(&types().tuple), Layout::Holds));
        getter(&class, "major", |value| part(value, 0), None);
        getter(&class, "minor", |value| part(value, 1), None);
        getter(&class, "micro", |value| part(value, 2), None);
        getter(&class, "releaselevel", |value| part(value, 3), None);
        getter(&class, "serial", |value| part(value, 4), None);
        quick(&class, "sys.version_info", &[("__repr__", shown)], None);
        class.overrides("__repr__");
        class
    })
}
