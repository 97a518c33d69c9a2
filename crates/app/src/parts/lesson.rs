//! A stop of the lesson: what to know, what to guess, and why it came out as it did.

use super::{Dispatch, explained, presses, rich, rich_sentence, to_try};
use crate::model::{Command, PtrEq, RichText, StepCommand, StepSource, TriedStep};
use crate::search::find_button;
use catalogue::{
    Address, EmbedOptions, Experiment, LABS, Page,
    lesson::{LESSON, LessonPage, stop},
};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Lesson {
    /// The stop's number, counted from 1.
    pub number: u32,
    /// How the page dresses.
    pub chrome: EmbedOptions,
    /// Whether something came of it already.
    pub seen: bool,
    /// Steps that were tried.
    pub tried: PtrEq<Vec<TriedStep>>,
    /// What was just said, where no step says it.
    pub told: Option<PtrEq<RichText>>,
    /// Why nothing can be run.
    pub blocked: Option<AttrValue>,
    /// Where actions go.
    pub send: Dispatch,
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
            <p class="where"><small>{format!("Lesson, stop {} of {}, {left} minutes left. ", props.number, LESSON.len())}{explained(&props.send)}</small>{doors(props)}</p>
            <h1 id="lesson-title">{here.title}</h1>
            <div class="sides">
                <div>
                    <p>{rich_sentence(here.tell)}</p>
                    <p><b>{"Guess first. "}</b>{rich_sentence(here.ask)}</p>
                </div>
                <div>
                    <div>{task(here, props)}</div>
                    <details key={props.number} open={props.seen}>
                        <summary>{"Why it comes out that way"}</summary>
                        <p>{rich_sentence(here.because)}</p>
                    </details>
                </div>
            </div>
        </section>
    }
}

/// What to do, each one click.
fn task(stop: &'static LessonPage, props: &Lesson) -> Html {
    if !stop.steps.is_empty() {
        return to_try(
            stop.steps,
            StepSource::Stop(props.number),
            &props.tried,
            props.blocked.is_some(),
            &props.send,
        );
    }
    let go = match stop.search {
        true => find_button("chip", &props.send),
        false => (0..2).map(|thread| mover(thread, &props.send)).collect(),
    };
    html! {
        <>
            <p class="try"><b>{"Then do it: "}</b>{go}</p>
            if let Some(told) = &props.told { <p class="expect">{rich(told)}</p> }
        </>
    }
}

fn mover(thread: u16, send: &Dispatch) -> Html {
    let press = Command::Step(StepCommand::Thread(Some(thread)));
    html! { <button class="chip" onclick={presses(send, press)}>{format!("Move thread {}", thread + 1)}</button> }
}

fn doors(props: &Lesson) -> Html {
    let link = |number: u32, name: &'static str, class: &'static str| match stop(number) {
        Some(_) => html! { <a class={classes!("button", class)} href={lesson_link(number, &props.chrome)}>{name}</a> },
        None => html! {},
    };
    html! {
        <span class="doors">
            {link(props.number.saturating_sub(1), "Previous stop", "")}
            {link(props.number + 1, "Next stop", if is_done(props) { "primary" } else { "" })}
            if props.number as usize == LESSON.len() {
                <a class={classes!("button", is_done(props).then_some("primary"))} href={labs_link(&props.chrome)}>{"All labs"}</a>
            }
        </span>
    }
}

/// Whether there is nothing left to do at this stop.
fn is_done(props: &Lesson) -> bool {
    let steps = stop(props.number).map_or(0, |stop| stop.steps.len());
    let here = StepSource::Stop(props.number);
    props.seen && props.tried.iter().filter(|tried| tried.of == here).count() == steps
}

fn labs_link(chrome: &EmbedOptions) -> String {
    let mut chrome = chrome.clone();
    chrome.page = Page::Labs;
    let experiment = Experiment::of(&LABS[0]);
    Address { experiment, chrome }.hash()
}

/// Where a stop is found.
pub fn lesson_link(number: u32, chrome: &EmbedOptions) -> String {
    let mut chrome = chrome.clone();
    chrome.page = Page::Lesson(number);
    let experiment = stop(number).and_then(LessonPage::experiment);
    experiment.map_or_else(String::new, |experiment| Address { experiment, chrome }.hash())
}
