//! The checks against CPython and what was kept back, one at a time, so that whoever steps meanwhile is answered.

use fidelity::{CHECKS, Group, holdout};
use protocol::{Checked, Figure, SimulatorEvent};

/// Checks that are being played.
pub struct Checks {
    id: u32,
    next: usize,
    holdout: Vec<Group>,
}

impl Checks {
    /// From the first.
    pub fn start(id: u32) -> Self {
        Checks {
            id,
            next: 0,
            holdout: holdout(),
        }
    }

    /// Plays the next check, which takes up to a few seconds; what came of it, and `None` when there are no more.
    pub fn advance(&mut self) -> Option<SimulatorEvent> {
        let at = self.next;
        let (name, figures) = match CHECKS.get(at) {
            Some(check) => (check.name, check.run()),
            None => {
                let group = self.holdout.get(at - CHECKS.len())?;
                (group.name, group.run())
            }
        };
        self.next += 1;
        Some(SimulatorEvent::Checked(Checked {
            id: self.id,
            number: self.next as u8,
            of: (CHECKS.len() + self.holdout.len()) as u8,
            holdout: at >= CHECKS.len(),
            name: name.into(),
            figures: figures.into_iter().map(told).collect(),
        }))
    }
}

fn told(figure: fidelity::Figure) -> Figure {
    Figure {
        name: figure.name,
        unit: figure.unit.into(),
        cpython: figure.cpython,
        threadbare: figure.threadbare,
        low: figure.low,
        high: figure.high,
        inside: figure.inside,
        note: figure.note.into(),
    }
}
