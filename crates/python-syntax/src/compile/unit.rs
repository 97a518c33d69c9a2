//! The code object that is being written: ops, labels, blocks and handlers.

use std::collections::HashMap;
use std::sync::Arc;

use super::blocks::Block;
use super::constants::Key;
use crate::code::{CellVariable, Constant, Kind, Op, Span};
use crate::scope::ScopeNumber;

/// A place that ops jump to; its op is known once it is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label(pub u32);

/// Number of a handler of the unit.
pub type HandlerNumber = usize;

/// A range of ops that a handler covers, given by the ops that name it.
#[derive(Debug, Clone, Copy)]
pub struct Region {
    /// Where an exception goes.
    pub target: Label,
    /// The first op inside: its depth is what the handler keeps, but for the topmost `spare` values.
    pub start: u32,
    pub spare: u32,
}

/// A code object that is being written.
pub struct Unit {
    pub kind: Kind,
    pub name: Arc<str>,
    pub qualname: Arc<str>,
    pub first_line: u32,
    pub span: Span,
    pub ops: Vec<Op>,
    pub spans: Vec<Span>,
    /// The handler of each op.
    pub covered: Vec<Option<HandlerNumber>>,
    pub regions: Vec<Region>,
    pub labels: Vec<Option<u32>>,
    pub blocks: Vec<Block>,
    pub handlers: Vec<HandlerNumber>,
    pub constants: Vec<Constant>,
    pub known: HashMap<Key, u32>,
    pub names: Vec<Arc<str>>,
    pub named: HashMap<Arc<str>, u32>,
    pub locals: Vec<Arc<str>>,
    pub slots: HashMap<(ScopeNumber, Arc<str>), u32>,
    pub cells: Vec<CellVariable>,
    pub cell_numbers: HashMap<(ScopeNumber, Arc<str>), u32>,
    pub frees: Vec<Arc<str>>,
    pub shape: Shape,
    pub doc: Option<Arc<str>>,
    pub nested: bool,
    pub skips_docstring: bool,
    /// The scope of the unit, then those of the inlined comprehensions that are open.
    pub scopes: Vec<ScopeNumber>,
}

/// The counts of a function's parameters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape {
    pub positional: u32,
    pub positional_only: u32,
    pub keyword_only: u32,
    pub variadic: bool,
    pub variadic_keywords: bool,
}

impl Unit {
    /// An empty unit.
    pub fn new(scope: ScopeNumber, kind: Kind, name: Arc<str>, qualname: Arc<str>, first_line: u32) -> Unit {
        Unit {
            kind,
            name,
            qualname,
            first_line,
            span: Span::default(),
            ops: Vec::new(),
            spans: Vec::new(),
            covered: Vec::new(),
            regions: Vec::new(),
            labels: Vec::new(),
            blocks: Vec::new(),
            handlers: Vec::new(),
            constants: Vec::new(),
            known: HashMap::new(),
            names: Vec::new(),
            named: HashMap::new(),
            locals: Vec::new(),
            slots: HashMap::new(),
            cells: Vec::new(),
            cell_numbers: HashMap::new(),
            frees: Vec::new(),
            shape: Shape::default(),
            doc: None,
            nested: false,
            skips_docstring: kind == Kind::Module,
            scopes: vec![scope],
        }
    }

    /// The innermost scope: that of an inlined comprehension while one is open.
    pub fn scope(&self) -> ScopeNumber {
        self.scopes.last().copied().unwrap_or_default()
    }

    /// The next op's index.
    pub fn next(&self) -> u32 {
        u32::try_from(self.ops.len()).unwrap_or(u32::MAX)
    }

    /// Adds an op at the current place, covered by the current handler.
    pub fn emit(&mut self, op: Op) {
        self.ops.push(op);
        self.spans.push(self.span);
        self.covered.push(self.handlers.last().copied());
    }

    /// A label that is not bound yet.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(u32::try_from(self.labels.len() - 1).unwrap_or(u32::MAX))
    }

    /// Binds a label to the next op.
    pub fn bind(&mut self, label: Label) {
        let next = self.next();
        self.labels[label.0 as usize] = Some(next);
    }

    /// Opens a region whose exceptions go to `target`.
    pub fn push_handler(&mut self, target: Label) -> HandlerNumber {
        self.push_handler_below(target, 0)
    }

    /// As [`Unit::push_handler`], where the topmost `spare` values are not kept.
    pub fn push_handler_below(&mut self, target: Label, spare: u32) -> HandlerNumber {
        let start = self.next();
        self.regions.push(Region { target, start, spare });
        self.handlers.push(self.regions.len() - 1);
        self.regions.len() - 1
    }

    /// Closes the innermost region.
    pub fn pop_handler(&mut self) {
        self.handlers.pop();
    }

    /// Index of a name.
    pub fn name(&mut self, name: &Arc<str>) -> u32 {
        if let Some(known) = self.named.get(name) {
            return *known;
        }
        let index = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.clone());
        self.named.insert(name.clone(), index);
        index
    }

    /// The fast slot of a scope's variable.
    pub fn slot(&mut self, scope: ScopeNumber, name: &Arc<str>) -> u32 {
        let next = u32::try_from(self.locals.len()).unwrap_or(u32::MAX);
        let slot = *self.slots.entry((scope, name.clone())).or_insert(next);
        if slot == next {
            self.locals.push(name.clone());
        }
        slot
    }

    /// The number of a scope's captured variable among the unit's own cells.
    pub fn cell(&mut self, scope: ScopeNumber, name: &Arc<str>) -> u32 {
        let next = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        let number = *self.cell_numbers.entry((scope, name.clone())).or_insert(next);
        if number == next {
            self.cells.push(CellVariable {
                name: name.clone(),
                parameter: None,
            });
        }
        number
    }
}
