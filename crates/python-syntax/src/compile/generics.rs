//! Type parameters and aliases (PEP 695).

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, TypeParam};
use ruff_text_size::Ranged;

use super::{Compiler, Done};
use crate::code::{Constant, DEFAULTS, KEYWORD_DEFAULTS, Op, TypeParameterKind};
use crate::scope::{Part, type_parameter_name};

impl Compiler<'_> {
    /// A generic function is made inside a function that holds its type parameters; defaults are evaluated outside and passed in.
    pub(super) fn generic_function(&mut self, node: &ast::StmtFunctionDef) -> Done {
        let scope = self.table.scope_of(node, Part::TypeParameters);
        let span = self.unit().span;
        let parameters = &node.parameters;
        let positional = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .any(|one| one.default.is_some());
        let named = parameters.kwonlyargs.iter().any(|one| one.default.is_some());
        let flags = if positional { DEFAULTS } else { 0 } | if named { KEYWORD_DEFAULTS } else { 0 };
        self.open_generic(scope, &node.name, flags.count_ones());
        self.type_parameters(node.type_params.as_deref())?;
        for slot in 0..flags.count_ones() {
            self.emit(Op::LoadFast(slot));
        }
        self.function_object(node, flags)?;
        self.emit(Op::SetTypeParameters);
        self.call_generic()?;
        self.unit().span = span;
        self.defaults(parameters)?;
        self.emit(Op::Call(flags.count_ones()));
        Ok(())
    }

    pub(super) fn generic_class(&mut self, node: &ast::StmtClassDef) -> Done {
        let scope = self.table.scope_of(node, Part::TypeParameters);
        self.open_generic(scope, &node.name, 0);
        self.type_parameters(node.type_params.as_deref())?;
        let slot = self.hidden(".type_params");
        self.emit(Op::Copy(1));
        self.emit(Op::StoreFast(slot));
        self.class_object(node, true)?;
        self.emit(Op::SetTypeParameters);
        self.call_generic()?;
        self.emit(Op::Call(0));
        Ok(())
    }

    pub(super) fn alias(&mut self, node: &ast::StmtTypeAlias) -> Done {
        let Expr::Name(name) = &*node.name else {
            return self.error(node.range, "invalid syntax");
        };
        let generic = self.table.find(node, Part::TypeParameters);
        if let Some(scope) = generic {
            self.open_generic(scope, &name.id, 0);
        }
        self.text(&name.id);
        match generic {
            Some(_) => self.type_parameters(node.type_params.as_deref())?,
            None => self.constant(Constant::Tuple(Arc::new([]))),
        }
        self.lazily(self.table.scope_of(node, Part::Annotations), &name.id, &node.value)?;
        self.emit(Op::MakeTypeAlias);
        if generic.is_some() {
            self.call_generic()?;
            self.emit(Op::Call(0));
        }
        self.at(node.range);
        self.store_name(&name.id);
        Ok(())
    }

    fn open_generic(&mut self, scope: usize, name: &str, parameters: u32) {
        let line = self.unit().span.line;
        self.open_unit(scope, &format!("<generic parameters of {name}>"), line);
        self.unit().shape.positional = parameters;
        for index in 0..parameters {
            let name: Arc<str> = format!(".default{index}").into();
            self.unit().slot(scope, &name);
        }
    }

    // Ends the function of type parameters and pushes it.
    fn call_generic(&mut self) -> Done {
        self.emit(Op::Return);
        let code = self.finish_unit()?;
        self.make_function(code, 0);
        Ok(())
    }

    /// Binds the parameters and pushes a tuple of them.
    fn type_parameters(&mut self, parameters: Option<&ast::TypeParams>) -> Done {
        let parameters = parameters.map_or(&[][..], |parameters| &parameters.type_params);
        for parameter in parameters {
            self.type_parameter(parameter)?;
        }
        self.emit(Op::BuildTuple(u32::try_from(parameters.len()).unwrap_or(u32::MAX)));
        Ok(())
    }

    fn type_parameter(&mut self, parameter: &TypeParam) -> Done {
        let name = type_parameter_name(parameter);
        self.at(parameter.range());
        self.text(name);
        let (kind, bound) = match parameter {
            TypeParam::TypeVar(node) => (TypeParameterKind::TypeVar, node.bound.as_deref()),
            TypeParam::TypeVarTuple(_) => (TypeParameterKind::TypeVarTuple, None),
            TypeParam::ParamSpec(_) => (TypeParameterKind::ParamSpec, None),
        };
        if let Some(bound) = bound {
            self.lazily(self.table.scope_of(parameter, Part::Annotations), name, bound)?;
        }
        if let Some(default) = parameter.default() {
            self.lazily(self.table.scope_of(parameter, Part::TypeParameters), name, default)?;
        }
        self.emit(Op::MakeTypeParameter {
            kind,
            bound: bound.is_some(),
            default: parameter.default().is_some(),
        });
        self.emit(Op::Copy(1));
        self.store_name(name);
        Ok(())
    }

    // Pushes a function that gives the value of an expression.
    fn lazily(&mut self, scope: usize, name: &str, value: &Expr) -> Done {
        let line = self.source.place(value.start()).0;
        let span = self.unit().span;
        self.open_unit(scope, name, line);
        match value {
            Expr::Starred(star) => self.expression(&star.value)?,
            value => self.expression(value)?,
        }
        self.emit(Op::Return);
        let code = self.finish_unit()?;
        self.unit().span = span;
        self.make_function(code, 0);
        Ok(())
    }

    pub(super) fn load_hidden(&mut self, name: &str) {
        let slot = self.hidden(name);
        self.emit(Op::LoadFast(slot));
    }

    fn hidden(&mut self, name: &str) -> u32 {
        let scope = self.scope();
        self.unit().slot(scope, &name.into())
    }
}
