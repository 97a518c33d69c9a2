//! The examples by theme, as they stand in the site's first file: their pictures were drawn when the site was built.

use crate::model::{Action, ProgramCommand, TextCommand};
use crate::parts::Dispatch;
use crate::shell::early;
use web_sys::Element;
use yew::prelude::*;

/// The gallery, and the ways to the labs and the lesson.
pub fn gallery(send: &Dispatch) -> Html {
    let send = send.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let chosen = event.target_dyn_into::<Element>();
        let example = chosen.and_then(|chosen| chosen.closest("[data-example]").ok()??.get_attribute("data-example"));
        if let Some(number) = example.and_then(|number| number.parse().ok()) {
            send.emit(Action::Program(ProgramCommand::Text(TextCommand::Example(number))));
            // The program stands at the top of the page.
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
    });
    html! {
        <section class="gallery" id="examples" aria-labelledby="examples-title">
            <h2 id="examples-title">{"Examples"}</h2>
            <ul class="themes" aria-label="Examples" {onclick}>{early::examples()}</ul>
            <p class="doors">
                <a class="button primary" href="#page=lesson">{"Take the lesson"}</a>
                <a class="button" href="#page=labs">{"All labs: real threads, measured"}</a>
                <a class="button" href="#page=fidelity">{"How true is it? The checks against CPython"}</a>
            </p>
        </section>
    }
}
