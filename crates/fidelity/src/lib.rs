//! How faithful lockstep is to CPython: the same figures from both, side by side.
//!
//! CPython 3.14 was measured on a machine with two cores. Each check plays the same programs in lockstep, with the lock as CPython's and
//! CPython's cost ratios (`python`), and says whether its figures are within a fair tolerance of those. A zero and a deadlock are exact. What is
//! outside says why in its note.
//!
//! Knows the labs and lockstep; no engine, no real threads, no settings of a person and no wire.

mod chains;
mod counters;
mod foretold;
mod hashes;
mod play;
mod python;
mod rows;
mod seen;
mod stuck;
mod tax;
mod turns;
mod waits;
mod what;

pub use rows::{Group, holdout};

use serde_json::{Value, json};

/// One check: a few figures that belong together.
pub struct Check {
    /// Its number, from 1.
    pub number: u8,
    /// What it is about.
    pub name: &'static str,
    run: fn() -> Vec<Figure>,
}

/// One figure of both.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number of the check it belongs to.
    pub check: u8,
    /// What was measured.
    pub name: String,
    /// Of what: `ms`, `times`, a share.
    pub unit: &'static str,
    /// As measured with CPython.
    pub cpython: f64,
    /// As simulated here.
    pub threadbare: f64,
    /// The fair tolerance: from this
    pub low: f64,
    /// to this, both inside.
    pub high: f64,
    /// Whether it is within the tolerance.
    pub inside: bool,
    /// What must be known to read it; why it is outside, if it is.
    pub note: &'static str,
    /// Where it stands among what was measured: curve, row, column; empty for what the checks are about.
    pub source: &'static str,
}

/// All checks, in order.
pub const CHECKS: &[Check] = &[
    check(1, "How long a turn with the lock is", turns::lengths),
    check(2, "Who gets the lock next", turns::next),
    check(3, "What threads do for work that keeps a core busy", turns::scaling),
    check(4, "What free threading costs and gains", tax::figures),
    check(5, "Lost `n += 1`", counters::figures),
    check(6, "Rounds lost of a long hash chain", chains::long),
    check(7, "One hash each: runs with a wrong digest", chains::once),
    check(8, "From which size on hashing lets go of the lock", hashes::threshold),
    check(9, "One lock around every hash", hashes::coarse),
    check(10, "A pool that waits for the network", waits::pool),
    check(11, "Waking up beside a thread that computes", waits::convoy),
    check(12, "The service, and what is really stuck", stuck::figures),
];

const fn check(number: u8, name: &'static str, run: fn() -> Vec<Figure>) -> Check {
    Check { number, name, run }
}

impl Check {
    /// Runs it; takes up to a few seconds.
    pub fn run(&self) -> Vec<Figure> {
        let mut figures = (self.run)();
        figures.iter_mut().for_each(|figure| figure.check = self.number);
        figures
    }
}

impl Figure {
    /// A figure and the range that is fair.
    fn new(name: impl Into<String>, unit: &'static str, cpython: f64, threadbare: f64, fair: (f64, f64)) -> Self {
        let (low, high) = fair;
        Figure {
            check: 0,
            name: name.into(),
            unit,
            cpython,
            threadbare,
            low,
            high,
            inside: (low..=high).contains(&threadbare),
            note: "",
            source: "",
        }
    }

    /// A figure that must be as it is there.
    fn exact(name: impl Into<String>, unit: &'static str, cpython: f64, threadbare: f64) -> Self {
        Figure::new(name, unit, cpython, threadbare, (cpython, cpython))
    }

    /// A figure that may differ by so much.
    fn about(name: impl Into<String>, unit: &'static str, cpython: f64, threadbare: f64, by: f64) -> Self {
        Figure::new(name, unit, cpython, threadbare, (cpython - by, cpython + by))
    }

    fn noting(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    /// Whether only one value is fair.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// As everybody shares it.
    pub fn json(&self) -> Value {
        json!({
            "check": self.check, "name": self.name, "unit": self.unit,
            "cpython": self.cpython, "threadbare": self.threadbare, "ratio": self.ratio(),
            "low": self.low, "high": self.high, "exact": self.is_exact(), "inside": self.inside, "note": self.note,
        })
    }

    /// The same of one that was kept back.
    pub fn kept_back_json(&self, group: &str) -> Value {
        let mut value = self.json();
        if let Some(fields) = value.as_object_mut() {
            fields.remove("check");
            fields.insert("group".into(), group.into());
            fields.insert("source".into(), self.source.into());
        }
        value
    }

    /// Threadbare's figure for one of CPython's; `None` when CPython's is zero.
    pub fn ratio(&self) -> Option<f64> {
        (self.cpython != 0.0).then(|| self.threadbare / self.cpython)
    }
}

/// `1 thread`, `2 threads`.
fn counted(number: u64, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    }
}

/// The middle one of some figures; not a number when there are none.
fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    quantile(figures, 0.5)
}

/// The figure that so large a share of all does not exceed.
fn quantile(figures: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    let at = (figures.len() as f64 * share) as usize;
    figures
        .get(at.min(figures.len().saturating_sub(1)))
        .copied()
        .unwrap_or(f64::NAN)
}
