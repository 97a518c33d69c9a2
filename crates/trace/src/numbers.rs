//! Numbers as people read them: one place for page, plots and command line, so that the same number is the same words everywhere.

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

/// `once`, `twice`, `3 times`.
pub fn times(number: u64) -> String {
    match number {
        0 => "never".into(),
        1 => "once".into(),
        2 => "twice".into(),
        more => format!("{} times", count(more)),
    }
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

/// What numbers up to `top` are divided by to be short, and the word for it, followed by a blank if there is one.
pub fn magnitude(top: f64) -> (f64, &'static str) {
    match top {
        top if top >= 1e9 => (1e9, "billion "),
        top if top >= 1e6 => (1e6, "million "),
        top if top >= 1e4 => (1e3, "thousand "),
        _ => (1.0, ""),
    }
}

/// `32.5 million increments/s`.
pub fn rate(per_second: f64, unit: &str) -> String {
    format!("{} {unit}/s", large(per_second))
}

/// Bytes as `500 KB` or `8 MB`, decimal as file managers and disks count; what is no round number of them below 10 KB is counted out, as limits
/// in programs are: `2,048 bytes`.
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes, "bytes"),
        1_000..10_000 if !bytes.is_multiple_of(100) => counted(bytes, "bytes"),
        1_000..999_500 => format!("{} KB", trimmed(bytes as f64 / 1e3)),
        999_500..999_500_000 => format!("{} MB", trimmed(bytes as f64 / 1e6)),
        _ => format!("{} GB", trimmed(bytes as f64 / 1e9)),
    }
}

/// A speed beside another as one says it, and the figure: `twice as fast as step 1 (2.02 times)`, `half as fast as step 1 (51 %)`, `as fast as
/// step 1`. A ratio below one is never left to stand as such: 0.41 is `41 % as fast`.
pub fn as_fast(ratio: f64, other: &str) -> String {
    let named = NAMED.iter().find(|(exact, _)| is_near(ratio, *exact));
    let figure = match ratio {
        less if less < 0.095 => format!("{} %", three_digits(100.0 * less)),
        less if less < 1.0 => format!("{:.0} %", 100.0 * less),
        more => format!("{} times", three_digits(more)),
    };
    match named {
        Some((_, name)) => format!("{name} as fast as {other} ({figure})"),
        None if is_near(ratio, 1.0) => format!("as fast as {other}"),
        None => format!("{figure} as fast as {other}"),
    }
}

/// Ratios that have a name.
const NAMED: [(f64, &str); 4] = [
    (2.0, "twice"),
    (1.0 / 2.0, "half"),
    (1.0 / 3.0, "a third"),
    (1.0 / 4.0, "a quarter"),
];

/// Not farther off than 3 %, which no run repeats.
fn is_near(ratio: f64, exact: f64) -> bool {
    (ratio / exact - 1.0).abs() < 0.03
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
        assert_eq!([0, 1, 2, 4_550].map(times), ["never", "once", "twice", "4,550 times"]);
    }

    #[test]
    fn durations_keep_three_digits_and_change_unit() {
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
            [64, 2_048, 2_000, 500_000, 8_000_000, 2_000_000_000].map(bytes),
            ["64 bytes", "2,048 bytes", "2 KB", "500 KB", "8 MB", "2 GB"]
        );
    }

    /// On either side of a change of unit the numbers are of one kind: never `1000 KB`, never `1,000 ms`.
    #[test]
    fn no_number_reaches_a_thousand_of_its_unit() {
        for of in 1..=9_999u64 {
            for power in 0..6 {
                let number = of * 10u64.pow(power);
                let words = [bytes(number), nanos(number)];
                for said in words.iter().filter(|said| !said.ends_with("bytes")) {
                    let value: f64 = said.split(' ').next().unwrap().replace(',', "").parse().unwrap();
                    assert!(
                        value < 1000.0 || said.ends_with(" s") || said.ends_with(" GB"),
                        "{number}: {said}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_ratio_is_said_as_one_says_it_and_never_below_one() {
        let said = [1.0, 1.01, 2.02, 0.51, 0.333, 0.26, 1.37, 12.345, 0.41, 0.0123].map(|ratio| as_fast(ratio, "it"));
        let expected = [
            "as fast as it",
            "as fast as it",
            "twice as fast as it (2.02 times)",
            "half as fast as it (51 %)",
            "a third as fast as it (33 %)",
            "26 % as fast as it",
            "1.37 times as fast as it",
            "12.3 times as fast as it",
            "41 % as fast as it",
            "1.23 % as fast as it",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_digest_keeps_its_ends() {
        assert_eq!(shortened("0123456789abcdef0123456789abcdef"), "01234567…abcdef");
        assert_eq!(shortened("short"), "short");
    }
}
