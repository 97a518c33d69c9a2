//! The machine: frames on the heap, natives that may call Python, threads as coroutines of effects.

mod announce;
pub mod attributes;
mod bind;
pub mod body;
mod call;
mod copy;
pub mod cx;
pub mod deliver;
pub mod frame;
mod fused;
mod generators;
pub mod import;
pub mod inspect;
mod known;
pub mod mentioned;
mod rare;
mod run;
pub mod slow;
pub mod thread;
pub mod unwind;
