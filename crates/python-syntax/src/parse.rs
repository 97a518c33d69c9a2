//! The parser, borrowed from ruff, and the bounds that keep it and all that follows off the end of the stack.

use ruff_python_ast as ast;
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};

use crate::errors;
use crate::refusal::Refusal;
use crate::source::Source;

/// Parses a text.
///
/// # Errors
/// The first syntax error in CPython's words, or a nesting too deep to be looked at.
pub fn parse(source: &Source<'_>, mode: Mode) -> Result<Parsed<ast::Mod>, Refusal> {
    crate::bounds::check(source)?;
    let options = ParseOptions::from(mode).with_target_version(ast::PythonVersion::PY314);
    let parsed = parse_unchecked(source.text, options);
    if let Some(refusal) = errors::first(source, &parsed) {
        return Err(refusal);
    }
    check_future(source, parsed.syntax())?;
    Ok(parsed)
}

const FUTURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

// Imports from `__future__` come first and name what there is.
fn check_future(source: &Source<'_>, module: &ast::Mod) -> Result<(), Refusal> {
    let ast::Mod::Module(module) = module else {
        return Ok(());
    };
    let mut early = true;
    for (index, statement) in module.body.iter().enumerate() {
        let future = statement.as_import_from_stmt().filter(|one| is_future(one));
        let Some(future) = future else {
            let docstring = index == 0
                && statement
                    .as_expr_stmt()
                    .is_some_and(|one| one.value.is_string_literal_expr());
            early &= docstring;
            continue;
        };
        if !early {
            let message = "from __future__ imports must occur at the beginning of the file";
            return Err(source.syntax_error(future.range, message));
        }
        let unknown = future
            .names
            .iter()
            .find(|alias| !FUTURES.contains(&alias.name.as_str()));
        if let Some(alias) = unknown {
            let message = format!("future feature {} is not defined", alias.name);
            return Err(source.syntax_error(future.range, message));
        }
    }
    Ok(())
}

fn is_future(import: &ast::StmtImportFrom) -> bool {
    import.module.as_ref().is_some_and(|name| name.as_str() == "__future__")
}

/// Whether `from __future__ import annotations` is in force.
pub fn future_annotations(module: &ast::Mod) -> bool {
    let ast::Mod::Module(module) = module else { return false };
    let imports = module
        .body
        .iter()
        .filter_map(|statement| statement.as_import_from_stmt());
    let mut future = imports.filter(|import| is_future(import));
    future.any(|import| import.names.iter().any(|alias| alias.name.as_str() == "annotations"))
}
