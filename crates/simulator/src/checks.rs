//! The checks against CPython, one at a time, so that whoever steps meanwhile is answered.

use lab::fidelity::CHECKS;
use protocol::{Checked, Figure, Told};

/// Checks that are being played.
pub struct Checks {
    id: u32,
    next: usize,
}

impl Checks {
    /// From the first.
    pub fn start(id: u32) -> Self {
        Checks { id, next: 0 }
    }

    /// Plays the next check, which takes up to a few seconds; what came of it, and `None` when there are no more.
    pub fn advance(&mut self) -> Option<Told> {
        let check = CHECKS.get(self.next)?;
        self.next += 1;
        let figures = check.run().into_iter().map(|figure| Figure {
            name: figure.name,
            unit: figure.unit.into(),
            cpython: figure.cpython,
            threadbare: figure.threadbare,
            low: figure.low,
            high: figure.high,
            inside: figure.inside,
            note: figure.note.into(),
        });
        Some(Told::Checked(Checked {
            id: self.id,
            number: check.number,
            of: CHECKS.len() as u8,
            name: check.name.into(),
            figures: figures.collect(),
        }))
    }
}
