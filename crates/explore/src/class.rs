//! What tells prefixes of runs apart that are no reordering of each other: a hash of the partial order, grown a step at a time.

use hashbrown::HashMap;

use crate::{Footprint, Place, Task};

/// The hash of a prefix.
#[derive(Clone, Debug, Default)]
pub(crate) struct Class {
    hash: u64,
    tasks: Vec<u64>,
    places: HashMap<Place, (u64, u64)>,
}

impl Class {
    pub(crate) fn clear(&mut self) {
        self.hash = 0;
        self.tasks.clear();
        self.places.clear();
    }

    /// The hash of the prefix and of who moved last.
    pub(crate) fn value(&self, last: Task) -> u64 {
        mix(self.hash ^ mix(u64::from(last) + 1))
    }

    pub(crate) fn push(&mut self, task: Task, footprint: &Footprint) {
        let at = usize::from(task);
        if self.tasks.len() <= at {
            self.tasks.resize(at + 1, 0);
        }
        let mut hash = mix(self.tasks[at] ^ mix(at as u64 + 77));
        for (place, touch) in footprint.touches() {
            let (written, read) = self.places.get(place).copied().unwrap_or_default();
            let seen = if touch.is_look() {
                written
            } else {
                written.wrapping_add(mix(read))
            };
            hash = mix(hash ^ mix(seen ^ u64::from(*place) << 8 ^ *touch as u64));
        }
        for (place, touch) in footprint.touches() {
            let entry = self.places.entry(*place).or_default();
            if touch.is_look() {
                entry.1 = entry.1.wrapping_add(mix(hash));
            } else {
                *entry = (hash, 0);
            }
        }
        self.tasks[at] = hash;
        self.hash = self.hash.wrapping_add(mix(hash ^ 0x51ed));
    }
}

fn mix(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31 ^ 0x9e37_79b9
}
