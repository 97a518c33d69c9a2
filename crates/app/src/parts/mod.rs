//! The page's controls: thin components, one a file, that show the model and send actions.

mod banner;
mod columns;
mod controls;
mod dialogs;
mod engine;
mod fidelity;
mod field;
mod front;
mod go;
mod header;
pub mod icons;
mod intro;
mod libraries;
mod lock;
mod markup;
mod own_text;
mod result;
mod rich;
mod runs;
mod segments;
mod share;
mod size;
mod status;
mod stepper;
mod theme;

pub use banner::banner;
pub use controls::{Controls, controls, told_to_host};
pub use dialogs::{Dialog, help_dialog};
pub use fidelity::{FidelityPane, fidelity_pane};
pub use front::{Front, front};
pub use header::{Header, header};
pub use icons::{caret, swatch};
pub use intro::{Intro, explained, intro, to_try};
pub use markup::{Markup, fixed};
pub use own_text::{listed, picked};
pub use result::{ResultPane, result_pane};
pub use rich::{rich, rich_sentence};
pub use runs::{KeptRuns, kept_runs};
pub use segments::ChoiceParam;
pub use share::{share_dialog, shared};
pub use status::{progress_bar, status_line, why_line};

use crate::model::{Action, Command, SetCommand, ViewChange};
use yew::{Callback, Event, MouseEvent, TargetCast};

/// Where actions go.
pub type Dispatch = Callback<Action>;

/// A click that presses a button.
pub fn presses(send: &Dispatch, press: Command) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(Action::Command(press.clone())))
}

/// A click that changes how something is looked at.
pub fn looks(send: &Dispatch, look: ViewChange) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(Action::Look(look.clone())))
}

/// Sets one value by its key.
pub fn set(send: &Dispatch, key: &str, value: impl Into<String>) {
    send.emit(Action::Command(Command::Set(SetCommand::Values(vec![(
        key.to_string(),
        value.into(),
    )]))));
}

/// What was typed into the field that an event comes from; the field goes back to `shown` until the model has taken it over.
pub fn typed(event: &Event, shown: &str) -> Option<String> {
    if let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
        let value = input.value();
        input.set_value(shown);
        return Some(value);
    }
    event
        .target_dyn_into::<web_sys::HtmlSelectElement>()
        .map(|select| select.value())
}

/// A change of a field that sets one value by its key.
pub fn sets(send: &Dispatch, key: &'static str, shown: String) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        if let Some(value) = typed(&event, &shown) {
            set(&send, key, value);
        }
    })
}
