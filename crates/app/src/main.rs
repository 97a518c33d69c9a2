//! The page: a pure model with a small reducer, thin components, a canvas for the lanes.
//!
//! `model` and `words` know no browser; `shell` is where they meet it; the other modules are what is seen.

#![deny(clippy::unwrap_used, clippy::expect_used)]

mod graph;
mod lanes;
mod later;
mod lesson;
mod link;
mod model;
mod objects;
mod own;
mod parts;
mod plot;
mod program;
mod search;
mod sequence;
mod shell;
mod stepper;
mod words;

fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some((document, app)) =
        document.and_then(|document| Some((document.clone(), document.get_element_by_id("app")?)))
    else {
        return;
    };
    let begin = move || {
        shell::early::read(&document);
        app.set_inner_html("");
        yew::Renderer::<shell::Page>::with_root(app).render();
    };
    match shell::needs_second_half() {
        true => later::once_here(begin),
        // A task of its own: what is pressed or typed while the code starts is answered before the page is drawn.
        false => {
            gloo_timers::callback::Timeout::new(0, begin).forget();
        }
    }
}
