//! What else was found: how all schedules end, which touches nothing orders, what the run printed, and what a verdict assumes.

use crate::model::{Own, Tab, format};
use crate::parts::Markup;
use protocol::check::Verdict;
use yew::prelude::*;

/// The tabs, of which the film is the first.
pub const TABS: [(Tab, &str); 6] = [
    (Tab::Film, "Film"),
    (Tab::Live, "Real threads"),
    (Tab::Endings, "Outcomes"),
    (Tab::Races, "Races"),
    (Tab::Output, "Output"),
    (Tab::Model, "What is assumed"),
];

/// What stands under a tab that is not the film.
pub fn panel(own: &Own, verdict: Option<&Verdict>, tab: Tab) -> Html {
    match (tab, verdict) {
        (Tab::Output, _) => output(own),
        (Tab::Film | Tab::Live | Tab::Endings, Some(verdict)) => endings(verdict),
        (Tab::Races, Some(verdict)) => races(verdict),
        (Tab::Model, Some(verdict)) => html! { <p class="assumed">{&verdict.model}</p> },
        (_, None) => {
            html! { <p class="empty">{"Nothing is known yet under this Python: press “Find what can go wrong”."}</p> }
        }
    }
}

fn endings(verdict: &Verdict) -> Html {
    let most = verdict
        .endings
        .iter()
        .map(|ending| ending.count)
        .max()
        .unwrap_or(1)
        .max(1);
    let row = |markup: Markup, ending: &protocol::check::OutcomeCount| {
        let share = ending.count as f64 / most as f64 * 100.0;
        markup
            .tags(if ending.failed { "<tr class=wrong>" } else { "<tr>" })
            .tags("<th scope=row>")
            .text(&ending.words)
            .tags(format!(
                "</th><td class=room><b style=\"width:{share:.1}%\"></b></td><td>"
            ))
            .text(format::count(ending.count))
            .tags("</td></tr>")
    };
    Markup::default()
        .tags("<table class=endings aria-label=\"How schedules end\"><tbody>")
        .each(&verdict.endings, row)
        .tags("</tbody></table>")
        .html()
}

fn races(verdict: &Verdict) -> Html {
    if verdict.races.is_empty() {
        return html! { <p class="empty">{"In the runs on show every two touches of one place are ordered."}</p> };
    }
    let row = |markup: Markup, race: &protocol::check::Race| {
        let [first, second] = race.lines;
        let lines = if first == second {
            format!("line {first}, twice")
        } else {
            format!("lines {first} and {second}")
        };
        markup
            .tags("<li><b>")
            .text(&race.object)
            .tags("</b>, ")
            .text(format!("{lines}: {}.", race.missing))
            .tags("</li>")
    };
    Markup::default()
        .tags("<ul class=races>")
        .each(&verdict.races, row)
        .tags("</ul>")
        .html()
}

fn output(own: &Own) -> Html {
    let output = own.showing.as_ref().map_or("", |showing| showing.film.output.as_str());
    match output {
        "" => html! { <p class="empty">{"The run on show prints nothing."}</p> },
        output => html! { <pre class="output">{output}</pre> },
    }
}
