//! The examples by theme, each with its question; a cure stands beside what it cures.

use super::does;
use crate::model::{EXAMPLES, Example, ProgramCommand, THEMES};
use crate::parts::Dispatch;
use yew::prelude::*;

/// The gallery, and the ways to the labs and the lesson.
pub fn gallery(send: &Dispatch) -> Html {
    html! {
        <section class="gallery" id="examples" aria-labelledby="examples-title">
            <h2 id="examples-title">{"Examples"}</h2>
            <ul class="themes" aria-label="Examples">{(0..THEMES.len()).map(|at| theme(at, send)).collect::<Html>()}</ul>
            <p class="doors">
                <a class="button primary" href="#page=lesson">{"Take the lesson"}</a>
                <a class="button" href="#page=labs">{"All labs: real threads, measured"}</a>
                <a class="button" href="#page=fidelity">{"How true is it? The checks against CPython"}</a>
            </p>
        </section>
    }
}

fn theme(theme: usize, send: &Dispatch) -> Html {
    let mine = EXAMPLES
        .iter()
        .enumerate()
        .filter(|(_, example)| example.theme == theme);
    html! {
        <li key={theme}>
            <h3>{THEMES[theme]}</h3>
            <ul>{mine.map(|(number, example)| card(number, example, send)).collect::<Html>()}</ul>
        </li>
    }
}

fn card(number: usize, example: &Example, send: &Dispatch) -> Html {
    let top = does(send, ProgramCommand::Example(number)).reform(|event: MouseEvent| {
        // The program stands at the top of the page.
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        event
    });
    html! {
        <li key={number}>
            <button class={classes!("door", example.cure.then_some("cure"))} onclick={top}>
                <strong>{example.title}</strong><span>{example.question}</span>
            </button>
        </li>
    }
}
