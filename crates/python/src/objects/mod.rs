//! The objects that values point to: each with its own small lock where it can change.

pub mod bytes;
pub mod class;
pub mod deque;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod function;
pub mod generator;
pub mod guarded;
pub mod instance;
pub mod iterator;
pub mod list;
pub mod module;
pub mod names;
pub mod opaque;
pub mod range;
pub mod release;
pub mod set;
pub mod string;
pub mod table;
pub mod tuple;
pub mod types;
