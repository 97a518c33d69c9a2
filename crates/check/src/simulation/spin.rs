//! Loops that go round without getting anywhere: they wait until something that they read is changed.

use explore::Place;
use hashbrown::HashSet;

/// After how many passes a loop that only changes variables of its own (that counts its tries, say) lets the others go first.
const PATIENT: u32 = 200;
/// After how many passes with nobody else to go such a loop is one without end.
const ENDLESS: u32 = 6_000;

/// What a thread did since its last backward jump.
#[derive(Clone, Debug, Default)]
pub(super) struct Spin {
    state: u64,
    /// Whether it changed what others may see.
    pub(super) changed: bool,
    /// Whether it changed a variable that only it uses.
    own: bool,
    /// What it changed of these in this pass and in the one before.
    mine: [HashSet<Place>; 2],
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
        let counts = !self.changed && !self.mine.iter().any(|mine| mine.contains(&place));
        if counts && !self.read.iter().any(|(known, _)| *known == place) {
            self.read.push((place, version));
        }
    }

    /// The thread changed a place that nobody else touches: how often it reads that says nothing.
    pub(super) fn change_own(&mut self, place: Place) {
        self.own = true;
        self.mine[0].insert(place);
    }

    /// The thread jumps back, its own variables being as this fingerprint says.
    pub(super) fn jump(&mut self, state: u64, walks: bool) -> Pass {
        let (same, changed) = (self.state == state && !self.own, self.changed);
        let read = std::mem::take(&mut self.read);
        self.mine.swap(0, 1);
        self.mine[0].clear();
        let again = !changed && !walks && !read.is_empty() && read == self.before;
        self.passes = if again { self.passes + 1 } else { 0 };
        self.before.clone_from(&read);
        (self.state, self.changed, self.own) = (state, false, false);
        match self.passes {
            _ if !changed && same => Pass::Idle(read),
            passes if passes >= ENDLESS => Pass::Idle(read),
            passes if passes >= PATIENT => Pass::Patient(read),
            _ => Pass::On,
        }
    }
}
