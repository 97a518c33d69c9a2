//! The symbol table: which scope each name belongs to, by CPython's rules.

use std::collections::HashMap;
use std::sync::Arc;

pub use annotations::{annotated_parameters, annotated_variables, name_of as type_parameter_name};
pub use build::{build, in_slot_order};
pub use name::mangle;

mod annotations;
mod build;
mod comprehensions;
mod declare;
mod expressions;
mod name;
mod patterns;
mod resolve;

/// Number of a scope in its [`Table`].
pub type ScopeNumber = usize;

/// What a scope is the scope of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// The module.
    Module,
    /// A class body.
    Class,
    /// A `def`.
    Function,
    /// A `lambda`.
    Lambda,
    /// A generator expression: a function of its own.
    Generator,
    /// A list, set or dict comprehension: inlined into its host, its variables are its own.
    Comprehension,
    /// The function that gives annotations (or a bound, a default, an alias's value) when asked.
    Annotations,
    /// The scope of type parameters around a generic function, class or alias.
    TypeParameters,
}

/// How a scope reaches a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A variable of this scope.
    Own,
    /// A variable of this scope that inner functions capture.
    Cell,
    /// A variable of an enclosing function.
    Free,
    /// A global by declaration.
    GlobalDeclared,
    /// A global because nothing else binds it.
    Global,
}

/// What a scope does with a name.
#[derive(Debug, Clone, Default)]
pub struct Symbol {
    /// Bound here: assigned, imported, deleted, defined, a parameter.
    pub bound: bool,
    /// A parameter.
    pub parameter: bool,
    /// Read here.
    pub used: bool,
    /// Declared global.
    pub global: bool,
    /// Declared nonlocal.
    pub nonlocal: bool,
    /// Annotated here.
    pub annotated: bool,
    /// The variable of a comprehension's `for`.
    pub iteration: bool,
    /// Captured by an inner function.
    pub captured: bool,
}

/// One scope.
#[derive(Debug)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// `__name__` of what it is the body of.
    pub name: Arc<str>,
    /// The enclosing scope.
    pub parent: Option<ScopeNumber>,
    /// The class whose private names are mangled in here.
    pub private: Option<Arc<str>>,
    /// Names in the order they were first met.
    pub names: Vec<Arc<str>>,
    /// What is done with them.
    pub symbols: HashMap<Arc<str>, Symbol>,
    /// Variables of enclosing functions that this scope's code needs, for itself or for what is inside it.
    pub frees: Vec<Arc<str>>,
    /// `async def`, or a comprehension with `async for` or `await`.
    pub asynchronous: bool,
    /// Has `yield`.
    pub yields: bool,
    /// Attributes assigned on the first parameter by methods, for `__static_attributes__` of a class.
    pub static_attributes: Vec<Arc<str>>,
}

/// All scopes of a text.
#[derive(Debug, Default)]
pub struct Table {
    /// The scopes; the module is the first.
    pub scopes: Vec<Scope>,
    keys: HashMap<(usize, Part), ScopeNumber>,
}

/// Which of a syntax node's scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its body.
    Body,
    /// Its annotations.
    Annotations,
    /// Its type parameters.
    TypeParameters,
}

impl Table {
    /// The scope that belongs to a syntax node.
    pub fn scope_of<T>(&self, node: &T, part: Part) -> ScopeNumber {
        self.keys.get(&(address(node), part)).copied().unwrap_or_default()
    }

    /// The scope that belongs to a syntax node, if it has one.
    pub fn find<T>(&self, node: &T, part: Part) -> Option<ScopeNumber> {
        self.keys.get(&(address(node), part)).copied()
    }

    /// The scope whose code a scope's ops go into: itself, or the host of an inlined comprehension.
    pub fn host(&self, scope: ScopeNumber) -> ScopeNumber {
        let one = &self.scopes[scope];
        match (one.kind, one.parent) {
            (ScopeKind::Comprehension, Some(parent)) => self.host(parent),
            _ => scope,
        }
    }
}

impl Scope {
    /// Whether names bound here are fast slots or cells that inner functions can capture.
    pub fn is_function_like(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }
}

// A node stays where it is while a text is compiled, so its address tells it apart.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}
