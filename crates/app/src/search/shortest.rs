//! The shortest schedule that ends badly: its moves, why it is bad, and the way into it.

use crate::model::{Command, SearchCommand, format};
use crate::parts::{Dispatch, presses, rich_sentence, swatch};
use trace::{ShortMove, ShortestBad};
use yew::prelude::*;

/// The shortest schedule that ends badly.
pub fn shortest(bad: &ShortestBad, send: &Dispatch) -> Html {
    let untold = bad.steps.saturating_sub(bad.moves.len() as u64);
    html! {
        <>
            <p class="why">{rich_sentence(&bad.reason)}</p>
            <div class="opens">
                <button class="primary" onclick={presses(send, Command::Find(SearchCommand::Open))}>{"Open the shortest"}</button>
                <span>{format!("{} to “{}”", format::counted(bad.steps, "steps"), bad.outcome)}</span>
            </div>
            <ol class="moves" aria-label="Its moves">
                {turns(&bad.moves).into_iter().map(turn).collect::<Html>()}
                if untold > 0 { <li>{format!("and {} more", format::count(untold))}</li> }
            </ol>
        </>
    }
}

/// Moves of one thread in a row, together.
fn turns(moves: &[ShortMove]) -> Vec<&[ShortMove]> {
    moves.chunk_by(|one, next| one.thread == next.thread).collect()
}

fn turn(moves: &[ShortMove]) -> Html {
    let Some(first) = moves.first() else {
        return html! {};
    };
    let words: Vec<&str> = moves.iter().map(|told| told.words.as_str()).collect();
    html! {
        <li>{swatch(first.thread.saturating_sub(1) as usize)}<span><b>{&first.name}</b>{" "}{rich_sentence(&words.join(", "))}</span></li>
    }
}
