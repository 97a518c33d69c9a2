//! Numbers as people read them.

/// `1234567` as `1,234,567`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 thread`, `4 threads`: the plural is given, and the singular is it without its `s`.
pub fn counted(number: u64, plural: &str) -> String {
    let unit = if number == 1 {
        plural.strip_suffix('s').unwrap_or(plural)
    } else {
        plural
    };
    format!("{} {unit}", count(number))
}

/// Three digits that matter: `0.0123`, `1.23`, `12.3`, `123`.
pub fn three_digits(number: f64) -> String {
    let decimals = match number.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.9995 || size == 0.0 => 2,
        size if size >= 0.09995 => 3,
        _ => 4,
    };
    let text = format!("{number:.decimals$}");
    if decimals == 0 {
        count(number.round() as u64)
    } else {
        text
    }
}

/// Milliseconds as `120 ns`, `850 µs`, `21.4 ms` or `1.23 s`.
pub fn millis(milliseconds: f64) -> String {
    match milliseconds {
        0.0 => "0 ms".into(),
        least if least < 0.000_999_5 => format!("{} ns", three_digits(least * 1e6)),
        little if little < 0.9995 => format!("{} µs", three_digits(little * 1000.0)),
        some if some < 999.5 => format!("{} ms", three_digits(some)),
        much => format!("{} s", three_digits(much / 1000.0)),
    }
}

/// Nanoseconds as [`millis`] writes them, and `120 ns` below a microsecond.
pub fn nanos(nanoseconds: u64) -> String {
    match nanoseconds {
        0..1000 => format!("{nanoseconds} ns"),
        _ => millis(nanoseconds as f64 / 1e6),
    }
}

/// A large number in words: `32.5 million`, `812,000`.
pub fn large(number: f64) -> String {
    match number {
        huge if huge >= 999.5e6 => format!("{} billion", three_digits(huge / 1e9)),
        big if big >= 999_500.0 => format!("{} million", three_digits(big / 1e6)),
        middle if middle >= 10_000.0 => count(((middle / 100.0).round() * 100.0) as u64),
        little => three_digits(little),
    }
}

/// `32.5 million increments/s`.
pub fn rate(per_second: f64, unit: &str) -> String {
    format!("{} {unit}/s", large(per_second))
}

/// Bytes as `500 KB` or `8 MB`, decimal as file managers and disks count.
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes, "bytes"),
        1_000..1_000_000 => format!("{} KB", trimmed(bytes as f64 / 1e3)),
        _ => format!("{} MB", trimmed(bytes as f64 / 1e6)),
    }
}

/// Digests are long: the first and last letters tell them apart well enough.
pub fn shortened(digest: &str) -> String {
    match (
        digest.get(..8),
        digest.len().checked_sub(6).and_then(|from| digest.get(from..)),
    ) {
        (Some(head), Some(tail)) if digest.len() > 20 => format!("{head}…{tail}"),
        _ => digest.to_string(),
    }
}

fn trimmed(number: f64) -> String {
    let text = three_digits(number);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [0, 999, 1_000, 12_345, 1_234_567].map(count),
            ["0", "999", "1,000", "12,345", "1,234,567"]
        );
    }

    #[test]
    fn one_of_a_thing_is_in_the_singular() {
        assert_eq!(
            [0, 1, 2].map(|n| counted(n, "threads")),
            ["0 threads", "1 thread", "2 threads"]
        );
    }

    #[test]
    fn times_keep_three_digits_and_change_unit() {
        assert_eq!(
            [0.0123, 0.5, 21.44, 999.9, 1234.0].map(millis),
            ["12.3 µs", "500 µs", "21.4 ms", "1.00 s", "1.23 s"]
        );
        assert_eq!([0, 999, 1_500].map(nanos), ["0 ns", "999 ns", "1.50 µs"]);
    }

    #[test]
    fn rates_and_bytes_are_words() {
        assert_eq!(rate(32_520_325.2, "increments"), "32.5 million increments/s");
        assert_eq!(
            [64, 2_048, 500_000, 8_000_000].map(bytes),
            ["64 bytes", "2.05 KB", "500 KB", "8 MB"]
        );
    }

    #[test]
    fn a_digest_keeps_its_ends() {
        assert_eq!(shortened("0123456789abcdef0123456789abcdef"), "01234567…abcdef");
        assert_eq!(shortened("short"), "short");
    }
}
