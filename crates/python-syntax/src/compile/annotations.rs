//! The functions that give annotations when they are asked for (PEP 649).

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::{Compiler, Done};
use crate::code::{Comparison, Constant, Op};
use crate::refusal::Refusal;
use crate::scope::{Part, ScopeNumber, annotated_parameters, annotated_variables};

/// The format that asks for the annotations' source text: `annotationlib.Format.STRING`.
const STRING: i64 = 4;

/// A node with a body of its own.
pub(super) trait Body {
    fn body(&self) -> &[Stmt];
    /// What its annotating function is called in its namespace.
    fn annotate(&self) -> &'static str;
}

impl Body for ast::ModModule {
    fn body(&self) -> &[Stmt] {
        &self.body
    }

    fn annotate(&self) -> &'static str {
        "__annotate__"
    }
}

impl Body for ast::StmtClassDef {
    fn body(&self) -> &[Stmt] {
        &self.body
    }

    fn annotate(&self) -> &'static str {
        "__annotate_func__"
    }
}

impl Compiler<'_> {
    /// Stores the function that gives the annotations of a module's or class's variables, if it has any.
    pub(super) fn annotate_body(&mut self, node: &impl Body) -> Done {
        let Some(scope) = self.table.find(node, Part::Annotations) else {
            return Ok(());
        };
        let span = self.unit().span;
        let annotated = annotated_variables(node.body());
        let annotated = annotated
            .into_iter()
            .map(|(name, annotation)| (name.id.as_str(), annotation))
            .collect();
        self.annotating_function(scope, annotated)?;
        self.unit().span = span;
        self.store_name(node.annotate());
        Ok(())
    }

    /// Pushes the function that gives a function's annotations; says whether there is one.
    pub(super) fn annotate_function(&mut self, node: &ast::StmtFunctionDef) -> Result<bool, Refusal> {
        let Some(scope) = self.table.find(node, Part::Annotations) else {
            return Ok(false);
        };
        let span = self.unit().span;
        self.annotating_function(scope, annotated_parameters(node))?;
        self.unit().span = span;
        Ok(true)
    }

    fn annotating_function(&mut self, scope: ScopeNumber, annotated: Vec<(&str, &Expr)>) -> Done {
        let line = annotated
            .first()
            .map_or(1, |(_, first)| self.source.place(first.start()).0);
        self.open_unit(scope, "__annotate__", line);
        let format = self.unit().slot(scope, &".format".into());
        self.unit().shape.positional = 1;
        self.unit().shape.positional_only = 1;
        if !self.future_annotations {
            let values = self.unit().label();
            self.emit(Op::LoadFast(format));
            self.constant(Constant::Int(STRING));
            self.emit(Op::Compare(Comparison::Equal));
            self.emit(Op::PopJumpIfFalse(values.0));
            self.annotations_as_text(&annotated);
            self.unit().bind(values);
            self.annotations_as_values(&annotated)?;
        } else {
            self.annotations_as_text(&annotated);
        }
        let code = self.finish_unit()?;
        self.make_function(code, 0);
        Ok(())
    }

    fn annotations_as_values(&mut self, annotated: &[(&str, &Expr)]) -> Done {
        for (name, annotation) in annotated {
            let name = self.mangled(name);
            self.text(&name);
            match annotation {
                // `*args: *Ts`
                Expr::Starred(star) => {
                    self.expression(&star.value)?;
                    self.emit(Op::UnpackSequence(1));
                }
                annotation => self.expression(annotation)?,
            }
        }
        self.finish_annotations(annotated.len());
        Ok(())
    }

    fn annotations_as_text(&mut self, annotated: &[(&str, &Expr)]) {
        for (name, annotation) in annotated {
            let (name, text) = (self.mangled(name), &self.source.text[annotation.range()]);
            self.text(&name);
            self.text(text);
        }
        self.finish_annotations(annotated.len());
    }

    fn finish_annotations(&mut self, count: usize) {
        self.emit(Op::BuildMap(u32::try_from(count).unwrap_or(u32::MAX)));
        self.emit(Op::Return);
    }
}
