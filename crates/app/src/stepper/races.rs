//! The evidence of races: both accesses, who made them, where, and what is missing between them.

use super::steps;
use crate::model::{Language, PtrEq, RichText, StepCommand, Stepping, format::count};
use crate::parts::{Dispatch, rich, rich_sentence};
use crate::program::{Sources, line_of};
use protocol::Navigation;
use trace::{Race, RaceAccess, RaceKind};
use yew::prelude::*;

/// Races that are shown; the rest is counted.
const MOST_SHOWN: usize = 12;

/// What the part shows.
#[derive(PartialEq)]
pub struct RacesPane {
    /// The run that is stepped through.
    pub stepping: PtrEq<Stepping>,
    /// The variant's listings.
    pub sources: PtrEq<Option<Sources>>,
    /// Which listing is in front.
    pub language: Language,
    /// Where actions go.
    pub send: Dispatch,
}

/// The evidence of races.
pub fn races_pane(props: &RacesPane) -> Html {
    let moment = props.stepping.moment.as_ref();
    let races = moment.map_or(&[][..], |moment| &moment.races);
    let over = moment.is_some_and(|moment| moment.ending.is_some());
    let number = match races.len() {
        0 => String::new(),
        some => format!("{} up to this step", count(some as u64)),
    };
    html! {
        <section class={classes!("card", "races", races.is_empty().then_some("none"))} aria-labelledby="races-title">
            <h2><span id="races-title">{"Races"}</span><small>{number}</small></h2>
            <div class="fill" tabindex="0" role="group" aria-labelledby="races-title">
                if races.is_empty() { <p class="empty">{none(over)}</p> }
                <ol class="evidence">{races.iter().rev().take(MOST_SHOWN).map(|race| item(props, race)).collect::<Html>()}</ol>
                if races.len() > MOST_SHOWN { <p class="empty">{format!("The last {MOST_SHOWN} of {} are shown.", count(races.len() as u64))}</p> }
            </div>
        </section>
    }
}

fn none(over: bool) -> &'static str {
    match over {
        true => "No two accesses of this run raced. Another schedule may have one: a search tries them all.",
        false => "No two accesses have raced so far.",
    }
}

fn item(props: &RacesPane, race: &Race) -> Html {
    let title = match race.kind {
        RaceKind::Unordered => RichText::default().bad("Race").say(format!(" on `{}`", race.data)),
        RaceKind::Overwritten => RichText::default()
            .bad("Update lost")
            .say(format!(" in `{}`", race.data)),
    };
    let here = props
        .stepping
        .moment
        .as_ref()
        .is_some_and(|moment| moment.at == race.step);
    html! {
        <li key={format!("{} {:?} {}", race.step, race.kind, race.data)} class={here.then_some("here")}>
            <h3><span>{rich(&title)}</span>
                <button class="link" title="Go to this step" onclick={steps(&props.send, StepCommand::Go(Navigation::Seek(race.step)))}>{format!("step {}", count(race.step))}</button>
            </h3>
            <table aria-label={format!("The two accesses to {}", race.data)}>
                <tbody>{access(props, "first", &race.first)}{access(props, "then", &race.second)}</tbody>
            </table>
            <p>{rich_sentence(&race.missing)}</p>
        </li>
    }
}

fn access(props: &RacesPane, when: &str, party: &RaceAccess) -> Html {
    let line = (*props.sources)
        .as_ref()
        .and_then(|sources| line_of(&party.place, sources, props.language));
    let lock = party
        .lock
        .as_ref()
        .map_or_else(|| "holds no lock".to_string(), |lock| format!("holds {lock}"));
    html! {
        <tr>
            <td>{when}</td>
            <th scope="row">{&party.thread}</th>
            <td>{&party.verb}</td>
            <td>{line.map_or_else(String::new, |line| format!("line {line}"))}</td>
            <td>{lock}</td>
        </tr>
    }
}
