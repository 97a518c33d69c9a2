//! One of a few, side by side.

use super::{Send, set};
use yew::prelude::*;

/// One of the few.
#[derive(Clone, PartialEq)]
pub struct Choice {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub note: &'static str,
}

/// See [`Segments`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is chosen, for screen readers.
    pub name: &'static str,
    /// The key that is set.
    pub setting: &'static str,
    /// What there is.
    pub choices: Vec<Choice>,
    /// What is chosen, by id.
    pub chosen: &'static str,
    /// Where actions go.
    pub send: Send,
}

/// One of a few, side by side.
#[component]
pub fn Segments(props: &Props) -> Html {
    html! {
        <div class="seg" role="radiogroup" aria-label={props.name}>
            {props.choices.iter().map(|choice| segment(props, choice)).collect::<Html>()}
        </div>
    }
}

fn segment(props: &Props, choice: &Choice) -> Html {
    let (send, key, id) = (props.send.clone(), props.setting, choice.id);
    let change = Callback::from(move |_: Event| set(&send, key, id));
    html! {
        <label key={choice.id} title={choice.note}>
            <input type="radio" name={props.setting} value={choice.id} checked={choice.id == props.chosen} onchange={change} />
            <span>{choice.name}</span>
        </label>
    }
}
