//! The pane of the sequence: a diagram, and below it the same as a table.

use super::{
    picture::{picture, table},
    story::Story,
};
use crate::model::{Same, Shown, format::count};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct SequencePane {
    /// What came of the run.
    pub shown: Option<Same<Shown>>,
}

/// The pane.
pub fn sequence_pane(props: &SequencePane) -> Html {
    let story = props
        .shown
        .as_ref()
        .map(|shown| Story::of(&shown.report))
        .unwrap_or_default();
    html! {
        <section class="card sequence" aria-labelledby="sequence-title">
            <h2><span id="sequence-title">{"Sequence"}</span><small>{"who sent what to whom"}</small></h2>
            if story.messages.is_empty() {
                <p class="empty">{"Press Run: what clients, server, queue and workers send each other comes here."}</p>
            } else {
                <div class="sequence-fill" tabindex="0" role="group" aria-labelledby="sequence-title">{picture(&story)}</div>
                if story.untold > 0 {
                    <p class="hint">{format!("The first requests; {} more are not drawn.", count(story.untold))}</p>
                }
                <details><summary>{"As a table"}</summary><div class="tables" tabindex="0" role="region" aria-label="Sequence in words">{table(&story)}</div></details>
            }
        </section>
    }
}
