//! Strings, and names: strings of which there is one each.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use hashbrown::{DefaultHashBuilder, HashMap};

use super::guarded::Guarded;
use crate::value::Value;

/// A string that is shared; an interned one is equal to another exactly when they are the same.
pub type Name = Arc<Str>;

/// A Python string: its text, its length in characters, and its hash.
#[derive(Debug)]
pub struct Str {
    text: String,
    length: usize,
    // 0 until somebody asks.
    hash: AtomicU64,
    attribute: AtomicBool,
}

impl Str {
    /// The string of a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let length = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        };
        let (hash, attribute) = (AtomicU64::new(0), AtomicBool::new(false));
        Self {
            text,
            length,
            hash,
            attribute,
        }
    }

    /// Appends another string: what `+=` does to a string that nobody else knows.
    pub fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.length += other.length;
        *self.hash.get_mut() = 0;
    }

    /// From now on instances may have an attribute of this name.
    #[inline]
    pub fn becomes_attribute(&self) {
        if !self.attribute.load(Ordering::Relaxed) {
            self.attribute.store(true, Ordering::Release);
        }
    }

    /// Whether any instance ever had an attribute of this name; methods mostly have names of their own.
    #[inline]
    pub fn is_attribute(&self) -> bool {
        self.attribute.load(Ordering::Acquire)
    }

    /// Its text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many characters it has.
    #[inline]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether each character is one byte.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    /// Its hash.
    #[inline]
    pub fn hash(&self) -> i64 {
        let known = self.hash.load(Ordering::Relaxed);
        if known != 0 {
            return known as i64;
        }
        let hash = hash_of(&self.text).max(1);
        self.hash.store(hash, Ordering::Relaxed);
        hash as i64
    }
}

impl PartialEq for Str {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Str {}

impl std::hash::Hash for Str {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash() as u64);
    }
}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl std::fmt::Display for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// The hash of a text: FNV-like with a final mix, the same in every run.
#[must_use]
pub fn hash_of(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    for chunk in chunks {
        hash = (hash ^ u64::from_le_bytes(*chunk)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    for byte in rest {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ text.len() as u64
}

static NAMES: LazyLock<Guarded<HashMap<u64, Vec<Name>, DefaultHashBuilder>>> = LazyLock::new(Guarded::default);

/// The one string of this text.
pub fn intern(text: &str) -> Name {
    let hash = hash_of(text).max(1);
    let mut names = NAMES.lock();
    let same = names.entry(hash).or_default();
    if let Some(found) = same.iter().find(|name| name.text == text) {
        return found.clone();
    }
    let name = Arc::new(Str::new(text));
    same.push(name.clone());
    name
}

/// The one string equal to this one.
pub fn interned(name: &Name) -> Name {
    let mut names = NAMES.lock();
    let same = names.entry(name.hash() as u64).or_default();
    if let Some(found) = same.iter().find(|known| known.text == name.text) {
        return found.clone();
    }
    same.push(name.clone());
    name.clone()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Str(Arc::new(Str::new(text)))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Str(Arc::new(Str::new(text)))
    }
}

/// A hasher for tables keyed by names.
#[derive(Clone, Default, Debug)]
pub struct ByHash(DefaultHashBuilder);

impl ByHash {
    /// The hash of a hash.
    pub fn of(&self, hash: u64) -> u64 {
        self.0.hash_one(hash)
    }
}
