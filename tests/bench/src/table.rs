//! The table that is printed: what, how much, how much it should be, whether it is, how far the rounds differ, and how free the machine was.

use crate::rounds::median;
use trace::{MachineLoad, free_cores};

/// One measured thing.
pub struct Row {
    what: String,
    value: f64,
    unit: &'static str,
    target: f64,
    at_least: bool,
    /// How many-fold the rounds differ; `None` of what is measured once.
    spread: Option<f64>,
    machine: Option<MachineLoad>,
    remark: String,
}

/// All of them.
#[derive(Default)]
pub struct Table(Vec<Row>);

impl Row {
    /// Good when it is `target` or more.
    pub fn at_least(what: &str, value: f64, target: f64, unit: &'static str) -> Self {
        Row {
            what: what.into(),
            value,
            unit,
            target,
            at_least: true,
            spread: None,
            machine: None,
            remark: String::new(),
        }
    }

    /// Good when it is `target` or less.
    pub fn at_most(what: &str, value: f64, target: f64, unit: &'static str) -> Self {
        Row {
            at_least: false,
            ..Row::at_least(what, value, target, unit)
        }
    }

    /// As [`Row::at_least`] of what several rounds gave.
    pub fn rounds_at_least(what: &str, rounds: &[f64], target: f64, unit: &'static str) -> Self {
        Row {
            spread: Some(trace::judge::spread([rounds])),
            ..Row::at_least(what, median(&mut rounds.to_vec()), target, unit)
        }
    }

    /// As [`Row::at_most`] of what several rounds gave.
    pub fn rounds_at_most(what: &str, rounds: &[f64], target: f64, unit: &'static str) -> Self {
        Row {
            at_least: false,
            ..Row::rounds_at_least(what, rounds, target, unit)
        }
    }

    /// What lies behind the number.
    pub fn with(mut self, remark: String) -> Self {
        self.remark = remark;
        self
    }

    fn is_good(&self) -> bool {
        if self.at_least {
            self.value >= self.target
        } else {
            self.value <= self.target
        }
    }
}

impl Table {
    /// Adds rows that were measured between two looks at the machine, of which the busier counts.
    pub fn extend(&mut self, rows: impl IntoIterator<Item = Row>, looks: [Option<MachineLoad>; 2]) {
        let busier = looks
            .into_iter()
            .flatten()
            .min_by(|one, other| one.free.total_cmp(&other.free));
        self.0
            .extend(rows.into_iter().map(|row| Row { machine: busier, ..row }));
    }

    /// Prints it as a Markdown table, so that it can be pasted as it is.
    pub fn print(&self) {
        println!("| what | measured | target | verdict | rounds differ | machine | behind it |");
        println!("|---|---:|---:|---|---:|---|---|");
        self.0.iter().for_each(Row::print);
        let missed = self.0.iter().filter(|row| !row.is_good()).count();
        let busy = self.0.iter().filter(|row| row.is_busy()).count();
        println!(
            "{} measured, {missed} missed; {busy} measured while the machine was busy",
            self.0.len()
        );
    }
}

impl Row {
    fn is_busy(&self) -> bool {
        self.machine.is_some_and(|machine| machine.is_busy())
    }

    fn print(&self) {
        let bound = if self.at_least { "≥" } else { "≤" };
        let verdict = match (self.is_good(), self.is_busy()) {
            (true, _) => "good",
            (false, true) => "MISSED, but busy",
            (false, false) => "MISSED",
        };
        let (value, target, unit) = (shown(self.value), shown(self.target), self.unit);
        let spread = self.spread.map_or("once".into(), |spread| format!("{spread:.2}-fold"));
        let machine = self.machine.map_or("unknown".into(), |machine| {
            let word = if machine.is_busy() { "busy" } else { "quiet" };
            format!("{word}: {}", free_cores(&machine))
        });
        println!(
            "| {} | {value} {unit} | {bound} {target} {unit} | {verdict} | {spread} | {machine} | {} |",
            self.what, self.remark
        );
    }
}

fn shown(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        some if some >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
