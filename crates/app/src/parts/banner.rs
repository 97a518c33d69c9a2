//! What must be said before anything else: why threads are missing, and what of the address could not be used.

use super::{Send, looks, rich_sentence};
use crate::model::{Engine, Look, Missing, Same};
use catalogue::Complaint;
use yew::prelude::*;

/// See [`Banner`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The engine's state.
    pub engine: Engine,
    /// What of the address could not be used.
    pub complaints: Same<Vec<Complaint>>,
    /// The address of this lab.
    pub address: AttrValue,
    /// Where actions go.
    pub send: Send,
}

/// What must be said before anything else; nothing, usually.
#[component]
pub fn Banner(props: &Props) -> Html {
    html! {
        <>
            {missing(props)}
            if !props.complaints.is_empty() {
                <div class="banner" role="note">
                    <p>{"The link asks for something that cannot be; the usual value is used instead."}</p>
                    <ul>{props.complaints.iter().map(|complaint| html! { <li>{complaint.to_string()}</li> }).collect::<Html>()}</ul>
                    <button class="quiet" onclick={looks(&props.send, Look::Dismiss)}>{"Understood"}</button>
                </div>
            }
        </>
    }
}

fn missing(props: &Props) -> Html {
    match &props.engine {
        Engine::Missing(missing) => html! {
            <div class="banner" role="note">
                <p><b>{"Nothing can run here yet. "}</b>{rich_sentence(missing.sentence())}</p>
                if *missing == Missing::Framed {
                    <a class="button" href={props.address.clone()} target="_blank" rel="noopener">{"Open the full page"}</a>
                }
            </div>
        },
        Engine::Failed { message } => html! {
            <div class="banner" role="note">
                <p><b>{"The threads do not start: "}</b>{message}{" Run tries once more; if that does not help, reload the page."}</p>
            </div>
        },
        Engine::Starting { .. } | Engine::Ready { .. } => html! {},
    }
}
