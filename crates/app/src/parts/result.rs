//! What came of the run, in numbers and in words.

use super::{Dispatch, presses};
use crate::model::{Command, PtrEq, RunCommand, ShareCommand, Shown, Tone};
use crate::search::find_button;
use crate::words::Row;
use yew::prelude::*;

/// Characters that stand beside their name; what is longer has lines of its own.
const SHORT: usize = 24;

/// What the part shows.
#[derive(PartialEq)]
pub struct ResultPane {
    /// What came of the run.
    pub shown: Option<PtrEq<Shown>>,
    /// Whether a search through every schedule is offered.
    pub finds: bool,
    /// Where actions go.
    pub send: Dispatch,
}

/// What came of the run.
pub fn result_pane(props: &ResultPane) -> Html {
    html! {
        <section class="card result" aria-labelledby="result-title">
            <h2><span id="result-title">{"Result"}</span>
                if let Some(shown) = &props.shown { <small>{&shown.caption}</small> }
            </h2>
            {replay(props)}
            <div class="fill" tabindex="0" role="group" aria-labelledby="result-title">{body(props)}</div>
            if props.finds {
                <p class="offer">{find_button("small", &props.send)}<small>{"Every order, in lockstep"}</small></p>
            }
        </section>
    }
}

/// What a run is good for whose order was recorded.
fn replay(props: &ResultPane) -> Html {
    let replay = props.shown.as_ref().is_some_and(|shown| shown.replay.is_some());
    html! {
        if replay {
            <p class="record"><button onclick={presses(&props.send, Command::Run(RunCommand::Reopen))}>{"Replay in lockstep"}</button></p>
        }
    }
}

fn body(props: &ResultPane) -> Html {
    match &props.shown {
        None => html! {},
        Some(shown) => html! {
            <dl>{shown.summary.rows.iter().map(|each| row(each, &props.send)).collect::<Html>()}</dl>
        },
    }
}

fn row(row: &Row, send: &Dispatch) -> Html {
    let class = match row.tone {
        Tone::Bad => Some("bad"),
        Tone::Good => Some("good"),
        _ => None,
    };
    let copy = row.full.as_ref().map(|full| {
        let says = format!("Copy {} whole", row.name.to_ascii_lowercase());
        html! { <button class="copy" title={says.clone()} aria-label={says} onclick={presses(send, Command::Share(ShareCommand::Copy(full.clone(), "digest")))}>{super::icons::copy()}</button> }
    });
    let class = classes!(class, (row.value.chars().count() > SHORT).then_some("long"));
    html! { <><dt>{&row.name}</dt><dd {class}>{&row.value}{copy.unwrap_or_default()}</dd></> }
}
