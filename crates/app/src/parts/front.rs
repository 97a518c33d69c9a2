//! The front door: every lab with its question, and the answer only once the reader has run it.

use super::{Markup, rich_sentence};
use crate::lesson::lesson_link;
use crate::link::address;
use crate::model::PtrEq;
use catalogue::{
    Address, EmbedOptions, Experiment, LABS, LabInfo, Page, THEMES, labs_about,
    lesson::{MOST_MINUTES, PARTS},
};
use yew::prelude::*;

/// The pictures of all labs.
const PICTURES: &str = "labs.svg";

/// What the part shows.
#[derive(PartialEq)]
pub struct Front {
    /// How the page dresses.
    pub chrome: EmbedOptions,
    /// What the reader has found out so far: a lab's id and a sentence.
    pub answers: PtrEq<Vec<(String, String)>>,
}

/// The front door.
pub fn front(props: &Front) -> Html {
    html! {
        <section class="front" aria-labelledby="front-title">
            <h1 id="front-title">{"Threads, laid bare"}</h1>
            <p class="words">{"Small programs on real threads, right here in your browser. Switch a global lock on and off, watch them race, wait and get stuck; \
                then step through the very same program one move at a time. Every number is measured on your machine, now."}</p>
            <p class="doors">
                <a class="button primary" href={lesson_link(1, &props.chrome)}>{format!("Take the lesson ({} parts of at most {MOST_MINUTES} minutes)", PARTS.len())}</a>
                <a class="button" href={to(Page::Fidelity, &props.chrome)}>{"How true is it? The checks against CPython"}</a>
            </p>
            {(0..THEMES.len()).map(|theme| group(theme, props)).collect::<Html>()}
            <p class="start">{"Or start right here, with the first:"}</p>
        </section>
    }
}

fn group(theme: usize, props: &Front) -> Html {
    html! {
        <section key={theme} class="lab-theme">
            <h2>{THEMES[theme]}</h2>
            <ul class="cards" aria-label={format!("Labs: {}", THEMES[theme])}>{labs_about(theme).map(|lab| card(lab, props)).collect::<Html>()}</ul>
        </section>
    }
}

fn card(lab: &'static LabInfo, props: &Front) -> Html {
    let answer = props
        .answers
        .iter()
        .find(|(id, _)| id == lab.id)
        .map(|(_, answer)| answer);
    let mut chrome = props.chrome.clone();
    chrome.page = Page::Lab;
    let experiment = Experiment::of(lab);
    html! {
        <li key={lab.id}>
            <a class="door" href={Address { experiment, chrome }.hash()}>
                {miniature(lab)}
                <small>{lab.name}</small>
                <strong>{rich_sentence(lab.question)}</strong>
                if let Some(answer) = answer {
                    <span class="answer">{"You saw: "}{rich_sentence(answer)}</span>
                } else {
                    <span class="answer unknown">{"Not run yet"}</span>
                }
            </a>
        </li>
    }
}

/// A run of the lab in lockstep, drawn when the site was built; there is none of a lab that breaks what runs it.
fn miniature(lab: &LabInfo) -> Html {
    let Some(sheet) = address(PICTURES).ok().filter(|_| !lab.breaks) else {
        return html! {};
    };
    let drawing = Markup::default()
        .tags("<svg class=mini viewBox=\"0 0 146 46\" width=146 height=46 aria-hidden=true><use href=\"");
    drawing.text(format!("{sheet}#{}", lab.id)).tags("\"/></svg>").html()
}

fn to(page: Page, chrome: &EmbedOptions) -> String {
    let mut chrome = chrome.clone();
    chrome.page = page;
    let experiment = Experiment::of(&LABS[0]);
    Address { experiment, chrome }.hash()
}
