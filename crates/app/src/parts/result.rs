//! What came of the run, in numbers and in words.

use super::{Dispatch, presses, rich};
use crate::model::{Action, Command, PtrEq, Shown, Tone};
use crate::search::find_button;
use crate::words::Row;
use yew::prelude::*;

/// Characters that stand beside their name; what is longer has lines of its own.
const SHORT: usize = 24;

/// What the part shows.
#[derive(PartialEq)]
pub struct ResultPane {
    /// Whether the program is stepped through in lockstep.
    pub lockstep: bool,
    /// What came of the run.
    pub shown: Option<PtrEq<Shown>>,
    /// Whether a search through every schedule is offered.
    pub finds: bool,
    /// Whether runs keep the order of their operations; `None` where there are no real threads to record.
    pub keeps_order: Option<bool>,
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
            {record(props)}
            <div class="fill" tabindex="0" role="group" aria-labelledby="result-title">{body(props)}</div>
            if props.finds {
                <p class="offer">{find_button("small", &props.send)}<small>{"Every order, in lockstep"}</small></p>
            }
        </section>
    }
}

/// Recording the order of a run, and what a recorded run is good for.
fn record(props: &ResultPane) -> Html {
    let Some(keeps) = props.keeps_order else {
        return html! {};
    };
    let replay = props.shown.as_ref().is_some_and(|shown| shown.replay.is_some());
    html! {
        <p class="record">
            <label class="check" title="Keeps the order of everything the threads do, so that this very run can be stepped through in lockstep. It slows the run down.">
                <input type="checkbox" checked={keeps} onchange={changes(&props.send, Command::KeepOrder(!keeps))} />{"Record"}
            </label>
            if replay {
                <button onclick={presses(&props.send, Command::Replay)}>{"Replay in lockstep"}</button>
            }
        </p>
    }
}

fn changes(send: &Dispatch, press: Command) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |_| send.emit(Action::Command(press.clone())))
}

fn body(props: &ResultPane) -> Html {
    match &props.shown {
        None if props.lockstep => {
            html! { <p class="empty">{"The run goes on. When the last thread has come to its end, or all of them are stuck, what came of it stands here."}</p> }
        }
        None => html! { <p class="empty">{"Press Run: numbers and the reason for them come here."}</p> },
        Some(shown) => html! {
            <>
                <dl>{shown.summary.rows.iter().map(|each| row(each, &props.send)).collect::<Html>()}</dl>
                if !shown.summary.why.is_empty() { <p class="why">{rich(&shown.summary.why)}</p> }
            </>
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
        html! { <button class="copy" title={says.clone()} aria-label={says} onclick={presses(send, Command::Copy(full.clone(), "digest"))}>{super::icons::copy()}</button> }
    });
    let class = classes!(class, (row.value.chars().count() > SHORT).then_some("long"));
    html! { <><dt>{&row.name}</dt><dd {class}>{&row.value}{copy.unwrap_or_default()}</dd></> }
}
