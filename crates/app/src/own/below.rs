//! What else was found: how all schedules end, which touches nothing orders, what the run printed, and what a verdict assumes.

use super::{does, film::FilmPane};
use crate::model::{FilmCommand, Own, ProgramCommand, Tab, format};
use crate::parts::{Dispatch, Markup};
use protocol::check::{OutcomeCount, Verdict};
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
pub fn panel(props: &FilmPane, verdict: Option<&Verdict>, tab: Tab) -> Html {
    match (tab, verdict) {
        (Tab::Output, _) => output(&props.own),
        (Tab::Film | Tab::Live | Tab::Endings, Some(verdict)) => endings(verdict, &props.send),
        (Tab::Races, Some(verdict)) => races(verdict),
        (Tab::Model, Some(verdict)) => html! { <p class="assumed">{&verdict.model}</p> },
        (_, None) => {
            html! { <p class="empty">{"Nothing is known yet under this Python: press “Find what can go wrong”."}</p> }
        }
    }
}

fn endings(verdict: &Verdict, send: &Dispatch) -> Html {
    let most = verdict
        .endings
        .iter()
        .map(|ending| ending.count)
        .max()
        .unwrap_or(1)
        .max(1);
    let row = |(number, ending): (usize, &OutcomeCount)| {
        let share = ending.count as f64 / most as f64 * 100.0;
        html! {
            <tr class={ending.failed.then_some("wrong")}>
                <th scope="row">{&ending.words}</th>
                <td class="room"><b style={format!("width:{share:.1}%")}></b></td>
                <td>{format::count(ending.count)}</td>
                <td>if !ending.schedule.is_empty() {
                    <button class="small" aria-label={format!("Watch: {}", ending.words)} onclick={does(send, ProgramCommand::Film(FilmCommand::WatchEnding(number)))}>{"Watch"}</button>
                }</td>
            </tr>
        }
    };
    html! { <table class="endings" aria-label="How schedules end"><tbody>{verdict.endings.iter().enumerate().map(row).collect::<Html>()}</tbody></table> }
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
    let output = own
        .screen
        .showing
        .as_ref()
        .map_or("", |showing| showing.film.output.as_str());
    match output {
        "" => html! { <p class="empty">{"The run on show prints nothing."}</p> },
        output => html! { <pre class="output">{output}</pre> },
    }
}
