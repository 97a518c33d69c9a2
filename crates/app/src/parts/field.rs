//! A labelled control.

use yew::prelude::*;

/// A control with its name above it; the control names itself to screen readers.
pub fn field(label: impl Into<AttrValue>, control: Html) -> Html {
    html! { <div class="field"><small aria-hidden="true">{label.into()}</small>{control}</div> }
}
