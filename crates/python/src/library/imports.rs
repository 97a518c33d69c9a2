//! What a program may not import: looked for in its code before it runs.

use python_syntax::{Code, Constant, Op, Refusal, Unsupported};

use super::pure::refused;

/// What is said of `os.fork`.
pub const FORK: &str = "os.fork starts a process, which does not run here: use threading.Thread.";

/// Refuses a program that imports what does not run here.
///
/// # Errors
/// The first such import, in one sentence with its place.
pub fn check(code: &Code) -> Result<(), Refusal> {
    for at in 0..code.ops.len() {
        if let Some(sentence) = complaint(code, at) {
            let span = code.spans.get(at).copied().unwrap_or_default();
            let (line, column, sentence) = (span.line, span.column, sentence.to_owned());
            return Err(Refusal::Unsupported(Unsupported { line, column, sentence }));
        }
        if let Op::LoadConst(constant) = code.ops[at]
            && let Some(Constant::Code(inner)) = code.constants.get(constant as usize)
        {
            check(inner)?;
        }
    }
    Ok(())
}

fn complaint(code: &Code, at: usize) -> Option<&'static str> {
    let name = |index: u32| code.names.get(index as usize).map_or("", |name| &**name);
    match code.ops[at] {
        Op::ImportName(index) => refused(name(index)),
        Op::ImportFrom(index) if name(index) == "fork" && imports_os(code, at) => Some(FORK),
        Op::LoadAttr(index) | Op::LoadMethod(index) if name(index) == "fork" => match code.ops[at.checked_sub(1)?] {
            Op::LoadName(module) | Op::LoadGlobal(module) if name(module) == "os" => Some(FORK),
            _ => None,
        },
        _ => None,
    }
}

// `from os import a, fork`: the names follow the module.
fn imports_os(code: &Code, at: usize) -> bool {
    let module = code.ops[..at].iter().rev().find_map(|op| match op {
        Op::ImportName(index) => code.names.get(*index as usize),
        _ => None,
    });
    module.is_some_and(|module| &**module == "os")
}
