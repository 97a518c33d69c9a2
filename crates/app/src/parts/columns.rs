//! Which column of the reader's own list is which, asked where the names of its columns do not say it.

use super::{Dispatch, field::field, typed};
use crate::model::{
    Action, Command, OwnText, SetCommand, TextState,
    columns::{COLUMNS, chosen},
};
use yew::prelude::*;

/// The form, if there is something to ask; `said` is what has been chosen so far.
pub fn columns(text: &OwnText, said: &str, send: &Dispatch) -> Html {
    let TextState::Read { list, guess, .. } = &text.state else {
        return html! {};
    };
    if list.is_empty() || said.is_empty() && !guess.contains(&0) {
        return html! {};
    }
    let chosen = chosen(list, *guess, said);
    let fields = COLUMNS.iter().enumerate().map(|(number, column)| {
        let (send, before) = (send.clone(), chosen[number].to_string());
        let change = Callback::from(move |event: Event| {
            if let Some(place) = typed(&event, &before) {
                send.emit(Action::Command(Command::Set(SetCommand::Column(number, place.parse().unwrap_or(0)))));
            }
        });
        let names = std::iter::once("–").chain(list.iter().map(String::as_str)).enumerate();
        let option = |(place, name): (usize, &str)| html! { <option value={place.to_string()} selected={place == usize::from(chosen[number])}>{name}</option> };
        field(*column, html! { <select aria-label={*column} onchange={change}>{names.map(option).collect::<Html>()}</select> })
    });
    html! { <div class="fields columns" role="group" aria-label="Columns of your list">{fields.collect::<Html>()}</div> }
}
