//! Which access looking up or setting an attribute is.

use std::sync::Arc;

use super::Touch;
use crate::effect::{Kind, Slot};
use crate::machine::attributes::lookup;
use crate::machine::mentioned::Mentioned;
use crate::objects::class::Class;
use crate::objects::descriptor::{Descriptor, Super};
use crate::objects::function::Function;
use crate::objects::instance::Instance;
use crate::objects::module::Module;
use crate::objects::string::{Name, intern};
use crate::objects::types::types;
use crate::value::Value;

/// `getattr` and its kin.
pub(super) const BY_NAME: [&str; 4] = ["getattr", "hasattr", "setattr", "delattr"];

/// `getattr` and its kin touch what they name.
pub(super) fn by_name(native: &str, args: &[Value], mentioned: &Mentioned) -> Vec<Touch> {
    let [object, Value::Str(name), ..] = args else {
        return Vec::new();
    };
    let name = intern(name.as_str());
    match native {
        "setattr" => attribute(object, &name, Kind::Write, mentioned),
        "delattr" => deleted(object, &name, mentioned),
        _ => attribute(object, &name, Kind::Read, mentioned),
    }
}

/// What `vars` of a class looks at.
pub(super) fn all_of_class(class: &Class) -> Vec<Touch> {
    let mut all = vec![(class.number, Slot::Whole, Kind::Read)];
    let names = class.names.lock();
    let each = names.iter().filter(|(_, value)| !is_method(Some(value)));
    all.extend(each.map(|(name, _)| (class.number, Slot::Name(name.clone()), Kind::Read)));
    all
}

/// An attribute that is deleted.
pub(super) fn deleted(object: &Value, name: &Name, mentioned: &Mentioned) -> Vec<Touch> {
    let mut all = attribute(object, name, Kind::Write, mentioned);
    all.extend(names_of(object, mentioned));
    all
}

/// An attribute by its name.
pub(super) fn attribute(object: &Value, name: &Name, kind: Kind, mentioned: &Mentioned) -> Vec<Touch> {
    let is_read = kind == Kind::Read;
    match object {
        Value::Instance(instance) if is_read => read(instance, name, mentioned),
        Value::Instance(instance) => written(instance, name, kind, mentioned),
        Value::Class(class) if class.builtin => Vec::new(),
        Value::Class(class) if is_read && name.as_str() == "__dict__" => all_of_class(class),
        Value::Class(class) if is_read => inherited(class, lookup(class, name).as_ref(), name, mentioned),
        Value::Class(class) => {
            let names = mentioned.all.then_some((class.number, Slot::Whole, Kind::Write));
            let own = (class.number, Slot::Name(name.clone()), kind);
            std::iter::once(own).chain(names).collect()
        }
        Value::Super(object) if is_read => read_above(object, name, mentioned),
        Value::Module(module) if !is_read || is_watched(module, name, mentioned) => {
            vec![(module.globals.number, Slot::Name(name.clone()), kind)]
        }
        Value::Function(function) if !is_read || may_have(function, name) => {
            vec![(function.number, Slot::Name(name.clone()), kind)]
        }
        _ => Vec::new(),
    }
}

fn read(instance: &Instance, name: &Name, mentioned: &Mentioned) -> Vec<Touch> {
    let class = &instance.class;
    let in_class = lookup(class, name);
    if is_computed(in_class.as_ref()) {
        return Vec::new();
    }
    let own = (instance.number, Slot::Name(name.clone()), Kind::Read);
    if instance.get(name).is_some() {
        return vec![own];
    }
    // What is not there yet is looked for as well: another thread may be about to put it there.
    let may_be_own = !is_method(in_class.as_ref()) || mentioned.sets(name);
    let mut all: Vec<Touch> = may_be_own.then_some(own).into_iter().collect();
    all.extend(inherited(class, in_class.as_ref(), name, mentioned));
    all
}

fn written(instance: &Instance, name: &Name, kind: Kind, mentioned: &Mentioned) -> Vec<Touch> {
    if is_computed(lookup(&instance.class, name).as_ref()) {
        return Vec::new();
    }
    let is_new = mentioned.all && instance.get(name).is_none();
    let names = is_new.then_some((instance.number, Slot::Whole, Kind::Write));
    let own = (instance.number, Slot::Name(name.clone()), kind);
    std::iter::once(own).chain(names).collect()
}

// Which attributes an object has, as `vars`, `dir` and copies see.
fn names_of(object: &Value, mentioned: &Mentioned) -> Option<Touch> {
    match object {
        Value::Instance(instance) if mentioned.all => Some((instance.number, Slot::Whole, Kind::Write)),
        _ => None,
    }
}

// A property says itself what it looks at, if it is the program's.
fn is_computed(in_class: Option<&Value>) -> bool {
    let Some(Value::Descriptor(descriptor)) = in_class else {
        return false;
    };
    matches!(&**descriptor, Descriptor::Property(_) | Descriptor::Getter(..))
}

fn is_method(in_class: Option<&Value>) -> bool {
    match in_class {
        Some(Value::Function(_) | Value::Native(_)) => true,
        Some(Value::Descriptor(descriptor)) => !matches!(&**descriptor, Descriptor::Slot(..)),
        _ => false,
    }
}

// Classes in the order in which they are searched, down to the one that has the name: another thread may be about to put it into one before that.
fn searched<'a>(classes: impl Iterator<Item = &'a Arc<Class>>, name: &Name) -> Vec<Touch> {
    let mut all = Vec::new();
    for class in classes.filter(|class| !class.builtin) {
        all.push((class.number, Slot::Name(name.clone()), Kind::Read));
        if class.names.lock().get(name).is_some() {
            break;
        }
    }
    all
}

fn inherited(class: &Arc<Class>, found: Option<&Value>, name: &Name, mentioned: &Mentioned) -> Vec<Touch> {
    if is_method(found) && !mentioned.sets(name) {
        return Vec::new();
    }
    searched(std::iter::once(class).chain(&class.ancestors), name)
}

fn read_above(object: &Super, name: &Name, mentioned: &Mentioned) -> Vec<Touch> {
    let found = object.start.lookup_after(&object.after, name);
    if is_computed(found.as_ref()) || is_method(found.as_ref()) && !mentioned.sets(name) {
        return Vec::new();
    }
    let all = std::iter::once(&object.start).chain(&object.start.ancestors);
    let above = all.skip_while(|class| !Arc::ptr_eq(class, &object.after)).skip(1);
    searched(above, name)
}

// What a program sets in a module of the library is rarely anything but a stream.
fn is_watched(module: &Module, name: &Name, mentioned: &Mentioned) -> bool {
    let (module, text) = (module.name.as_str(), name.as_str());
    module == "__main__" || module == "sys" && ["stderr", "stdout"].contains(&text) || mentioned.sets(name)
}

// What every function has is set by nobody.
fn may_have(function: &Function, name: &Name) -> bool {
    function.attributes.lock().get(name).is_some()
        || function.own(name).is_none() && lookup(&types().function, name).is_none()
}
