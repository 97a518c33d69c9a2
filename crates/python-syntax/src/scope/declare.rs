//! Names bound, read and declared, with the complaints of CPython's symbol table.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;
use ruff_text_size::TextRange;

use super::build::Builder;
use super::{ScopeKind, Symbol};
use crate::refusal::Refusal;

impl Builder<'_> {
    fn symbol(&mut self, name: &str, range: TextRange) -> &mut Symbol {
        let name = self.mangled(name);
        self.places.entry((self.current, name.clone())).or_insert(range);
        let scope = self.scope();
        if !scope.symbols.contains_key(&name) {
            scope.names.push(name.clone());
        }
        scope.symbols.entry(name).or_default()
    }

    pub(super) fn bind(&mut self, name: &str, range: TextRange) -> Result<(), Refusal> {
        if name == "__debug__" {
            return Err(self.source.syntax_error(range, "cannot assign to __debug__"));
        }
        self.symbol(name, range).bound = true;
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape with the other visits")]
    pub(super) fn read(&mut self, name: &str, range: TextRange) -> Result<(), Refusal> {
        self.symbol(name, range).used = true;
        if name == "super" && self.table.scopes[self.current].is_function_like() {
            self.symbol("__class__", range).used = true;
        }
        Ok(())
    }

    pub(super) fn parameter(&mut self, name: &ast::Identifier) -> Result<(), Refusal> {
        if self.symbol(name, name.range).parameter {
            let message = format!("duplicate argument '{name}' in function definition");
            return Err(self.source.syntax_error(name.range, message));
        }
        self.bind(name, name.range)?;
        self.symbol(name, name.range).parameter = true;
        Ok(())
    }

    pub(super) fn declare_global(&mut self, node: &ast::StmtGlobal) -> Result<(), Refusal> {
        for name in &node.names {
            let symbol = self.symbol(name, node.range).clone();
            let complaint = before_declaration(&symbol, name, "global");
            if let Some(message) = complaint.or_else(|| clash(symbol.nonlocal, name)) {
                return Err(self.source.syntax_error(node.range, message));
            }
            self.symbol(name, node.range).global = true;
        }
        Ok(())
    }

    pub(super) fn declare_nonlocal(&mut self, node: &ast::StmtNonlocal) -> Result<(), Refusal> {
        if self.table.scopes[self.current].kind == ScopeKind::Module {
            let message = "nonlocal declaration not allowed at module level";
            return Err(self.source.syntax_error(node.range, message));
        }
        for name in &node.names {
            let symbol = self.symbol(name, node.range).clone();
            let complaint = before_declaration(&symbol, name, "nonlocal");
            if let Some(message) = complaint.or_else(|| clash(symbol.global, name)) {
                return Err(self.source.syntax_error(node.range, message));
            }
            self.symbol(name, node.range).nonlocal = true;
        }
        Ok(())
    }

    pub(super) fn annotated(&mut self, node: &ast::StmtAnnAssign) -> Result<(), Refusal> {
        match &*node.target {
            Expr::Name(name) if node.simple => {
                let symbol = self.symbol(&name.id, node.range).clone();
                let kinds = [(symbol.global, "global"), (symbol.nonlocal, "nonlocal")];
                let in_module = self.table.scopes[self.current].kind == ScopeKind::Module;
                if let Some((_, kind)) = kinds.into_iter().find(|(is, _)| *is && !in_module) {
                    let message = format!("annotated name '{}' can't be {kind}", name.id);
                    return Err(self.source.syntax_error(node.range, message));
                }
                self.bind(&name.id, node.range)?;
                self.symbol(&name.id, node.range).annotated = true;
            }
            target => self.target(target)?,
        }
        self.optional(node.value.as_deref())
    }
}

// What CPython says of a name that is something already when it is declared, in its order.
fn before_declaration(symbol: &Symbol, name: &str, kind: &str) -> Option<String> {
    if symbol.parameter {
        Some(format!("name '{name}' is parameter and {kind}"))
    } else if symbol.global || symbol.nonlocal {
        None
    } else if symbol.used {
        Some(format!("name '{name}' is used prior to {kind} declaration"))
    } else if symbol.annotated {
        Some(format!("annotated name '{name}' can't be {kind}"))
    } else if symbol.bound {
        Some(format!("name '{name}' is assigned to before {kind} declaration"))
    } else {
        None
    }
}

fn clash(other: bool, name: &str) -> Option<String> {
    other.then(|| format!("name '{name}' is nonlocal and global"))
}
