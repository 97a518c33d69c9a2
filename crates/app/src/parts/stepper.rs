//! A small whole number: one more, one less, or typed.

use super::{Dispatch, field::field, presses, sets};
use crate::model::{Command, NumberStep, SetCommand};
use catalogue::IntParam;
use yew::prelude::*;

/// A small whole number; `name` is what screen readers say.
pub fn stepper(number: &'static IntParam, name: &'static str, value: u64, send: &Dispatch) -> Html {
    let lower = name.to_ascii_lowercase();
    let to = |step| presses(send, Command::Set(SetCommand::Nudge(number, step)));
    let control = html! {
        <div class="step">
            <button aria-label={format!("One less: {lower}")} disabled={value <= number.least} onclick={to(NumberStep::Less)}>{"−"}</button>
            <input type="number" aria-label={name} min={number.least.to_string()} max={number.most.to_string()} step="1"
                value={value.to_string()} onchange={sets(send, number.key, value.to_string())} />
            <button aria-label={format!("One more: {lower}")} disabled={value >= number.most} onclick={to(NumberStep::More)}>{"+"}</button>
        </div>
    };
    field(number.name, control)
}
