//! The ways between the lesson's stops: the list of all of them, the one before, the next.

use super::{LessonStop, learns};
use crate::model::{Learn, Lesson};
use catalogue::{
    Address, EmbedOptions, Experiment, LABS, Page,
    lesson::{LESSON, LessonPage, PARTS, Part, stop},
};
use yew::prelude::*;

/// Every stop by parts, with what was done.
pub fn all_stops(lesson: &Lesson, here: u32, chrome: &EmbedOptions) -> Html {
    html! {
        <details class="stops" key={here}>
            <summary>{"All stops"}</summary>
            <div class="parts">{PARTS.iter().enumerate().map(|(at, part)| listed(at, part, lesson, here, chrome)).collect::<Html>()}</div>
        </details>
    }
}

fn listed(at: usize, part: &Part, lesson: &Lesson, here: u32, chrome: &EmbedOptions) -> Html {
    html! {
        <div>
            <h2>{format!("Part {}: {} ({} minutes)", at + 1, part.title, part.minutes())}</h2>
            <ol>{part.stops.clone().map(|number| entry(number, lesson, here, chrome)).collect::<Html>()}</ol>
        </div>
    }
}

fn entry(number: u32, lesson: &Lesson, here: u32, chrome: &EmbedOptions) -> Html {
    let answered = lesson.answered(number);
    let done = answered.seen && (answered.closing.is_some() || answered.mended);
    let title = stop(number).map_or("", |stop| stop.title);
    html! {
        <li key={number}>
            <a href={lesson_link(number, chrome)} aria-current={(number == here).then_some("step")}>{format!("{number}. {title}")}</a>
            if done { <span class="good"><span aria-hidden="true">{" ✓"}</span><span class="unseen">{", done"}</span></span> }
        </li>
    }
}

/// The stop before, the next one, and large letters.
pub fn doors(props: &LessonStop) -> Html {
    let primary = props.is_done().then_some("primary");
    let present = !props.chrome.present;
    html! {
        <span class="doors">
            <button class="present-button" aria-pressed={(!present).to_string()} onclick={learns(&props.send, Learn::Present(present))}>{"Present"}</button>
            if props.number > 1 { <a class="button" href={lesson_link(props.number - 1, &props.chrome)}>{"Previous stop"}</a> }
            if (props.number as usize) < LESSON.len() {
                <a class={classes!("button", primary)} href={lesson_link(props.number + 1, &props.chrome)}>{"Next stop"}</a>
            } else {
                <a class={classes!("button", primary)} href={linked(Page::LessonEnd, None, &props.chrome)}>{"To the end"}</a>
            }
        </span>
    }
}

/// Where a stop is found.
pub fn lesson_link(number: u32, chrome: &EmbedOptions) -> String {
    linked(
        Page::Lesson(number),
        stop(number).and_then(LessonPage::experiment),
        chrome,
    )
}

/// The address of a page, with a lab's settings where it has any.
pub fn linked(page: Page, experiment: Option<Experiment>, chrome: &EmbedOptions) -> String {
    let chrome = EmbedOptions {
        page,
        mend: None,
        ..chrome.clone()
    };
    let experiment = experiment.unwrap_or_else(|| Experiment::of(&LABS[0]));
    Address { experiment, chrome }.hash()
}
