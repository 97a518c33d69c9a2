//! What a program may not import or call: looked for in its code before it runs.

use std::collections::HashSet;

use python_syntax::{Code, Constant, Op, Refusal, Unsupported};

use super::pure::refused;
use super::{is_native, source, stdlib};

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

/// What is built into CPython and not here.
pub(crate) fn not_built_in(name: &str) -> Option<&'static str> {
    Some(match name {
        "eval" | "exec" | "compile" => "eval, exec and compile are not here: write the code into the program itself.",
        "__import__" => "__import__ is not here: write an import statement.",
        "memoryview" => "memoryview is not here: slice bytes or a bytearray.",
        "breakpoint" => "breakpoint is not here: a check shows each step of a run, and print says what you ask for.",
        _ => return None,
    })
}

/// Refuses a program that imports or calls what does not run here.
///
/// # Errors
/// The first such place, in one sentence.
pub fn check(code: &Code) -> Result<(), Refusal> {
    let mut own = HashSet::new();
    each(code, &mut |code, at| {
        own.extend(stored(code, at).map(str::to_owned));
        Ok(())
    })?;
    each(code, &mut |code, at| match complaint(code, at, &own) {
        Some(sentence) => {
            let span = code.spans.get(at).copied().unwrap_or_default();
            let (line, column) = (span.line, span.column);
            Err(Refusal::Unsupported(Unsupported { line, column, sentence }))
        }
        None => Ok(()),
    })
}

/// Looks at each op of a code, and of the codes in it where they are made.
fn each(code: &Code, look: &mut dyn FnMut(&Code, usize) -> Result<(), Refusal>) -> Result<(), Refusal> {
    for at in 0..code.ops.len() {
        look(code, at)?;
        if let Op::LoadConst(constant) = code.ops[at]
            && let Some(Constant::Code(inner)) = code.constants.get(constant as usize)
        {
            each(inner, look)?;
        }
    }
    Ok(())
}

fn name(code: &Code, index: u32) -> &str {
    code.names.get(index as usize).map_or("", |name| &**name)
}

/// The name that an op binds, outside functions' locals.
fn stored(code: &Code, at: usize) -> Option<&str> {
    match code.ops[at] {
        Op::StoreName(index) | Op::StoreGlobal(index) => Some(name(code, index)),
        _ => None,
    }
}

fn complaint(code: &Code, at: usize, own: &HashSet<String>) -> Option<String> {
    let sentence = match code.ops[at] {
        Op::ImportName(index) => return import(code, at, name(code, index)),
        Op::ImportFrom(index) => missing(imported(code, at)?, name(code, index)),
        Op::LoadAttr(index) | Op::LoadMethod(index) => match code.ops[at.checked_sub(1)?] {
            Op::LoadName(module) | Op::LoadGlobal(module) => missing(name(code, module), name(code, index)),
            _ => None,
        },
        Op::LoadName(index) | Op::LoadGlobal(index) => {
            not_built_in(name(code, index)).filter(|_| !own.contains(name(code, index)))
        }
        _ => None,
    };
    sentence.map(str::to_owned)
}

/// What is said of an import. What CPython may lack as well is an error of the run, as there; so is what the program is prepared to miss.
fn import(code: &Code, at: usize, whole: &str) -> Option<String> {
    if is_for_type_checkers(code, at) {
        return None;
    }
    let in_try = code
        .handlers
        .iter()
        .any(|range| (range.start..range.end).contains(&(at as u32)));
    if !stdlib::is_standard(whole) {
        return refused(whole).filter(|_| !in_try).map(str::to_owned);
    }
    if let Some(sentence) = refused(whole) {
        return Some(sentence.to_owned());
    }
    let part = parts(whole).find(|part| source(part).is_none() && !is_native(part))?;
    (!in_try).then(|| format!("The module {part} is not here: paste what you need of it into the program."))
}

/// `a`, `a.b`, `a.b.c` of `a.b.c`.
fn parts(whole: &str) -> impl Iterator<Item = &str> {
    let dots = whole.match_indices('.').map(|(at, _)| at);
    dots.chain([whole.len()]).map(|end| &whole[..end])
}

/// Whether it stands under `if TYPE_CHECKING:`, where no run comes.
fn is_for_type_checkers(code: &Code, at: usize) -> bool {
    (1..at).any(|jump| match (code.ops[jump], code.ops[jump - 1]) {
        (Op::PopJumpIfFalse(target), Op::LoadName(index) | Op::LoadGlobal(index) | Op::LoadAttr(index)) => {
            name(code, index) == "TYPE_CHECKING" && at < target as usize
        }
        _ => false,
    })
}

// `from os import a, fork`: the names follow the module.
fn imported(code: &Code, at: usize) -> Option<&str> {
    code.ops[..at].iter().rev().find_map(|op| match op {
        Op::ImportName(index) => Some(name(code, *index)),
        _ => None,
    })
}
