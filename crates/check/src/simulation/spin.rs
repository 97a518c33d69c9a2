//! Loops that go round without getting anywhere: they wait until something that they read is changed.

use explore::Place;

/// What a thread did since its last backward jump.
#[derive(Clone, Debug, Default)]
pub(super) struct Spin {
    state: u64,
    pub(super) changed: bool,
    read: Vec<(Place, u64)>,
}

impl Spin {
    /// The thread read a place of this version.
    pub(super) fn read(&mut self, place: Place, version: u64) {
        if !self.changed && !self.read.iter().any(|(known, _)| *known == place) {
            self.read.push((place, version));
        }
    }

    /// The thread jumps back, its own variables being as this fingerprint says: what it read, if it went round without having changed anything.
    pub(super) fn jump(&mut self, state: u64) -> Option<Vec<(Place, u64)>> {
        let idle = !self.changed && self.state == state;
        let read = std::mem::take(&mut self.read);
        self.state = state;
        self.changed = false;
        idle.then_some(read)
    }
}
