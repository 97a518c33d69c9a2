//! Everything that can be set for a run, and the buttons that start it.

use super::{
    ChoiceParam, Dispatch, caret, columns,
    engine::engine_choice,
    field::field,
    go::go,
    lock::{kinds, lock_switch},
    own_text::text_source,
    segments::{menu, segments},
    sets,
    size::size,
    stepper::stepper,
};
use crate::model::format::counted;
use crate::model::{Action, Command, Missing, OwnText, PtrEq, RunCommand, ShareCommand, ViewChange, columns::KEY};
use crate::words;
use catalogue::{Experiment, IntParam, Text, TextParam, Variant};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Controls {
    /// Whether the program is stepped through in lockstep.
    pub lockstep: bool,
    /// What is set.
    pub experiment: PtrEq<Experiment>,
    /// Why there are no real threads, if there are none.
    pub missing: Option<Missing>,
    /// The user's own text.
    pub text: PtrEq<OwnText>,
    /// `loading`, `ready`, `running`, `deadlocked` or `failed`.
    pub state: &'static str,
    /// Why nothing can be run.
    pub blocked: Option<AttrValue>,
    /// Whether settings were changed.
    pub undo: bool,
    /// Whether runs on real threads keep the order of their operations.
    pub keeps_order: bool,
    /// Whether the drawer is open.
    pub drawer: bool,
    /// Where files go.
    pub files: Callback<Vec<web_sys::File>>,
    /// Where actions go.
    pub send: Dispatch,
}

/// Settings in the drawer that are told while it is shut.
const MOST_TOLD: usize = 1;

/// Everything that can be set for a run.
pub fn controls(props: &Controls) -> Html {
    let Controls { experiment, send, .. } = props;
    let lab = experiment.lab;
    let kept = send.clone();
    let toggled = Callback::from(move |event: Event| {
        if let Some(drawer) = event.target_dyn_into::<web_sys::Element>() {
            kept.emit(Action::Look(ViewChange::Drawer(drawer.has_attribute("open"))));
        }
    });
    html! {
        <section class="controls" aria-label="Controls">
            {lock_switch(experiment, !props.lockstep, send)}
            if !props.lockstep { <div class="fields main-fields">{main_fields(experiment, send)}</div> }
            {go(props.state, props.lockstep, (props.blocked.as_ref(), props.missing), (lab.sweeps, props.undo && !props.lockstep), send)}
            if experiment.text == Text::Own && experiment.knows(KEY) {
                {columns::columns(&props.text, experiment.typed(KEY), send)}
            }
            <details class="settings" open={props.drawer} ontoggle={toggled}>
                <summary>{"Settings"}{caret()}<small>{summary(experiment, props.lockstep)}</small></summary>
                {fields(props)}
            </details>
        </section>
    }
}

/// What is changed most often.
fn main_fields(experiment: &Experiment, send: &Dispatch) -> Html {
    let lab = experiment.lab;
    html! {
        <>
            {stepper(&lab.threads, "Threads", u64::from(experiment.threads), send)}
            {field("Variant", menu("Variant", "variant", &offered(lab.variants).collect::<Vec<_>>(), experiment.variant.id, send))}
        </>
    }
}

/// What is set in the drawer, in a few words.
fn summary(experiment: &Experiment, lockstep: bool) -> String {
    let lab = experiment.lab;
    let own = lab.reads_text() && experiment.text == Text::Own;
    let size = (!own).then(|| told(&lab.size, experiment.size));
    let extras = lab
        .extras
        .iter()
        .zip(&experiment.extras)
        .map(|(extra, value)| told(extra, *value));
    let choices = experiment.choices.iter().map(|option| option.name.to_string());
    let main = lockstep.then(|| {
        format!(
            "{}, {}",
            experiment.variant.name,
            counted(experiment.threads.into(), "threads")
        )
    });
    let all: Vec<String> = main.into_iter().chain(size).chain(extras).chain(choices).collect();
    let shown = all[..all.len().min(MOST_TOLD)].join(" · ");
    match all.len().saturating_sub(MOST_TOLD) {
        0 => shown,
        more => format!("{shown} · {more} more"),
    }
}

fn told(number: &'static IntParam, value: u64) -> String {
    format!("{}: {}", number.name, words::offered(number, value))
}

fn fields(props: &Controls) -> Html {
    let Controls { experiment, send, .. } = props;
    let lab = experiment.lab;
    let own = lab.reads_text() && experiment.text == Text::Own;
    html! {
        <div class="fields">
            if props.lockstep { {main_fields(experiment, send)} <div class="field">{kinds(experiment, send)}</div> }
            {engine_choice(experiment.engine, props.missing, send)}
            if lab.reads_text() { {text_source(lab, experiment.text, &props.text, &props.files, send)} }
            if !own { {number(&lab.size, experiment.size, send)} }
            {lab.extras.iter().zip(&experiment.extras).map(|(extra, value)| number(extra, *value, send)).collect::<Html>()}
            {lab.choices.iter().zip(&experiment.choices).map(|(choice, option)| {
                field(choice.name, segments(choice.name, choice.key, offered(choice.options), option.id, send))
            }).collect::<Html>()}
            {lab.words.iter().zip(&experiment.words).filter(|(words, _)| words.key != KEY)
                .map(|(words, text)| typed_words(words, text, send)).collect::<Html>()}
            {record(props)}
        </div>
    }
}

/// Whether the page around this one may hear of what is the reader's own.
pub fn told_to_host(tells: bool, send: &Dispatch) -> Html {
    let send = send.clone();
    let change =
        Callback::from(move |_: Event| send.emit(Action::Command(Command::Share(ShareCommand::TellHost(!tells)))));
    html! {
        <label class="check" title="Otherwise it hears totals only.">
            <input type="checkbox" checked={tells} onchange={change} />{"The page around this one may see my text"}
        </label>
    }
}

/// Whether runs on real threads keep the order of their operations.
fn record(props: &Controls) -> Html {
    if props.lockstep {
        return html! {};
    }
    let (send, keeps) = (props.send.clone(), props.keeps_order);
    let change =
        Callback::from(move |_: Event| send.emit(Action::Command(Command::Run(RunCommand::KeepOrder(!keeps)))));
    html! {
        <label class="check" title="Keeps the order of everything the threads do, so that this very run can be stepped through in lockstep. It slows the run down.">
            <input type="checkbox" checked={keeps} onchange={change} />{"Record"}
        </label>
    }
}

fn number(number: &'static IntParam, value: u64, send: &Dispatch) -> Html {
    match number.offered {
        [] => stepper(number, number.name, value, send),
        _ => size(number, value, send),
    }
}

fn offered(variants: &'static [Variant]) -> impl Iterator<Item = ChoiceParam> {
    variants.iter().map(|variant| ChoiceParam {
        id: variant.id,
        name: variant.name,
        note: variant.note,
    })
}

fn typed_words(words: &'static TextParam, text: &str, send: &Dispatch) -> Html {
    let change = sets(send, words.key, text.to_string());
    let control = html! {
        <input type="text" class="words-field" autocomplete="off" maxlength={words.longest.to_string()} aria-label={words.name}
            value={text.to_string()} onchange={change} />
    };
    field(words.name, control)
}
