//! `repr` and `str` of built-in values.

use std::fmt::Write;

use super::compare::{DEEPEST, too_deep};
use super::float;
use super::types::{address, class_of, type_name};
use crate::objects::class::overrides;
use crate::objects::descriptor::Descriptor;
use crate::objects::exception::{New, Raised};
use crate::objects::generator::GeneratorKind;
use crate::value::Value;

/// The `repr` of a built-in value.
///
/// # Errors
/// `Defer` where a Python class's own takes part; RecursionError.
pub fn repr(value: &Value) -> Result<String, Raised> {
    let mut text = String::new();
    write(value, &mut text, &mut Vec::new())?;
    Ok(text)
}

/// The `str` of a built-in value.
///
/// # Errors
/// As `repr`'s.
pub fn str(value: &Value) -> Result<String, Raised> {
    match value {
        Value::Str(text) => Ok(text.as_str().to_owned()),
        Value::Instance(instance) => {
            if instance.class.has(overrides::STR | overrides::REPR) {
                return Err(Raised::Defer);
            }
            if instance.memory().is_some() {
                return crate::exceptions::words::message(value);
            }
            match instance.payload() {
                Value::Unbound => repr(value),
                Value::Opaque(_) => Err(Raised::Defer),
                payload => str(payload),
            }
        }
        _ => repr(value),
    }
}

/// The `repr` of a value, or a stand-in where that needs Python.
#[must_use]
pub fn plain_repr(value: &Value) -> String {
    repr(value).unwrap_or_else(|_| format!("<{} object>", type_name(value)))
}

/// The message of an exception that nobody has looked at yet.
#[must_use]
pub fn message_of(new: &New) -> String {
    new.args.first().and_then(|arg| str(arg).ok()).unwrap_or_default()
}

/// How a string is written in a program.
#[must_use]
pub fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if is_printable(c) => out.push(c),
            c => escape(c, &mut out),
        }
    }
    out.push(quote);
    out
}

fn escape(c: char, out: &mut String) {
    let code = c as u32;
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// Whether Python prints a character as it is.
#[must_use]
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    if c.is_control() || (c.is_whitespace() && c != ' ') {
        return false;
    }
    !matches!(c as u32,
        0xad | 0x378..=0x379 | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e
        | 0x2060..=0x206f | 0xd800..=0xf8ff | 0xfeff | 0xfff0..=0xfffb | 0xfffe..=0xffff | 0xe0000..=0x10ffff)
}

/// How `ascii` writes a `repr`.
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii() { out.push(c) } else { escape(c, &mut out) }
    }
    out
}

/// How bytes are written in a program.
#[must_use]
pub fn bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte if char::from(*byte) == quote => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(char::from(*byte)),
            byte => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    out
}

fn list(open: &str, close: &str, items: &[Value], out: &mut String, above: &mut Vec<usize>) -> Result<(), Raised> {
    out.push_str(open);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        write(item, out, above)?;
    }
    out.push_str(close);
    Ok(())
}

fn write(value: &Value, out: &mut String, above: &mut Vec<usize>) -> Result<(), Raised> {
    match value {
        Value::Unbound | Value::None => out.push_str("None"),
        Value::NotImplemented => out.push_str("NotImplemented"),
        Value::Ellipsis => out.push_str("Ellipsis"),
        Value::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
        Value::Int(value) => {
            let _ = write!(out, "{value}");
        }
        Value::Big(value) => {
            if value.bits() > 14_285 && value.to_string().len() > 4301 {
                let words = "Exceeds the limit (4300 digits) for integer string conversion; \
                             use sys.set_int_max_str_digits() to increase the limit";
                return Err(Raised::value_error(words));
            }
            let _ = write!(out, "{value}");
        }
        Value::Float(value) => out.push_str(&float::repr(*value)),
        Value::Complex(value) => out.push_str(&complex(value.0, value.1)),
        Value::Str(text) => out.push_str(&quoted(text.as_str())),
        Value::Bytes(value) => out.push_str(&bytes(value)),
        Value::ByteArray(value) => {
            let _ = write!(out, "bytearray({})", bytes(&value.lock()));
        }
        Value::Instance(instance) => return deeper(above, |above| write_instance(value, instance, out, above)),
        Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_) | Value::Deque(_) | Value::View(_) => {
            return write_container(value, out, above);
        }
        Value::Range(range) if range.step == 1 => {
            let _ = write!(out, "range({}, {})", range.start, range.stop);
        }
        Value::Range(range) => {
            let _ = write!(out, "range({}, {}, {})", range.start, range.stop, range.step);
        }
        Value::Slice(slice) => {
            let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
            return deeper(above, |above| list("slice(", ")", &parts, out, above));
        }
        Value::Class(class) => {
            if class.meta.as_ref().is_some_and(|meta| meta.has(overrides::REPR)) {
                return Err(Raised::Defer);
            }
            out.push_str(&class_repr(class));
        }
        Value::Method(method) if matches!(method.function, Value::Instance(_)) => return Err(Raised::Defer),
        Value::Method(method) if !matches!(method.function, Value::Native(_)) => {
            let name = match &method.function {
                Value::Function(function) => function.qualname().to_string(),
                other => type_name(other).to_owned(),
            };
            let _ = write!(out, "<bound method {name} of ");
            deeper(above, |above| write(&method.receiver, out, above))?;
            out.push('>');
        }
        Value::Opaque(_) => return Err(Raised::Defer),
        other => out.push_str(&object(other)),
    }
    Ok(())
}

// What holds others and is no container; `above` counts it by a place where no object is.
fn deeper(above: &mut Vec<usize>, act: impl FnOnce(&mut Vec<usize>) -> Result<(), Raised>) -> Result<(), Raised> {
    if above.len() > DEEPEST {
        return Err(too_deep(" while getting the repr of an object"));
    }
    above.push(usize::MAX);
    let done = act(above);
    above.pop();
    done
}

/// How a complex number is written.
#[must_use]
pub fn complex(real: f64, imaginary: f64) -> String {
    let part = |value: f64| {
        let text = float::repr(value);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    if real == 0.0 && !real.is_sign_negative() {
        return format!("{}j", part(imaginary));
    }
    let sign = if imaginary.is_sign_negative() && !imaginary.is_nan() {
        ""
    } else {
        "+"
    };
    format!("({}{sign}{}j)", part(real), part(imaginary))
}

/// How a class is written.
#[must_use]
pub fn class_repr(class: &crate::objects::class::Class) -> String {
    if class.builtin {
        return format!("<class '{}'>", class.name);
    }
    let text = |name: &str| class.names.lock().get(&crate::objects::string::intern(name)).cloned();
    let name = match text("__qualname__") {
        Some(Value::Str(name)) => name,
        _ => class.name.clone(),
    };
    match text("__module__") {
        Some(Value::Str(module)) if module.as_str() != "builtins" => format!("<class '{module}.{name}'>"),
        _ => format!("<class '{name}'>"),
    }
}

/// A number for an object that a program may see as its address.
#[must_use]
pub fn identity(value: &Value) -> u64 {
    let number = match value {
        Value::Instance(object) => object.number.0,
        Value::List(object) => object.number.0,
        Value::Dict(object) => object.number.0,
        Value::Set(object) => object.number.0,
        Value::Deque(object) => object.number.0,
        Value::Function(object) => object.number.0,
        Value::Generator(object) => object.number.0,
        Value::Cell(object) => object.number.0,
        Value::Iterator(object) => object.number.0,
        Value::Opaque(object) => object.number.0,
        Value::Class(object) if object.number.0 != 0 => object.number.0,
        Value::Int(value) => return 0x7f00_0000_0000 ^ (*value as u64).wrapping_mul(32),
        Value::None => return 0x7eff_0000_1000,
        Value::Bool(value) => return 0x7eff_0000_2000 + u64::from(*value) * 32,
        Value::Float(value) => return 0x7efe_0000_0000 ^ (value.to_bits() >> 20 << 4),
        other => return address(other).map_or(0x7eff_0000_3000, |address| address as u64),
    };
    0x7fa0_0000_0000 + (number & 0xff_ffff_ffff) * 16 + (number >> 40) * 0x10_0000_0000
}

/// How an object without a `repr` of its own is written.
#[must_use]
pub fn object(value: &Value) -> String {
    let at = identity(value);
    match value {
        Value::Function(function) => format!("<function {} at 0x{at:x}>", function.qualname()),
        Value::Native(native) if native.owner.is_empty() => format!("<built-in function {}>", native.name),
        Value::Native(native) => format!("<method '{}' of '{}' objects>", native.name, native.owner),
        Value::Method(method) => {
            let name = match &method.function {
                Value::Native(native) => native.name,
                _ => "?",
            };
            let (kind, at) = (type_name(&method.receiver), identity(&method.receiver));
            format!("<built-in method {name} of {kind} object at 0x{at:x}>")
        }
        Value::Module(module) => match module.name.as_str() {
            "__main__" => format!("<module '{}'>", module.name),
            name => format!("<module '{name}' (built-in)>"),
        },
        Value::Generator(generator) => {
            let kind = match generator.kind {
                GeneratorKind::Generator => "generator",
                GeneratorKind::Coroutine => "coroutine",
                GeneratorKind::Async => "async_generator",
            };
            format!("<{kind} object {} at 0x{at:x}>", generator.qualname)
        }
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Slot(class, name) => format!("<member '{name}' of '{class}' objects>"),
            Descriptor::Getter(name, ..) => format!("<attribute '{name}'>"),
            _ => format!("<{} object at 0x{at:x}>", type_name(value)),
        },
        Value::Code(body) => {
            let (file, line) = (&body.code.filename, body.code.first_line);
            format!("<code object {} at 0x{at:x}, file \"{file}\", line {line}>", body.name)
        }
        Value::Super(object) => {
            format!(
                "<super: <class '{}'>, <{} object>>",
                object.after.name, object.start.name
            )
        }
        _ => {
            let class = class_of(value);
            let module = class
                .names
                .lock()
                .get(&crate::objects::string::intern("__module__"))
                .cloned();
            let qualname = class
                .names
                .lock()
                .get(&crate::objects::string::intern("__qualname__"))
                .cloned();
            let name = match qualname {
                Some(Value::Str(name)) => name,
                _ => class.name.clone(),
            };
            match module {
                Some(Value::Str(module)) => format!("<{module}.{name} object at 0x{at:x}>"),
                _ => format!("<{name} object at 0x{at:x}>"),
            }
        }
    }
}

fn write_instance(
    value: &Value,
    instance: &crate::objects::instance::Instance,
    out: &mut String,
    above: &mut Vec<usize>,
) -> Result<(), Raised> {
    if instance.class.has(overrides::REPR) {
        return Err(Raised::Defer);
    }
    if instance.memory().is_some() {
        let args = instance.memory().map(|memory| memory.args.clone()).unwrap_or_default();
        let name = instance.class.name.clone();
        out.push_str(name.as_str());
        return list("(", ")", &args, out, above);
    }
    match instance.payload() {
        Value::Unbound => out.push_str(&object(value)),
        Value::Opaque(_) => return Err(Raised::Defer),
        Value::Set(set) => {
            let name = instance.class.name.to_string();
            if set.lock().is_empty() {
                out.push_str(&format!("{name}()"));
            } else {
                return list(&format!("{name}({{"), "})", &set.to_vec(), out, above);
            }
        }
        payload => return write(payload, out, above),
    }
    Ok(())
}

fn write_container(value: &Value, out: &mut String, above: &mut Vec<usize>) -> Result<(), Raised> {
    if above.len() > DEEPEST {
        return Err(too_deep(" while getting the repr of an object"));
    }
    let at = address(value).unwrap_or(0);
    if above.contains(&at) {
        out.push_str(match value {
            Value::List(_) | Value::Deque(_) => "[...]",
            Value::Tuple(_) => "(...)",
            Value::Dict(_) => "{...}",
            _ => "...",
        });
        return Ok(());
    }
    above.push(at);
    let done = write_items(value, out, above);
    above.pop();
    done
}

fn write_items(value: &Value, out: &mut String, above: &mut Vec<usize>) -> Result<(), Raised> {
    match value {
        Value::List(items) => list("[", "]", &items.to_vec(), out, above),
        Value::Tuple(items) if items.len() == 1 => list("(", ",)", items, out, above),
        Value::Tuple(items) => list("(", ")", items, out, above),
        Value::Set(set) => {
            let items = set.to_vec();
            match (set.frozen, items.is_empty()) {
                (true, true) => out.push_str("frozenset()"),
                (false, true) => out.push_str("set()"),
                (true, false) => return list("frozenset({", "})", &items, out, above),
                (false, false) => return list("{", "}", &items, out, above),
            }
            Ok(())
        }
        Value::Deque(deque) => {
            let close = match deque.bound {
                Some(bound) => format!("], maxlen={bound})"),
                None => "])".to_owned(),
            };
            list("deque([", &close, &deque.to_vec(), out, above)
        }
        Value::View(view) => {
            let items = super::sequence::view_items(view);
            list(&format!("{}([", type_name(value)), "])", &items, out, above)
        }
        Value::Dict(dict) => {
            out.push('{');
            for (at, (key, value)) in dict.to_pairs().iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write(key, out, above)?;
                out.push_str(": ");
                write(value, out, above)?;
            }
            out.push('}');
            Ok(())
        }
        _ => Ok(()),
    }
}
