//! The pane of the sequence: a diagram that grows while the run goes on, and the same as a table.

use super::{
    picture::{picture, table},
    story::Story,
};
use crate::model::{PtrEq, Shown, format::count};
use trace::Report;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct SequencePane {
    /// What came of the run.
    pub shown: Option<PtrEq<Shown>>,
    /// The run as far as it has come, before its end.
    pub so_far: Option<PtrEq<Report>>,
    /// Whether it changes by itself: then it is not told as a table yet.
    pub live: bool,
}

/// The pane.
pub fn sequence_pane(props: &SequencePane) -> Html {
    let shown = props.shown.as_ref().map(|shown| &shown.report);
    let story = shown.or(props.so_far.as_deref()).map(Story::of).unwrap_or_default();
    html! {
        <section class="card sequence" aria-labelledby="sequence-title">
            <h2><span id="sequence-title">{"Sequence"}</span>{depths(&story)}</h2>
            if story.messages.is_empty() {
                <p class="empty">{"What clients, server, queue and workers send each other comes here while they do."}</p>
            } else {
                <div class="sequence-fill" tabindex="0" role="group" aria-labelledby="sequence-title"><div>{picture(&story)}</div></div>
                if story.untold > 0 {
                    <p class="hint">{format!("The first requests; {} more are not drawn.", count(story.untold))}</p>
                }
                if !props.live {
                    <details><summary>{"As a table"}</summary><div class="tables" tabindex="0" role="region" aria-label="Sequence in words">{table(&story)}</div></details>
                }
            }
        </section>
    }
}

/// How many wait in the queue and among the results, by now.
fn depths(story: &Story) -> Html {
    let Some(last) = story.messages.last() else {
        return html! { <small>{"who sent what to whom"}</small> };
    };
    html! { <small>{"in the queue "}<b>{last.queued}</b>{", results waiting "}<b>{last.waiting}</b></small> }
}
