//! What a program may ask of the world it runs in: shared words, regions it can wait on, threads, time. A program written over [`World`] runs unchanged
//! on real threads, in lockstep, and on either under a global lock.
//!
//! ```
//! use world::{Cell, Kind, Label, World, primitive::Mutex};
//!
//! /// Threads that add one to a number under a lock.
//! fn count<W: World>(world: &W, threads: u32) -> W::Cell {
//!     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
//!     let lock = Mutex::new(world, "lock");
//!     for index in 1..=threads {
//!         let (n, lock) = (n.clone(), lock.clone());
//!         world.spawn(Label::thread("thread", index), move |_| async move {
//!             lock.acquire().await;
//!             let seen = n.load().await;
//!             n.store(seen + 1).await;
//!             lock.release().await;
//!         });
//!     }
//!     n
//! }
//!
//! // On threads of the operating system …
//! let run = threads::Run::new(threads::native_pool(), false);
//! let n = count(&run.world(), 2);
//! run.start(2)?;
//! run.wait();
//! assert_eq!(n.peek(), 2);
//!
//! // … and one step at a time, under a schedule: thread 1 takes two steps, then the order is a fair machine's.
//! let schedule = lockstep::Schedule::read("1x2.f").expect("a schedule");
//! let mut run = lockstep::Run::new(lockstep::Machine::default(), 0, schedule, |world| count(world, 2));
//! run.advance(1_000);
//! assert_eq!(run.read(|n| n.peek()), Some(2));
//! # Ok::<(), threads::TooFewThreads>(())
//! ```
//!
//! The crate knows no backend, no clock, no random numbers, no wasm and no user interface.
//!
//! Read in this order: [`World`], [`Cell`] and [`Region`] (the whole vocabulary), [`label`] (how things are named),
//! then one primitive a file in [`primitive`], then the global lock in [`lock`], which is itself a world around a world.
//!
//! ```text
//!   program ──asks──▶ World ◀──is── Threads            (blocks inside poll)
//!                       ▲ ◀──is── Lockstep           (announces, then is granted)
//!                       └───is── UnderLock<W: World>   (takes the global lock, then asks W)
//! ```
//!
//! [`Region::wait_at`] is the only operation that blocks: Hoare's conditional critical region ("Towards a theory of parallel
//! programming", 1972). Everything else that waits is a few lines on it.
//!
//! # Memory ordering
//!
//! A [`Cell`] is sequentially consistent on every world, because wasm's atomics are nothing else and a lesson must not depend on the machine below. A
//! [`Region`] orders everything: a step on it happens after every earlier step on it. [`Access`] says which of those orders a program may rely on; race
//! detectors take it at its word.
//!
//! # Panics
//!
//! Nothing here panics by itself. A panic in a program ends its run as *failed*, with the message, on every world.

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
