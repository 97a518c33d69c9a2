//! What nobody needs at first is the second half of the page: it is fetched when something asks for it, and then fills the places that were left for it.
//!
//! What calls into that half does so through a [`Slot`], so nothing of it is reached from the first; what fills the slots is `half`, the only file that
//! knows both. Whoever leads to a place whose half is not here holds the action until it is: see [`once_here`].

mod half;
mod slot;

pub use half::ask;
pub use slot::Slot;
pub(crate) use slot::slot;

use std::cell::{Cell, RefCell};

use gloo_events::EventListener;

type Held = Box<dyn FnOnce()>;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
    static HELD: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
}

/// Whether the second half is here.
pub fn is_here() -> bool {
    HERE.get()
}

/// Whether something waits for it.
pub fn is_awaited() -> bool {
    HELD.with_borrow(|held| !held.is_empty())
}

/// Asks for the second half, and calls `then` once it is here: at once where it is, and always after what was held before.
pub fn once_here(then: impl FnOnce() + 'static) {
    HELD.with_borrow_mut(|held| held.push(Box::new(then)));
    let_go();
    if !is_here()
        && let Some(window) = web_sys::window()
    {
        EventListener::once(&window, ARRIVED, |_| let_go()).forget();
    }
}

// What came from another build fills no place: then the reader is told to reload, and nothing goes on.
fn let_go() {
    ask();
    if is_here() {
        HELD.take().into_iter().for_each(|then| then());
    }
}

/// What `arrive.js` says when a part of the page has come.
const ARRIVED: &str = "threadbare-part";

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    /// A press that is made when the half has come and nobody has looked yet must not overtake those that were held.
    #[test]
    fn what_was_held_first_goes_first() {
        let order = Rc::new(RefCell::new(Vec::new()));
        let note = |number: u32| {
            let order = order.clone();
            move || order.borrow_mut().push(number)
        };
        HELD.with_borrow_mut(|held| held.push(Box::new(note(1))));
        once_here(note(2));
        assert_eq!(*order.borrow(), [1, 2]);
        assert!(!is_awaited());
    }
}
