//! What people call the object that an access touches.

use python_syntax::code::Op;

use super::{Frame, Slot, Thread};
use crate::operations::types::class_of;
use crate::value::Value;

/// The source text of the expression, `self` replaced by the class.
pub(super) fn name_of(thread: &Thread, frame: &Frame, slot: &Slot) -> String {
    let body = &frame.function.body;
    let own = |text: &str| match text.strip_prefix("self") {
        Some(rest) if rest.starts_with('.') || rest.is_empty() => {
            let class = match thread.stack.get(frame.base) {
                Some(value @ Value::Instance(_)) => class_of(value).name.as_str().to_lowercase(),
                _ => "self".to_owned(),
            };
            class + rest
        }
        _ => text.to_owned(),
    };
    let text = source_of(thread, frame);
    match (slot, body.code.ops.get(frame.at)) {
        (Slot::Cell, Some(Op::LoadDeref(index) | Op::StoreDeref(index) | Op::DeleteDeref(index))) => {
            body.code.cell_name(*index).map(ToString::to_string).unwrap_or_default()
        }
        (Slot::Name(name), Some(Op::LoadAttr(_) | Op::LoadMethod(_) | Op::StoreAttr(_) | Op::DeleteAttr(_))) => {
            let base = text.rfind(&format!(".{name}")).map(|at| text[..at].trim().to_owned());
            match base
                .filter(|base| base.chars().all(|c| c.is_alphanumeric() || "_.[]".contains(c)) && !base.is_empty())
            {
                Some(base) => own(&format!("{base}.{name}")),
                None => name.to_string(),
            }
        }
        (Slot::Name(name), _) => name.to_string(),
        (Slot::Whole, Some(Op::BinarySubscript | Op::StoreSubscript | Op::DeleteSubscript)) => {
            own(text.split('[').next().unwrap_or_default().trim())
        }
        (Slot::Whole, Some(Op::CallMethod(_) | Op::CallMethodKeywords { .. })) => {
            let call = text.split('(').next().unwrap_or_default();
            own(call.rsplit_once('.').map_or(call, |(base, _)| base).trim())
        }
        (Slot::Whole, Some(Op::Call(_) | Op::CallKeywords { .. })) => {
            let inside = text.split_once('(').map_or("", |(_, rest)| rest);
            own(inside
                .trim_end_matches(')')
                .split(',')
                .next()
                .unwrap_or_default()
                .trim())
        }
        (Slot::Whole, Some(Op::Contains(_))) => own(text.rsplit(" in ").next().unwrap_or_default().trim()),
        _ => own(text.split(['+', '=']).next().unwrap_or_default().trim()),
    }
}

fn source_of(thread: &Thread, frame: &Frame) -> String {
    let Some(span) = frame.function.body.code.spans.get(frame.at) else {
        return String::new();
    };
    let Some(line) = thread
        .interpreter
        .source
        .lines()
        .nth((span.line as usize).saturating_sub(1))
    else {
        return String::new();
    };
    let end = if span.end_line == span.line {
        span.end_column as usize
    } else {
        usize::MAX
    };
    let length = end.saturating_sub(span.column as usize);
    line.chars().skip(span.column as usize).take(length).collect()
}
