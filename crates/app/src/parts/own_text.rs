//! Which text is read: the book, made-up words or books, or the user's own files.

use super::{ChoiceParam, Dispatch, field::field, segments::segments};
use crate::model::{OwnText, TextState, format::bytes};
use catalogue::{LabInfo, Text};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

fn choice(text: &Text) -> ChoiceParam {
    let (name, note) = match text {
        Text::Book => (
            "Book",
            "A public-domain book that comes with the page, repeated to size",
        ),
        Text::Zipf => (
            "Made up",
            "Made-up words, as often as words are in real texts (Zipf’s law)",
        ),
        Text::Books => (
            "Made up",
            "A made-up list of books: title, description, author, year, rating",
        ),
        Text::Own => ("My own", "Your own files; they never leave this machine"),
    };
    ChoiceParam {
        id: text.id(),
        name,
        note,
    }
}

/// Which text is read.
pub fn text_source(lab: &LabInfo, chosen: Text, text: &OwnText, files: &Callback<Vec<File>>, send: &Dispatch) -> Html {
    html! {
        <>
            {field("Text", segments("Text source", "text", lab.texts.iter().map(choice), chosen.id(), send))}
            if chosen == Text::Own { {field(said(text), picker(files))} }
        </>
    }
}

fn picker(files: &Callback<Vec<File>>) -> Html {
    let pick = picked(files);
    html! {
        <label class="button drop">
            <input class="unseen" type="file" multiple=true accept="text/*,.txt,.md,.csv,.log,.json,.html,.xml" aria-label="Text files" onchange={pick} />
            {"Pick or drop files"}
        </label>
    }
}

/// Hands on the files that a field for files was given.
pub fn picked(files: &Callback<Vec<File>>) -> Callback<Event> {
    let files = files.clone();
    Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            files.emit(listed(input.files()));
            // The same file can be picked again.
            input.set_value("");
        }
    })
}

/// The files of a list.
pub fn listed(list: Option<web_sys::FileList>) -> Vec<File> {
    let count = list.as_ref().map_or(0, web_sys::FileList::length);
    (0..count).filter_map(|number| list.as_ref()?.item(number)).collect()
}

fn said(text: &OwnText) -> String {
    match &text.state {
        TextState::None => "No file yet".into(),
        TextState::Reading { done, total } => format!("Reading, {} of {}", bytes(*done), bytes(*total)),
        TextState::Read { bytes: size, .. } => match text.files.as_slice() {
            [(name, _)] => format!("{}, {}", shortened(name), bytes(*size)),
            several => format!("{} files, {}", several.len(), bytes(*size)),
        },
        TextState::Refused { .. } => "Not usable".into(),
    }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(18) {
        Some((cut, _)) => format!("{}…", &name[..cut]),
        None => name.to_string(),
    }
}
