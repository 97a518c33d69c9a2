//! What must be said before anything else: why threads are missing, and what of the address could not be used.

use super::{Dispatch, looks, rich_sentence};
use crate::model::{Engine, Missing, Simulator, ViewChange};
use catalogue::ValidationError;
use yew::prelude::*;

/// What must be said before anything else; nothing, usually. `address` is that of the full page, `asked` what could not be had as it was asked for.
pub fn banner(
    engine: &Engine,
    simulator: &Simulator,
    complaints: &[ValidationError],
    (address, asked): (String, Option<String>),
    send: &Dispatch,
) -> Html {
    html! {
        <>
            {missing(engine, address, asked)}
            {broken(simulator)}
            if !complaints.is_empty() {
                <div class="banner" role="note">
                    <p>{"The link asks for something that cannot be; the usual value is used instead."}</p>
                    <ul>{complaints.iter().map(|complaint| html! { <li>{complaint.to_string()}</li> }).collect::<Html>()}</ul>
                    <button class="quiet" onclick={looks(send, ViewChange::Dismiss)}>{"Understood"}</button>
                </div>
            }
        </>
    }
}

/// One line; why, and what was asked for instead, is folded into it.
fn missing(engine: &Engine, address: String, asked: Option<String>) -> Html {
    match engine {
        Engine::Missing(missing) => html! {
            <div class="banner" role="note">
                <details>
                    <summary><b>{"Lockstep only: real threads cannot run here. "}</b></summary>
                    <p>{rich_sentence(missing.sentence())}{" Lockstep needs none, and runs the same programs."}</p>
                    if let Some(asked) = asked {
                        <p>{format!("Asked for: {asked}. Here it is small enough to step through.")}</p>
                    }
                </details>
                if *missing == Missing::Framed {
                    <a class="button" href={address} target="_blank" rel="noopener">{"Open the full page"}</a>
                }
            </div>
        },
        Engine::Failed { message } => html! {
            <div class="banner" role="note">
                <p><b>{"The threads do not start: "}</b>{message}{" Lockstep runs the same programs without them. “Real threads” tries once more; if that does not help, reload the page."}</p>
            </div>
        },
        Engine::Off | Engine::Starting { .. } | Engine::Ready { .. } => html! {},
    }
}

fn broken(simulator: &Simulator) -> Html {
    match simulator {
        Simulator::Failed { message } => html! {
            <div class="banner" role="note">
                <p><b>{"Lockstep does not start: "}</b>{message}{" Run tries once more; if that does not help, reload the page."}</p>
            </div>
        },
        Simulator::Off | Simulator::Starting { .. } | Simulator::Ready => html! {},
    }
}
