//! What nobody needs at first is the second half of the page: it is fetched when something asks for it, and then fills the places that were left for it.
//!
//! What calls into that half does so through a [`Slot`], so nothing of it is reached from the first; what fills the slots is `half`, the only file that
//! knows both. Whoever leads to a place whose half is not here holds the action until it is: see [`once_here`].

mod half;
mod slot;

pub use half::ask;
pub use slot::Slot;
pub(crate) use slot::slot;

use std::cell::Cell;

use gloo_events::EventListener;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// Whether the second half is here.
pub fn is_here() -> bool {
    HERE.get()
}

/// Asks for the second half, and calls `then` once it is here: at once where it is.
pub fn once_here(then: impl FnOnce() + 'static) {
    ask();
    match web_sys::window().filter(|_| !is_here()) {
        Some(window) => EventListener::once(&window, ARRIVED, move |_| {
            // What fills the slots waits for nothing any more, unless it came from another build: then the reader is told to reload.
            ask();
            if is_here() {
                then();
            }
        })
        .forget(),
        None => then(),
    }
}

/// What `arrive.js` says when a part of the page has come.
const ARRIVED: &str = "threadbare-part";
