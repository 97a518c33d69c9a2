//! Python text to code objects: parser glue, scopes, a compiler in CPython 3.14's grain, syntax errors as CPython words and places them.

pub mod code;
pub mod refusal;
pub mod verify;

mod bounds;
mod compile;
mod errors;
mod parse;
mod scope;
mod source;

use ruff_python_parser::Mode;

pub use code::{Code, Constant, Handler, Op, Span};
pub use refusal::{Refusal, SyntaxError, Unsupported};

/// Compiles a whole program (`exec` mode) to the code of its module, or says why it cannot be run.
///
/// # Errors
/// A [`Refusal`]: the syntax error that CPython 3.14 would report first, or a construct that Threadbare does not run.
pub fn compile(source: &str, filename: &str) -> Result<Code, Refusal> {
    compile_as(source, filename, Mode::Module)
}

/// Compiles one expression (`eval` mode): code that returns its value.
///
/// # Errors
/// As [`compile`].
pub fn compile_expression(source: &str, filename: &str) -> Result<Code, Refusal> {
    compile_as(source, filename, Mode::Expression)
}

fn compile_as(text: &str, filename: &str, mode: Mode) -> Result<Code, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = source::Source::new(text);
    let parsed = parse::parse(&source, mode)?;
    let module = parsed.syntax();
    let future = parse::future_annotations(module);
    let table = scope::build(&source, module, future)?;
    compile::compile(&source, module, table, filename, future)
}
