//! Reads the figures that were kept back.

use crate::{
    Figure,
    foretold::{Memory, played},
    what::What,
};

/// Figures that belong together.
pub struct Group {
    /// What it is about.
    pub name: &'static str,
    /// Why figures of it are outside.
    why: &'static str,
    rows: Vec<Row>,
}

/// A figure that was kept back.
struct Row {
    name: &'static str,
    what: What,
    cpython: f64,
    fair: (f64, f64),
    source: &'static str,
}

/// All that were kept back, in order.
pub fn holdout() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in include_str!("holdout.txt").lines() {
        if let Some(name) = line.strip_prefix("## ") {
            let (why, rows) = ("", Vec::new());
            groups.push(Group { name, why, rows });
        } else if let Some(group) = groups.last_mut() {
            match line.strip_prefix("> ") {
                Some(why) => group.why = why,
                None => group.rows.extend(Row::read(line)),
            }
        }
    }
    groups
}

impl Group {
    /// Plays them; takes up to a few seconds.
    pub fn run(&self) -> Vec<Figure> {
        let mut memory = Memory::default();
        let figures = self.rows.iter().map(|row| row.run(&mut memory));
        let explained = |figure: Figure| match figure.inside {
            true => figure,
            false => figure.noting(self.why),
        };
        figures.map(explained).collect()
    }
}

impl Row {
    /// `None` when the line is none.
    fn read(line: &'static str) -> Option<Row> {
        let [name, what, cpython, fair, source] = line.split(" | ").collect::<Vec<_>>().try_into().ok()?;
        let cpython = cpython.parse().ok()?;
        Some(Row {
            name,
            what: What::read(what)?,
            cpython,
            fair: range(fair, cpython)?,
            source,
        })
    }

    fn run(&self, memory: &mut Memory) -> Figure {
        let (unit, here) = played(&self.what, memory);
        Figure {
            source: self.source,
            ..Figure::new(self.name, unit, self.cpython, here, self.fair)
        }
    }
}

/// What is fair beside a figure of CPython: `exact`, `+-0.15`, `+-10%`, `x2`, `0.85..1.15`.
fn range(fair: &str, cpython: f64) -> Option<(f64, f64)> {
    if let Some(by) = fair.strip_prefix("+-") {
        let by = match by.strip_suffix('%') {
            Some(percent) => cpython * percent.parse::<f64>().ok()? / 100.0,
            None => by.parse().ok()?,
        };
        return Some((cpython - by, cpython + by));
    }
    match fair {
        "exact" => Some((cpython, cpython)),
        "x2" => Some((cpython / 2.0, cpython * 2.0)),
        _ => {
            let (low, high) = fair.split_once("..")?;
            Some((low.parse().ok()?, high.parse().ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_figure_a_heading_or_a_remark() {
        let lines = include_str!("holdout.txt").lines();
        let figures = lines
            .filter(|line| !line.is_empty() && !line.starts_with(['#', '>']))
            .count();
        let read: usize = holdout().iter().map(|group| group.rows.len()).sum();
        assert_eq!((read, figures), (123, 123));
    }

    #[test]
    fn what_is_fair_is_read() {
        assert_eq!(range("exact", 3.0), Some((3.0, 3.0)));
        assert_eq!(range("+-0.5", 3.0), Some((2.5, 3.5)));
        assert_eq!(range("+-50%", 3.0), Some((1.5, 4.5)));
        assert_eq!(range("x2", 3.0), Some((1.5, 6.0)));
        assert_eq!(range("1.5..2.0", 3.0), Some((1.5, 2.0)));
        assert_eq!(range("about", 3.0), None);
    }
}
