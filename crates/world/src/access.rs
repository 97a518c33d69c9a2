//! What a step on a region means to observers: who holds it, who hands something over, who merely looks.

/// The meaning of a successful step on a [`Region`](crate::Region).
///
/// ```
/// use world::Access;
///
/// assert_eq!(Access::Signal.verb(), "signals");
/// ```
///
/// # Memory ordering
/// The region itself orders every pair of its steps. What a program may *rely* on is less: [`Read`](Access::Read) and [`Write`](Access::Write) order nothing, so two
/// threads that only read and write a region race, as they would on a Python global. [`Release`](Access::Release) and [`Signal`](Access::Signal) order
/// everything before them before a later [`Acquire`](Access::Acquire) or [`Observe`](Access::Observe) of the same region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Reads plain shared data: atomic, but orders nothing (a reference in Python).
    Read,
    /// Writes plain shared data: atomic, but orders nothing.
    Write,
    /// Takes hold: the thread is a holder until it releases.
    Acquire,
    /// Lets go of what it acquired.
    Release,
    /// Hands something over without holding: put, set, notify.
    Signal,
    /// Takes over what another thread signalled: get, wait, join.
    Observe,
}

impl Access {
    /// The operation in one word for a person: `acquires`, `reads`, …
    pub fn verb(self) -> &'static str {
        match self {
            Access::Read => "reads",
            Access::Write => "writes",
            Access::Acquire => "acquires",
            Access::Release => "releases",
            Access::Signal => "signals",
            Access::Observe => "waits for",
        }
    }
}
