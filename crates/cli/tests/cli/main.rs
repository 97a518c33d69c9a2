//! The binary, as people and scripts use it.

mod cases;
mod check;
mod commands;
mod common;
mod files;
mod nonsense;
mod programs;
mod streams;
