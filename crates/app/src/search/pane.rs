//! The search's pane: a button, how far it is, what can happen, and what it comes to.

use super::{bars::bars, options::options, shortest::shortest};
use crate::model::{Chart, Command, PtrEq, RichText, Search, SearchCommand, ViewChange, ViewState};
use crate::parts::{Dispatch, looks, presses, rich, rich_sentence};
use crate::words;
use catalogue::Experiment;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct SearchPane {
    /// The search.
    pub search: PtrEq<Search>,
    /// What is set.
    pub experiment: PtrEq<Experiment>,
    /// Whether the table is shown.
    pub looks: PtrEq<ViewState>,
    /// Where actions go.
    pub send: Dispatch,
}

/// The search's pane: a line until there is something to show.
pub fn search_pane(props: &SearchPane) -> Html {
    let SearchPane { search, send, .. } = props;
    html! {
        <section class="card search" aria-labelledby="search-title">
            <div class="search-head">
                <h2 id="search-title">{"Every schedule"}</h2>
                {button(search, send)}
                <p aria-hidden={search.live.is_some().to_string()}>{rich(&said(search))}</p>
                <span class="side">{options(search.how, send)}{sides(props)}</span>
            </div>
            if search.tried().is_some() {
                <div class="search-body">
                    <div class="happens"><small>{of(props)}</small>{bars(&search.bars(), props.looks.search_table)}</div>
                    <div class="comes-to">{comes_to(search, send)}</div>
                </div>
            }
        </section>
    }
}

/// What is offered once there is something to show.
fn sides(props: &SearchPane) -> Html {
    let (search, send, as_table) = (&props.search, &props.send, props.looks.search_table);
    if search.tried().is_none() {
        return html! {};
    }
    html! {
        <>
            <button class="link" aria-pressed={as_table.to_string()} onclick={looks(send, ViewChange::Table(Chart::Search, !as_table))}>
                {if as_table { "as a picture" } else { "as a table" }}
            </button>
            if search.live.is_none() {
                <button class="link" onclick={presses(send, Command::Find(SearchCommand::Forget))}>{"hide"}</button>
            }
        </>
    }
}

/// What starts a search, wherever it stands.
pub fn find_button(class: &'static str, send: &Dispatch) -> Html {
    html! { <button class={classes!("find", class)} onclick={presses(send, Command::Find(SearchCommand::Begin))}>{"Find what can go wrong"}</button> }
}

fn button(search: &Search, send: &Dispatch) -> Html {
    match (&search.live, search.goes_on()) {
        (Some(live), _) => html! {
            <button disabled={live.stopping} onclick={presses(send, Command::Find(SearchCommand::Stop))}>{"Stop searching"}</button>
        },
        (None, true) => {
            html! { <button onclick={presses(send, Command::Find(SearchCommand::Stop))}>{"Stop searching"}</button> }
        }
        (None, false) => find_button("", send),
    }
}

/// What the search belongs to.
fn of(props: &SearchPane) -> String {
    let search = &props.search;
    let experiment = match (&search.live, &search.found) {
        (Some(live), _) => &live.experiment,
        (None, Some(found)) => &found.experiment,
        (None, None) => &props.experiment,
    };
    let stale = search.live.is_none() && search.found.is_some() && !search.is_of(&props.experiment);
    let told = words::searched(experiment);
    match stale {
        true => format!("{told}: something was changed since"),
        false => told,
    }
}

fn said(search: &Search) -> RichText {
    match (search.tried(), &search.refused) {
        (Some((schedules, bad)), _) if search.live.is_some() => words::search_progress(schedules, bad, search.rate()),
        (_, Some(refused)) => RichText::default().bad("Not searched").say(format!(": {refused}")),
        (Some((schedules, _)), None) => words::search_done(schedules, search),
        (None, None) => RichText::of("Tries every order in which the threads could move."),
    }
}

fn comes_to(search: &Search, send: &Dispatch) -> Html {
    let Some(found) = search.found.as_ref().filter(|_| search.live.is_none()) else {
        return html! {};
    };
    let report = &found.report;
    let limits = report.limits.iter();
    html! {
        <>
            <p class="verdict">{rich(&words::verdict(report))}</p>
            if let Some(accident) = &report.by_accident {
                <p class="accident">{rich_sentence(accident)}{" "}
                    <button class="link" onclick={presses(send, Command::Find(SearchCommand::Elsewhere))}>{"Search it under CPython 3.9’s rules"}</button>
                </p>
            }
            <p class="hint model">{"Model: "}{&report.model}</p>
            if !report.limits.is_empty() {
                <ul class="limits" aria-label="Limits">{limits.map(|limit| html! { <li>{limit}</li> }).collect::<Html>()}</ul>
            }
            if let Some(bad) = &report.shortest_bad {
                {shortest(bad, send)}
            } else if let Some(left_out) = words::left_out(report) {
                <p class="hint">{left_out}</p>
            }
        </>
    }
}
