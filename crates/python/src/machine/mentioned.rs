//! Which attributes a program's text sets, and whether it looks at all of an object's at once.
//!
//! Methods are looked up all the time and set anew almost never, and so are the names in modules of the library: that one is looked up is announced
//! only where the program's text has a way to set it.

use hashbrown::HashSet;
use python_syntax::code::{Kind, Op};

use super::body::Body;
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// What sets an attribute whose name stands elsewhere: then any string of the program may be one.
const SETTERS: [&str; 6] = ["setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__"];
/// What gives or looks at all attributes of an object.
const ALL: [&str; 10] = [
    "globals",
    "locals",
    "vars",
    "__dict__",
    "dir",
    "copy",
    "deepcopy",
    "replace",
    "SimpleNamespace",
    "getmembers",
];

/// What a program's text says of attributes.
#[derive(Debug, Default)]
pub struct Mentioned {
    set: HashSet<Name>,
    globals: HashSet<Name>,
    names: HashSet<Name>,
    /// Whether it looks at all attributes of an object at once.
    pub all: bool,
}

impl Mentioned {
    /// What a program's code mentions.
    #[must_use]
    pub fn of(body: &Body) -> Self {
        let mut strings = HashSet::new();
        let mut found = Self::default();
        found.add(body, &mut strings);
        let mentions = |words: &[&str]| words.iter().any(|word| found.names.contains(&intern(word)));
        let (all, sets, hides) = (mentions(&ALL), mentions(&SETTERS), mentions(&["globals"]));
        found.all = all;
        if sets || hides {
            found.globals.extend(strings.iter().cloned());
        }
        if sets {
            found.set.extend(strings);
        }
        found
    }

    fn add(&mut self, body: &Body, strings: &mut HashSet<Name>) {
        self.names.extend(body.names.iter().cloned());
        for op in &body.code.ops {
            let (set, name) = match op {
                Op::StoreAttr(name) | Op::DeleteAttr(name) => (&mut self.set, name),
                Op::StoreGlobal(name) => (&mut self.globals, name),
                Op::StoreName(name) if body.code.kind == Kind::Module => (&mut self.globals, name),
                _ => continue,
            };
            set.extend(body.names.get(*name as usize).cloned());
        }
        for constant in &body.constants {
            match constant {
                Value::Code(body) => self.add(body, strings),
                Value::Str(text) => {
                    strings.insert(intern(text.as_str()));
                }
                // Names of keywords, as in `update(name=...)`.
                Value::Tuple(items) => strings.extend(items.iter().filter_map(|item| match item {
                    Value::Str(text) => Some(intern(text.as_str())),
                    _ => None,
                })),
                _ => {}
            }
        }
    }

    /// Whether a name stands anywhere in the program, as a variable or an attribute.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(&intern(name))
    }

    /// Whether the program has a way to set a global of this name.
    pub fn hides(&self, name: &Name) -> bool {
        self.globals.contains(name)
    }

    /// Whether the program has a way to set an attribute of this name.
    pub fn sets(&self, name: &Name) -> bool {
        self.set.contains(name)
    }
}
