//! What a `case` looks at.

use super::Touch;
use super::attributes::attribute;
use crate::effect::Kind;
use crate::machine::mentioned::Mentioned;
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// `case Point(0, y=y)` reads attributes: those it names, and those that the class's `__match_args__` says.
pub(super) fn of_class(subject: &Value, class: Option<&Value>, names: &Value, mentioned: &Mentioned) -> Vec<Touch> {
    let positional = match class {
        Some(Value::Class(class)) => class.lookup(&intern("__match_args__")),
        _ => None,
    };
    let both = [positional.as_ref(), Some(names)].into_iter().flatten();
    both.flat_map(words_in)
        .flat_map(|name| attribute(subject, &name, Kind::Read, mentioned))
        .collect()
}

fn words_in(names: &Value) -> Vec<Name> {
    let Value::Tuple(items) = names else {
        return Vec::new();
    };
    let word = |item: &Value| match item {
        Value::Str(name) => Some(intern(name.as_str())),
        _ => None,
    };
    items.iter().filter_map(word).collect()
}
