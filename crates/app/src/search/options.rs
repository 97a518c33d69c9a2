//! How the next search is made.

use crate::model::{Action, Command, SearchCommand, search::SearchOptions};
use crate::parts::{Dispatch, caret};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Bounds that are offered; most errors show with two preemptions (Musuvathi and Qadeer, PLDI 2007).
const BOUNDS: [u32; 6] = [0, 1, 2, 3, 4, 5];

/// The controls for how the next search is made.
pub fn options(how: SearchOptions, send: &Dispatch) -> Html {
    let bounded = how.preemptions.is_some();
    let reduce = {
        let send = send.clone();
        Callback::from(move |_: Event| {
            send.emit(Action::Command(Command::Find(SearchCommand::Reduction(!how.reduction))))
        })
    };
    let bound = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let chosen = event
                .target_dyn_into::<HtmlSelectElement>()
                .map(|select| select.value());
            let most = chosen.and_then(|chosen| chosen.parse().ok());
            send.emit(Action::Command(Command::Find(SearchCommand::Preemptions(most))));
        })
    };
    let why = match bounded {
        true => {
            "With a bound on preemptions nothing is left out: what is left out could stand for schedules within the bound"
        }
        false => "Leaves out schedules that differ only in the order of moves that do not touch the same thing",
    };
    html! {
        <details class="how"><summary>{"How"}{caret()}</summary>
            <label class="check" title={why}>
                <input type="checkbox" checked={how.reduction && !bounded} disabled={bounded} onchange={reduce} />{"Reduction"}
            </label>
            <label class="check" title="How often a schedule may take the turn from a thread that could go on">{"Preemptions"}
                <select onchange={bound}>
                    <option value="" selected={!bounded}>{"any number"}</option>
                    {BOUNDS.iter().map(|most| html! { <option value={most.to_string()} selected={how.preemptions == Some(*most)}>{at_most(*most)}</option> }).collect::<Html>()}
                </select>
            </label>
        </details>
    }
}

fn at_most(most: u32) -> String {
    match most {
        0 => "none".into(),
        some => format!("at most {some}"),
    }
}
