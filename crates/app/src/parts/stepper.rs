//! A small whole number: one more, one less, or typed.

use super::{Field, Send, set, sets};
use catalogue::Number;
use yew::prelude::*;

/// See [`Stepper`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which number.
    pub number: &'static Number,
    /// Its name for screen readers.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// Where actions go.
    pub send: Send,
}

/// A small whole number.
#[component]
pub fn Stepper(props: &Props) -> Html {
    let Props {
        number,
        name,
        value,
        send,
    } = props;
    let change = sets(send, number.key, value.to_string());
    let lower = name.to_lowercase();
    html! {
        <Field label={number.name}>
            <div class="step">
                <button aria-label={format!("One less: {lower}")} disabled={*value <= number.least} onclick={to(props, value.saturating_sub(1))}>{"−"}</button>
                <input type="number" aria-label={*name} min={number.least.to_string()} max={number.most.to_string()} step="1"
                    value={value.to_string()} onchange={change} />
                <button aria-label={format!("One more: {lower}")} disabled={*value >= number.most} onclick={to(props, value + 1)}>{"+"}</button>
            </div>
        </Field>
    }
}

fn to(props: &Props, value: u64) -> Callback<MouseEvent> {
    let (send, key) = (props.send.clone(), props.number.key);
    Callback::from(move |_| set(&send, key, value.to_string()))
}
