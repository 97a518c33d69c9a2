//! One of a few, side by side.

use super::{Send, set};
use yew::prelude::*;

/// One of the few.
#[derive(Clone, Copy)]
pub struct Choice {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub note: &'static str,
}

/// One of a few: sets `key`; `name` is what screen readers say.
pub fn segments(
    name: &'static str,
    key: &'static str,
    choices: impl Iterator<Item = Choice>,
    chosen: &str,
    send: &Send,
) -> Html {
    let segment = |choice: Choice| {
        let (send, id) = (send.clone(), choice.id);
        let change = Callback::from(move |_: Event| set(&send, key, id));
        html! {
            <label key={id} title={choice.note}>
                <input type="radio" name={key} value={id} checked={id == chosen} onchange={change} />
                <span>{choice.name}</span>
            </label>
        }
    };
    html! { <div class="seg" role="radiogroup" aria-label={name}>{choices.map(segment).collect::<Html>()}</div> }
}
