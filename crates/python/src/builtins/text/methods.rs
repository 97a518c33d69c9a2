//! Methods of strings.

mod parts;

use std::sync::Arc;

use super::codec;
use crate::builtins::args::keyword;
use crate::exceptions::ExceptionKind;
use crate::machine::cx::{Arguments, Call, Cx, Task};
use crate::objects::exception::Raised;
use crate::objects::function::{Quick, Slow};
use crate::operations::sequence::{char_value, decimal_digit};
use crate::operations::subscript::index_of;
use crate::operations::types::{plain, type_name};
use crate::value::Value;
use parts::{partition, replace, split, splitlines, strip};

type Outcome = Result<Value, Raised>;

fn text<'a>(call: &'a Call<'_>) -> Result<&'a str, Raised> {
    match call.args.first().map(plain) {
        Some(Value::Str(text)) => Ok(text.as_str()),
        _ => Err(Raised::type_error(format!(
            "descriptor '{}' for 'str' objects doesn't apply to a '{}' object",
            call.function.name,
            call.args.first().map_or("NoneType", type_name)
        ))),
    }
}

fn string(value: &Value) -> Option<&str> {
    match plain(value) {
        Value::Str(text) => Some(text.as_str()),
        _ => None,
    }
}

fn argument<'a>(call: &Call<'_>, value: &'a Value) -> Result<&'a str, Raised> {
    string(value).ok_or_else(|| {
        Raised::type_error(format!(
            "{}() argument must be str, not {}",
            call.function.name,
            type_name(value)
        ))
    })
}

macro_rules! mapped {
    ($($name:ident => |$text:ident| $body:expr;)*) => {
        $(fn $name(call: &Call) -> Outcome {
            call.rest(0, 0)?;
            let $text = text(call)?;
            Ok(Value::from($body))
        })*
    };
}

macro_rules! tested {
    ($($name:ident => |$text:ident| $body:expr;)*) => {
        $(fn $name(call: &Call) -> Outcome {
            call.rest(0, 0)?;
            let $text = text(call)?;
            Ok(Value::Bool($body))
        })*
    };
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

fn title_of(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.extend(c.to_uppercase())
        }
        inside = is_cased(c);
    }
    out
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first
            .to_uppercase()
            .chain(chars.as_str().to_lowercase().chars())
            .collect(),
        None => String::new(),
    }
}

fn swapped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_uppercase() {
            out.extend(c.to_lowercase())
        } else {
            out.extend(c.to_uppercase())
        }
    }
    out
}

mapped! {
    upper => |text| text.to_uppercase();
    lower => |text| text.to_lowercase();
    casefold => |text| text.to_lowercase().replace('ß', "ss");
    title => |text| title_of(text);
    capitalize => |text| capitalized(text);
    swapcase => |text| swapped(text);
}

fn is_digit(c: char) -> bool {
    decimal_digit(c).is_some()
        || matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}' | '①'..='⑨')
}

fn titled(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for c in text.chars() {
        if c.is_uppercase() {
            if inside {
                return false;
            }
            (inside, any) = (true, true);
        } else if c.is_lowercase() {
            if !inside {
                return false;
            }
            any = true;
        } else {
            inside = false;
        }
    }
    any
}

/// Whether a text is a name.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic()) && chars.all(|c| c == '_' || c.is_alphanumeric())
}

tested! {
    isupper => |text| text.chars().any(is_cased) && !text.chars().any(char::is_lowercase);
    islower => |text| text.chars().any(is_cased) && !text.chars().any(char::is_uppercase);
    isalpha => |text| !text.is_empty() && text.chars().all(char::is_alphabetic);
    isalnum => |text| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || is_digit(c));
    isdecimal => |text| !text.is_empty() && text.chars().all(|c| decimal_digit(c).is_some());
    isdigit => |text| !text.is_empty() && text.chars().all(is_digit);
    isnumeric => |text| !text.is_empty() && text.chars().all(|c| c.is_numeric() || is_digit(c));
    isspace => |text| !text.is_empty() && text.chars().all(|c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c));
    isascii => |text| text.is_ascii();
    isidentifier => |text| is_name(text);
    isprintable => |text| text.chars().all(crate::operations::repr::is_printable);
    istitle => |text| titled(text);
}

// The part of a text between two indices in characters, and the character index where it begins.
fn window<'a>(own: &'a str, args: &[Value]) -> Option<(&'a str, usize)> {
    let length = own.chars().count() as i64;
    let bound = |value: Option<&Value>, default: i64| match value.and_then(index_of) {
        Some(index) if index < 0 => (index + length).max(0),
        Some(index) => index,
        None => default,
    };
    let (start, stop) = (bound(args.first(), 0), bound(args.get(1), length).min(length));
    if start > stop {
        return None;
    }
    let byte = |at: i64| own.char_indices().nth(at as usize).map_or(own.len(), |(byte, _)| byte);
    Some((&own[byte(start)..byte(stop)], start as usize))
}

fn find(call: &Call) -> Outcome {
    let rest = call.rest(1, 3)?;
    let own = text(call)?;
    let part = string(&rest[0]).ok_or_else(|| {
        Raised::type_error(format!(
            "{}() argument 1 must be str, not {}",
            call.function.name,
            type_name(&rest[0])
        ))
    })?;
    let backwards = call.function.name.starts_with('r');
    let found = window(own, &rest[1..]).and_then(|(inside, start)| {
        let byte = if backwards {
            inside.rfind(part)
        } else {
            inside.find(part)
        };
        byte.map(|byte| start + inside[..byte].chars().count())
    });
    match found {
        Some(at) => Ok(Value::Int(at as i64)),
        None if call.function.name.ends_with("index") => Err(Raised::value_error("substring not found")),
        None => Ok(Value::Int(-1)),
    }
}

fn count(call: &Call) -> Outcome {
    let rest = call.rest(1, 3)?;
    let (own, part) = (text(call)?, argument(call, &rest[0])?);
    let inside = window(own, &rest[1..]).map(|(inside, _)| inside);
    Ok(Value::Int(match inside {
        None => 0,
        Some(inside) if part.is_empty() => inside.chars().count() as i64 + 1,
        Some(inside) => inside.matches(part).count() as i64,
    }))
}

fn ends(call: &Call) -> Outcome {
    let rest = call.rest(1, 3)?;
    let own = text(call)?;
    let name = call.function.name;
    let Some((inside, _)) = window(own, &rest[1..]) else {
        return Ok(Value::Bool(false));
    };
    let one = |part: &str| {
        if name == "startswith" {
            inside.starts_with(part)
        } else {
            inside.ends_with(part)
        }
    };
    let bad = |value: &Value| {
        let kind = type_name(value);
        Raised::type_error(format!("{name} first arg must be str or a tuple of str, not {kind}"))
    };
    match plain(&rest[0]) {
        Value::Tuple(parts) => {
            for part in parts.iter() {
                let words = || {
                    Raised::type_error(format!(
                        "tuple for {name} must only contain str, not {}",
                        type_name(part)
                    ))
                };
                if one(string(part).ok_or_else(words)?) {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }
        value => Ok(Value::Bool(one(string(value).ok_or_else(|| bad(value))?))),
    }
}

fn affix(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let (own, part) = (text(call)?, argument(call, &rest[0])?);
    let cut = if call.function.name == "removeprefix" {
        own.strip_prefix(part)
    } else {
        own.strip_suffix(part)
    };
    Ok(Value::from(cut.unwrap_or(own)))
}

fn justify(call: &Call) -> Outcome {
    let rest = call.rest(1, 2)?;
    let own = text(call)?;
    let Some(width) = index_of(&rest[0]) else {
        let kind = type_name(&rest[0]);
        return Err(Raised::type_error(format!(
            "'{kind}' object cannot be interpreted as an integer"
        )));
    };
    let fill = match rest.get(1) {
        None => " ".to_owned(),
        Some(fill) => match string(fill) {
            Some(fill) if fill.chars().count() == 1 => fill.to_owned(),
            _ => {
                return Err(Raised::type_error(
                    "The fill character must be exactly one character long",
                ));
            }
        },
    };
    let length = own.chars().count();
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(length);
    crate::operations::sequence::room(missing / 16)?;
    let (left, right) = match call.function.name {
        "ljust" => (0, missing),
        "rjust" => (missing, 0),
        _ => {
            let left = missing / 2 + (missing & usize::try_from(width).unwrap_or(0) & 1);
            (left, missing - left)
        }
    };
    Ok(Value::from(format!("{}{own}{}", fill.repeat(left), fill.repeat(right))))
}

fn zfill(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let own = text(call)?;
    let width = usize::try_from(index_of(&rest[0]).unwrap_or(0)).unwrap_or(0);
    let zeros = "0".repeat(width.saturating_sub(own.chars().count()));
    Ok(Value::from(match own.strip_prefix(['+', '-']) {
        Some(digits) => format!("{}{zeros}{digits}", &own[..1]),
        None => format!("{zeros}{own}"),
    }))
}

fn expandtabs(call: &Call) -> Outcome {
    let own = text(call)?;
    let size = call
        .args
        .get(1)
        .or_else(|| keyword(call.keywords, "tabsize"))
        .and_then(index_of)
        .unwrap_or(8)
        .max(0) as usize;
    let (mut out, mut column) = (String::new(), 0);
    for c in own.chars() {
        match c {
            '\t' if size > 0 => {
                let step = size - column % size;
                out.push_str(&" ".repeat(step));
                column += step;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            c => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(Value::from(out))
}

fn join_quick(call: &Call) -> Outcome {
    let rest = call.rest(1, 1)?;
    let own = text(call)?;
    if call.interpreter.announces() && !matches!(rest[0], Value::List(_) | Value::Tuple(_)) {
        return Err(Raised::Defer);
    }
    let items = match crate::operations::iteration::collect(&rest[0]) {
        Err(Raised::New(_)) => return Err(Raised::type_error("can only join an iterable")),
        other => other?,
    };
    joined(own, &items)
}

fn joined(own: &str, items: &[Value]) -> Outcome {
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        let Some(part) = string(item) else {
            let kind = type_name(item);
            return Err(Raised::type_error(format!(
                "sequence item {at}: expected str instance, {kind} found"
            )));
        };
        if at > 0 {
            out.push_str(own);
        }
        out.push_str(part);
        crate::operations::sequence::room(out.len() / 16)?;
    }
    Ok(Value::from(out))
}

async fn join(cx: Cx, args: Arguments) -> Outcome {
    let own = args.args.first().and_then(string).unwrap_or_default().to_owned();
    let items = cx.collect(&args.args[1]).await?;
    joined(&own, &items)
}

fn encode(call: &Call) -> Outcome {
    let own = text(call)?;
    let option = |at: usize, name: &str| call.args.get(at).or_else(|| keyword(call.keywords, name));
    codec::encode(own, option(1, "encoding"), option(2, "errors")).map(codec::bytes)
}

fn maketrans(call: &Call) -> Outcome {
    let dict = crate::objects::dict::Dict::default();
    let put = |key: &Value, value: &Value| crate::operations::sequence::dict_set(&dict, key, value);
    match call.args {
        [Value::Dict(from)] => {
            for (key, value) in from.to_pairs() {
                let key = match &key {
                    Value::Str(key) => Value::Int(i64::from(key.as_str().chars().next().unwrap_or(' ') as u32)),
                    other => other.clone(),
                };
                put(&key, &value)?;
            }
        }
        [from, to, rest @ ..] => {
            let (from, to) = (argument(call, from)?, argument(call, to)?);
            if from.chars().count() != to.chars().count() {
                return Err(Raised::value_error(
                    "the first two maketrans arguments must have equal length",
                ));
            }
            for (a, b) in from.chars().zip(to.chars()) {
                put(&Value::Int(i64::from(a as u32)), &Value::Int(i64::from(b as u32)))?;
            }
            if let Some(gone) = rest.first() {
                for c in argument(call, gone)?.chars() {
                    put(&Value::Int(i64::from(c as u32)), &Value::None)?;
                }
            }
        }
        _ => return Err(Raised::type_error("maketrans expected at least 1 argument, got 0")),
    }
    Ok(Value::Dict(Arc::new(dict)))
}

async fn translate(cx: Cx, args: Arguments) -> Outcome {
    let own = args.args.first().and_then(string).unwrap_or_default().to_owned();
    let table = args.args.get(1).cloned().unwrap_or(Value::None);
    let mut out = String::new();
    for c in own.chars() {
        match cx.get_item(&table, &Value::Int(i64::from(c as u32))).await {
            Ok(Value::None) => {}
            Ok(Value::Str(text)) => out.push_str(text.as_str()),
            Ok(other) => out.extend(other.to_int().and_then(|code| char::from_u32(code as u32))),
            Err(raised) if crate::machine::deliver::is_kind(&raised, ExceptionKind::LookupError) => out.push(c),
            Err(raised) => return Err(raised),
        }
    }
    Ok(Value::from(out))
}

fn format(cx: Cx, args: Arguments) -> Task {
    let template = args.args.first().and_then(string).unwrap_or_default().to_owned();
    let given = super::format::Given {
        args: args.args[1..].to_vec(),
        keywords: args.keywords,
        mapping: None,
    };
    super::format::format(cx, template, given)
}

fn format_map(cx: Cx, args: Arguments) -> Task {
    let template = args.args.first().and_then(string).unwrap_or_default().to_owned();
    let given = super::format::Given {
        args: Vec::new(),
        keywords: Vec::new(),
        mapping: args.args.get(1).cloned(),
    };
    super::format::format(cx, template, given)
}

/// The characters of a text as values.
#[must_use]
pub fn characters(text: &str) -> Vec<Value> {
    text.chars().map(char_value).collect()
}

/// The methods that never call Python.
pub const QUICK: &[(&str, Quick)] = &[
    ("upper", upper),
    ("lower", lower),
    ("casefold", casefold),
    ("title", title),
    ("capitalize", capitalize),
    ("swapcase", swapcase),
    ("isupper", isupper),
    ("islower", islower),
    ("isalpha", isalpha),
    ("isalnum", isalnum),
    ("isdecimal", isdecimal),
    ("isdigit", isdigit),
    ("isnumeric", isnumeric),
    ("isspace", isspace),
    ("isascii", isascii),
    ("isidentifier", isidentifier),
    ("isprintable", isprintable),
    ("istitle", istitle),
    ("strip", strip),
    ("lstrip", strip),
    ("rstrip", strip),
    ("split", split),
    ("rsplit", split),
    ("splitlines", splitlines),
    ("partition", partition),
    ("rpartition", partition),
    ("replace", replace),
    ("find", find),
    ("rfind", find),
    ("index", find),
    ("rindex", find),
    ("count", count),
    ("startswith", ends),
    ("endswith", ends),
    ("removeprefix", affix),
    ("removesuffix", affix),
    ("ljust", justify),
    ("rjust", justify),
    ("center", justify),
    ("zfill", zfill),
    ("expandtabs", expandtabs),
    ("encode", encode),
    ("join", join_quick),
];

/// The methods that may.
pub const SLOW: &[(&str, Slow)] = &[
    ("join", |cx, args| Box::pin(join(cx, args))),
    ("translate", |cx, args| Box::pin(translate(cx, args))),
    ("format", format),
    ("format_map", format_map),
];

/// `str.maketrans`, which is static.
pub const MAKETRANS: Quick = maketrans;
