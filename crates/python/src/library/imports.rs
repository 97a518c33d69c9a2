//! What a program may not import or call: looked for in its code before it runs.

use python_syntax::code::Kind;
use python_syntax::{Code, Constant, Op, Refusal, Unsupported};

use super::bindings::{Bindings, imported};
use super::pure::refused;
use super::{is_native, lacking, source, stdlib};

/// What is said of `os.fork`.
pub const FORK: &str = "os.fork starts a process, which does not run here: use threading.Thread.";

/// What is said of `hashlib.blake2b`.
const BLAKE: &str = "blake2b and blake2s are not here: use hashlib.sha3_256 or hashlib.sha512.";

/// What is said of a class that has `__del__`.
const FINALISER: &str =
    "Objects are let go of at no promised time here, so __del__ is not called: write a method close() and call it.";

/// What a module has in CPython and not here.
fn missing(module: &str, name: &str) -> Option<&'static str> {
    match (module, name) {
        ("os", "fork") => Some(FORK),
        ("hashlib", "blake2b" | "blake2s") => Some(BLAKE),
        _ => hook(module, name),
    }
}

/// What CPython asks when a program has set it, and nothing here does.
fn hook(module: &str, name: &str) -> Option<&'static str> {
    match (module, name) {
        ("sys", "excepthook" | "unraisablehook" | "displayhook" | "breakpointhook") => {
            Some("The hooks of sys are not called here: use threading.excepthook, or try and except.")
        }
        ("sys", "stdin") => Some("Nobody types here: put the text into the program."),
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
    let mut bindings = Bindings::default();
    each(code, &mut |code, at| {
        bindings.take(code, at);
        Ok(())
    })?;
    each(code, &mut |code, at| match complaint(code, at, &bindings) {
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

fn complaint(code: &Code, at: usize, bindings: &Bindings) -> Option<String> {
    match code.ops[at] {
        Op::ImportName(index) => import(code, at, name(code, index)),
        // `import a.b as c` looks `b` up too; the import itself was looked at.
        Op::ImportFrom(_) if code.ops.get(at + 1) == Some(&Op::Swap(2)) => None,
        Op::ImportFrom(index) => taken(code, at, imported(code, at)?, name(code, index)),
        Op::StoreAttr(index) => {
            let module = bindings.module(code, at.checked_sub(1)?)?;
            hook(&module, name(code, index)).map(str::to_owned)
        }
        Op::LoadAttr(index) | Op::LoadMethod(index) => {
            let (module, name) = (bindings.module(code, at.checked_sub(1)?)?, name(code, index));
            taken(code, at, &module, name).filter(|_| !bindings.is_given(name))
        }
        Op::StoreName(index) if code.kind == Kind::Class && name(code, index) == "__del__" => {
            Some(FINALISER.to_owned())
        }
        Op::LoadName(index) | Op::LoadGlobal(index) => {
            let sentence = not_built_in(name(code, index)).filter(|_| !bindings.is_own(name(code, index)));
            sentence.map(str::to_owned)
        }
        _ => None,
    }
}

/// What is said of a name that is taken from a module of the library.
fn taken(code: &Code, at: usize, module: &str, name: &str) -> Option<String> {
    if let Some(sentence) = missing(module, name) {
        return Some(sentence.to_owned());
    }
    let lacks = lacking::lacks(module, name) && !is_for_type_checkers(code, at) && !is_prepared(code, at);
    lacks.then(|| format!("The module {module} has no {name} here: paste what you need of it into the program."))
}

/// What is said of an import. What CPython may lack as well is an error of the run, as there; so is what the program is prepared to miss.
fn import(code: &Code, at: usize, whole: &str) -> Option<String> {
    if is_for_type_checkers(code, at) {
        return None;
    }
    let in_try = is_prepared(code, at);
    if !stdlib::is_standard(whole) {
        return refused(whole).filter(|_| !in_try).map(str::to_owned);
    }
    said_of(whole).filter(|_| refused(whole).is_some() || !in_try)
}

/// What is said of a module of CPython's library that a program imports; `None` if it is here.
#[must_use]
pub fn said_of(whole: &str) -> Option<String> {
    if let Some(sentence) = refused(whole) {
        return Some(sentence.to_owned());
    }
    let part = parts(whole).find(|part| source(part).is_none() && !is_native(part))?;
    Some(format!(
        "The module {part} is not here: paste what you need of it into the program."
    ))
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

/// Whether a `try` around an op may be prepared for what is missing; a `with` is not, unless it suppresses.
fn is_prepared(code: &Code, at: usize) -> bool {
    let suppresses = code.names.iter().any(|name| &**name == "suppress");
    let around = |at: usize| {
        let mut ranges = code.handlers.iter();
        ranges.find(|range| (range.start..range.end).contains(&(at as u32)))
    };
    let mut next = around(at);
    for _ in 0..code.handlers.len() {
        let Some(range) = next else { return false };
        let target = range.target as usize;
        let ops = code.ops.get(target..target + 2);
        if ops.is_some_and(|ops| ops[0] == Op::PushExceptionInfo && (suppresses || ops[1] != Op::WithExceptStart)) {
            return true;
        }
        next = around(target);
    }
    false
}
