//! The global lock: three kinds, one lock, and the world as a thread sees it that must hold the lock to run. The proof that no drop request is lost or
//! hits the wrong thread is in `src/lock/README.md`.

mod checkpoint;
mod gate;
mod global;
mod switch;
mod under;

pub use global::GlobalLock;
pub use under::UnderLock;

/// Which global lock a run has.
///
/// ```
/// use world::LockKind;
///
/// assert_eq!(LockKind::default(), LockKind::Off);
/// ```
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
