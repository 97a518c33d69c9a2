//! Classes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::discard::{discard, is_object};
use super::guarded::Guarded;
use super::names::Names;
use super::string::Name;
use crate::number::ObjectNumber;
use crate::value::Value;

/// A class, built-in or written in Python.
#[derive(Debug)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// Its number.
    pub number: ObjectNumber,
    /// Its bases.
    pub bases: Vec<Arc<Class>>,
    /// The order in which its ancestors are searched after itself.
    pub ancestors: Vec<Arc<Class>>,
    /// What stands in it.
    pub names: Guarded<Names>,
    /// Which built-in type's data its instances hold.
    pub layout: Layout,
    /// Its metaclass, unless that is `type`.
    pub meta: Option<Arc<Class>>,
    /// Whether its instances take any attribute.
    pub has_dict: bool,
    /// Whether it is part of Python and cannot be changed.
    pub builtin: bool,
    /// What its methods do instead of the built-in ways; settled when it is made, widened when it changes.
    pub overrides: AtomicU64,
}

impl Drop for Class {
    fn drop(&mut self) {
        let names = self.names.get_mut();
        if names.iter().any(|(_, value)| is_object(value)) {
            discard(names.clear());
        }
    }
}

/// Which built-in type's data an instance holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// None.
    Object,
    /// An exception's.
    Exception,
    /// A class's.
    Type,
    /// Those of a built-in type of which Python classes may inherit: what is held is a value of that type.
    Holds,
    /// Those of a type of which none may inherit.
    Final,
}

static VERSION: AtomicU64 = AtomicU64::new(1);

/// Changes whenever any class changes, so that what was looked up is looked up again.
#[inline]
pub fn version() -> u64 {
    VERSION.load(Ordering::Acquire)
}

/// A class changed.
pub fn changed() {
    VERSION.fetch_add(1, Ordering::AcqRel);
}

impl Class {
    /// What is found under a name in it or its ancestors.
    pub fn lookup(&self, name: &Name) -> Option<Value> {
        if let Some(found) = self.names.lock().get(name) {
            return Some(found.clone());
        }
        self.ancestors
            .iter()
            .find_map(|class| class.names.lock().get(name).cloned())
    }

    /// What is found under a name after `after` in the order of classes.
    pub fn lookup_after(&self, after: &Arc<Class>, name: &Name) -> Option<Value> {
        let skip = if std::ptr::eq(self, &**after) {
            0
        } else {
            self.ancestors.iter().position(|class| Arc::ptr_eq(class, after))? + 1
        };
        self.ancestors[skip..]
            .iter()
            .find_map(|class| class.names.lock().get(name).cloned())
    }

    /// Whether it is another class or inherits from it.
    #[inline]
    pub fn is_subclass(&self, other: &Class) -> bool {
        std::ptr::eq(self, other) || self.ancestors.iter().any(|class| std::ptr::eq(&**class, other))
    }

    /// A built-in class with these bases, the first of which gives the order.
    pub fn builtin(name: &str, base: Option<&Arc<Class>>, layout: Layout) -> Self {
        let ancestors = base.map(|base| {
            let mut all = vec![base.clone()];
            all.extend(base.ancestors.iter().cloned());
            all
        });
        Self {
            name: super::string::intern(name),
            number: ObjectNumber(0),
            bases: base.cloned().into_iter().collect(),
            ancestors: ancestors.unwrap_or_default(),
            names: Guarded::default(),
            layout,
            meta: None,
            has_dict: layout == Layout::Exception,
            builtin: true,
            overrides: AtomicU64::new(0),
        }
    }
}

/// What classes do instead of the built-in ways, as bits.
pub mod overrides {
    /// Any of the comparisons.
    pub const COMPARE: u64 = 1;
    /// `__hash__`, or none at all.
    pub const HASH: u64 = 2;
    /// `__bool__` or `__len__`.
    pub const TRUTH: u64 = 4;
    /// `__repr__`.
    pub const REPR: u64 = 8;
    /// `__str__`.
    pub const STR: u64 = 16;
    /// `__format__`.
    pub const FORMAT: u64 = 32;
    /// `__getattribute__`.
    pub const GET_ATTRIBUTE: u64 = 64;
    /// `__getattr__`.
    pub const GET_MISSING: u64 = 128;
    /// `__setattr__` or `__delattr__`.
    pub const SET_ATTRIBUTE: u64 = 256;
    /// `__iter__`, `__next__`, `__contains__`, `__getitem__` and the like.
    pub const CONTAINER: u64 = 512;
    /// `__new__`.
    pub const NEW: u64 = 1024;
    /// `__init__`.
    pub const INIT: u64 = 2048;
    /// `__instancecheck__` or `__subclasscheck__`.
    pub const CHECKS: u64 = 4096;
    /// `__call__`.
    pub const CALL: u64 = 8192;

    /// A data descriptor: a property, a slot or something with `__set__`, so that attributes are not looked for in the instance first.
    pub const DATA: u64 = 1 << 14;

    /// The attributes of an instance lie in a dict that the program knows and may put any name into.
    pub const EXPOSED: u64 = 1 << 15;

    /// The bit of a method.
    #[must_use]
    pub fn of(name: &str) -> u64 {
        match name {
            "__eq__" | "__ne__" | "__lt__" | "__le__" | "__gt__" | "__ge__" => COMPARE,
            "__hash__" => HASH,
            "__bool__" | "__len__" => TRUTH,
            "__repr__" => REPR,
            "__str__" => STR,
            "__format__" => FORMAT,
            "__getattribute__" => GET_ATTRIBUTE,
            "__getattr__" => GET_MISSING,
            "__setattr__" | "__delattr__" => SET_ATTRIBUTE,
            "__iter__" | "__next__" | "__contains__" | "__getitem__" | "__setitem__" | "__delitem__"
            | "__missing__" | "__reversed__" => CONTAINER,
            "__new__" => NEW,
            "__init__" => INIT,
            "__instancecheck__" | "__subclasscheck__" => CHECKS,
            "__call__" => CALL,
            _ => 0,
        }
    }
}

impl Class {
    /// Whether it does something in a way of its own.
    #[inline]
    pub fn has(&self, what: u64) -> bool {
        self.overrides.load(Ordering::Relaxed) & what != 0
    }

    /// It does something in a way of its own from now on.
    pub fn overrides(&self, name: &str) {
        self.overrides.fetch_or(overrides::of(name), Ordering::Relaxed);
    }
}
