//! The program's card: its text, what can be done with it, and why it cannot be run.

use super::field::Field;
use super::{does, live::run_button, marks::Marks};
use crate::model::{CheckCommand, Live, Own, ProgramCommand, PtrEq, RichText, TextCommand, Trouble};
use crate::parts::{Dispatch, picked};
use std::rc::Rc;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Editor {
    text: Rc<str>,
    placed: u32,
    framed: bool,
    name: String,
    unread: bool,
    looking: bool,
    live: bool,
    trouble: Option<Trouble>,
    before: bool,
    marks: Marks,
    files: Callback<Vec<File>>,
    send: Dispatch,
}

impl Editor {
    /// What there is to show of a program.
    pub fn of(own: &PtrEq<Own>, live: &Live, framed: bool, files: &Callback<Vec<File>>, send: &Dispatch) -> Self {
        Editor {
            text: own.source.text.clone(),
            placed: own.source.placed,
            framed,
            name: own.source.name.clone(),
            unread: own.source.unread,
            looking: own.checker.is_looking(),
            live: live.is_running(),
            trouble: own.found.trouble.clone(),
            before: own.source.before.is_some(),
            marks: Marks::of(own),
            files: files.clone(),
            send: send.clone(),
        }
    }
}

/// The text, what can be done with it, and why it cannot be run.
pub fn editor(props: &Editor) -> Html {
    let send = &props.send;
    html! {
        <section class="card editor-card" aria-label="Program">
            <div class="tools">
                {go(props)}
                <span class="spread"></span>
                <a class="button examples-link" href="#examples" onclick={Callback::from(to_examples)}>{"Examples"}</a>
                {picker(&props.files)}
                <button onclick={does(send, ProgramCommand::Text(TextCommand::Save))}>{"Save as file"}</button>
            </div>
            <Field text={props.text.clone()} placed={props.placed} framed={props.framed} unread={props.unread} wrong={props.trouble.is_some()}
                marks={props.marks.clone()} send={send.clone()} />
            {props.marks.listed()}
            if let Some(trouble) = &props.trouble { {alert(trouble)} }
            <p class="foot-note"><span class="file-name">{&props.name}</span>{" · Kept in this browser. Nothing is sent anywhere."}
                if props.before { {" "}<button class="link" onclick={does(send, ProgramCommand::Text(TextCommand::Restore))}>{"Back to your own text"}</button> }
            </p>
        </section>
    }
}

fn go(props: &Editor) -> Html {
    let (name, what) = match props.looking {
        true => ("Stop looking", ProgramCommand::Check(CheckCommand::Stop)),
        false => ("Find what can go wrong", ProgramCommand::Check(CheckCommand::Look)),
    };
    html! { <span class="go"><button class="primary" disabled={props.unread} onclick={does(&props.send, what)}>{name}</button>{run_button(props.live, &props.send)}</span> }
}

// The address holds the program, so that a place on the page cannot stand in it.
fn to_examples(event: MouseEvent) {
    event.prevent_default();
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(examples) = document.and_then(|document| document.get_element_by_id("examples")) {
        examples.scroll_into_view();
        if let Ok(Some(first)) = examples.query_selector("button") {
            // What cannot have the focus does without.
            let _ = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(first).map(|first| first.focus());
        }
    }
}

// A button takes the focus in the field's place: a field for files reads keys as the names of some.
fn ask_for_a_file(_: MouseEvent) {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.get_element_by_id("program-file"));
    if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(field).ok()) {
        field.click();
    }
}

fn picker(files: &Callback<Vec<File>>) -> Html {
    let pick = picked(files);
    html! {
        <>
            <button class="file" onclick={Callback::from(ask_for_a_file)}>{"Open a file"}</button>
            <input id="program-file" hidden=true tabindex="-1" type="file" accept=".py,.txt,text/*" aria-label="Program file" onchange={pick} />
        </>
    }
}

fn alert(trouble: &Trouble) -> Html {
    html! {
        <p class="trouble" role="alert" id="trouble">
            if trouble.line > 0 { <b>{format!("Line {}, column {}: ", trouble.line, trouble.column)}</b> }
            {crate::parts::rich(&RichText::default().say(&trouble.words))}
        </p>
    }
}
