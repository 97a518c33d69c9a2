//! What a program may not import: looked for in its code before it runs.

use python_syntax::{Code, Constant, Op, Refusal, Unsupported};

use super::pure::refused;

/// What is said of `os.fork`.
pub const FORK: &str = "os.fork starts a process, which does not run here: use threading.Thread.";

/// What is said of `hashlib.blake2b`.
const BLAKE: &str = "blake2b and blake2s are not here: use hashlib.sha3_256 or hashlib.sha512.";

/// What a module has in CPython and not here.
fn missing(module: &str, name: &str) -> Option<&'static str> {
    match (module, name) {
        ("os", "fork") => Some(FORK),
        ("hashlib", "blake2b" | "blake2s") => Some(BLAKE),
        _ => None,
    }
}

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
        Op::ImportFrom(index) => missing(imported(code, at)?, name(index)),
        Op::LoadAttr(index) | Op::LoadMethod(index) => match code.ops[at.checked_sub(1)?] {
            Op::LoadName(module) | Op::LoadGlobal(module) => missing(name(module), name(index)),
            _ => None,
        },
        _ => None,
    }
}

// `from os import a, fork`: the names follow the module.
fn imported(code: &Code, at: usize) -> Option<&str> {
    code.ops[..at].iter().rev().find_map(|op| match op {
        Op::ImportName(index) => code.names.get(*index as usize).map(|name| &**name),
        _ => None,
    })
}
