//! Strings taken apart: stripped, split, replaced.

use super::*;

pub(super) fn strip(call: &Call) -> Outcome {
    let rest = call.rest(0, 1)?;
    let own = text(call)?;
    let (left, right) = (call.function.name != "rstrip", call.function.name != "lstrip");
    let set: Option<Vec<char>> = match rest.first() {
        None | Some(Value::None) => None,
        Some(value) => match string(value) {
            Some(set) => Some(set.chars().collect()),
            None => {
                return Err(Raised::type_error(format!(
                    "{} arg must be None or str",
                    call.function.name
                )));
            }
        },
    };
    let fits = |c: char| match &set {
        Some(set) => set.contains(&c),
        None => c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c),
    };
    let mut out = own;
    if left {
        out = out.trim_start_matches(fits);
    }
    if right {
        out = out.trim_end_matches(fits);
    }
    Ok(Value::from(out))
}

pub(super) fn split(call: &Call) -> Outcome {
    let own = text(call)?;
    let backwards = call.function.name == "rsplit";
    let separator = call.args.get(1).or_else(|| keyword(call.keywords, "sep"));
    let most = call.args.get(2).or_else(|| keyword(call.keywords, "maxsplit"));
    let most = most
        .and_then(index_of)
        .filter(|most| *most >= 0)
        .map_or(usize::MAX, |most| most as usize);
    let parts: Vec<&str> = match separator {
        None | Some(Value::None) => split_space(own, most, backwards),
        Some(separator) => {
            let separator = string(separator)
                .ok_or_else(|| Raised::type_error(format!("must be str or None, not {}", type_name(separator))))?;
            if separator.is_empty() {
                return Err(Raised::value_error("empty separator"));
            }
            if backwards {
                let mut parts: Vec<&str> = own.rsplitn(most.saturating_add(1), separator).collect();
                parts.reverse();
                parts
            } else {
                own.splitn(most.saturating_add(1), separator).collect()
            }
        }
    };
    Ok(Value::list(parts.into_iter().map(Value::from).collect()))
}

pub(super) fn split_space(text: &str, most: usize, backwards: bool) -> Vec<&str> {
    if most == usize::MAX {
        return text.split_whitespace().collect();
    }
    let mut parts = Vec::new();
    let mut rest = if backwards { text.trim_end() } else { text.trim_start() };
    while parts.len() < most && !rest.is_empty() {
        let found = if backwards {
            rest.rfind(char::is_whitespace)
        } else {
            rest.find(char::is_whitespace)
        };
        let Some(at) = found else { break };
        let width = rest[at..].chars().next().map_or(1, char::len_utf8);
        if backwards {
            parts.push(&rest[at + width..]);
            rest = rest[..at].trim_end();
        } else {
            parts.push(&rest[..at]);
            rest = rest[at..].trim_start();
        }
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    if backwards {
        parts.reverse();
    }
    parts
}

pub(super) fn splitlines(call: &Call) -> Outcome {
    let own = text(call)?;
    let keep = call.args.get(1).or_else(|| keyword(call.keywords, "keepends"));
    let keep = keep.is_some_and(|keep| crate::operations::compare::truth(keep).unwrap_or(false));
    let mut lines = Vec::new();
    let mut rest = own;
    while !rest.is_empty() {
        let ends = |c: char| {
            matches!(
                c,
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        };
        let at = rest.find(ends).unwrap_or(rest.len());
        let width = if rest[at..].starts_with("\r\n") {
            2
        } else {
            rest[at..].chars().next().map_or(0, char::len_utf8)
        };
        lines.push(Value::from(if keep { &rest[..at + width] } else { &rest[..at] }));
        rest = &rest[at + width..];
    }
    Ok(Value::list(lines))
}

pub(super) fn partition(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let (own, separator) = (text(call)?, argument(call, &rest[0])?);
    if separator.is_empty() {
        return Err(Raised::value_error("empty separator"));
    }
    let backwards = call.function.name == "rpartition";
    let found = if backwards {
        own.rfind(separator)
    } else {
        own.find(separator)
    };
    let parts = match found {
        Some(at) => [&own[..at], separator, &own[at + separator.len()..]],
        None if backwards => ["", "", own],
        None => [own, "", ""],
    };
    Ok(Value::tuple(parts.map(Value::from).to_vec()))
}

pub(super) fn replace(call: &Call) -> Outcome {
    let (own, args) = (text(call)?, &call.args[1..]);
    if args.len() < 2 {
        return Err(Raised::type_error(format!(
            "replace expected at least 2 arguments, got {}",
            args.len()
        )));
    }
    let words = |at: usize| {
        string(&args[at]).ok_or_else(|| {
            Raised::type_error(format!(
                "replace() argument {} must be str, not {}",
                at + 1,
                type_name(&args[at])
            ))
        })
    };
    let (old, new) = (words(0)?, words(1)?);
    let most = args
        .get(2)
        .or_else(|| keyword(call.keywords, "count"))
        .and_then(index_of)
        .filter(|most| *most >= 0);
    crate::operations::sequence::room(own.len().saturating_mul(new.len().max(1)) / 1024)?;
    Ok(Value::from(match most {
        Some(most) => own.replacen(old, new, most as usize),
        None => own.replace(old, new),
    }))
}
