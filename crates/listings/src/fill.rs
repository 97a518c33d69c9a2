//! The settings that stand in a listing: a marked line takes its numbers from what is set.
//!
//! `ROUNDS, ANSWER, PARTS = 200, 0.001, 64  # set: size, answer us, -` names one setting for each number of the line, in order. A setting in
//! `us` or `ms` is written in seconds, as Python's `sleep` takes them; the number at a `-` stays. The numbers in the file are the lab's usual
//! ones, so the file is Python as it stands.

/// What the mark begins with; the keys follow, with commas between.
pub const MARK: &str = "# set: ";

/// The marked line without its mark and with its numbers from the settings; what is not set stays. `None` if the line has no mark.
pub fn filled(line: &str, settings: &[(&str, String)]) -> Option<String> {
    let (code, keys) = line.split_once(MARK)?;
    let (mut keys, mut rest) = (keys.split(", "), code.trim_end());
    let mut filled = String::new();
    while let Some((before, number, after)) = next_number(rest) {
        let value = keys.next().and_then(|key| value(key, settings));
        filled += before;
        filled += value.as_deref().unwrap_or(number);
        rest = after;
    }
    Some(filled + rest)
}

/// What stands before the first number or word between quotes, the number or the word, and what stands behind it. Digits in a name are no number,
/// and what has more than letters is no word.
fn next_number(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let names = |at: usize| bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_';
    let begins = |at: &usize| {
        bytes[*at].is_ascii_digit() && (*at == 0 || !names(at - 1)) || quoted(&text.as_bytes()[*at..]).is_some()
    };
    let (before, rest) = text.split_at((0..bytes.len()).find(begins)?);
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '_' | '.');
    let number = || rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let (number, after) = rest.split_at(quoted(rest.as_bytes()).unwrap_or_else(number));
    Some((before, number, after))
}

/// The length of a word between quotes at the start of a text, quotes and all.
fn quoted(text: &[u8]) -> Option<usize> {
    let word = text.strip_prefix(b"\"")?;
    let letters = word.iter().take_while(|letter| letter.is_ascii_alphabetic()).count();
    (letters > 0 && word.get(letters) == Some(&b'"')).then_some(letters + 2)
}

fn value(key: &str, settings: &[(&str, String)]) -> Option<String> {
    let (key, unit) = key.split_once(' ').unwrap_or((key, ""));
    let (_, digits) = settings.iter().find(|(known, _)| *known == key)?;
    Some(match unit {
        "ms" => seconds(digits, 3),
        "us" => seconds(digits, 6),
        _ if !digits.starts_with(|digit: char| digit.is_ascii_digit()) => format!("\"{digits}\""),
        _ => grouped(digits),
    })
}

/// `1_000_000`.
fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A whole number moved so many places behind the point, without zeros that say nothing: `0.001`, `2`.
fn seconds(digits: &str, places: usize) -> String {
    let padded = format!("{digits:0>0$}", places + 1);
    let (whole, part) = padded.split_at(padded.len() - places);
    let exact = format!("{whole}.{part}");
    exact.trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_python_has_them() {
        assert_eq!(
            ["7", "999", "1000", "1000000"].map(grouped),
            ["7", "999", "1_000", "1_000_000"]
        );
        let micros = ["0", "100", "1000", "1500000", "20000000"].map(|digits| seconds(digits, 6));
        assert_eq!(micros, ["0", "0.0001", "0.001", "1.5", "20"]);
    }

    #[test]
    fn each_number_has_a_key_of_its_own() {
        let set = [("threads", "12".to_string()), ("pause", "2500".to_string())];
        let line = "N2, WAIT, PARTS, X = 1, 0.5, 64, 7  # set: threads, pause us, -, size";
        assert_eq!(
            filled(line, &set).as_deref(),
            Some("N2, WAIT, PARTS, X = 12, 0.0025, 64, 7")
        );
        assert_eq!(filled("n = 1  # py: read", &set), None);
        let line = "N, HOW = 1, \"split\"  # set: threads, how";
        assert_eq!(
            filled(line, &[("how", "join".into())]).as_deref(),
            Some("N, HOW = 1, \"join\"")
        );
    }
}
