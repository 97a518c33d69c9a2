//! Tables for people; the numbers in them are those of [`trace::numbers`].

pub use trace::numbers::{count, magnitude, millis as span, three_digits as short, times};

/// So many of something: “1 step”, “2,000 steps”.
pub fn number_of(number: u64, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{} {thing}s", count(number)),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one() {
        assert_eq!(number_of(1, "step"), "1 step");
        assert_eq!(
            (number_of(0, "step"), number_of(2_000, "step")),
            ("0 steps".into(), "2,000 steps".into())
        );
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
