//! A labelled control.

use yew::prelude::*;

/// See [`Field`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What stands above it.
    pub label: AttrValue,
    /// The control.
    pub children: Html,
}

/// A control with its name above it; the control names itself to screen readers.
#[component]
pub fn Field(props: &Props) -> Html {
    html! { <div class="field"><small aria-hidden="true">{&props.label}</small>{props.children.clone()}</div> }
}
