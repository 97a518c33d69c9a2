//! What the page listens to as a whole: the address, keys, dropped files, the system's theme.

use super::{dom, keys, message::Msg};
use crate::model::{Action, RichText, ViewChange};
use crate::parts::listed;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, DragEvent, KeyboardEvent};
use yew::Callback;

/// Listens until they are dropped.
pub fn all(send: &Callback<Msg>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let act = send.reform(Msg::Act);
    let mut listeners = vec![
        hash(&window, act.clone()),
        key(&window, act.clone()),
        late(&window, act.clone()),
    ];
    listeners.extend(drop_of_files(&window, send));
    if let Ok(Some(query)) = window.match_media("(prefers-color-scheme: dark)") {
        listeners.push(EventListener::new(&query, "change", move |_| {
            let dark = web_sys::window().is_some_and(|window| dom::prefers_dark(&window));
            act.emit(Action::Look(ViewChange::Dark(dark)));
        }));
    }
    listeners
}

fn hash(window: &web_sys::Window, act: Callback<Action>) -> EventListener {
    EventListener::new(window, "hashchange", move |_| {
        let (query, hash) = dom::address();
        act.emit(Action::Address { query, hash });
    })
}

/// The second half of the page is on its way, or does not come.
fn late(window: &web_sys::Window, act: Callback<Action>) -> EventListener {
    EventListener::new(window, "threadbare-part-late", move |event| {
        let told = event
            .dyn_ref::<CustomEvent>()
            .and_then(|event| event.detail().as_string());
        if let Some(told) = told.filter(|told| !told.is_empty()) {
            act.emit(Action::Notice(RichText::of(told)));
        }
    })
}

fn key(window: &web_sys::Window, act: Callback<Action>) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(window, "keydown", options, move |event| {
        if let Some(action) = event.dyn_ref::<KeyboardEvent>().and_then(keys::action) {
            event.prevent_default();
            act.emit(action);
        }
    })
}

/// Files may be dropped anywhere on the page; without this the browser would open them in its stead.
fn drop_of_files(window: &web_sys::Window, send: &Callback<Msg>) -> [EventListener; 2] {
    let options = EventListenerOptions::enable_prevent_default;
    let over = EventListener::new_with_options(window, "dragover", options(), |event| event.prevent_default());
    let send = send.clone();
    let dropped = EventListener::new_with_options(window, "drop", options(), move |event| {
        event.prevent_default();
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let files = listed(transfer.and_then(|transfer| transfer.files()));
        if !files.is_empty() {
            send.emit(Msg::Files(files));
        }
    });
    [over, dropped]
}
