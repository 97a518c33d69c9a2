//! Format specifications, and what they make of built-in values.

use num_bigint::BigInt;
use num_traits::Signed;
use python_syntax::code::Conversion;

use super::number::Number;
use super::repr;
use super::types::{plain, type_name};
use crate::objects::class::overrides;
use crate::objects::exception::Raised;
use crate::value::Value;

/// A format specification, taken apart.
#[derive(Debug, Clone)]
pub struct Spec {
    fill: char,
    align: Option<char>,
    sign: char,
    no_negative_zero: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

impl Spec {
    /// Takes a specification apart.
    ///
    /// # Errors
    /// ValueError.
    pub fn parse(text: &str, type_name: &str) -> Result<Self, Raised> {
        let bad = || {
            Raised::value_error(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            ))
        };
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        let mut spec = Self {
            fill: ' ',
            align: None,
            sign: '-',
            no_negative_zero: false,
            alternate: false,
            zero: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        };
        let is_align = |c: Option<&char>| c.is_some_and(|c| "<>=^".contains(*c));
        if is_align(chars.get(1)) {
            (spec.fill, spec.align, at) = (chars[0], Some(chars[1]), 2);
        } else if is_align(chars.first()) {
            (spec.align, at) = (Some(chars[0]), 1);
        }
        if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at) {
            spec.sign = *sign;
            at += 1;
        }
        if chars.get(at) == Some(&'z') {
            spec.no_negative_zero = true;
            at += 1;
        }
        if chars.get(at) == Some(&'#') {
            spec.alternate = true;
            at += 1;
        }
        if chars.get(at) == Some(&'0') && at < chars.len() {
            spec.zero = true;
            if spec.align.is_none() {
                (spec.fill, spec.align) = ('0', Some('='));
            } else if at < 2 || spec.fill == ' ' && !is_align(chars.get(1)) {
                spec.fill = '0';
            }
            at += 1;
        }
        let number = |at: &mut usize| {
            let from = *at;
            while chars.get(*at).is_some_and(char::is_ascii_digit) {
                *at += 1;
            }
            chars[from..*at].iter().collect::<String>().parse::<usize>().ok()
        };
        if let Some(width) = number(&mut at) {
            spec.width = width;
        }
        if let Some(group @ (',' | '_')) = chars.get(at) {
            spec.grouping = Some(*group);
            at += 1;
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            spec.precision =
                Some(number(&mut at).ok_or_else(|| Raised::value_error("Format specifier missing precision"))?);
        }
        if let Some(kind) = chars.get(at) {
            spec.kind = Some(*kind);
            at += 1;
        }
        if at < chars.len() || spec.width > 1 << 24 || spec.precision.is_some_and(|precision| precision > 1 << 20) {
            return Err(bad());
        }
        Ok(spec)
    }

    fn pad(&self, text: &str, default: char) -> String {
        self.pad_number("", text, default)
    }

    fn pad_number(&self, sign: &str, digits: &str, default: char) -> String {
        let length = sign.chars().count() + digits.chars().count();
        let missing = self.width.saturating_sub(length);
        let fill = |count: usize| self.fill.to_string().repeat(count);
        match self.align.unwrap_or(default) {
            '<' => format!("{sign}{digits}{}", fill(missing)),
            '^' => format!("{}{sign}{digits}{}", fill(missing / 2), fill(missing - missing / 2)),
            '=' => format!("{sign}{}{digits}", fill(missing)),
            _ => format!("{}{sign}{digits}", fill(missing)),
        }
    }

    fn sign_of(&self, negative: bool) -> String {
        match (negative, self.sign) {
            (true, _) => "-".to_owned(),
            (false, '-') => String::new(),
            (false, sign) => sign.to_string(),
        }
    }
}

fn unknown_code(code: char, type_name: &str) -> Raised {
    Raised::value_error(format!("Unknown format code '{code}' for object of type '{type_name}'"))
}

/// `format(conversion(value), spec)` of a built-in value.
///
/// # Errors
/// ValueError, TypeError; `Defer` where Python takes part.
pub fn convert_and_format(value: &Value, conversion: Conversion, spec: &Value) -> Result<Value, Raised> {
    let converted = match conversion {
        Conversion::None => value.clone(),
        Conversion::Str => Value::from(repr::str(value)?),
        Conversion::Repr => Value::from(repr::repr(value)?),
        Conversion::Ascii => Value::from(repr::ascii(&repr::repr(value)?)),
    };
    let Value::Str(spec) = spec else {
        return Err(Raised::Defer);
    };
    format(&converted, spec.as_str()).map(Value::from)
}

/// `format(value, spec)` of a built-in value.
///
/// # Errors
/// ValueError, TypeError; `Defer` where Python takes part.
pub fn format(value: &Value, spec: &str) -> Result<String, Raised> {
    if let Value::Instance(instance) = value {
        if instance.class.has(overrides::FORMAT) {
            return Err(Raised::Defer);
        }
        if spec.is_empty() {
            return repr::str(value);
        }
        return match instance.payload() {
            Value::Unbound | Value::Opaque(_) => Err(unsupported(value)),
            payload => format(payload, spec),
        };
    }
    if spec.is_empty() {
        return repr::str(value);
    }
    match value {
        Value::Str(text) => format_str(text.as_str(), &Spec::parse(spec, "str")?),
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => {
            let parsed = Spec::parse(spec, type_name(value))?;
            let big = value.to_big().unwrap_or_default();
            if let (Value::Bool(_), None) = (value, parsed.kind) {
                return format_int(&big, &parsed, "bool");
            }
            format_int(&big, &parsed, type_name(value))
        }
        Value::Float(value) => format_float(*value, &Spec::parse(spec, "float")?, "float"),
        Value::Complex(value) => format_complex(**value, &Spec::parse(spec, "complex")?),
        Value::Opaque(_) | Value::Class(_) => Err(Raised::Defer),
        _ => Err(unsupported(value)),
    }
}

/// The error for a specification that a type does not take.
#[must_use]
pub fn unsupported(value: &Value) -> Raised {
    Raised::type_error(format!(
        "unsupported format string passed to {}.__format__",
        type_name(value)
    ))
}

fn format_str(text: &str, spec: &Spec) -> Result<String, Raised> {
    match spec.kind {
        None | Some('s') => {}
        Some(code) => return Err(unknown_code(code, "str")),
    }
    if spec.sign != '-' {
        return Err(Raised::value_error("Sign not allowed in string format specifier"));
    }
    if spec.align == Some('=') && !spec.zero {
        return Err(Raised::value_error(
            "'=' alignment not allowed in string format specifier",
        ));
    }
    if let Some(group) = spec.grouping {
        return Err(Raised::value_error(format!("Cannot specify '{group}' with 's'.")));
    }
    let cut: String = match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    let mut spec = spec.clone();
    if spec.align == Some('=') {
        spec.align = Some('<');
    }
    Ok(spec.pad(&cut, '<'))
}

fn group(digits: &str, mark: char, every: usize) -> String {
    let count = digits.len();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(every) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn format_int(value: &BigInt, spec: &Spec, type_name: &str) -> Result<String, Raised> {
    let size = value.abs();
    let (digits, prefix, every) = match spec.kind {
        None | Some('d') => (size.to_string(), "", 3),
        Some('n') => (size.to_string(), "", 3),
        Some('b') => (size.to_str_radix(2), "0b", 4),
        Some('o') => (size.to_str_radix(8), "0o", 4),
        Some('x') => (size.to_str_radix(16), "0x", 4),
        Some('X') => (size.to_str_radix(16).to_uppercase(), "0X", 4),
        Some('c') => {
            if spec.sign != '-' {
                return Err(Raised::value_error(
                    "Sign not allowed with integer format specifier 'c'",
                ));
            }
            let c = u32::try_from(value).ok().and_then(char::from_u32);
            let c = c.ok_or_else(|| {
                Raised::new(
                    crate::exceptions::ExceptionKind::OverflowError,
                    "%c arg not in range(0x110000)",
                )
            })?;
            return Ok(spec.pad(&c.to_string(), '<'));
        }
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            return format_float(super::number::big_to_float(value)?, spec, type_name);
        }
        Some(code) => return Err(unknown_code(code, type_name)),
    };
    if spec.precision.is_some() {
        return Err(Raised::value_error("Precision not allowed in integer format specifier"));
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let sign = spec.sign_of(value.is_negative()) + prefix;
    let digits = match spec.grouping {
        Some(',') if every == 4 => {
            let code = spec.kind.unwrap_or('d');
            return Err(Raised::value_error(format!("Cannot specify ',' with '{code}'.")));
        }
        Some(mark) => grouped(&digits, mark, every, spec, sign.len()),
        None => digits,
    };
    Ok(spec.pad_number(&sign, &digits, '>'))
}

// Zeros that fill the width are grouped too.
fn grouped(digits: &str, mark: char, every: usize, spec: &Spec, sign: usize) -> String {
    let mut digits = digits.to_owned();
    let mut out = group(&digits, mark, every);
    if spec.fill == '0' && spec.align == Some('=') {
        while out.len() + sign < spec.width {
            digits.insert(0, '0');
            let longer = group(&digits, mark, every);
            out = longer;
        }
    }
    out
}

// Without a type it looks as `str` makes it: no real part that is zero, and parentheses around both (Python/formatter_unicode.c, format_complex_internal).
fn format_complex((real, imaginary): (f64, f64), spec: &Spec) -> Result<String, Raised> {
    let mut part = Spec {
        width: 0,
        ..spec.clone()
    };
    let plain = spec.kind.is_none();
    if plain && spec.precision.is_some() {
        part.kind = Some('g');
    }
    let digits = |value: f64, part: &Spec| {
        let text = format_float(value, part, "complex")?;
        let whole = text.strip_suffix(".0").filter(|_| part.kind.is_none());
        Ok::<_, Raised>(whole.map_or(text.clone(), str::to_owned))
    };
    let alone = plain && real == 0.0 && real.is_sign_positive();
    let first = if alone { String::new() } else { digits(real, &part)? };
    if !alone {
        part.sign = '+';
    }
    let both = format!("{first}{}j", digits(imaginary, &part)?);
    let text = if plain && !alone { format!("({both})") } else { both };
    Ok(spec.pad(&text, '>'))
}

fn format_float(value: f64, spec: &Spec, type_name: &str) -> Result<String, Raised> {
    let size = value.abs();
    let mut negative = value.is_sign_negative() && !value.is_nan();
    let kind = spec.kind;
    let mut text = match kind {
        _ if !size.is_finite() => {
            let word = if size.is_nan() { "nan" } else { "inf" };
            let word = if matches!(kind, Some('E'..='G')) {
                word.to_uppercase()
            } else {
                word.to_owned()
            };
            if kind == Some('%') { word + "%" } else { word }
        }
        None => match spec.precision {
            None => super::float::repr(size),
            Some(precision) => general(size, precision.max(1), spec.alternate, true),
        },
        Some('e' | 'E') => exponent_form(size, spec.precision.unwrap_or(6), spec.alternate),
        Some('f' | 'F') => fixed(size, spec.precision.unwrap_or(6), spec.alternate),
        Some('%') => fixed(size * 100.0, spec.precision.unwrap_or(6), spec.alternate) + "%",
        Some('g' | 'G' | 'n') => general(size, spec.precision.unwrap_or(6).max(1), spec.alternate, false),
        Some(code) => return Err(unknown_code(code, type_name)),
    };
    if matches!(kind, Some('E' | 'G')) {
        text = text.to_uppercase();
    }
    if spec.no_negative_zero && text.chars().all(|c| !('1'..='9').contains(&c)) {
        negative = false;
    }
    let sign = spec.sign_of(negative);
    if let Some(mark) = spec.grouping {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let rest = text[end..].to_owned();
        let whole = grouped(&text[..end], mark, 3, spec, sign.len() + rest.len());
        text = whole + &rest;
    }
    Ok(spec.pad_number(&sign, &text, '>'))
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$}");
    if alternate && precision == 0 { text + "." } else { text }
}

/// A float with an exponent of at least two digits.
#[must_use]
pub fn exponent_form(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{mantissa}{point}e{sign}{:02}", exponent.abs())
}

// `g`: so many significant digits, without trailing zeros; `at_least_one` is what no type means: a decimal remains.
fn general(value: f64, precision: usize, alternate: bool, at_least_one: bool) -> String {
    let scientific = format!("{value:.*e}", precision - 1);
    let exponent: i32 = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse().ok())
        .unwrap_or(0);
    let limit = if at_least_one {
        precision as i32 - 1
    } else {
        precision as i32
    };
    let strip = |text: String| {
        if alternate || !text.contains('.') {
            return text;
        }
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if (-4..limit).contains(&exponent) {
        let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
        let text = strip(format!("{value:.decimals$}"));
        return if at_least_one && !text.contains('.') {
            text + ".0"
        } else {
            text
        };
    }
    let text = exponent_form(value, precision - 1, false);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
    format!("{}e{exponent}", strip(mantissa.to_owned()))
}

/// One field of `%` formatting, of a value that is no string.
///
/// # Errors
/// TypeError, ValueError.
pub fn percent(
    code: char,
    flags: &str,
    width: usize,
    precision: Option<usize>,
    value: &Value,
) -> Result<String, Raised> {
    let left = flags.contains('-');
    let zero = flags.contains('0') && !left;
    let mut spec = Spec {
        fill: if zero { '0' } else { ' ' },
        align: Some(if left {
            '<'
        } else if zero {
            '='
        } else {
            '>'
        }),
        sign: if flags.contains('+') {
            '+'
        } else if flags.contains(' ') {
            ' '
        } else {
            '-'
        },
        no_negative_zero: false,
        alternate: flags.contains('#'),
        zero,
        width,
        grouping: None,
        precision,
        kind: Some(code),
    };
    let value = plain(value);
    let number = Number::of(value);
    match code {
        'd' | 'i' | 'u' => {
            let big = match number {
                Some(Number::Float(float)) if float.is_finite() => num_traits::FromPrimitive::from_f64(float.trunc()),
                Some(number) => number.big(),
                None => None,
            };
            let big: BigInt = big.ok_or_else(|| {
                Raised::type_error(format!(
                    "%{code} format: a real number is required, not {}",
                    type_name(value)
                ))
            })?;
            spec.kind = None;
            spec.precision = None;
            let digits = big.abs().to_string();
            let digits = format!("{digits:0>width$}", width = precision.unwrap_or(0));
            Ok(spec.pad_number(&spec.sign_of(big.is_negative()), &digits, '>'))
        }
        'x' | 'X' | 'o' => {
            let big = number.and_then(|number| number.big()).ok_or_else(|| {
                Raised::type_error(format!(
                    "%{code} format: an integer is required, not {}",
                    type_name(value)
                ))
            })?;
            spec.precision = None;
            format_int(&big, &spec, "int")
        }
        _ => {
            let float = match number {
                Some(number) => number.float()?,
                None => {
                    return Err(Raised::type_error(format!(
                        "must be real number, not {}",
                        type_name(value)
                    )));
                }
            };
            if !float.is_finite() {
                spec.fill = ' ';
                if !left {
                    spec.align = Some('>');
                }
            }
            format_float(float, &spec, "float")
        }
    }
}

/// A text padded as `%` formatting does.
#[must_use]
pub fn percent_text(flags: &str, width: usize, precision: Option<usize>, text: &str) -> String {
    let cut: String = match precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    let missing = width.saturating_sub(cut.chars().count());
    let fill = " ".repeat(missing);
    if flags.contains('-') { cut + &fill } else { fill + &cut }
}
