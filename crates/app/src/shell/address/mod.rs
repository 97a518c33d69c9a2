//! The address bar, written at a pace that browsers allow, and never over what a click has just put there.

mod pace;

use super::dom;
use crate::model::Action;
use gloo_timers::callback::Timeout;
use pace::{Due, PACE_MS, Pace};
use std::{cell::RefCell, rc::Rc};
use yew::Callback;

/// Writes the address: at once when it has not been written lately, else as soon as nothing new has come for a while.
pub struct AddressBar {
    pace: Rc<RefCell<Pace>>,
    later: Option<Timeout>,
    send: Callback<Action>,
}

impl AddressBar {
    /// An address bar that shows this hash; where it is found to say something else, that is sent as an action.
    pub fn new(hash: &str, send: Callback<Action>) -> Self {
        AddressBar {
            pace: Rc::new(RefCell::new(Pace::new(hash))),
            later: None,
            send,
        }
    }

    /// Writes this hash, now or soon.
    pub fn write(&mut self, hash: String) {
        self.pace.borrow_mut().want(hash);
        // Dropped, what was to be written earlier is not.
        self.later = None;
        if look(&self.pace, &self.send) {
            let (pace, send) = (self.pace.clone(), self.send.clone());
            self.later = Some(Timeout::new(PACE_MS, move || {
                look(&pace, &send);
            }));
        }
    }

    /// The page takes over the hash that the bar shows; what an earlier state still wanted written is not.
    pub fn taken(&mut self, hash: &str) {
        self.pace.borrow_mut().taken(hash);
        self.later = None;
    }
}

/// Does what is due; whether something must wait.
fn look(pace: &RefCell<Pace>, send: &Callback<Action>) -> bool {
    let (query, here) = dom::address();
    let due = pace.borrow_mut().due(js_sys::Date::now(), &here);
    match due {
        Due::Nothing => {}
        Due::Later => return true,
        Due::Write(hash) => {
            dom::write_address(&hash);
            pace.borrow_mut().taken(&dom::address().1);
        }
        Due::Moved => send.emit(Action::Address { query, hash: here }),
    }
    false
}
