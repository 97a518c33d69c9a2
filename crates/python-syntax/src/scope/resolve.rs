//! Which scope each name belongs to, once all scopes are known.

use std::sync::Arc;

use super::build::Builder;
use super::{Place, ScopeKind, ScopeNumber, Table};
use crate::refusal::Refusal;

impl Builder<'_> {
    pub(super) fn resolve_all(&mut self) -> Result<(), Refusal> {
        for scope in 0..self.table.scopes.len() {
            for name in self.table.scopes[scope].names.clone() {
                self.resolve(scope, &name)?;
            }
        }
        Ok(())
    }

    fn resolve(&mut self, scope: ScopeNumber, name: &Arc<str>) -> Result<(), Refusal> {
        let Some(symbol) = self.table.scopes[scope].symbols.get(name) else {
            return Ok(());
        };
        let (nonlocal, settled) = (symbol.nonlocal, symbol.global || (symbol.bound && !symbol.nonlocal));
        if settled {
            return Ok(());
        }
        if !self.table.look_outside(scope, name) && nonlocal {
            let range = self.places.get(&(scope, name.clone())).copied().unwrap_or_default();
            return Err(self
                .source
                .syntax_error(range, format!("no binding for nonlocal '{name}' found")));
        }
        Ok(())
    }
}

impl Table {
    // Looks for the enclosing function that binds a name, and makes it a free variable of all scopes between. Says whether it found one.
    fn look_outside(&mut self, scope: ScopeNumber, name: &Arc<str>) -> bool {
        let mut between = vec![scope];
        let mut next = self.scopes[scope].parent;
        while let Some(at) = next {
            match self.binds(at, name) {
                Some(true) => {
                    self.capture(at, &between, name);
                    return true;
                }
                Some(false) => return false,
                None => between.push(at),
            }
            next = self.scopes[at].parent;
        }
        false
    }

    // Whether an enclosing scope is where a name comes from; `Some(false)`: it is a global, `None`: look further out.
    fn binds(&self, at: ScopeNumber, name: &Arc<str>) -> Option<bool> {
        let scope = &self.scopes[at];
        match scope.kind {
            ScopeKind::Module => Some(false),
            ScopeKind::Class => matches!(&**name, "__class__" | "__classdict__").then_some(true),
            _ => {
                let symbol = scope.symbols.get(name)?;
                if symbol.global {
                    return Some(false);
                }
                (symbol.bound && !symbol.nonlocal).then_some(true)
            }
        }
    }

    fn capture(&mut self, owner: ScopeNumber, between: &[ScopeNumber], name: &Arc<str>) {
        let home = self.host(owner);
        let hosts: Vec<ScopeNumber> = between.iter().map(|scope| self.host(*scope)).collect();
        let outside: Vec<ScopeNumber> = hosts.into_iter().filter(|host| *host != home).collect();
        if outside.is_empty() {
            return;
        }
        let symbol = self.scopes[owner].symbols.entry(name.clone()).or_default();
        symbol.captured = true;
        for host in outside {
            let frees = &mut self.scopes[host].frees;
            if !frees.contains(name) {
                frees.push(name.clone());
            }
        }
    }

    /// How the code of a scope reaches a name, and for a variable of its own the scope (an inlined comprehension perhaps) that owns it.
    pub fn place(&self, scope: ScopeNumber, name: &str) -> (Place, ScopeNumber) {
        self.place_from(scope, name, false)
    }

    // `inlined`: asked for by a comprehension inside, which sees no class variables.
    fn place_from(&self, at: ScopeNumber, name: &str, inlined: bool) -> (Place, ScopeNumber) {
        let scope = &self.scopes[at];
        let symbol = scope.symbols.get(name);
        let hidden = inlined && scope.kind == ScopeKind::Class;
        if symbol.is_some_and(|symbol| symbol.global) && !hidden {
            return (Place::GlobalDeclared, at);
        }
        let bound = symbol.filter(|symbol| symbol.bound && !symbol.nonlocal && !hidden);
        match (bound, scope.kind, scope.parent) {
            (Some(symbol), _, _) if symbol.captured && scope.is_function_like() => (Place::Cell, at),
            (Some(_), _, _) => (Place::Own, at),
            (None, ScopeKind::Comprehension, Some(parent)) => self.place_from(parent, name, true),
            (None, _, _) if scope.frees.iter().any(|free| **free == *name) => (Place::Free, at),
            (None, _, _) => (Place::Global, at),
        }
    }
}
