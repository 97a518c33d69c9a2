//! Jobs and news as bytes.

use serde::{Serialize, de::DeserializeOwned};
use std::fmt;

/// Bytes that are no message of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a message could not be read: page and engine are of different versions; reload the page")
    }
}

impl std::error::Error for Malformed {}

/// A message as bytes.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Every message is plain data of known length, which postcard can always write.
    postcard::to_stdvec(message).unwrap_or_default()
}

/// Bytes as a message.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    postcard::from_bytes(bytes).map_err(|_| Malformed)
}
