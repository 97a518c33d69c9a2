//! The page of a program of the visitor's own: its text, three verdicts, and the failure move by move.

mod below;
mod editor;
mod field;
mod film;
mod found;
mod gallery;
mod live;
mod marks;
mod memory;
mod plain;
mod rows;
mod share;
mod token;
mod verdicts;

pub use film::film_pane;
pub use found::FOUND;
pub use live::LivePane;
pub use share::share_own;

use crate::model::{Action, Own, ProgramCommand, PtrEq, RichText};
use crate::parts::{Dispatch, rich};
use crate::shell::memo;
use editor::{Editor, editor};
use film::FilmPane;
use found::found;
use gallery::gallery;
use verdicts::{Verdicts, verdicts};
use web_sys::File;
use yew::prelude::*;

/// The whole page below its header; in a frame, `full` is the address of the page for itself.
pub fn own_page(
    own: &PtrEq<Own>,
    live: LivePane,
    status: &PtrEq<RichText>,
    full: Option<String>,
    files: &Callback<Vec<File>>,
    send: &Dispatch,
) -> Html {
    let embed = full.is_some();
    html! {
        <>
            <div class="workbench">
                <h1 class="unseen">{"Your program: find what can go wrong"}</h1>
                {memo(Editor::of(own, &live.live, embed, files, send), editor)}
                <div class="findings">
                    {memo(Verdicts { own: own.clone(), send: send.clone() }, verdicts)}
                    {said(status, full)}
                    {memo(FilmPane { own: own.clone(), live, send: send.clone() }, found)}
                </div>
            </div>
            if !embed { {memo(send.clone(), gallery)} }
        </>
    }
}

/// What just happened, and why, in a sentence or two.
fn said(status: &RichText, full: Option<String>) -> Html {
    html! {
        <div class="card told">
            <p class="status" role="status" aria-live="polite">{rich(status)}</p>
            if let Some(href) = full { <a {href} target="_blank" rel="noopener">{"Full page"}<span aria-hidden="true">{" ↗"}</span></a> }
        </div>
    }
}

/// A click that does something to the program.
fn does(send: &Dispatch, what: ProgramCommand) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(Action::Program(what.clone())))
}
