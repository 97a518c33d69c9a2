//! The lab's question and what to try, each one click.

use super::{Dispatch, libraries::libraries, looks, presses, rich, rich_sentence};
use crate::model::{Command, Dialog, PtrEq, RunCommand, StepSource, TriedStep, ViewChange};
use catalogue::{Feature, Step};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Intro {
    /// Whether the program is stepped through in lockstep.
    pub lockstep: bool,
    /// The lab's id.
    pub lab: &'static str,
    /// Steps that were tried.
    pub tried: PtrEq<Vec<TriedStep>>,
    /// Why nothing can be run.
    pub blocked: Option<AttrValue>,
    /// Where actions go.
    pub send: Dispatch,
}

/// What to do in lockstep, where the steps for real threads are too many moves.
const HINT: &str = "Move one thread, and then another while the first is half-way through. Back undoes a move, and then another thread can go first.";

/// The lab's question and what to try.
pub fn intro(props: &Intro) -> Html {
    let Ok(lab) = catalogue::lab(props.lab) else {
        return html! {};
    };
    html! {
        <section class={classes!("intro", (lab.steps.len() < 4).then_some("few"))}>
            <h1>{rich_sentence(lab.question)}</h1>
            <p class="words">{rich_sentence(lab.intro)}{" "}{explained(&props.send)}</p>
            if props.lockstep {
                <p class="expect">{rich_sentence(HINT)}</p>
            } else {
                {to_try(lab.steps, StepSource::Lab(lab.id), &props.tried, props.blocked.is_some(), &props.send)}
            }
            if lab.feature == Some(Feature::Libraries) { {libraries()} }
        </section>
    }
}

/// A way to the words that a beginner may not know.
pub fn explained(send: &Dispatch) -> Html {
    html! { <button class="link" onclick={looks(send, ViewChange::Dialog(Some(Dialog::Help)))}>{"Words explained"}</button> }
}

/// Steps, each one click, with what to expect of the next one and what was seen of the last.
pub fn to_try(steps: &'static [Step], of: StepSource, tried: &[TriedStep], blocked: bool, send: &Dispatch) -> Html {
    let known = |step: usize| tried.iter().find(|known| (known.of, known.step) == (of, step));
    let next = (0..steps.len()).find(|step| known(*step).is_none());
    let last = tried.iter().rfind(|last| last.of == of);
    let chip =
        |(number, step): (usize, &'static Step)| chip(number, step, known(number), next == Some(number), blocked, send);
    html! {
        <>
            <ol class="try" aria-label="Try this">{steps.iter().enumerate().map(chip).collect::<Html>()}</ol>
            <p class="expect">
                if let Some(last) = last { <span class="seen">{rich(&last.verdict)}</span>{" "} }
                {expectation(steps, next, of)}
            </p>
        </>
    }
}

fn chip(
    number: usize,
    step: &'static Step,
    known: Option<&TriedStep>,
    next: bool,
    blocked: bool,
    send: &Dispatch,
) -> Html {
    let class = classes!("chip", known.is_some().then_some("done"), next.then_some("next"));
    let mark = known.map_or_else(|| (number + 1).to_string(), |_| "✓".into());
    html! {
        <li key={number}>
            <button {class} disabled={blocked} aria-current={next.then_some("step")} onclick={presses(send, Command::Run(RunCommand::Try(number)))}>
                <i aria-hidden="true">{mark}</i><span>{step.name}</span>
                if let Some(known) = known {
                    <small><span class="unseen">{": done, "}</span>{&known.short}</small>
                }
            </button>
        </li>
    }
}

/// What to expect of the next step, or what to do when all are done.
fn expectation(steps: &[Step], next: Option<usize>, of: StepSource) -> Html {
    match next.and_then(|next| Some((next, steps.get(next)?))) {
        // In the lesson a guess comes in the place of what is to be expected.
        Some((next, _)) if matches!(of, StepSource::Stop(_)) => html! { <b>{format!("Next: step {}.", next + 1)}</b> },
        Some((next, step)) => html! { <><b>{format!("Next, step {}: ", next + 1)}</b>{rich_sentence(step.expect)}</> },
        None => {
            let then = match of {
                StepSource::Lab(_) => "Change what you like and run it again.",
                StepSource::Stop(_) => "Why it came out so stands beside it.",
            };
            html! { <><b>{"All tried. "}</b>{then}</> }
        }
    }
}
