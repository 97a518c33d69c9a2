//! Words into the clipboard, and a sentence about whether that worked.

use crate::model::{Action, RichText};
use crate::parts::Dispatch;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};

type Ends = Rc<RefCell<Option<[Closure<dyn FnMut(JsValue)>; 2]>>>;

/// Copies words, and says that it did, or how the user can.
///
/// The promise is heard by closures and not by a future: nothing else here needs something that runs futures.
pub fn copy(text: &str, what: &'static str, send: &Dispatch) {
    let clipboard = web_sys::window()
        .filter(web_sys::Window::is_secure_context)
        .map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard else {
        return send.emit(Action::Notice(by_hand(what)));
    };
    let ends = Ends::default();
    let copied = end(
        RichText::default().good("Copied").say(format!(": the {what}.")),
        send,
        &ends,
    );
    let refused = end(by_hand(what), send, &ends);
    let _ = clipboard.write_text(text).then2(&copied, &refused);
    // Whichever end comes lets go of both.
    *ends.borrow_mut() = Some([copied, refused]);
}

fn end(said: RichText, send: &Dispatch, ends: &Ends) -> Closure<dyn FnMut(JsValue)> {
    let (send, ends) = (send.clone(), Rc::clone(ends));
    Closure::new(move |_| {
        send.emit(Action::Notice(said.clone()));
        ends.borrow_mut().take();
    })
}

fn by_hand(what: &str) -> RichText {
    RichText::of(format!(
        "The browser does not let this page copy the {what}: select it and copy it yourself."
    ))
}
