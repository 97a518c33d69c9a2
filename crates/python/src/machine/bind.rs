//! Arguments to parameters, with CPython's words where they do not fit.

use std::sync::Arc;

use crate::objects::exception::Raised;
use crate::objects::function::Function;
use crate::objects::string::Name;
use crate::objects::table::Table;
use crate::value::Value;

/// Lays a call's arguments out as the function's slots at the end of the stack.
///
/// # Errors
/// TypeError.
pub fn bind(
    function: &Arc<Function>,
    mut args: Vec<Value>,
    keywords: Vec<(Name, Value)>,
    stack: &mut Vec<Value>,
) -> Result<(), Raised> {
    let body = &function.body;
    let code = &body.code;
    let positional = code.positional as usize;
    let named = positional + code.keyword_only as usize;
    let base = stack.len();
    let given = args.len();
    let rest = if given > positional {
        args.split_off(positional)
    } else {
        Vec::new()
    };
    let filled = args.len();
    stack.extend(args);
    stack.resize(base + body.slots, Value::Unbound);
    let slots = &mut stack[base..];
    let mut extra = Table::default();
    let mut positional_as_keyword = Vec::new();
    for (name, value) in keywords {
        let place = body.locals[code.positional_only as usize..named]
            .iter()
            .position(|known| *known == name);
        match place {
            Some(place) => {
                let slot = &mut slots[place + code.positional_only as usize];
                if !matches!(slot, Value::Unbound) {
                    let words = format!("{}() got multiple values for argument '{name}'", function.qualname());
                    return Err(Raised::type_error(words));
                }
                *slot = value;
            }
            None if code.variadic_keywords => {
                extra.insert_name(&name, value);
            }
            None if body.locals[..code.positional_only as usize].contains(&name) => positional_as_keyword.push(name),
            None => return Err(unexpected(function, &name)),
        }
    }
    if !positional_as_keyword.is_empty() {
        let names: Vec<_> = positional_as_keyword.iter().map(ToString::to_string).collect();
        return Err(Raised::type_error(format!(
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            function.qualname(),
            names.join(", ")
        )));
    }
    if !rest.is_empty() && !code.variadic {
        let keyword_only = slots[positional..named]
            .iter()
            .filter(|slot| !matches!(slot, Value::Unbound))
            .count();
        return Err(too_many(function, given, keyword_only));
    }
    let without = positional - function.defaults.len().min(positional);
    let missing: Vec<&Name> = (filled..without)
        .filter(|slot| matches!(slots[*slot], Value::Unbound))
        .map(|slot| &body.locals[slot])
        .collect();
    if !missing.is_empty() {
        return Err(missing_words(function, "positional", &missing));
    }
    for (slot, place) in slots.iter_mut().enumerate().take(positional).skip(filled.max(without)) {
        if matches!(place, Value::Unbound) {
            *place = function.defaults[slot - without].clone();
        }
    }
    let mut missing = Vec::new();
    for (slot, place) in slots.iter_mut().enumerate().take(named).skip(positional) {
        if matches!(place, Value::Unbound) {
            let name = &body.locals[slot];
            match function.keyword_defaults.iter().find(|(known, _)| known == name) {
                Some((_, value)) => *place = value.clone(),
                None => missing.push(name),
            }
        }
    }
    if !missing.is_empty() {
        return Err(missing_words(function, "keyword-only", &missing));
    }
    let mut next = named;
    if code.variadic {
        slots[next] = Value::tuple(rest);
        next += 1;
    }
    if code.variadic_keywords {
        slots[next] = Value::dict(extra);
    }
    Ok(())
}

fn unexpected(function: &Function, name: &Name) -> Raised {
    let code = &function.body.code;
    let all = code.positional as usize + code.keyword_only as usize;
    let known = function.body.locals[code.positional_only as usize..all]
        .iter()
        .map(|name| name.as_str());
    let hint = match crate::exceptions::suggest::closest(name.as_str(), known) {
        Some(close) => format!(". Did you mean '{close}'?"),
        None => String::new(),
    };
    Raised::type_error(format!(
        "{}() got an unexpected keyword argument '{name}'{hint}",
        function.qualname()
    ))
}

fn too_many(function: &Function, given: usize, keyword_only: usize) -> Raised {
    let most = function.body.code.positional as usize;
    let least = most - function.defaults.len().min(most);
    let takes = if least < most {
        format!("from {least} to {most}")
    } else {
        most.to_string()
    };
    let plural = if most == 1 && least == most { "" } else { "s" };
    let (given, verb) = if keyword_only > 0 {
        let (s, k) = (
            if given == 1 { "" } else { "s" },
            if keyword_only == 1 { "" } else { "s" },
        );
        let words = format!("{given} positional argument{s} (and {keyword_only} keyword-only argument{k})");
        (words, "were")
    } else {
        (given.to_string(), if given == 1 { "was" } else { "were" })
    };
    let name = function.qualname();
    Raised::type_error(format!(
        "{name}() takes {takes} positional argument{plural} but {given} {verb} given"
    ))
}

fn missing_words(function: &Function, kind: &str, missing: &[&Name]) -> Raised {
    let quoted: Vec<String> = missing.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        [] => String::new(),
    };
    let (count, s) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
    let name = function.qualname();
    Raised::type_error(format!("{name}() missing {count} required {kind} argument{s}: {list}"))
}
