//! One of a few: side by side as long as there is room, else in a menu.

use super::{Dispatch, set, sets};
use yew::prelude::*;

/// One of the few.
#[derive(Clone, Copy)]
pub struct ChoiceParam {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub note: &'static str,
}

/// Letters that fit side by side.
const ROOM: usize = 54;

/// One of a few: sets `key`; `name` is what screen readers say.
pub fn segments(
    name: &'static str,
    key: &'static str,
    choices: impl Iterator<Item = ChoiceParam>,
    chosen: &'static str,
    send: &Dispatch,
) -> Html {
    let choices: Vec<ChoiceParam> = choices.collect();
    let letters: usize = choices.iter().map(|choice| choice.name.len() + 3).sum();
    match letters <= ROOM {
        true => side_by_side(name, key, &choices, chosen, send),
        false => menu(name, key, &choices, chosen, send),
    }
}

fn side_by_side(name: &'static str, key: &'static str, choices: &[ChoiceParam], chosen: &str, send: &Dispatch) -> Html {
    let segment = |choice: &ChoiceParam| {
        let (send, id) = (send.clone(), choice.id);
        let change = Callback::from(move |_: Event| set(&send, key, id));
        html! {
            <label key={id} title={choice.note}>
                <input type="radio" name={key} value={id} checked={id == chosen} onchange={change} />
                <span>{choice.name}</span>
            </label>
        }
    };
    html! { <div class="seg" role="radiogroup" aria-label={name}>{choices.iter().map(segment).collect::<Html>()}</div> }
}

/// One of a few in a menu.
pub fn menu(
    name: &'static str,
    key: &'static str,
    choices: &[ChoiceParam],
    chosen: &'static str,
    send: &Dispatch,
) -> Html {
    let option = |choice: &ChoiceParam| {
        html! { <option key={choice.id} value={choice.id} selected={choice.id == chosen} title={choice.note}>{choice.name}</option> }
    };
    let change = sets(send, key, chosen.to_string());
    html! { <select aria-label={name} onchange={change}>{choices.iter().map(option).collect::<Html>()}</select> }
}
