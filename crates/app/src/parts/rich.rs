//! Sentences with marked words.

use crate::model::{RichText, Tone};
use yew::prelude::*;

/// The pieces of a sentence.
pub fn rich(rich: &RichText) -> Html {
    rich.0.iter().map(|(tone, text)| piece(*tone, text)).collect()
}

/// A plain sentence in which backticks mark code.
pub fn rich_sentence(text: &str) -> Html {
    rich(&RichText::of(text))
}

fn piece(tone: Tone, text: &str) -> Html {
    match tone {
        Tone::Plain => html! { {text} },
        Tone::Strong => html! { <b>{text}</b> },
        Tone::Bad => html! { <b class="bad">{text}</b> },
        Tone::Good => html! { <b class="good">{text}</b> },
        Tone::Code => html! { <code>{text}</code> },
    }
}
