//! The clock of the operating system.

use std::{sync::OnceLock, time::Instant};

/// Nanoseconds since the first call.
pub fn now() -> u64 {
    // From the first call, so that 64 bits of nanoseconds are small numbers in traces.
    static ORIGIN: OnceLock<Instant> = OnceLock::new();
    ORIGIN.get_or_init(Instant::now).elapsed().as_nanos() as u64
}
