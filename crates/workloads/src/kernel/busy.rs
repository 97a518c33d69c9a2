//! Work for the processor that needs no memory to speak of.

use super::sha512::digest;

/// Hashes a number over and over, `rounds` times, and returns what comes of it, so that the work cannot be left out.
pub fn busy(number: u64, rounds: u32) -> u64 {
    (0..rounds).fold(number, |number, _| {
        let hash = digest(&number.to_le_bytes());
        u64::from_le_bytes([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]])
    })
}
