//! Loops that go round without getting anywhere: they wait until something that they read is changed.

use explore::Place;

/// After how many passes a loop that only changes variables of its own (that counts its tries, say) lets the others go first.
const PATIENT: u32 = 200;
/// After how many passes with nobody else to go such a loop is one without end.
const ENDLESS: u32 = 6_000;

/// What a thread did since its last backward jump.
#[derive(Clone, Debug, Default)]
pub(super) struct Spin {
    state: u64,
    pub(super) changed: bool,
    read: Vec<(Place, u64)>,
    before: Vec<(Place, u64)>,
    passes: u32,
}

/// How a loop goes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// It gets somewhere.
    On,
    /// All is as it was a pass ago: this is what it read.
    Idle(Vec<(Place, u64)>),
    /// It has read the same for long, and changed nothing but variables of its own.
    Patient(Vec<(Place, u64)>),
}

impl Spin {
    /// The thread read a place of this version.
    pub(super) fn read(&mut self, place: Place, version: u64) {
        if !self.changed && !self.read.iter().any(|(known, _)| *known == place) {
            self.read.push((place, version));
        }
    }

    /// The thread jumps back, its own variables being as this fingerprint says.
    pub(super) fn jump(&mut self, state: u64, walks: bool) -> Pass {
        let (same, changed) = (self.state == state, self.changed);
        let read = std::mem::take(&mut self.read);
        let again = !changed && !walks && !read.is_empty() && read == self.before;
        self.passes = if again { self.passes + 1 } else { 0 };
        self.before.clone_from(&read);
        (self.state, self.changed) = (state, false);
        match self.passes {
            _ if !changed && same => Pass::Idle(read),
            passes if passes >= ENDLESS => Pass::Idle(read),
            passes if passes >= PATIENT => Pass::Patient(read),
            _ => Pass::On,
        }
    }
}
