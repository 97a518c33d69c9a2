//! A small whole number: one more, one less, or typed.

use super::{Dispatch, field::field, set, sets};
use catalogue::IntParam;
use yew::prelude::*;

/// A small whole number; `name` is what screen readers say.
pub fn stepper(number: &'static IntParam, name: &'static str, value: u64, send: &Dispatch) -> Html {
    let lower = name.to_ascii_lowercase();
    let to = |value: u64| {
        let (send, key) = (send.clone(), number.key);
        Callback::from(move |_: MouseEvent| set(&send, key, value.to_string()))
    };
    let control = html! {
        <div class="step">
            <button aria-label={format!("One less: {lower}")} disabled={value <= number.least} onclick={to(value.saturating_sub(1))}>{"−"}</button>
            <input type="number" aria-label={name} min={number.least.to_string()} max={number.most.to_string()} step="1"
                value={value.to_string()} onchange={sets(send, number.key, value.to_string())} />
            <button aria-label={format!("One more: {lower}")} disabled={value >= number.most} onclick={to(value + 1)}>{"+"}</button>
        </div>
    };
    field(number.name, control)
}
