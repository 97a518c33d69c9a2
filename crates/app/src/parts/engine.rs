//! The choice of what runs the program: real threads, or lockstep.

use super::{Dispatch, set};
use crate::model::Missing;
use catalogue::Engine;
use yew::prelude::*;

const ENGINES: [(Engine, &str, &str); 2] = [
    (
        Engine::Threads,
        "Real threads",
        "Web Workers that share one memory, on the cores of this machine",
    ),
    (
        Engine::Lockstep,
        "Lockstep",
        "The same program one move at a time: step, go back, replay",
    ),
];

/// The choice of what runs the program; real threads that are missing are offered as such.
pub fn engine_choice(chosen: Engine, missing: Option<Missing>, send: &Dispatch) -> Html {
    let segment = |(engine, name, note): (Engine, &'static str, &'static str)| {
        let absent = missing.is_some() && engine == Engine::Threads;
        let send = send.clone();
        let change = Callback::from(move |_: Event| set(&send, "engine", engine.id()));
        let title = if absent {
            "Not here: the page says why above"
        } else {
            note
        };
        html! {
            <label key={engine.id()} {title}>
                <input type="radio" name="engine" value={engine.id()} checked={engine == chosen} disabled={absent} onchange={change} />
                <span>{name}if absent { <small>{"not here"}</small> }</span>
            </label>
        }
    };
    html! { <div class="seg engine" role="radiogroup" aria-label="Engine">{ENGINES.map(segment).into_iter().collect::<Html>()}</div> }
}
