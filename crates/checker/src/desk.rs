//! The desk: takes what the page asks, and goes on with a check between its messages.

use crate::session::Session;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use protocol::check::{CheckerCommand, CheckerEvent};
use std::{cell::RefCell, sync::Arc};
use worker::post;

/// How long a slice takes, in milliseconds; a page that asks something waits no longer than that and the schedule that is being tried.
const SLICE_MS: f64 = 24.0;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::new(Arc::new(js_sys::Date::now)));
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Begins to listen, and says so.
pub fn listen() {
    worker::listen(receive);
    post(&CheckerEvent::Alive);
}

// A message that cannot be read was meant for another version of this Worker, which the page starts anew when it hears nothing.
fn receive(message: &Array) {
    let bytes = Uint8Array::new(&message.get(0)).to_vec();
    if let Ok(ask) = protocol::decode::<CheckerCommand>(&bytes) {
        let told = SESSION.with_borrow_mut(|session| session.ask(ask));
        told.iter().for_each(post);
        go_on();
    }
}

fn go_on() {
    if SESSION.with_borrow(Session::is_busy) {
        NEXT.set(Some(Timeout::new(0, slice)));
    }
}

fn slice() {
    let told = SESSION.with_borrow_mut(|session| session.advance(SLICE_MS));
    told.iter().for_each(post);
    go_on();
}
