//! What real threads took for a few small things on one machine: all that a prediction knows of it.

use serde::{Deserialize, Serialize};

/// Measured in a second or less. Times are picoseconds for each operation, 0 where it could not be measured; factors are in 1,024ths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// Threads that the hardware runs at once.
    pub cores: u32,
    /// One thread reads a shared word.
    pub load: u64,
    /// One thread writes a shared word.
    pub store: u64,
    /// One thread adds to a shared word in one indivisible step.
    pub update: u64,
    /// One thread takes a lock and lets go of it.
    pub lock: u64,
    /// Two threads each read a word and write it: what both of them need for one such pair each.
    pub race: u64,
    /// Two threads each add to a word in one indivisible step: what both of them need for one addition each.
    pub adds: u64,
    /// Two threads each change a shared state, one at a time: what both of them need for one change each.
    pub visits: u64,
    /// Two threads each take the same lock and let go of it: what both of them need to do so once each.
    pub fight: u64,
    /// Two threads each take the same lock, keep it for 250 writes and let go of it: what both of them need to do so once each.
    pub hold: u64,
    /// Two threads wake each other in turn, each after a thousand writes: from one to the other.
    pub turn: u64,
    /// A thread starts another: from one to the other.
    pub start: u64,
    /// How many times longer each of as many threads as there are cores takes to compute than one alone.
    pub crowd: u32,
    /// Short runs of the lab itself, one for each lock under which it came to its end.
    pub labs: Vec<LabCalibration>,
}

/// A run of a lab with one thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabCalibration {
    /// The global lock: `off`, `cpython` or `held`.
    pub lock: String,
    /// The parameter `size` that it ran with.
    pub size: u64,
    /// How long it took, in nanoseconds.
    pub nanos: u64,
}
