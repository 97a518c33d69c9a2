//! The one sentence about what just happened.

use super::rich;
use crate::model::{RichText, Shown};
use yew::prelude::*;

/// The one sentence about what just happened, read out by screen readers; in a frame, beside it, the link to the `full` page.
pub fn status_line(status: &RichText, full: Option<String>) -> Html {
    let line = html! { <p class="status" role="status" aria-live="polite">{rich(status)}</p> };
    match full {
        None => line,
        Some(href) => html! {
            <div class="said">{line}<a {href} target="_blank" rel="noopener" title="Threadbare, in a window of its own">{"Full page"}<span aria-hidden="true">{" ↗"}</span></a></div>
        },
    }
}

/// Why it came out so, in the line below what came out; nothing where nothing did.
pub fn why_line(shown: Option<&Shown>) -> Html {
    match shown.map(|shown| &shown.summary.why).filter(|why| !why.is_empty()) {
        Some(why) => html! { <p class="why">{rich(why)}</p> },
        None => html! {},
    }
}

/// How far the run is, from 0 to 1 and in words, for those who see it; others ask with a key.
pub fn progress_bar(share: Option<f64>, pace: Option<String>) -> Html {
    html! {
        <div class="progress" aria-hidden="true">
            <div class="bar" style={format!("transform:scaleX({:.3})", share.unwrap_or(0.0))}></div>
            if let Some(pace) = pace { <small class="pace">{pace}</small> }
        </div>
    }
}
