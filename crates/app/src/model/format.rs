//! Numbers as people read them.

pub use lab_kit::format::*;
