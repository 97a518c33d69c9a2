//! What memory a program uses, as far as its world knows.

/// Bytes; 0 for what a world cannot tell.
///
/// ```
/// use world::Memory;
///
/// assert_eq!(Memory::default(), Memory { used: 0, stack: 0 });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Used now by the whole program.
    pub used: u64,
    /// Set aside for the stack of each thread, whether it is used or not.
    pub stack: u64,
}
