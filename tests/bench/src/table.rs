//! The table that is printed: what, how much, how much it should be, and whether it is.

/// One measured thing.
pub struct Row {
    what: String,
    value: f64,
    unit: &'static str,
    target: f64,
    at_least: bool,
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
    /// Adds a row.
    pub fn push(&mut self, row: Row) {
        self.0.push(row);
    }

    /// Adds rows.
    pub fn extend(&mut self, rows: impl IntoIterator<Item = Row>) {
        self.0.extend(rows);
    }

    /// Prints it as a Markdown table, so that it can be pasted as it is.
    pub fn print(&self) {
        println!("| what | measured | target | verdict | behind it |\n|---|---:|---:|---|---|");
        for row in &self.0 {
            let bound = if row.at_least { "≥" } else { "≤" };
            let verdict = if row.is_good() { "good" } else { "MISSED" };
            let (value, target, unit) = (shown(row.value), shown(row.target), row.unit);
            println!(
                "| {} | {value} {unit} | {bound} {target} {unit} | {verdict} | {} |",
                row.what, row.remark
            );
        }
        let missed = self.0.iter().filter(|row| !row.is_good()).count();
        println!("{} measured, {missed} missed", self.0.len());
    }
}

fn shown(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        some if some >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
