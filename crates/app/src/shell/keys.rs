//! Keys for the whole page; none of them acts while somebody types.

use crate::model::{Action, Dialog, Look, Press};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// What a key does, if it does anything here.
pub fn action(event: &KeyboardEvent) -> Option<Action> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() || types(event) {
        return None;
    }
    match event.key().as_str() {
        "r" => Some(Action::Press(Press::Run)),
        "s" => Some(Action::Press(Press::Stop)),
        "l" => Some(Action::Press(Press::Lock)),
        "p" => Some(Action::Press(Press::Progress)),
        "?" => Some(Action::Look(Look::Dialog(Some(Dialog::Help)))),
        _ => None,
    }
}

/// Whether the key goes into a field or a dialog.
fn types(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        let field = element.closest("textarea, select, dialog, [contenteditable], input:not([type=radio])");
        field.is_ok_and(|field| field.is_some())
    })
}
