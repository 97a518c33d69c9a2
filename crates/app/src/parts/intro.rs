//! The lab's question and what to try, each one click.

use super::{Send, libraries::libraries, presses, rich_sentence};
use crate::model::{Press, Same, Tried};
use catalogue::{Lab, Step};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Intro {
    /// Whether the program is stepped through in lockstep.
    pub lockstep: bool,
    /// The lab's id.
    pub lab: &'static str,
    /// Steps that were tried.
    pub tried: Same<Vec<Tried>>,
    /// Why nothing can be run.
    pub blocked: Option<AttrValue>,
    /// Where actions go.
    pub send: Send,
}

/// What to do in lockstep, where the steps for real threads are too many moves.
const HINT: &str = "Move one thread, and then another while the first is half-way through. Back undoes a move, and then another thread can go first.";

/// The lab's question and what to try.
pub fn intro(props: &Intro) -> Html {
    let Ok(lab) = catalogue::lab(props.lab) else {
        return html! {};
    };
    let next = (0..lab.steps.len()).find(|step| short(props, *step).is_none());
    html! {
        <section class={classes!("intro", (lab.steps.len() < 4).then_some("few"))}>
            <h1>{rich_sentence(lab.question)}</h1>
            <p class="words">{rich_sentence(lab.intro)}</p>
            if props.lockstep {
                <p class="expect">{rich_sentence(HINT)}</p>
            } else {
                <ol class="try" aria-label="Try this">
                    {lab.steps.iter().enumerate().map(|(number, step)| chip(props, number, step, next == Some(number))).collect::<Html>()}
                </ol>
                <p class="expect">{expectation(lab, next)}</p>
            }
            if lab.id == "extension" { {libraries()} }
        </section>
    }
}

fn chip(props: &Intro, number: usize, step: &Step, next: bool) -> Html {
    let short = short(props, number);
    let class = classes!("chip", short.is_some().then_some("done"), next.then_some("next"));
    let mark = if short.is_some() {
        "✓".to_string()
    } else {
        (number + 1).to_string()
    };
    html! {
        <li key={number}>
            <button {class} title={step.expect} disabled={props.blocked.is_some()} aria-current={next.then_some("step")}
                onclick={presses(&props.send, Press::Try(number))}>
                <i aria-hidden="true">{mark}</i><span>{step.name}</span>
                if let Some(short) = short {
                    <small><span class="unseen">{": done, "}</span>{short}</small>
                }
            </button>
        </li>
    }
}

fn short(props: &Intro, step: usize) -> Option<&str> {
    let tried = props
        .tried
        .iter()
        .find(|tried| (tried.lab, tried.step) == (props.lab, step));
    tried.map(|tried| tried.short.as_str())
}

/// What to expect of the next step, or what to do when all are done.
fn expectation(lab: &Lab, next: Option<usize>) -> Html {
    match next.and_then(|next| lab.steps.get(next)) {
        Some(step) => html! { <><b>{"Next: "}</b>{step.expect}</> },
        None => html! { <><b>{"All tried. "}</b>{"Change what you like and run it again."}</> },
    }
}
