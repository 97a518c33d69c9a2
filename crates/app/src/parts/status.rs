//! The one sentence about what just happened.

use super::rich;
use crate::model::Rich;
use yew::prelude::*;

/// The one sentence about what just happened, read out by screen readers.
pub fn status_line(status: &Rich) -> Html {
    html! { <p class="status" role="status" aria-live="polite">{rich(status)}</p> }
}

/// How far the run is, from 0 to 1, for those who see it; others ask with a key.
pub fn progress_bar(share: Option<f64>) -> Html {
    html! { <div class="bar" aria-hidden="true" style={format!("transform:scaleX({:.3})", share.unwrap_or(0.0))}></div> }
}
