//! The binary, as people and scripts use it.

mod cases;
mod check;
mod ci;
mod commands;
mod common;
mod exports;
mod files;
mod nonsense;
mod programs;
mod shards;
mod state;
mod streams;
