//! The theme button: auto, light, dark, in turn.

use super::{Dispatch, icons, looks};
use crate::model::ViewChange;
use catalogue::Theme;
use yew::prelude::*;

/// The theme button.
pub fn theme_button(theme: Theme, send: &Dispatch) -> Html {
    let next = match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    };
    let says = format!("Theme: {}", theme.id());
    html! {
        <button class="icon" aria-label={says.clone()} title={says} onclick={looks(send, ViewChange::Theme(next))}>{icons::theme(theme)}</button>
    }
}
