//! `str.format`.

use python_syntax::code::Conversion;

use crate::exceptions::ExceptionKind;
use crate::machine::cx::{Cx, Task};
use crate::objects::exception::Raised;
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// What `format` was called with.
#[derive(Clone)]
pub struct Given {
    /// The positional arguments.
    pub args: Vec<Value>,
    /// The keyword arguments.
    pub keywords: Vec<(Name, Value)>,
    /// A mapping instead, for `format_map`.
    pub mapping: Option<Value>,
}

/// `template.format(...)`.
pub fn format(cx: Cx, template: String, given: Given) -> Task {
    Box::pin(async move {
        let mut next = Some(0);
        fill(&cx, &template, &given, &mut next, 2).await.map(Value::from)
    })
}

async fn fill(
    cx: &Cx,
    template: &str,
    given: &Given,
    next: &mut Option<usize>,
    depth: usize,
) -> Result<String, Raised> {
    let chars: Vec<char> = template.chars().collect();
    let (mut out, mut at) = (String::new(), 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('{', Some('{')) | ('}', Some('}')) => {
                out.push(chars[at]);
                at += 2;
            }
            ('}', _) => return Err(Raised::value_error("Single '}' encountered in format string")),
            ('{', None) => return Err(Raised::value_error("Single '{' encountered in format string")),
            ('{', _) => {
                let mut level = 1;
                let from = at + 1;
                at += 1;
                while at < chars.len() && level > 0 {
                    match chars[at] {
                        '{' => level += 1,
                        '}' => level -= 1,
                        _ => {}
                    }
                    at += 1;
                }
                if level > 0 {
                    return Err(Raised::value_error("expected '}' before end of string"));
                }
                let field: String = chars[from..at - 1].iter().collect();
                out.push_str(&one(cx, &field, given, next, depth).await?);
            }
            (c, _) => {
                out.push(c);
                at += 1;
            }
        }
    }
    Ok(out)
}

async fn one(cx: &Cx, field: &str, given: &Given, next: &mut Option<usize>, depth: usize) -> Result<String, Raised> {
    if depth == 0 {
        return Err(Raised::value_error("Max string recursion exceeded"));
    }
    let colon = field
        .find([':', '!'])
        .filter(|at| !field[..*at].contains('[') || field[..*at].contains(']'));
    let (name, rest) = match colon {
        Some(at) => field.split_at(at),
        None => (field, ""),
    };
    let (conversion, spec) = match rest.strip_prefix('!') {
        Some(rest) => {
            let mut rest_chars = rest.chars();
            let conversion = match rest_chars.next() {
                Some('r') => Conversion::Repr,
                Some('s') => Conversion::Str,
                Some('a') => Conversion::Ascii,
                Some(other) => {
                    return Err(Raised::value_error(format!("Unknown conversion specifier {other}")));
                }
                None => {
                    return Err(Raised::value_error(
                        "end of string while looking for conversion specifier",
                    ));
                }
            };
            let tail = rest_chars.as_str();
            match tail.strip_prefix(':') {
                Some(spec) => (conversion, spec),
                None if tail.is_empty() => (conversion, ""),
                None => return Err(Raised::value_error("expected ':' after conversion specifier")),
            }
        }
        None => (Conversion::None, rest.strip_prefix(':').unwrap_or("")),
    };
    let value = lookup(cx, name, given, next).await?;
    let spec = if spec.contains('{') {
        Box::pin(fill(cx, spec, given, next, depth - 1)).await?
    } else {
        spec.to_owned()
    };
    match cx.format_value(&value, conversion, &Value::from(spec)).await? {
        Value::Str(text) => Ok(text.as_str().to_owned()),
        _ => Ok(String::new()),
    }
}

async fn lookup(cx: &Cx, name: &str, given: &Given, next: &mut Option<usize>) -> Result<Value, Raised> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let mut value = if first.is_empty() || first.bytes().all(|c| c.is_ascii_digit()) {
        let index = match (first.is_empty(), &mut *next) {
            (true, Some(count)) => {
                *count += 1;
                *count - 1
            }
            (true, None) => {
                return Err(Raised::value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (false, Some(count)) if *count > 0 => {
                return Err(Raised::value_error(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            (false, _) => {
                *next = None;
                first.parse().unwrap_or(usize::MAX)
            }
        };
        if given.mapping.is_some() {
            return Err(Raised::value_error("Format string contains positional fields"));
        }
        given.args.get(index).cloned().ok_or_else(|| {
            let words = format!("Replacement index {index} out of range for positional args tuple");
            Raised::new(ExceptionKind::IndexError, words)
        })?
    } else if let Some(mapping) = &given.mapping {
        cx.get_item(mapping, &Value::from(first)).await?
    } else {
        let found = given.keywords.iter().find(|(known, _)| known.as_str() == first);
        match found {
            Some((_, value)) => value.clone(),
            None => return Err(Raised::key_error(Value::from(first))),
        }
    };
    while !rest.is_empty() {
        if let Some(tail) = rest.strip_prefix('.') {
            let end = tail.find(['.', '[']).unwrap_or(tail.len());
            value = cx.attribute(&value, &intern(&tail[..end])).await?;
            rest = &tail[end..];
        } else if let Some(tail) = rest.strip_prefix('[') {
            let end = tail
                .find(']')
                .ok_or_else(|| Raised::value_error("Missing ']' in format string"))?;
            let key = match tail[..end].parse::<i64>() {
                Ok(index) => Value::Int(index),
                Err(_) => Value::from(&tail[..end]),
            };
            value = cx.get_item(&value, &key).await?;
            rest = &tail[end + 1..];
        } else {
            return Err(Raised::value_error(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        }
    }
    Ok(value)
}
