//! A stop of the lesson: what to know, what to guess, and why it came out as it did.

use super::rich_sentence;
use catalogue::{
    Address, Chrome, Page,
    lesson::{LESSON, Stop, stop},
};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Lesson {
    /// The stop's number, counted from 1.
    pub number: u32,
    /// How the page dresses.
    pub chrome: Chrome,
    /// Whether something came of it already.
    pub seen: bool,
}

/// A stop of the lesson.
pub fn lesson(props: &Lesson) -> Html {
    let Some(here) = stop(props.number) else {
        return html! {};
    };
    let left: u32 = LESSON
        .iter()
        .skip(props.number as usize - 1)
        .map(|stop| stop.minutes)
        .sum();
    html! {
        <section class="lesson card" aria-labelledby="lesson-title">
            <p class="where"><small>{format!("Lesson, stop {} of {}, {left} minutes left", props.number, LESSON.len())}</small>{doors(props)}</p>
            <h1 id="lesson-title">{here.title}</h1>
            <div class="sides">
                <p>{rich_sentence(here.tell)}</p>
                <div>
                    <p><b>{"Guess first. "}</b>{rich_sentence(here.ask)}</p>
                    <p><b>{"Then do it: "}</b>{task(here)}</p>
                    <details key={props.number} open={props.seen}>
                        <summary>{"Why it comes out that way"}</summary>
                        <p>{rich_sentence(here.because)}</p>
                    </details>
                </div>
            </div>
        </section>
    }
}

fn task(stop: &Stop) -> &'static str {
    let stepped = stop.set.contains(&("engine", "lockstep"));
    match (stop.search, stepped) {
        (true, _) => "press “Find what can go wrong” below.",
        (false, true) => "move the threads with their buttons below.",
        (false, false) => "press Run below.",
    }
}

fn doors(props: &Lesson) -> Html {
    let link = |number: u32, name: &'static str, class: &'static str| match stop(number) {
        Some(_) => html! { <a class={classes!("button", class)} href={lesson_link(number, &props.chrome)}>{name}</a> },
        None => html! {},
    };
    html! {
        <span class="doors">
            {link(props.number.saturating_sub(1), "Previous stop", "")}
            {link(props.number + 1, "Next stop", if props.seen { "primary" } else { "" })}
        </span>
    }
}

/// Where a stop is found.
pub fn lesson_link(number: u32, chrome: &Chrome) -> String {
    let mut chrome = chrome.clone();
    chrome.page = Page::Lesson(number);
    let experiment = stop(number).and_then(Stop::experiment);
    experiment.map_or_else(String::new, |experiment| Address { experiment, chrome }.hash())
}
