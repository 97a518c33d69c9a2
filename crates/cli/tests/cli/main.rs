//! The binary, as people and scripts use it.

mod commands;
mod common;
mod nonsense;
