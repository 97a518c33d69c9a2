//! What Python's operators do with built-in values, without ever calling Python: whatever needs Python answers `Raised::Defer`.

pub mod arithmetic;
pub mod compare;
pub mod float;
pub mod format;
pub mod hash;
pub mod integer;
pub mod iteration;
pub mod number;
pub mod repr;
pub mod sequence;
pub mod subscript;
pub mod types;

pub use arithmetic::BinaryOp;
pub use compare::CompareOp;
