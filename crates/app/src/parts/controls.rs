//! Everything that can be set for a run, and the buttons that start it.

use super::{
    ChoiceParam, Dispatch, caret, engine::engine_choice, field::field, go::go, lock::lock_switch,
    own_text::text_source, segments::segments, sets, size::size, stepper::stepper,
};
use crate::model::{Missing, OwnText, PtrEq};
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
    /// Where files go.
    pub files: Callback<Vec<web_sys::File>>,
    /// Where actions go.
    pub send: Dispatch,
}

/// More fields of a lab's own than this stand behind a button in lockstep, where the program is to be in view.
const MANY: usize = 3;

/// Everything that can be set for a run.
pub fn controls(props: &Controls) -> Html {
    let Controls { experiment, send, .. } = props;
    let lab = experiment.lab;
    let many = lab.extras.len() + lab.choices.len() > MANY;
    html! {
        <section class="controls" aria-label="Controls">
            {lock_switch(experiment, send)}
            {engine_choice(experiment.engine, props.missing, send)}
            if props.lockstep && many {
                <details class="settings"><summary>{"Settings"}{caret()}</summary>{fields(props)}</details>
            } else {
                {fields(props)}
            }
            {go(props.state, props.lockstep, props.blocked.as_ref(), lab.sweeps, send)}
        </section>
    }
}

fn fields(props: &Controls) -> Html {
    let Controls { experiment, send, .. } = props;
    let lab = experiment.lab;
    let own = lab.reads_text() && experiment.text == Text::Own;
    html! {
        <div class="fields">
            {stepper(&lab.threads, "Threads", u64::from(experiment.threads), send)}
            if lab.reads_text() { {text_source(lab, experiment.text, &props.text, &props.files, send)} }
            if !own { {number(&lab.size, experiment.size, send)} }
            {lab.extras.iter().zip(&experiment.extras).map(|(extra, value)| number(extra, *value, send)).collect::<Html>()}
            {lab.choices.iter().zip(&experiment.choices).map(|(choice, option)| {
                field(choice.name, segments(choice.name, choice.key, offered(choice.options), option.id, send))
            }).collect::<Html>()}
            {lab.words.iter().zip(&experiment.words).map(|(words, text)| typed_words(words, text, send)).collect::<Html>()}
            {field("Variant", segments("Variant", "variant", offered(lab.variants), experiment.variant.id, send))}
        </div>
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
