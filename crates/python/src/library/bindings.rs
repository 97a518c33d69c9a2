//! Which names of a program stand for modules of the library, and for nothing else.

use std::collections::{BTreeMap, BTreeSet};

use python_syntax::{Code, Constant, Op};

use super::source;

/// The names that a program binds.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    modules: BTreeMap<String, String>,
    own: BTreeSet<String>,
    /// Attributes that it sets, and texts that may be names it asks for, as in `hasattr(os, "fork")`.
    given: BTreeSet<String>,
}

impl Bindings {
    /// Takes in what an op of a code binds.
    pub(super) fn take(&mut self, code: &Code, at: usize) {
        if at == 0 {
            self.own.extend(parameters(code).map(str::to_owned));
        }
        match code.ops[at] {
            Op::StoreAttr(index) => self.given.extend(named(&code.names, index).map(str::to_owned)),
            Op::LoadConst(index) => self.given.extend(text(code, index)),
            op => self.bind(stored(code, op), module_before(code, at)),
        }
    }

    fn bind(&mut self, name: Option<&str>, module: Option<String>) {
        match (name.map(str::to_owned), module) {
            (Some(name), Some(module)) => {
                let other = self.modules.insert(name.clone(), module.clone());
                if other.is_some_and(|other| other != module) {
                    self.own.insert(name);
                }
            }
            (Some(name), None) => {
                self.own.insert(name);
            }
            (None, _) => {}
        }
    }

    /// Whether a program binds a name to something of its own.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own.contains(name) || self.modules.contains_key(name)
    }

    /// Whether a program sets an attribute of this name on anything, or may have asked for it.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.given.contains(name)
    }

    /// The module that an op puts on the stack, if it is sure to.
    pub(super) fn module(&self, code: &Code, at: usize) -> Option<String> {
        match code.ops[at] {
            Op::LoadName(index) | Op::LoadGlobal(index) => self.stands_for(named(&code.names, index)?),
            Op::LoadFast(index) => self.stands_for(named(&code.locals, index)?),
            Op::LoadAttr(index) => {
                let module = self.module(code, at.checked_sub(1)?)?;
                let whole = format!("{module}.{}", named(&code.names, index)?);
                source(&whole).is_some().then_some(whole)
            }
            _ => None,
        }
    }

    fn stands_for(&self, name: &str) -> Option<String> {
        let module = self.modules.get(name)?;
        (!self.own.contains(name)).then(|| module.clone())
    }
}

fn named(names: &[std::sync::Arc<str>], index: u32) -> Option<&str> {
    names.get(index as usize).map(|name| &**name)
}

fn text(code: &Code, index: u32) -> Option<String> {
    match code.constants.get(index as usize) {
        Some(Constant::Str(text)) => Some(text.to_string()),
        _ => None,
    }
}

fn parameters(code: &Code) -> impl Iterator<Item = &str> {
    let count = code.positional + code.keyword_only + u32::from(code.variadic) + u32::from(code.variadic_keywords);
    code.locals.iter().take(count as usize).map(|name| &**name)
}

fn stored(code: &Code, op: Op) -> Option<&str> {
    match op {
        Op::StoreName(index) | Op::StoreGlobal(index) => named(&code.names, index),
        Op::StoreFast(index) => named(&code.locals, index),
        Op::StoreDeref(index) => deref(code, index as usize),
        _ => None,
    }
}

// Cells come first, then what the closure brings.
fn deref(code: &Code, index: usize) -> Option<&str> {
    let cell = code.cells.get(index).map(|cell| &*cell.name);
    cell.or_else(|| code.frees.get(index - code.cells.len()).map(|name| &**name))
}

/// The module that was imported just before an op: `import a.b` leaves `a`, `import a.b as c` and `from a import b` leave `a.b`.
fn module_before(code: &Code, at: usize) -> Option<String> {
    let before = |back: usize| at.checked_sub(back).map(|at| code.ops[at]);
    match before(1)? {
        Op::ImportName(index) => named(&code.names, index)?.split('.').next().map(str::to_owned),
        Op::ImportFrom(index) => {
            let whole = format!("{}.{}", imported(code, at)?, named(&code.names, index)?);
            source(&whole).is_some().then_some(whole)
        }
        Op::Pop if before(2) == Some(Op::Swap(2)) => imported(code, at).map(str::to_owned),
        _ => None,
    }
}

/// The module that the import before an op names: `from os import a, fork` takes its names from it.
pub(super) fn imported(code: &Code, at: usize) -> Option<&str> {
    code.ops[..at].iter().rev().find_map(|op| match op {
        Op::ImportName(index) => named(&code.names, *index),
        _ => None,
    })
}
