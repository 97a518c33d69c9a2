//! What threads share at a moment of a film, as objects: values in large letters, locks as slots with their owner in them and their queue behind.

use super::rows::colour;
use super::token::token;
use crate::objects::{Flight, Moving, Tokens};
use protocol::check::{Film, ObjectState, Row};
use yew::prelude::*;

/// What is so after so many moves.
pub fn memory(film: &Film, at: usize) -> Html {
    if film.things.is_empty() {
        return html! {};
    }
    html! {
        <div class="things" role="group" tabindex="0" aria-label="Memory and locks">
            {film.things.iter().enumerate().map(|(number, name)| thing(film, at, number, name)).collect::<Html>()}
            <Moving at={at as u64} flight={flight(film, at)} />
            <Tokens seats={seats(film, at)} />
        </div>
    }
}

/// The value that the last of so many moves read or wrote.
fn flight(film: &Film, at: usize) -> Option<Flight> {
    let row = film.rows.get(at.checked_sub(1)?)?;
    let Some((thing, ObjectState::Value(value))) = &row.change else {
        return None;
    };
    Some(Flight {
        hand: row.thread,
        colour: colour(usize::from(row.thread)).into(),
        thing: usize::from(*thing),
        value: value.clone().into(),
        writes: !is_read(row),
    })
}

fn is_read(row: &Row) -> bool {
    row.words.starts_with("reads")
}

/// Whether the last of so many moves wrote.
fn wrote(film: &Film, at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|last| film.rows.get(last));
    last.is_some_and(|row| !is_read(row))
}

/// Who has what and who waits for what, after so many moves.
fn seats(film: &Film, at: usize) -> String {
    let seats = |number: usize| match states(film, at, number).0 {
        Some(ObjectState::Slot { holders, waiting, .. }) => format!("{holders:?}{waiting:?}"),
        _ => String::new(),
    };
    (0..film.things.len()).map(seats).collect()
}

/// The thing after so many moves, and before the last of them if that changed it.
fn states(film: &Film, at: usize, number: usize) -> (Option<&ObjectState>, Option<&ObjectState>) {
    let rows = &film.rows[..at.min(film.rows.len())];
    let mine = |(place, row): (usize, &'_ Row)| {
        let (which, _) = row.change.as_ref()?;
        (usize::from(*which) == number).then_some(place)
    };
    let mut places = rows.iter().enumerate().rev().filter_map(mine);
    let thing = |place: usize| rows[place].change.as_ref().map(|(_, thing)| thing);
    let last = places.next();
    let fresh = last.is_some_and(|last| last + 1 == rows.len());
    let before = places.next().filter(|_| fresh).and_then(thing);
    (last.and_then(thing), before)
}

fn thing(film: &Film, at: usize, number: usize, name: &str) -> Html {
    let (now, before) = states(film, at, number);
    let body = match (now, before) {
        (None, _) => html! { <span class="value unknown">{"–"}</span> },
        // A write of the same number strikes it all the same: that is a lost update.
        (Some(ObjectState::Value(value)), Some(ObjectState::Value(old))) if old != value || wrote(film, at) => {
            html! { <span class="value fresh" data-thing={number.to_string()}><s key={format!("{old}{value}")}>{old}</s>{value}</span> }
        }
        (Some(ObjectState::Value(value)), _) => {
            html! { <span class="value" data-thing={number.to_string()}>{value}</span> }
        }
        (
            Some(ObjectState::Slot {
                holders,
                waiting,
                items,
            }),
            _,
        ) => slot(film, name, (holders, waiting), *items),
    };
    html! { <div class="shared-thing" key={number}><small>{name}</small>{body}</div> }
}

fn slot(film: &Film, at: &str, (holders, waiting): (&[u16], &[u16]), items: Option<u32>) -> Html {
    let who = |thread: &u16| {
        let name = film.threads.get(usize::from(*thread)).map_or("", String::as_str);
        html! { <span class="who" key={*thread} title={name.to_owned()} data-token={format!("{at}:{thread}")}>{token(usize::from(*thread))}<span class="unseen">{name}</span></span> }
    };
    let inside = match (items, holders.is_empty()) {
        (Some(items), _) => html! { <>{items}{if items == 1 { " item" } else { " items" }}</> },
        (None, true) => html! { <span class="free">{"free"}</span> },
        (None, false) => holders.iter().map(who).collect::<Html>(),
    };
    html! {
        <span class="slot">
            <span class={classes!("seat", holders.is_empty().then_some("open"))}>{inside}</span>
            if !waiting.is_empty() { <span class="line"><span class="unseen">{"waiting: "}</span>{waiting.iter().map(who).collect::<Html>()}</span> }
        </span>
    }
}
