//! Which import brings the lock back: what libraries say of themselves.

use super::Markup;
use catalogue::libraries::{LIBRARIES, Library};
use yew::prelude::*;

/// The table of libraries, folded up until somebody asks.
pub fn libraries() -> Html {
    let heads = ["Imported", "Without the lock", "The lock", "Look out for"].map(String::from);
    let table = Markup::default().table("Libraries and the lock", &heads, LIBRARIES.iter().map(row));
    html! {
        <details class="libraries">
            <summary>{"Which import brings the lock back?"}</summary>
            <p>{"As far as we knew in mid-2025, not checked against each release: look at your own version. What counts in the end is what "}
                <code>{"sys._is_gil_enabled()"}</code>{" says after the import."}</p>
            <div class="tables" tabindex="0" role="region" aria-label="Libraries and the lock, in a table">{table.html()}</div>
        </details>
    }
}

fn row(library: &Library) -> Vec<String> {
    vec![
        library.name.into(),
        library.stand.words(),
        library.stand.lock().into(),
        library.note.into(),
    ]
}
