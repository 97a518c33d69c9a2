//! A large whole number: typed freely, or picked from what is usual.

use super::{Dispatch, caret, field::field, sets};
use crate::{model::format, words};
use catalogue::IntParam;
use yew::prelude::*;

/// A large whole number.
pub fn size(number: &'static IntParam, value: u64, send: &Dispatch) -> Html {
    let shown = match number.unit {
        // What stands in the field can be read back.
        "bytes" => format::count(value),
        _ => words::offered(number, value),
    };
    let change = sets(send, number.key, shown.clone());
    let unit = if number.unit == "bytes" && !number.name.contains("Bytes") {
        " (bytes)"
    } else {
        ""
    };
    let control = html! {
        <div class="combo">
            <input type="text" inputmode="numeric" autocomplete="off" aria-label={number.name} value={shown} onchange={change.clone()} />
            <span class="pick">
                {caret()}
                <select aria-label={format!("{}: usual values", number.name)} onchange={change}>{usual(number, value)}</select>
            </span>
        </div>
    };
    field(format!("{}{unit}", number.name), control)
}

/// What is offered, and what is set if that is something else.
fn usual(number: &'static IntParam, value: u64) -> Html {
    let other = (!number.offered.contains(&value)).then_some(value);
    let all = other.into_iter().chain(number.offered.iter().copied());
    all.map(|one| {
        html! { <option key={one} value={one.to_string()} selected={one == value}>{words::offered(number, one)}</option> }
    })
    .collect()
}
