//! `import` and `from ... import`.

use ruff_python_ast as ast;
use ruff_python_ast::Alias;

use super::{Compiler, Done};
use crate::code::{Constant, Op};

impl Compiler<'_> {
    pub(super) fn import(&mut self, node: &ast::StmtImport) -> Done {
        for alias in &node.names {
            self.constant(Constant::Int(0));
            self.constant(Constant::None);
            let name = self.import_name(&alias.name);
            self.emit(Op::ImportName(name));
            match &alias.asname {
                None => self.store_name(alias.name.split('.').next().unwrap_or_default()),
                Some(asname) => self.submodule(alias, asname),
            }
        }
        Ok(())
    }

    fn import_name(&mut self, name: &str) -> u32 {
        self.unit().name(&name.into())
    }

    // `import a.b.c as x` binds c itself, looked up through a and b.
    fn submodule(&mut self, alias: &Alias, asname: &str) {
        for part in alias.name.split('.').skip(1) {
            let name = self.import_name(part);
            self.emit(Op::ImportFrom(name));
            self.emit(Op::Swap(2));
            self.emit(Op::Pop);
        }
        self.store_name(asname);
    }

    pub(super) fn import_from(&mut self, node: &ast::StmtImportFrom) -> Done {
        self.constant(Constant::Int(i64::from(node.level)));
        let names = self.tuple_of_names(node.names.iter().map(|alias| alias.name.as_str().into()));
        self.emit(Op::LoadConst(names));
        let module = node.module.as_ref().map_or("", |module| module.as_str());
        let module = self.import_name(module);
        self.emit(Op::ImportName(module));
        if node.names.iter().any(|alias| alias.name.as_str() == "*") {
            self.emit(Op::ImportStar);
            return Ok(());
        }
        for alias in &node.names {
            let name = self.import_name(&alias.name);
            self.emit(Op::ImportFrom(name));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Op::Pop);
        Ok(())
    }
}
