//! The one sentence about what just happened.

use super::rich;
use crate::model::{Rich, Same};
use yew::prelude::*;

/// See [`StatusLine`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What just happened.
    pub status: Same<Rich>,
}

/// The one sentence about what just happened, read out by screen readers.
#[component]
pub fn StatusLine(props: &Props) -> Html {
    html! { <p class="status" role="status" aria-live="polite">{rich(&props.status)}</p> }
}
