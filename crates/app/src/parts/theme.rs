//! The theme button: auto, light, dark, in turn.

use super::{Send, icons, looks};
use crate::model::Look;
use catalogue::Theme;
use yew::prelude::*;

/// See [`ThemeButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is in force.
    pub theme: Theme,
    /// Where actions go.
    pub send: Send,
}

/// The theme button.
#[component]
pub fn ThemeButton(props: &Props) -> Html {
    let next = match props.theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    };
    let says = format!("Theme: {}", props.theme.id());
    html! {
        <button class="icon" aria-label={says.clone()} title={says} onclick={looks(&props.send, Look::Theme(next))}>
            {icons::theme(props.theme)}
        </button>
    }
}
