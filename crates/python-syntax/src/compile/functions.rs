//! Functions, lambdas, decorators.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::unit::{Shape, Unit};
use super::{Compiler, Done, clean, docstring};
use crate::code::{ANNOTATE, CLOSURE, Code, Constant, DEFAULTS, KEYWORD_DEFAULTS, Kind, Op};
use crate::refusal::Refusal;
use crate::scope::{Part, ScopeKind, ScopeNumber, in_slot_order, mangle};

impl Compiler<'_> {
    pub(super) fn function(&mut self, node: &ast::StmtFunctionDef) -> Done {
        self.decorators(&node.decorator_list)?;
        self.at(header(node.range, &node.decorator_list, node.name.range));
        if node.type_params.is_some() {
            self.generic_function(node)?;
        } else {
            let flags = self.defaults(&node.parameters)?;
            self.function_object(node, flags)?;
        }
        self.decorate(&node.decorator_list);
        self.at(header(node.range, &node.decorator_list, node.name.range));
        self.store_name(&node.name);
        Ok(())
    }

    /// Makes the function; what `flags` say of defaults is on the stack.
    pub(super) fn function_object(&mut self, node: &ast::StmtFunctionDef, flags: u8) -> Done {
        let annotate = self.annotate_function(node)?;
        let first_line = self.first_line(node.range, &node.decorator_list);
        let scope = self.table.scope_of(node, Part::Body);
        self.open_unit(scope, &node.name, first_line);
        self.shape(Some(&node.parameters));
        self.unit().doc = docstring(&node.body).map(|doc| clean(doc.value.to_str()).into());
        self.unit().skips_docstring = true;
        self.function_body(&node.body)?;
        let code = self.finish_unit()?;
        self.at(header(node.range, &node.decorator_list, node.name.range));
        self.make_function(code, flags | if annotate { ANNOTATE } else { 0 });
        Ok(())
    }

    fn function_body(&mut self, body: &[Stmt]) -> Done {
        self.guarded(|compiler| {
            compiler.body(body)?;
            compiler.return_none();
            Ok(())
        })
    }

    /// Compiles the body of what may be a generator: a StopIteration that gets out of one is an error of its own.
    pub(super) fn guarded(&mut self, body: impl FnOnce(&mut Self) -> Done) -> Done {
        if self.unit().kind == Kind::Function {
            return body(self);
        }
        let escaped = self.unit().label();
        self.unit().push_handler(escaped);
        body(self)?;
        self.unit().pop_handler();
        self.unit().bind(escaped);
        self.emit(Op::StopIterationError);
        self.emit(Op::ReRaise);
        Ok(())
    }

    pub(super) fn lambda(&mut self, node: &ast::ExprLambda) -> Done {
        let flags = match &node.parameters {
            Some(parameters) => self.defaults(parameters)?,
            None => 0,
        };
        let first_line = self.source.place(node.range.start()).0;
        let scope = self.table.scope_of(node, Part::Body);
        self.open_unit(scope, "<lambda>", first_line);
        self.shape(node.parameters.as_deref());
        self.guarded(|compiler| {
            compiler.expression(&node.body)?;
            compiler.at(node.body.range());
            compiler.emit(Op::Return);
            Ok(())
        })?;
        let code = self.finish_unit()?;
        self.at(node.range);
        self.make_function(code, flags);
        Ok(())
    }

    /// Opens the unit of a function-like scope.
    pub(super) fn open_unit(&mut self, scope: ScopeNumber, name: &str, first_line: u32) {
        let qualname = self.qualname(name);
        let kind = self.kind_of(scope);
        let nested = self
            .units
            .iter()
            .any(|unit| self.table.scopes[unit.scopes[0]].is_function_like());
        let mut unit = Unit::new(scope, kind, name.into(), qualname, first_line);
        unit.nested = nested;
        unit.span.line = first_line;
        unit.span.end_line = first_line;
        self.units.push(unit);
        self.prepare_variables(scope);
    }

    fn kind_of(&self, scope: ScopeNumber) -> Kind {
        let scope = &self.table.scopes[scope];
        let yields = scope.yields || scope.kind == ScopeKind::Generator;
        match (scope.kind, scope.asynchronous, yields) {
            (ScopeKind::Class, _, _) => Kind::Class,
            (_, true, true) => Kind::AsyncGenerator,
            (_, true, false) => Kind::Coroutine,
            (_, false, true) => Kind::Generator,
            (_, false, false) => Kind::Function,
        }
    }

    fn qualname(&self, name: &str) -> Arc<str> {
        let generic = |unit: &&Unit| self.table.scopes[unit.scopes[0]].kind != ScopeKind::TypeParameters;
        let Some(outer) = self.units.iter().rev().find(generic) else {
            return name.into();
        };
        let scope = &self.table.scopes[outer.scopes[0]];
        let mangled = mangle(scope.private.as_ref(), name);
        let declared_global = scope.symbols.get(&mangled).is_some_and(|symbol| symbol.global);
        match outer.kind {
            _ if declared_global => name.into(),
            Kind::Module => name.into(),
            Kind::Class => format!("{}.{name}", outer.qualname).into(),
            _ => format!("{}.<locals>.{name}", outer.qualname).into(),
        }
    }

    // Parameters take the first slots; a captured one is taken over by its cell.
    pub(super) fn shape(&mut self, parameters: Option<&ast::Parameters>) {
        let Some(parameters) = parameters else { return };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let scope = self.scope();
        self.unit().shape = Shape {
            positional: count(parameters.posonlyargs.len() + parameters.args.len()),
            positional_only: count(parameters.posonlyargs.len()),
            keyword_only: count(parameters.kwonlyargs.len()),
            variadic: parameters.vararg.is_some(),
            variadic_keywords: parameters.kwarg.is_some(),
        };
        for parameter in in_slot_order(parameters) {
            let name = self.mangled(&parameter.name);
            let slot = self.unit().slot(scope, &name);
            if self.table.scopes[scope]
                .symbols
                .get(&name)
                .is_some_and(|symbol| symbol.captured)
            {
                let cell = self.unit().cell(scope, &name);
                self.unit().cells[cell as usize].parameter = Some(slot);
            }
        }
    }

    /// Pushes the defaults of parameters; gives the flags that say which are there.
    pub(super) fn defaults(&mut self, parameters: &ast::Parameters) -> Result<u8, Refusal> {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<Expr> = positional
            .filter_map(|parameter| parameter.default().cloned())
            .collect();
        let mut flags = 0;
        if !defaults.is_empty() {
            let span = self.unit().span;
            self.tuple(&defaults, defaults[0].range())?;
            self.unit().span = span;
            flags |= DEFAULTS;
        }
        let named = parameters
            .kwonlyargs
            .iter()
            .filter(|parameter| parameter.default.is_some());
        let mut count = 0;
        for parameter in named {
            let name = self.mangled(parameter.name());
            self.text(&name);
            parameter.default().map_or(Ok(()), |default| self.expression(default))?;
            count += 1;
        }
        if count > 0 {
            self.emit(Op::BuildMap(count));
            flags |= KEYWORD_DEFAULTS;
        }
        Ok(flags)
    }

    /// Makes a function of finished code, with cells of the current unit for its free variables.
    pub(super) fn make_function(&mut self, code: Code, flags: u8) {
        let mut flags = flags;
        if !code.frees.is_empty() {
            for name in &code.frees {
                let cell = self.closure_cell(name);
                self.emit(Op::LoadClosure(cell));
            }
            self.emit(Op::BuildTuple(u32::try_from(code.frees.len()).unwrap_or(u32::MAX)));
            flags |= CLOSURE;
        }
        self.constant(Constant::Code(Arc::new(code)));
        self.emit(Op::MakeFunction(flags));
    }

    pub(super) fn decorators(&mut self, decorators: &[ast::Decorator]) -> Done {
        decorators.iter().try_for_each(|one| self.expression(&one.expression))
    }

    pub(super) fn decorate(&mut self, decorators: &[ast::Decorator]) {
        for decorator in decorators.iter().rev() {
            self.at(decorator.expression.range());
            self.emit(Op::Call(1));
        }
    }

    /// The line of the first decorator, or else of the definition.
    pub(super) fn first_line(&self, range: TextRange, decorators: &[ast::Decorator]) -> u32 {
        let first = decorators
            .first()
            .map_or(range.start(), |decorator| decorator.range.start());
        self.source.place(first).0
    }
}

/// The place of a definition: its first line without what is decorated on, up to the name.
pub(super) fn header(range: TextRange, decorators: &[ast::Decorator], name: TextRange) -> TextRange {
    let start = if decorators.is_empty() {
        range.start()
    } else {
        name.start()
    };
    TextRange::new(start.min(name.start()), name.end())
}
