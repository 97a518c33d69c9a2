//! The names that `match` binds and reads.

use ruff_python_ast as ast;
use ruff_python_ast::Pattern;

use super::build::Builder;
use crate::refusal::Refusal;

impl Builder<'_> {
    pub(super) fn matching(&mut self, node: &ast::StmtMatch) -> Result<(), Refusal> {
        self.expression(&node.subject)?;
        node.cases.iter().try_for_each(|case| {
            self.pattern(&case.pattern)?;
            self.optional(case.guard.as_deref())?;
            self.body(&case.body)
        })
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Result<(), Refusal> {
        patterns.iter().try_for_each(|pattern| self.pattern(pattern))
    }

    fn captured(&mut self, name: Option<&ast::Identifier>) -> Result<(), Refusal> {
        name.map_or(Ok(()), |name| self.bind(name, name.range))
    }

    fn pattern(&mut self, pattern: &Pattern) -> Result<(), Refusal> {
        match pattern {
            Pattern::MatchValue(node) => self.expression(&node.value),
            Pattern::MatchSingleton(_) => Ok(()),
            Pattern::MatchSequence(node) => self.patterns(&node.patterns),
            Pattern::MatchMapping(node) => {
                self.expressions(&node.keys)?;
                self.patterns(&node.patterns)?;
                self.captured(node.rest.as_ref())
            }
            Pattern::MatchClass(node) => {
                self.expression(&node.cls)?;
                self.patterns(&node.arguments.patterns)?;
                let keywords = &node.arguments.keywords;
                keywords.iter().try_for_each(|keyword| self.pattern(&keyword.pattern))
            }
            Pattern::MatchStar(node) => self.captured(node.name.as_ref()),
            Pattern::MatchAs(node) => {
                node.pattern.as_deref().map_or(Ok(()), |inner| self.pattern(inner))?;
                self.captured(node.name.as_ref())
            }
            Pattern::MatchOr(node) => self.patterns(&node.patterns),
        }
    }
}
