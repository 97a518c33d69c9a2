//! Loads, stores and deletions of names, each from where the symbol table places it.

use std::sync::Arc;

use super::Compiler;
use crate::code::{Kind, Op};
use crate::scope::{Place, ScopeKind, ScopeNumber};

/// Where a name lives, as ops address it.
#[derive(Debug, Clone, Copy)]
enum Home {
    Fast(u32),
    /// Cell or free variable.
    Deref(u32),
    Global(u32),
    /// The namespace of a module or class.
    Namespace(u32),
    /// A free variable of a class body.
    ClassDeref(u32),
}

impl Compiler<'_> {
    pub(super) fn load_name(&mut self, name: &str) {
        let name = self.mangled(name);
        if self.sees_class_namespace() {
            return self.load_through_class(&name);
        }
        let op = match self.home(&name) {
            Home::Fast(slot) => Op::LoadFast(slot),
            Home::Deref(cell) => Op::LoadDeref(cell),
            Home::Global(index) => Op::LoadGlobal(index),
            Home::Namespace(index) => Op::LoadName(index),
            Home::ClassDeref(cell) => Op::LoadClassDeref(cell),
        };
        self.emit(op);
    }

    pub(super) fn store_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let op = match self.home(&name) {
            Home::Fast(slot) => Op::StoreFast(slot),
            Home::Deref(cell) | Home::ClassDeref(cell) => Op::StoreDeref(cell),
            Home::Global(index) => Op::StoreGlobal(index),
            Home::Namespace(index) => Op::StoreName(index),
        };
        self.emit(op);
    }

    pub(super) fn delete_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let op = match self.home(&name) {
            Home::Fast(slot) => Op::DeleteFast(slot),
            Home::Deref(cell) | Home::ClassDeref(cell) => Op::DeleteDeref(cell),
            Home::Global(index) => Op::DeleteGlobal(index),
            Home::Namespace(index) => Op::DeleteName(index),
        };
        self.emit(op);
    }

    /// Index of an attribute's or import's name.
    pub(super) fn name_index(&mut self, name: &str) -> u32 {
        let name = self.mangled(name);
        self.unit().name(&name)
    }

    fn home(&mut self, name: &Arc<str>) -> Home {
        let (place, owner) = self.table.place(self.scope(), name);
        let outermost = self.units.last().and_then(|unit| unit.scopes.first().copied());
        let kind = self.unit().kind;
        let is_body = matches!(kind, Kind::Module | Kind::Class);
        let in_namespace = is_body && Some(owner) == outermost;
        match place {
            Place::Own if in_namespace => Home::Namespace(self.unit().name(name)),
            Place::Own => Home::Fast(self.unit().slot(owner, name)),
            Place::Cell => Home::Deref(self.unit().cell(owner, name)),
            Place::Free if kind == Kind::Class && Some(self.scope()) == outermost => Home::ClassDeref(self.free(name)),
            Place::Free => Home::Deref(self.free(name)),
            Place::Global if is_body && Some(self.scope()) == outermost => Home::Namespace(self.unit().name(name)),
            Place::Global | Place::GlobalDeclared => Home::Global(self.unit().name(name)),
        }
    }

    // Frees come after all cells, whose number is known from the start: see `prepare_variables`.
    fn free(&mut self, name: &str) -> u32 {
        let unit = self.unit();
        let index = unit.frees.iter().position(|free| **free == *name).unwrap_or_default();
        u32::try_from(unit.cells.len() + index).unwrap_or(u32::MAX)
    }

    /// The cell that an inner function's free variable comes from.
    pub(super) fn closure_cell(&mut self, name: &Arc<str>) -> u32 {
        let scope = self.scope();
        let class_cell = matches!(&**name, "__class__" | "__classdict__");
        if class_cell && self.table.scopes[scope].kind == ScopeKind::Class {
            return self.unit().cell(scope, name);
        }
        match self.table.place(scope, name) {
            (Place::Cell, owner) => self.unit().cell(owner, name),
            _ => self.free(name),
        }
    }

    /// Gives every captured variable of a unit its cell: its own, and those of the comprehensions inlined into it.
    pub(super) fn prepare_variables(&mut self, scope: ScopeNumber) {
        let frees = self.table.scopes[scope].frees.clone();
        let owners: Vec<ScopeNumber> = (scope..self.table.scopes.len())
            .filter(|inner| self.table.host(*inner) == scope)
            .collect();
        let mut captured = Vec::new();
        for owner in owners {
            let scope = &self.table.scopes[owner];
            let is_captured = |name: &&Arc<str>| scope.symbols[*name].captured;
            captured.extend(scope.names.iter().filter(is_captured).map(|name| (owner, name.clone())));
            let implicit = ["__class__", "__classdict__"].map(Arc::<str>::from);
            let is_class = scope.kind == ScopeKind::Class;
            let implicit = implicit
                .into_iter()
                .filter(|name| is_class && scope.symbols.get(name).is_some_and(|one| one.captured));
            captured.extend(implicit.map(|name| (owner, name)));
        }
        let unit = self.unit();
        unit.frees = frees;
        for (owner, name) in captured {
            unit.cell(owner, &name);
        }
    }

    // In annotations and type parameters of a class, names come from the class first (PEP 649).
    fn sees_class_namespace(&self) -> bool {
        let scope = &self.table.scopes[self.scope()];
        let lazy = matches!(scope.kind, ScopeKind::Annotations | ScopeKind::TypeParameters);
        lazy && scope.frees.iter().any(|free| &**free == "__classdict__") && scope.symbols.contains_key("__classdict__")
    }

    fn load_through_class(&mut self, name: &Arc<str>) {
        match self.home(name) {
            Home::Fast(slot) => self.emit(Op::LoadFast(slot)),
            Home::Deref(cell) if matches!(self.table.place(self.scope(), name).0, Place::Cell) => {
                self.emit(Op::LoadDeref(cell));
            }
            Home::Deref(cell) | Home::ClassDeref(cell) => {
                self.load_class_namespace();
                self.emit(Op::LoadFromDictOrDeref(cell));
            }
            Home::Global(index) | Home::Namespace(index) => {
                self.load_class_namespace();
                self.emit(Op::LoadFromDictOrGlobals(index));
            }
        }
    }

    fn load_class_namespace(&mut self) {
        let cell = self.free("__classdict__");
        self.emit(Op::LoadDeref(cell));
    }
}
