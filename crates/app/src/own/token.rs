//! A thread's mark: its number in its colour, and an M for the main thread.

use crate::parts::{Markup, swatch};
use yew::prelude::*;

/// The mark of a thread, by the order in which threads were started.
pub fn token(thread: usize) -> Html {
    match thread.checked_sub(1) {
        Some(number) => swatch(number),
        None => html! { <i class="swatch main" aria-hidden="true">{"M"}</i> },
    }
}

/// The same where elements are written as text.
pub fn written(markup: Markup, thread: usize) -> Markup {
    match thread.checked_sub(1) {
        Some(number) => markup
            .tags(format!(
                "<i class=swatch style=\"background:var(--t{})\" aria-hidden=true>",
                number % 8 + 1
            ))
            .text((number + 1).to_string()),
        None => markup.tags("<i class=\"swatch main\" aria-hidden=true>M"),
    }
    .tags("</i>")
}
