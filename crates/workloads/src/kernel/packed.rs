//! Words of at most sixteen bytes as two machine words, so that comparing and hashing them touches no text.

use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A word of 1 to 16 bytes of UTF-8 without NUL; unused bytes are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlineStr {
    low: u64,
    high: u64,
}

impl InlineStr {
    /// Most bytes a packed word can have.
    pub const BYTES: usize = 16;

    /// Packs `word`; `None` if it is empty, longer than [`InlineStr::BYTES`] or ends in NUL (then it could not be told
    /// from a shorter one).
    pub fn new(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.len() > Self::BYTES || bytes.last().is_none_or(|&last| last == 0) {
            return None;
        }
        let mut padded = [0; Self::BYTES];
        padded[..bytes.len()].copy_from_slice(bytes);
        let both = u128::from_le_bytes(padded);
        Some(Self {
            low: both as u64,
            high: (both >> 64) as u64,
        })
    }

    /// Keeps the first `length` (1 to 16) of the bytes of `low` and `high`.
    pub fn from_halves(low: u64, high: u64, length: usize) -> Self {
        if length < 8 {
            Self {
                low: low & ((1 << (8 * length)) - 1),
                high: 0,
            }
        } else {
            let kept = if length < Self::BYTES {
                (1 << (8 * (length - 8))) - 1
            } else {
                u64::MAX
            };
            Self { low, high: high & kept }
        }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        if self.high == 0 {
            8 - self.low.leading_zeros() as usize / 8
        } else {
            16 - self.high.leading_zeros() as usize / 8
        }
    }

    /// Appends the word to `text`.
    pub fn push_to(self, text: &mut String) {
        let bytes = self.bytes();
        text.push_str(std::str::from_utf8(&bytes[..self.len()]).unwrap_or_default());
    }

    /// The word's bytes, zeros behind them: ordered like the words themselves.
    pub fn bytes(self) -> [u8; Self::BYTES] {
        (u128::from(self.low) | u128::from(self.high) << 64).to_le_bytes()
    }

    /// A hash that is the same in every run and on every platform.
    pub fn hash(self) -> u64 {
        mix(mix(0, self.low), self.high).rotate_left(26)
    }
}

impl Hash for InlineStr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.low);
        state.write_u64(self.high);
    }
}

/// Hashes eight bytes at a time by multiplication; not resistant to chosen keys, which would only slow a visitor's
/// own page.
#[derive(Default)]
pub struct FxHasher(u64);

/// Makes [`FxHasher`]s for the tables of words.
pub type FxBuildHasher = BuildHasherDefault<FxHasher>;

impl Hasher for FxHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.write_u64(u64::from_le_bytes(*chunk));
        }
        self.write_u64(
            rest.iter()
                .fold(rest.len() as u64, |word, &byte| word << 8 | u64::from(byte)),
        );
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = mix(self.0, word);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// One round of multiplicative hashing; the multiplier is from Steele and Vigna, "Computationally easy, spectrally good
/// multipliers for congruential pseudorandom number generators" (2021).
fn mix(hash: u64, word: u64) -> u64 {
    hash.wrapping_add(word).wrapping_mul(0xF135_7AEA_2E62_A9C5)
}
