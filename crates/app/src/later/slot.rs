//! A place for a function of the second half.

use std::cell::Cell;

/// A place for a function of the second half. Where nothing is left for later, in tests, it is filled from the beginning.
pub struct Slot<F: Copy + 'static>(Cell<Option<F>>);

impl<F: Copy> Slot<F> {
    /// A place for this function, which is known here only where nothing is left for later.
    pub const fn new(function: Option<F>) -> Self {
        Self(Cell::new(function))
    }

    /// Fills the place. An optimiser that saw that it is filled with one function alone would call that directly, and keep it in the first half.
    pub fn fill(&self, function: F) {
        self.0.set(Some(std::hint::black_box(function)));
    }

    /// The function; `None` until its half is here.
    pub fn get(&self) -> Option<F> {
        self.0.get()
    }
}

/// Leaves a place, one a thread, for a function of the second half: `slot!(NAME: fn(&Page) -> Html = lab)`.
macro_rules! slot {
    ($(#[$doc:meta])* $vis:vis $name:ident: $kind:ty = $function:expr) => {
        thread_local! {
            $(#[$doc])*
            $vis static $name: $crate::later::Slot<$kind> = const {
                $crate::later::Slot::new(if cfg!(target_family = "wasm") { None } else { Some($function) })
            };
        }
    };
}
pub(crate) use slot;
