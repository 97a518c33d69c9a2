//! An access in words, and what is in a slot.

use python::effect::Access;
use python::machine::inspect::{Action, Touched};
use python::objects::instance::Attributes;
use python::operations::{repr, subscript};
use python::{Kind, Slot, Value};

/// The longest value that is shown in a move.
const SHORT: usize = 40;

/// A value as a program writes it, cut where it is long.
pub(crate) fn short(value: &Value, most: usize) -> String {
    let text = repr::plain_repr(value);
    if text.chars().count() <= most {
        return text;
    }
    let start: String = text.chars().take(most - 1).collect();
    format!("{start}…")
}

/// What a thread does to a slot.
pub(super) fn words(access: &Access, touched: Option<&Touched>) -> String {
    let name = named(access, touched);
    let action = touched.map_or(&Action::Whole, |touched| &touched.action);
    match (action, access.kind) {
        (Action::Item(_), _) | (Action::Passed(_), Kind::Read) => format!("reads {}", subject(access, touched)),
        (Action::SetItem(..), _) => format!("writes {}", subject(access, touched)),
        (Action::DeleteItem(_), _) => format!("deletes {}", subject(access, touched)),
        (Action::Contains(item), _) => format!("looks for {} in {name}", short(item, SHORT)),
        (Action::Truth, Kind::Read) => format!("looks whether {name} is empty"),
        (Action::Call(method, arguments), _) => called(&name, method, arguments),
        (Action::Passed(function), _) => format!("calls {function}({name})"),
        (Action::Left, _) => format!("leaves {name}"),
        (Action::Next, Kind::Update) => format!("resumes {name}"),
        (Action::Next, _) => format!("takes the next of {name}"),
        (Action::InPlace, _) => format!("extends {name} in place"),
        (_, Kind::Read) => format!("reads {name}"),
        (_, Kind::Write) => format!("writes {name}"),
        (_, Kind::Update) => format!("changes {name}"),
    }
}

/// What the value belongs to that is read or written: an item, what a function makes of the whole, or the whole.
pub(super) fn subject(access: &Access, touched: Option<&Touched>) -> String {
    let name = named(access, touched);
    match touched.map(|touched| &touched.action) {
        Some(Action::Item(key) | Action::SetItem(key, _) | Action::DeleteItem(key)) => {
            format!("{name}[{}]", short(key, SHORT))
        }
        Some(Action::Passed(function)) => format!("{function}({name})"),
        _ => name,
    }
}

/// What people call the object that is touched.
pub(super) fn named(access: &Access, touched: Option<&Touched>) -> String {
    match touched.map(|touched| &touched.object) {
        _ if !access.name.is_empty() => access.name.clone(),
        Some(object) => format!("the {}", python::operations::types::type_name(object)),
        None => "a container".to_owned(),
    }
}

fn called(name: &str, method: &str, arguments: &[Value]) -> String {
    let texts: Vec<String> = arguments.iter().map(|value| short(value, SHORT)).collect();
    match (method, texts.as_slice()) {
        ("append", [item]) => format!("appends {item} to {name}"),
        ("appendleft", [item]) => format!("puts {item} in front of {name}"),
        ("add", [item]) => format!("adds {item} to {name}"),
        ("remove" | "discard", [item]) => format!("removes {item} from {name}"),
        ("pop", [key, ..]) => format!("pops {key} from {name}"),
        ("pop" | "popleft" | "popitem", []) => format!("pops from {name}"),
        ("clear", []) => format!("clears {name}"),
        ("sort", _) => format!("sorts {name}"),
        ("copy", []) => format!("copies {name}"),
        ("extend" | "update", [items]) => format!("extends {name} with {items}"),
        (_, texts) => format!("calls {name}.{method}({})", texts.join(", ")),
    }
}

/// What is in the slot that is touched, if it can be said shortly.
pub(super) fn value(access: &Access, touched: &Touched) -> Option<String> {
    let value = match (&touched.action, &access.slot) {
        (Action::Name, _) => plain(inside(&touched.object, &access.slot)?)?,
        (Action::Item(key) | Action::SetItem(key, _), _) => subscript::get(&touched.object, key).ok()?,
        (Action::Passed(function), _) if function == "len" => length(&touched.object)?,
        _ => return None,
    };
    Some(short(&value, SHORT))
}

/// What a slot of an object holds.
pub(super) fn inside(object: &Value, slot: &Slot) -> Option<Value> {
    match (object, slot) {
        (Value::Dict(globals), Slot::Name(name)) => globals.get_name(name),
        (Value::Instance(instance), Slot::Name(name)) => match &*instance.attributes() {
            Attributes::Own(names) => names.get(name).cloned(),
            Attributes::Dict(dict) => dict.get_name(name),
        },
        (Value::Class(class), Slot::Name(name)) => class.names.lock().get(name).cloned(),
        (Value::Module(module), Slot::Name(name)) => module.globals.get_name(name),
        (Value::Cell(cell), _) => Some(cell.value.lock().clone()),
        (object, Slot::Whole) => Some(object.clone()),
        _ => None,
    }
}

// What a variable holds says something if it is a plain value; of a container only its touches do.
fn plain(value: Value) -> Option<Value> {
    let told = matches!(
        value,
        Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::Tuple(_)
            | Value::Bytes(_)
    );
    told.then_some(value)
}

fn length(value: &Value) -> Option<Value> {
    let length = match value {
        Value::List(list) => list.lock().len(),
        Value::Dict(dict) => dict.lock().len(),
        Value::Deque(deque) => deque.lock().len(),
        Value::Set(set) => set.lock().len(),
        _ => return None,
    };
    Some(Value::Int(i64::try_from(length).ok()?))
}
