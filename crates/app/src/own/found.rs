//! Where what was found stands: until something was, what one may expect.

use super::film::{FilmPane, film_pane};
use crate::later::{Slot, slot};
use crate::model::Own;
use crate::shell::early;
use yew::prelude::*;

slot!(
    /// The film on show and what else was found.
    pub FOUND: fn(&FilmPane) -> Html = film_pane
);

/// What was found, or what will be there.
pub fn found(props: &FilmPane) -> Html {
    let own = &props.own;
    let nothing = own.screen.showing.is_none() && own.found.verdict().is_none() && !props.live.live.is_shown();
    match FOUND.with(Slot::get).filter(|_| !nothing) {
        Some(found) => found(props),
        None => html! {
            <section class="card film empty-film" aria-label="What can go wrong"><p class="empty">{promise(own)}</p>if own.is_untouched() { {early::film()} }</section>
        },
    }
}

fn promise(own: &Own) -> &'static str {
    match (own.checker.is_looking(), own.found.is_safe()) {
        (true, _) => "If an order is found that fails, it is shown here, move by move.",
        (_, true) => "There is no failure to show. Take a lock away, or share something more, and look again.",
        _ => {
            "Threads take turns, and you do not choose when. One press tries every order they could run in, under three Pythons; \
              the shortest one that fails is played here, move by move, with the values that were read and written."
        }
    }
}
