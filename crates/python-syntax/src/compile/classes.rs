//! Classes.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

use super::calls::is_plain;
use super::functions::header;
use super::{Compiler, Done, clean, docstring};
use crate::code::{Constant, Kind, Op};
use crate::scope::Part;

impl Compiler<'_> {
    pub(super) fn class(&mut self, node: &ast::StmtClassDef) -> Done {
        let place = header(node.range, &node.decorator_list, node.name.range);
        self.decorators(&node.decorator_list)?;
        self.at(place);
        if node.type_params.is_some() {
            self.generic_class(node)?;
        } else {
            self.class_object(node, false)?;
        }
        self.decorate(&node.decorator_list);
        self.at(place);
        self.store_name(&node.name);
        Ok(())
    }

    /// Calls `__build_class__`; a generic class gets `Generic[...]` of the local `.type_params` as its last base.
    pub(super) fn class_object(&mut self, node: &ast::StmtClassDef, generic: bool) -> Done {
        self.emit(Op::LoadBuildClass);
        self.class_body(node)?;
        self.text(&node.name);
        let none = no_arguments(node.range);
        let arguments = node.arguments.as_deref().unwrap_or(&none);
        if is_plain(arguments) {
            arguments.args.iter().try_for_each(|base| self.expression(base))?;
            self.generic_base(generic);
            arguments
                .keywords
                .iter()
                .try_for_each(|keyword| self.expression(&keyword.value))?;
            self.at(header(node.range, &node.decorator_list, node.name.range));
            let count = 2 + arguments.args.len() + arguments.keywords.len() + usize::from(generic);
            self.finish_call(u16::try_from(count).unwrap_or(u16::MAX), &arguments.keywords);
            return Ok(());
        }
        self.class_from_unpacked(node, arguments, generic)
    }

    fn class_from_unpacked(&mut self, node: &ast::StmtClassDef, arguments: &ast::Arguments, generic: bool) -> Done {
        let place = header(node.range, &node.decorator_list, node.name.range);
        self.emit(Op::BuildList(2));
        for base in &arguments.args {
            match base {
                Expr::Starred(star) => {
                    self.expression(&star.value)?;
                    self.emit(Op::ListExtend(1));
                }
                base => {
                    self.expression(base)?;
                    self.emit(Op::ListAppend(1));
                }
            }
        }
        if generic {
            self.generic_base(generic);
            self.emit(Op::ListAppend(1));
        }
        self.emit(Op::ListToTuple);
        self.keyword_dict(&arguments.keywords, place)?;
        self.at(place);
        self.emit(Op::CallEx(!arguments.keywords.is_empty()));
        Ok(())
    }

    fn generic_base(&mut self, generic: bool) {
        if generic {
            self.load_hidden(".type_params");
            self.emit(Op::MakeGeneric);
        }
    }

    fn class_body(&mut self, node: &ast::StmtClassDef) -> Done {
        let first_line = self.first_line(node.range, &node.decorator_list);
        let scope = self.table.scope_of(node, Part::Body);
        self.open_unit(scope, &node.name, first_line);
        debug_assert_eq!(self.unit().kind, Kind::Class);
        self.class_prologue(node, first_line);
        self.annotate_body(node)?;
        self.unit().skips_docstring = true;
        self.body(&node.body)?;
        self.class_epilogue();
        let code = self.finish_unit()?;
        self.at(header(node.range, &node.decorator_list, node.name.range));
        self.make_function(code, 0);
        Ok(())
    }

    fn class_prologue(&mut self, node: &ast::StmtClassDef, first_line: u32) {
        let qualname = self.unit().qualname.clone();
        self.load_name("__name__");
        self.store_name("__module__");
        self.text(&qualname);
        self.store_name("__qualname__");
        self.constant(Constant::Int(i64::from(first_line)));
        self.store_name("__firstlineno__");
        if self.captures("__classdict__") {
            self.emit(Op::LoadLocals);
            let cell = self.closure_cell(&"__classdict__".into());
            self.emit(Op::StoreDeref(cell));
        }
        if let Some(doc) = docstring(&node.body) {
            self.at(doc.range());
            self.text(&clean(doc.value.to_str()));
            self.store_name("__doc__");
        }
    }

    fn class_epilogue(&mut self) {
        let scope = self.scope();
        let attributes = self.table.scopes[scope].static_attributes.clone();
        let attributes = self.tuple_of_names(attributes.into_iter());
        self.emit(Op::LoadConst(attributes));
        self.store_name("__static_attributes__");
        if self.captures("__class__") {
            let cell = self.closure_cell(&"__class__".into());
            self.emit(Op::LoadClosure(cell));
            self.emit(Op::Copy(1));
            self.store_name("__classcell__");
            self.emit(Op::Return);
        } else {
            self.return_none();
        }
    }

    fn captures(&self, name: &str) -> bool {
        let scope = &self.table.scopes[self.scope()];
        scope.symbols.get(name).is_some_and(|symbol| symbol.captured)
    }
}

fn no_arguments(range: ruff_text_size::TextRange) -> ast::Arguments {
    ast::Arguments {
        range,
        node_index: ast::AtomicNodeIndex::NONE,
        args: Box::new([]),
        keywords: Box::new([]),
    }
}
