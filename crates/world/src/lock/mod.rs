//! The global lock: three kinds, one lock, and the world as a thread sees it that must hold the lock to run.

mod checkpoint;
mod gate;
mod global;
mod switch;
mod under;

pub use global::GlobalLock;
pub use under::UnderLock;

/// Which global lock a run has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum LockKind {
    /// None: free threading.
    #[default]
    Off,
    /// As CPython's: asked for politely for a switch interval, dropped around whatever blocks.
    CPython,
    /// The naive big lock: kept while waiting, dropped only at check points and when a thread ends or idles.
    Held,
}
