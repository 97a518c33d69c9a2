//! Exceptions: their classes, their words and how they are printed.

pub mod construct;
pub mod groups;
pub mod kinds;
pub mod spoken;
pub mod suggest;
pub mod traceback;
pub mod words;

pub use kinds::ExceptionKind;
