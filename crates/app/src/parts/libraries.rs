//! Which import brings the lock back: what libraries say of themselves.

use super::Markup;
use catalogue::libraries::{LIBRARIES, Library};
use yew::prelude::*;

/// The table of libraries, folded up until somebody asks.
pub fn libraries() -> Html {
    let head = |markup: Markup, head: &str| markup.tags("<th scope=col>").text(head).tags("</th>");
    let table = Markup::default()
        .tags("<table aria-label=\"Libraries and the lock\"><thead><tr>")
        .each(["Imported", "Without the lock", "The lock", "Look out for"], head)
        .tags("</tr></thead><tbody>")
        .each(LIBRARIES, row)
        .tags("</tbody></table>");
    html! {
        <details class="libraries">
            <summary>{"Which import brings the lock back?"}</summary>
            <p>{"What each says in its own release notes or issues, as linked; newer versions may say more. What counts in the end is what "}
                <code>{"sys._is_gil_enabled()"}</code>{" says after the import."}</p>
            <div class="tables" tabindex="0" role="region" aria-label="Libraries and the lock, in a table">{table.html()}</div>
        </details>
    }
}

fn row(markup: Markup, library: &Library) -> Markup {
    let name = |markup: Markup| match library.source {
        "" => markup.text(library.name),
        source => markup
            .tags("<a target=_blank rel=noopener href=\"")
            .text(source)
            .tags("\">")
            .text(library.name)
            .tags("</a>"),
    };
    let stand = library.stand.words();
    name(markup.tags("<tr><th scope=row>"))
        .tags("</th>")
        .each([stand.as_str(), library.stand.lock(), library.note], |markup, cell| {
            markup.tags("<td>").text(cell).tags("</td>")
        })
        .tags("</tr>")
}
