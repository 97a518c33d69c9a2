//! JSON read and written in as little code as it takes, for the page, whose first load is counted in kilobytes.
//!
//! A general reader brings tables of powers of ten and a visitor a type; these hundred lines are a tenth of that. Numbers keep
//! their digits, so what is read and written again is the same text.

/// A value of JSON (RFC 8259).
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number, in its own digits.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Keys and values, in order.
    Object(Vec<(String, Json)>),
}

/// Lists and objects inside each other beyond this are no message of ours, and would use up the stack.
const DEEPEST: u32 = 64;

impl Json {
    /// Reads a whole text; `None` when it is no JSON.
    pub fn read(text: &str) -> Option<Json> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST)?;
        reader.skip_space();
        (reader.at == text.len()).then_some(value)
    }

    /// The value of a key; the last one, should it stand there twice.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.entries()
            .iter()
            .rfind(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// Keys and values; none when it is no object.
    pub fn entries(&self) -> &[(String, Json)] {
        if let Json::Object(entries) = self { entries } else { &[] }
    }

    /// The list's values; `None` when it is no list.
    pub fn list(&self) -> Option<&[Json]> {
        if let Json::List(list) = self { Some(list) } else { None }
    }

    /// The text.
    pub fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number.
    pub fn whole(&self) -> Option<u64> {
        if let Json::Number(digits) = self {
            digits.parse().ok()
        } else {
            None
        }
    }

    /// The number, to within the last digit or so.
    pub fn number(&self) -> Option<f64> {
        if let Json::Number(digits) = self {
            decimal(digits)
        } else {
            None
        }
    }

    /// Appends it, on one line.
    pub fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Json::Number(digits) => out.push_str(digits),
            Json::Text(text) => write_text(text, out),
            Json::List(list) => between(list, ('[', ']'), out, |value, out| value.write(out)),
            Json::Object(entries) => between(entries, ('{', '}'), out, |(key, value), out| {
                write_text(key, out);
                out.push(':');
                value.write(out);
            }),
        }
    }
}

/// Appends a text in quotes, with what must be escaped.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            control if control < ' ' => {
                let digit = |four_bits: u32| char::from_digit(four_bits, 16).unwrap_or('0');
                out.extend([
                    '\\',
                    'u',
                    '0',
                    '0',
                    digit(control as u32 >> 4),
                    digit(control as u32 & 15),
                ]);
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
}

fn between<T>(all: &[T], (open, close): (char, char), out: &mut String, write: impl Fn(&T, &mut String)) {
    out.push(open);
    for (position, one) in all.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write(one, out);
    }
    out.push(close);
}

/// A number with a point, a power of ten, or neither; `None` when it is none. Its last digit may be off by one.
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    if !is_number(text) {
        return None;
    }
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let mut number = 0.0f64;
    for digit in before.chars().chain(after.chars()) {
        number = number * 10.0 + f64::from(digit.to_digit(10)?);
    }
    // More than an i32 holds is far beyond any float.
    let power: i32 = power
        .strip_prefix('+')
        .unwrap_or(power)
        .parse()
        .unwrap_or(if power.starts_with('-') { -400 } else { 400 });
    let power = power.clamp(-400, 400) - i32::try_from(after.len()).ok()?;
    let number = if power < 0 {
        number / 10f64.powi(-power)
    } else {
        number * 10f64.powi(power)
    };
    number.is_finite().then_some(if negative { -number } else { number })
}

/// Whether it is a number without a sign, by the grammar of RFC 8259, section 6.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, power) = text
        .split_once(['e', 'E'])
        .map_or((text, None), |(number, power)| (number, Some(power)));
    let (whole, part) = number
        .split_once('.')
        .map_or((number, None), |(whole, part)| (whole, Some(part)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && part.is_none_or(digits)
        && power.is_none_or(|power| digits(power.strip_prefix(['+', '-']).unwrap_or(power)))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, deep: u32) -> Option<Json> {
        self.skip_space();
        match *self.text.as_bytes().get(self.at)? {
            b'"' => self.quoted().map(Json::Text),
            b'[' => self.list(deep.checked_sub(1)?),
            b'{' => self.object(deep.checked_sub(1)?),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            _ => self.number(),
        }
    }

    fn list(&mut self, deep: u32) -> Option<Json> {
        let mut list = Vec::new();
        self.at += 1;
        while !self.closes(b']', list.is_empty())? {
            list.push(self.value(deep)?);
        }
        Some(Json::List(list))
    }

    fn object(&mut self, deep: u32) -> Option<Json> {
        let mut entries = Vec::new();
        self.at += 1;
        while !self.closes(b'}', entries.is_empty())? {
            self.skip_space();
            let key = self.quoted()?;
            self.skip_space();
            self.take(b':')?;
            entries.push((key, self.value(deep)?));
        }
        Some(Json::Object(entries))
    }

    /// Whether the list ends here; if not, and it is not its first value that comes, a comma must.
    fn closes(&mut self, close: u8, first: bool) -> Option<bool> {
        self.skip_space();
        if self.take(close).is_some() {
            return Some(true);
        }
        if !first {
            self.take(b',')?;
        }
        Some(false)
    }

    fn number(&mut self) -> Option<Json> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'))
            .unwrap_or(rest.len());
        self.at += length;
        decimal(&rest[..length]).map(|_| Json::Number(rest[..length].to_string()))
    }

    fn quoted(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut out = String::new();
        loop {
            let character = self.text[self.at..].chars().next()?;
            self.at += character.len_utf8();
            match character {
                '"' => return Some(out),
                '\\' => out.push(self.escaped()?),
                control if control < ' ' => return None,
                plain => out.push(plain),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let escape = *self.text.as_bytes().get(self.at)?;
        self.at += 1;
        Some(match escape {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'"' | b'\\' | b'/' => char::from(escape),
            b'u' => return self.unicode(),
            _ => return None,
        })
    }

    /// Four hexadecimal digits, or twice four for what lies beyond them.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.take(b'\\')?;
        self.take(b'u')?;
        let second = self.hexadecimal()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        // A sign before the digits would be read too.
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())?
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let found = self.text[self.at..].starts_with(word);
        self.at += word.len();
        found.then_some(value)
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let found = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found.then_some(())
    }

    fn skip_space(&mut self) {
        let bytes = &self.text.as_bytes()[self.at.min(self.text.len())..];
        self.at += bytes
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
            .count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(text: &str) -> Option<String> {
        let mut out = String::new();
        Json::read(text)?.write(&mut out);
        Some(out)
    }

    #[test]
    fn what_is_read_is_written_again() {
        let text = r#"{"a":[1,-2.5,3e8,true,false,null],"b":{"c":"ü \"q\" \\ \n \u0007"},"d":[],"e":{}}"#;
        assert_eq!(again(text).as_deref(), Some(text));
        assert_eq!(
            again(" [ \"\\ud83e\\uddf5\\u00e9\\/\" , 1 ] ").as_deref(),
            Some("[\"🧵é/\",1]")
        );
    }

    #[test]
    fn nonsense_is_none() {
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "nul",
            "[1,]",
            "[1 2]",
            "{\"a\"}",
            "{a:1}",
            "\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "1 1",
            "-",
            "1e",
            ".5",
            "+1",
            "\"\n\"",
            "[1e999]",
            deep.as_str(),
        ] {
            assert_eq!(Json::read(text), None, "{}", &text[..text.len().min(20)]);
        }
    }

    #[test]
    fn the_same_is_understood_as_by_the_general_reader() {
        for text in [
            "0.1",
            "12.3",
            "-0.001",
            "1e-3",
            "32520325.2",
            "9007199254740991",
            "5e-300",
            "1.25e300",
        ] {
            let general: f64 = serde_json::from_str(text).unwrap();
            let ours = Json::read(text).unwrap().number().unwrap();
            assert!((ours - general).abs() <= general.abs() * 1e-15, "{text}: {ours}");
        }
        assert_eq!(Json::read("18446744073709551615").unwrap().whole(), Some(u64::MAX));
    }
}
