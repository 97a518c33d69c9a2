//! What the shapes mean.

use yew::prelude::*;

const STATES: [(&str, &str); 5] = [
    ("run", "running"),
    ("hold", "holds a lock"),
    ("wait", "waits"),
    ("idle", "idle"),
    ("sleep", "sleeps"),
];

/// What the shapes mean.
pub fn legend() -> Html {
    html! {
        <span class="legend" aria-hidden="true">
            {STATES.iter().map(|(class, name)| html! { <span><i class={classes!("k", *class)}></i>{*name}</span> }).collect::<Html>()}
        </span>
    }
}
