//! What the threads share, and what the last step changed of it.

use crate::model::{PtrEq, Stepping};
use trace::SharedState;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct MemoryPane {
    /// The run that is stepped through.
    pub stepping: PtrEq<Stepping>,
}

/// What the threads share.
pub fn memory_pane(props: &MemoryPane) -> Html {
    let moment = props.stepping.moment.as_ref();
    let at = moment.map_or(0, |moment| moment.at);
    let shared = moment.map_or(&[][..], |moment| &moment.shared);
    html! {
        <section class="card memory" aria-labelledby="memory-title">
            <h2><span id="memory-title">{"Shared memory"}</span></h2>
            <div class="fill" tabindex="0" role="group" aria-labelledby="memory-title">
                if shared.is_empty() {
                    <p class="empty">{"The threads share nothing that can be shown."}</p>
                } else {
                    <table aria-label="Shared memory">
                        <thead><tr><th scope="col">{"Name"}</th><th scope="col">{"Value"}</th></tr></thead>
                        <tbody>{shared.iter().enumerate().map(|(number, shared)| row(number, at, shared)).collect::<Html>()}</tbody>
                    </table>
                }
            </div>
        </section>
    }
}

/// A row that has changed is another one, so that its flash begins anew.
fn row(number: usize, at: u64, shared: &SharedState) -> Html {
    let key = if shared.changed {
        format!("{number} {at}")
    } else {
        number.to_string()
    };
    html! {
        <tr {key} class={shared.changed.then_some("changed")}>
            <th scope="row"><code>{&shared.name}</code></th>
            <td class="value">if shared.changed { <small>{"changed ◆ "}</small> }<b>{&shared.value}</b></td>
        </tr>
    }
}
