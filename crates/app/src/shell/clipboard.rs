//! Words into the clipboard, and a sentence about whether that worked.

use crate::model::{Action, Rich};
use crate::parts::Send;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies words, and says that it did, or how the user can.
pub fn copy(text: &str, what: &'static str, send: &Send) {
    let clipboard = web_sys::window()
        .filter(web_sys::Window::is_secure_context)
        .map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard else {
        return send.emit(Action::Said(by_hand(what)));
    };
    let (promise, send) = (clipboard.write_text(text), send.clone());
    spawn_local(async move {
        let said = match JsFuture::from(promise).await {
            Ok(_) => Rich::default().good("Copied").say(format!(": the {what}.")),
            Err(_) => by_hand(what),
        };
        send.emit(Action::Said(said));
    });
}

fn by_hand(what: &str) -> Rich {
    Rich::of(format!(
        "The browser does not let this page copy the {what}: select it and copy it yourself."
    ))
}
