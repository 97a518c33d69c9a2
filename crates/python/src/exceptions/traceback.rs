//! Exceptions as CPython prints them when nobody caught them.

use std::fmt::Write;
use std::sync::Arc;

use python_syntax::code::Op;

use super::words::HINT;
use super::{ExceptionKind, words};
use crate::interpreter::Interpreter;
use crate::machine::unwind::materialise;
use crate::objects::exception::{Place, Raised};
use crate::objects::instance::Instance;
use crate::operations::repr;
use crate::operations::types::is_instance;
use crate::value::Value;

/// An exception with its traceback and what led to it.
#[must_use]
pub fn describe(interpreter: &Interpreter, exception: &Arc<Instance>) -> String {
    let mut out = String::new();
    write_chain(interpreter, exception, &mut out, &mut Vec::new());
    out
}

fn write_chain(interpreter: &Interpreter, exception: &Arc<Instance>, out: &mut String, seen: &mut Vec<u64>) {
    if seen.contains(&exception.number.0) || seen.len() > 50 {
        return;
    }
    seen.push(exception.number.0);
    let (cause, context, suppressed, places) = match exception.memory() {
        Some(memory) => (
            memory.cause.clone(),
            memory.context.clone(),
            memory.suppress_context,
            memory.traceback.clone(),
        ),
        None => return,
    };
    if let Some(cause) = cause {
        write_chain(interpreter, &cause, out, seen);
        out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
    } else if let Some(context) = context
        && !suppressed
    {
        write_chain(interpreter, &context, out, seen);
        out.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
    }
    let value = Value::Instance(exception.clone());
    if is_instance(&value, ExceptionKind::BaseExceptionGroup.class()) {
        write_group(interpreter, exception, &places, out);
        return;
    }
    if !places.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
    }
    write_places(interpreter, &places, out);
    out.push_str(&last_lines(exception));
}

fn write_group(interpreter: &Interpreter, group: &Arc<Instance>, places: &[Place], out: &mut String) {
    let mut head = String::new();
    if !places.is_empty() {
        head.push_str("Exception Group Traceback (most recent call last):\n");
    }
    write_places(interpreter, places, &mut head);
    head.push_str(&last_lines(group));
    for (at, line) in head.lines().enumerate() {
        let mark = if at == 0 && !places.is_empty() { "  + " } else { "  | " };
        let _ = writeln!(out, "{mark}{line}");
    }
    let items = match group.get_text("exceptions") {
        Some(Value::Tuple(items)) => items.to_vec(),
        _ => Vec::new(),
    };
    for (at, item) in items.iter().enumerate() {
        let Value::Instance(item) = item else { continue };
        let open = if at == 0 { "  +-" } else { "    " };
        let _ = writeln!(out, "{open}+---------------- {} ----------------", at + 1);
        for line in describe(interpreter, item).lines() {
            if line.starts_with("  | ") || line.starts_with("  +") || line.starts_with("    +") {
                let _ = writeln!(out, "  {line}");
            } else {
                let _ = writeln!(out, "    | {line}");
            }
        }
    }
    out.push_str("    +------------------------------------\n");
}

fn write_places(interpreter: &Interpreter, places: &[Place], out: &mut String) {
    let shown: Vec<&Place> = places.iter().rev().filter(|place| !place.body.hidden).collect();
    let mut repeated = 0;
    for (at, place) in shown.iter().enumerate() {
        let same = at > 0 && Arc::ptr_eq(&shown[at - 1].body, &place.body) && line_of(shown[at - 1]) == line_of(place);
        repeated = if same { repeated + 1 } else { 0 };
        if repeated < 3 {
            write_place(interpreter, place, out);
        }
        let last = at + 1 == shown.len()
            || !Arc::ptr_eq(&shown[at + 1].body, &place.body)
            || line_of(shown[at + 1]) != line_of(place);
        if last && repeated >= 3 {
            let more = repeated - 2;
            let s = if more == 1 { "" } else { "s" };
            let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
        }
    }
}

fn line_of(place: &Place) -> u32 {
    place.body.code.spans.get(place.at as usize).map_or(0, |span| span.line)
}

/// A place in a traceback: its file, line and function, the text and what is underlined.
pub fn write_place(interpreter: &Interpreter, place: &Place, out: &mut String) {
    let code = &place.body.code;
    let Some(span) = code.spans.get(place.at as usize) else {
        return;
    };
    let name = &place.body.name;
    let _ = writeln!(out, "  File \"{}\", line {}, in {name}", code.filename, span.line);
    let Some(line) = interpreter.source.lines().nth((span.line as usize).saturating_sub(1)) else {
        return;
    };
    let text = line.trim();
    if text.is_empty() || *code.filename != *interpreter.file {
        return;
    }
    let _ = writeln!(out, "    {text}");
    if let Some(marks) = carets(place, line) {
        let _ = writeln!(out, "    {marks}");
    }
}

// CPython underlines what failed unless that is the whole line; operators and calls have their anchors.
fn carets(place: &Place, line: &str) -> Option<String> {
    let span = place.body.code.spans.get(place.at as usize)?;
    let chars: Vec<char> = line.chars().collect();
    let indent = chars.iter().take_while(|c| c.is_whitespace()).count();
    let trimmed = line.trim_end().chars().count();
    let start = (span.column as usize).max(indent);
    let end = if span.end_line == span.line {
        span.end_column as usize
    } else {
        trimmed
    };
    let end = end.min(trimmed);
    if start >= end || (start == indent && end == trimmed && !has_anchor(place)) {
        return None;
    }
    let piece: Vec<char> = chars[start..end].to_vec();
    let mut marks: Vec<char> = vec!['^'; piece.len()];
    if span.end_line == span.line
        && let Some((from, to)) = anchor(place.body.op(place.at as usize), &piece)
    {
        for (at, mark) in marks.iter_mut().enumerate() {
            *mark = if (from..to).contains(&at) { '^' } else { '~' };
        }
    }
    Some(format!(
        "{}{}",
        " ".repeat(start - indent),
        marks.into_iter().collect::<String>()
    ))
}

fn has_anchor(place: &Place) -> bool {
    matches!(
        place.body.op(place.at as usize),
        Op::Binary(_)
            | Op::BinarySubscript
            | Op::Call(_)
            | Op::CallMethod(_)
            | Op::CallKeywords { .. }
            | Op::CallMethodKeywords { .. }
            | Op::CallEx(_)
    )
}

fn anchor(op: Op, piece: &[char]) -> Option<(usize, usize)> {
    match op {
        Op::BinarySubscript => {
            let open = opening(piece, '[', ']')?;
            Some((open, piece.len()))
        }
        Op::Call(_) | Op::CallMethod(_) | Op::CallKeywords { .. } | Op::CallMethodKeywords { .. } | Op::CallEx(_) => {
            let open = opening(piece, '(', ')')?;
            Some((open, piece.len()))
        }
        Op::Binary(_) => operator(piece),
        _ => None,
    }
}

// Where the bracket opens that closes the piece.
fn opening(piece: &[char], open: char, close: char) -> Option<usize> {
    if piece.last() != Some(&close) {
        return None;
    }
    let (mut depth, mut quote) = (0i32, None);
    let mut stack = Vec::new();
    for (at, c) in piece.iter().enumerate() {
        match (quote, *c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, c @ ('"' | '\'')) => quote = Some(c),
            (None, c) if "([{".contains(c) => {
                stack.push(at);
                depth += 1;
            }
            (None, c) if ")]}".contains(c) => {
                let from = stack.pop()?;
                depth -= 1;
                if at + 1 == piece.len() && depth == 0 {
                    return (piece[from] == open).then_some(from);
                }
            }
            _ => {}
        }
    }
    None
}

// The operator of the outermost binary operation: the last of lowest precedence outside brackets.
fn operator(piece: &[char]) -> Option<(usize, usize)> {
    let levels: [&[&str]; 6] = [
        &["|"],
        &["^"],
        &["&"],
        &["<<", ">>"],
        &["+", "-"],
        &["*", "@", "/", "//", "%"],
    ];
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut depth, mut quote, mut at) = (0, None, 0);
    let mut after_operand = false;
    while at < piece.len() {
        let c = piece[at];
        match quote {
            Some(mark) => {
                if c == mark {
                    quote = None;
                    after_operand = true;
                }
                at += 1;
                continue;
            }
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                at += 1;
                continue;
            }
            None => {}
        }
        if "([{".contains(c) {
            depth += 1;
            after_operand = false;
        } else if ")]}".contains(c) {
            depth -= 1;
            after_operand = true;
        } else if "|^&<>+-*@/%".contains(c) && depth == 0 && after_operand {
            let double = piece.get(at + 1) == Some(&c) && "<>*/".contains(c);
            let sign: String = piece[at..at + 1 + usize::from(double)].iter().collect();
            let level = levels
                .iter()
                .position(|signs| signs.contains(&sign.as_str()))
                .unwrap_or(6);
            if best.is_none_or(|(_, _, known)| level <= known) {
                best = Some((at, at + sign.len(), level));
            }
            at += sign.len();
            after_operand = false;
            continue;
        } else if !c.is_whitespace() {
            after_operand = true;
        }
        at += 1;
    }
    best.map(|(from, to, _)| (from, to))
}

/// The class's name as tracebacks say it: with its module unless that is the program or the built-ins.
#[must_use]
pub fn class_name(exception: &Instance) -> String {
    let class = &exception.class;
    let text = |name: &str| class.names.lock().get(&crate::objects::string::intern(name)).cloned();
    let name = match text("__qualname__") {
        Some(Value::Str(name)) => name.to_string(),
        _ => class.name.to_string(),
    };
    match text("__module__") {
        Some(Value::Str(module)) if !matches!(module.as_str(), "__main__" | "builtins") => format!("{module}.{name}"),
        _ => name,
    }
}

/// The last lines: the class, the message and the notes.
#[must_use]
pub fn last_lines(exception: &Arc<Instance>) -> String {
    let value = Value::Instance(exception.clone());
    let name = class_name(exception);
    let text = exception
        .get_text(super::spoken::WORDS)
        .and_then(|text| repr::str(&text).ok());
    let text = text.or_else(|| match words::message(&value) {
        Ok(text) => Some(text),
        Err(_) => Some("<exception str() failed>".to_owned()),
    });
    let mut text = text.unwrap_or_default();
    if let Some(Value::Str(hint)) = exception.get_text(HINT) {
        text.push_str(hint.as_str());
    }
    let mut out = if text.is_empty() {
        format!("{name}\n")
    } else {
        format!("{name}: {text}\n")
    };
    if let Some(Value::List(notes)) = exception.get_text("__notes__") {
        for note in notes.to_vec() {
            for line in repr::str(&note).unwrap_or_default().split('\n') {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    out
}

impl Interpreter {
    /// How CPython prints an exception that nobody caught: its traceback and what led to it, ending in a new line.
    #[must_use]
    pub fn describe(&self, raised: Raised) -> String {
        describe(self, &materialise(raised))
    }

    /// The last line of that: `ValueError: in thread`.
    #[must_use]
    pub fn words(&self, raised: Raised) -> String {
        let text = last_lines(&materialise(raised));
        text.lines().next().unwrap_or_default().to_owned()
    }

    /// The exit status that an uncaught exception means, and what is printed for it: SystemExit's own, or 1 with the traceback.
    #[must_use]
    pub fn exit(&self, raised: Raised) -> (i32, String) {
        let exception = materialise(raised);
        if exception.class.is_subclass(ExceptionKind::SystemExit.class()) {
            return match exception.get_text("code").unwrap_or(Value::None) {
                Value::None => (0, String::new()),
                Value::Bool(value) => (i32::from(value), String::new()),
                Value::Int(code) => ((code & 0xff) as i32, String::new()),
                other => (1, repr::str(&other).unwrap_or_else(|_| repr::object(&other)) + "\n"),
            };
        }
        (1, describe(self, &exception))
    }
}
