//! Tables and numbers for people.

/// A column's side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Rows with their columns aligned, two spaces apart, indented by two; nothing in a cell is obeyed by a terminal.
pub fn aligned(rows: &[Vec<String>], sides: &[Side]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| trace::plain(cell)).collect())
        .collect();
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(wide).collect();
    let cell = |(position, text): (usize, &String)| {
        // Not with a format's width: that ends at 65,535.
        let room = " ".repeat(widths[position] - text.chars().count());
        match sides[position] {
            Side::Left => format!("{text}{room}"),
            Side::Right => format!("{room}{text}"),
        }
    };
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().take(sides.len()).enumerate().map(cell).collect();
        format!("  {}", cells.join("  ")).trim_end().to_string() + "\n"
    };
    rows.iter().map(line).collect()
}

/// `1,234,567`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Three significant digits: `0.123`, `1.23`, `12.3`, `1,234`.
pub fn short(number: f64) -> String {
    match number.abs() {
        size if size < 1.0 => format!("{number:.3}"),
        size if size < 10.0 => format!("{number:.2}"),
        size if size < 100.0 => format!("{number:.1}"),
        _ => count(number.round() as u64),
    }
}

/// What throughputs up to `top` are divided by, and the word for it.
pub fn magnitude(top: f64) -> (f64, &'static str) {
    match top {
        top if top >= 1e9 => (1e9, "billion "),
        top if top >= 1e6 => (1e6, "million "),
        top if top >= 1e4 => (1e3, "thousand "),
        _ => (1.0, ""),
    }
}

/// `12.3 ms` or `1.23 s`.
pub fn span(milliseconds: f64) -> String {
    match milliseconds {
        long if long >= 1000.0 => format!("{} s", short(long / 1000.0)),
        _ => format!("{} ms", short(milliseconds)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_short() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        assert_eq!(short(0.5), "0.500");
        assert_eq!(short(12.34), "12.3");
        assert_eq!(span(1500.0), "1.50 s");
    }

    #[test]
    fn a_cell_may_be_as_long_as_it_likes_and_sends_nothing_to_the_terminal() {
        let rows = [vec!["x".repeat(70_000), "\u{1b}[31mred".into()]];
        let table = aligned(&rows, &[Side::Right, Side::Left]);
        assert_eq!(table.trim_start().find(' '), Some(70_000));
        assert!(table.ends_with("  [31mred\n") && table.lines().count() == 1);
    }

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [vec!["a".into(), "10".into()], vec!["long".into(), "5".into()]];
        assert_eq!(aligned(&rows, &[Side::Left, Side::Right]), "  a     10\n  long   5\n");
    }
}
