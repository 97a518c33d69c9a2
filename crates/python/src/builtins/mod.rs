//! Built-in functions and the methods of built-in types.

pub mod args;
pub mod classes;
pub mod construct;
pub mod convert;
pub mod functions;
pub mod generators;
pub mod generic;
pub mod matching;
pub mod methods;
pub mod more;
pub mod octets;
pub mod sorting;
pub mod text;
