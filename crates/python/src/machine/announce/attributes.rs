//! Which access looking up or setting an attribute is.

use super::Touch;
use crate::effect::{Kind, Slot};
use crate::machine::attributes::lookup;
use crate::number::ObjectNumber;
use crate::objects::class::Class;
use crate::objects::descriptor::Descriptor;
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// `getattr` and its kin touch what they name.
pub(super) fn by_name(native: &str, args: &[Value]) -> Vec<Touch> {
    let kind = if native.starts_with("set") || native.starts_with("del") {
        Kind::Write
    } else {
        Kind::Read
    };
    match args {
        [object, Value::Str(name), ..] => attribute(object, &intern(name.as_str()), kind),
        _ => Vec::new(),
    }
}

/// An attribute by its name.
pub(super) fn attribute(object: &Value, name: &Name, kind: Kind) -> Vec<Touch> {
    let slot = Slot::Name(name.clone());
    match object {
        Value::Instance(instance) => {
            let in_class = lookup(&instance.class, name);
            if let Some(Value::Descriptor(descriptor)) = &in_class
                && matches!(&**descriptor, Descriptor::Property(_) | Descriptor::Getter(..))
            {
                return Vec::new();
            }
            let own = (instance.number, slot.clone(), kind);
            if kind != Kind::Read || instance.get(name).is_some() {
                return vec![own];
            }
            // What is not there yet is looked for as well: another thread may be about to put it there.
            match in_class {
                Some(Value::Function(_) | Value::Native(_) | Value::Descriptor(_)) => Vec::new(),
                None => vec![own],
                Some(_) => {
                    let class = owner(&instance.class, name).map(|number| (number, slot, Kind::Read));
                    std::iter::once(own).chain(class).collect()
                }
            }
        }
        Value::Class(class) if !class.builtin => {
            if kind != Kind::Read {
                return vec![(class.number, slot, kind)];
            }
            match lookup(class, name) {
                Some(Value::Function(_) | Value::Native(_) | Value::Descriptor(_)) => Vec::new(),
                None => vec![(class.number, slot, kind)],
                Some(_) => owner(class, name)
                    .map(|number| (number, slot, Kind::Read))
                    .into_iter()
                    .collect(),
            }
        }
        Value::Module(module) if kind != Kind::Read || is_watched(module.name.as_str(), name.as_str()) => {
            vec![(module.globals.number, slot, kind)]
        }
        Value::Function(function) if kind != Kind::Read || function.attributes.lock().get(name).is_some() => {
            vec![(function.number, slot, kind)]
        }
        _ => Vec::new(),
    }
}

fn owner(class: &Class, name: &Name) -> Option<ObjectNumber> {
    if class.names.lock().get(name).is_some() {
        return Some(class.number);
    }
    let found = class
        .ancestors
        .iter()
        .find(|class| class.names.lock().get(name).is_some())?;
    (!found.builtin).then_some(found.number)
}

// What a program sets in a module of the library is rarely anything but a stream.
fn is_watched(module: &str, name: &str) -> bool {
    module == "__main__" || (module == "sys" && ["stderr", "stdout"].contains(&name))
}
