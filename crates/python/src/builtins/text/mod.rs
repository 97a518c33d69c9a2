//! Methods of strings, and formatting.

pub mod codec;
pub mod format;
pub mod methods;
pub mod percent;
