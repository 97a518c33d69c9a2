//! Tables for people; the numbers in them are those of [`trace::numbers`].

pub use trace::numbers::{count, magnitude, millis as span, three_digits as short, times};

/// A column's side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Rows with their columns aligned, two spaces apart, indented by two.
pub fn aligned(rows: &[Vec<String>], sides: &[Side]) -> String {
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(wide).collect();
    let cell = |(position, text): (usize, &String)| match sides[position] {
        Side::Left => format!("{text:<0$}", widths[position]),
        Side::Right => format!("{text:>0$}", widths[position]),
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
    fn columns_stand_below_each_other() {
        let rows = [vec!["a".into(), "10".into()], vec!["long".into(), "5".into()]];
        assert_eq!(aligned(&rows, &[Side::Left, Side::Right]), "  a     10\n  long   5\n");
    }
}
