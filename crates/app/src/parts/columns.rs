//! Which column of the reader's own list is which, asked where the names of its columns do not say it.

use super::{Dispatch, field::field, set, typed};
use crate::model::{OwnText, TextState};
use yew::prelude::*;

/// The key of the parameter, which holds `title:2,author:3`.
pub const KEY: &str = "columns";
/// What a list of books has, in the order of the guess.
const COLUMNS: [&str; 5] = ["title", "description", "author", "year", "rating"];

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
                let mut chosen = chosen;
                chosen[number] = place.parse().unwrap_or(0);
                set(&send, KEY, written(&chosen));
            }
        });
        let names = std::iter::once("–").chain(list.iter().map(String::as_str)).enumerate();
        let option = |(place, name): (usize, &str)| html! { <option value={place.to_string()} selected={place == usize::from(chosen[number])}>{name}</option> };
        field(*column, html! { <select aria-label={*column} onchange={change}>{names.map(option).collect::<Html>()}</select> })
    });
    html! { <div class="fields columns" role="group" aria-label="Columns of your list">{fields.collect::<Html>()}</div> }
}

/// For each of [`COLUMNS`] its place from 1 on: what was said, by name or by number, before what was guessed.
fn chosen(list: &[String], guess: [u8; 5], said: &str) -> [u8; 5] {
    let mut chosen = guess;
    for (column, name) in said.split(',').filter_map(|one| one.split_once(':')) {
        if let Some(number) = COLUMNS.iter().position(|known| *known == column.trim()) {
            let name = name.trim();
            let by_name = list
                .iter()
                .position(|known| known.to_lowercase() == name.to_lowercase())
                .and_then(|place| u8::try_from(place + 1).ok());
            chosen[number] = by_name.or_else(|| name.parse().ok()).unwrap_or(0);
        }
    }
    chosen
}

fn written(chosen: &[u8; 5]) -> String {
    let one = |(column, place): (&&str, &u8)| match place {
        0 => format!("{column}:"),
        place => format!("{column}:{place}"),
    };
    COLUMNS.iter().zip(chosen).map(one).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, chosen, written};

    #[test]
    fn what_is_said_goes_before_what_is_guessed() {
        assert_eq!(COLUMNS, workloads::kernel::columns::COLUMNS);
        let list = ["ISBN", "BÜCHER", "Wer"].map(String::from);
        let now = chosen(&list, [0, 0, 3, 1, 0], "title:bücher, year:,rating:9");
        assert_eq!(now, [2, 0, 3, 0, 9]);
        assert_eq!(written(&now), "title:2,description:,author:3,year:,rating:9");
        assert_eq!(chosen(&list, [1; 5], &written(&now)), now);
    }
}
