//! SHA-512 (FIPS 180-4) by RustCrypto's `sha2`, and the chain of digests of digests.

use sha2::{Digest, Sha512};

/// Length of a digest in hexadecimal digits.
pub const HEX_DIGITS: usize = 128;

/// The text that the chain starts from: `Hello` a thousand times, 5,000 bytes.
pub fn chain_start() -> Vec<u8> {
    b"Hello".repeat(1000)
}

/// The digest of `data`, 64 bytes.
pub fn digest(data: &[u8]) -> [u8; 64] {
    Sha512::digest(data).into()
}

/// The digest of `data` as 128 lower-case hexadecimal digits.
pub fn hex_digest(data: &[u8]) -> String {
    hex(&digest(data))
}

/// `bytes` as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// What the chain must be after `rounds` rounds of `data = hexdigest(data)`, from [`chain_start`].
pub fn chain(rounds: u64) -> Vec<u8> {
    (0..rounds).fold(chain_start(), |data, _| hex_digest(&data).into_bytes())
}
