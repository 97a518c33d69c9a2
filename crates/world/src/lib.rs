//! What a program may ask of the world it runs in; this crate knows no backend, no clock, no random numbers, no wasm and no user interface.
//!
//! Read in this order: [`World`], [`Cell`] and [`Region`] (the whole vocabulary), [`label`] (how things are called),
//! then one primitive a file in [`primitive`], then the global lock in [`lock`], which is itself a world around a world.
//!
//! ```text
//!   program ──asks──▶ World ◀──is── Threads            (blocks inside poll)
//!                       ▲ ◀──is── Lockstep           (announces, then is granted)
//!                       └───is── UnderLock<W: World>   (takes the global lock, then asks W)
//! ```
//!
//! [`Region::wait_at`] is the only thing that blocks: Hoare's conditional critical region ("Towards a theory of parallel
//! programming", 1972). Everything else that waits is a few lines on it.

pub mod access;
pub mod cell;
pub mod cost;
pub mod label;
pub mod lock;
pub mod memory;
pub mod primitive;
pub mod region;
mod world;

pub use access::Access;
pub use cell::Cell;
pub use cost::Cost;
pub use label::{Kind, Label, ObjectId};
pub use lock::{GlobalLock, LockKind, UnderLock};
pub use memory::Memory;
pub use region::{Region, Waited};
pub use world::{Place, World};
