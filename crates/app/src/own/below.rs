//! Below the film: how all schedules end, which touches nothing orders, what the run printed, and what a verdict assumes.

use crate::model::{Action, Do, Own, Same, Tab, format};
use crate::parts::{Markup, Send};
use protocol::check::Verdict;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Below {
    /// The program.
    pub own: Same<Own>,
    /// Where actions go.
    pub send: Send,
}

const TABS: [(Tab, &str); 4] = [
    (Tab::Endings, "Outcomes"),
    (Tab::Races, "Races"),
    (Tab::Output, "Output"),
    (Tab::Model, "What is assumed"),
];

/// The tabs, once there is a verdict.
pub fn below(props: &Below) -> Html {
    let Some(verdict) = props.own.verdict() else {
        return html! {};
    };
    let tab = |(tab, name): &(Tab, &str)| {
        let send = props.send.clone();
        let (chosen, tab) = (props.own.tab == *tab, *tab);
        let choose = Callback::from(move |_: MouseEvent| send.emit(Action::Own(Do::Tab(tab))));
        let count = match tab {
            Tab::Races if !verdict.races.is_empty() => format!("{name} ({})", verdict.races.len()),
            _ => (*name).to_owned(),
        };
        html! { <button class="tab" role="tab" id={format!("own-{tab:?}")} aria-controls="own-panel" aria-selected={chosen.to_string()} onclick={choose}>{count}</button> }
    };
    html! {
        <section class="card below" aria-label="Findings">
            <div class="tabs" role="tablist" aria-label="Findings">{TABS.iter().map(tab).collect::<Html>()}</div>
            <div class="panel" id="own-panel" role="tabpanel" tabindex="0" aria-labelledby={format!("own-{:?}", props.own.tab)}>
                {panel(&props.own, verdict)}
            </div>
        </section>
    }
}

fn panel(own: &Own, verdict: &Verdict) -> Html {
    match own.tab {
        Tab::Endings => endings(verdict),
        Tab::Races => races(verdict),
        Tab::Output => output(own),
        Tab::Model => html! { <p class="assumed">{&verdict.model}</p> },
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
    let row = |markup: Markup, ending: &protocol::check::Ending| {
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
    let row = |markup: Markup, race: &protocol::check::Raced| {
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
