//! Words that can be typed.

use super::{Send, field::field, sets};
use catalogue::Words;
use yew::prelude::*;

/// Words that can be typed.
pub fn typed(words: &'static Words, value: &str, send: &Send) -> Html {
    let longest = words.longest.to_string();
    let control = html! {
        <input class="typed" type="text" autocomplete="off" spellcheck="false" aria-label={words.name} maxlength={longest}
            value={value.to_string()} onchange={sets(send, words.key, value.to_string())} />
    };
    field(words.name, control)
}
