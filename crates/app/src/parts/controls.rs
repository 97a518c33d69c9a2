//! Everything that can be set for a run, and the buttons that start it.

use super::{
    Choice, Field, Segments, Send, go::Go, lock::LockSwitch, own_text::TextSource, size::Size, stepper::Stepper,
};
use crate::model::{OwnText, Same};
use catalogue::{Experiment, Lock, Number, Text};
use yew::prelude::*;

/// See [`Controls`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is set.
    pub experiment: Same<Experiment>,
    /// What the switch turns on.
    pub kind: Lock,
    /// The user's own text.
    pub text: Same<OwnText>,
    /// `loading`, `ready`, `running`, `deadlocked` or `failed`.
    pub state: &'static str,
    /// Why nothing can be run.
    pub blocked: Option<AttrValue>,
    /// How far the run is, from 0 to 1.
    pub share: Option<f64>,
    /// Where files go.
    pub files: Callback<Vec<web_sys::File>>,
    /// Where actions go.
    pub send: Send,
}

/// Everything that can be set for a run.
#[component]
pub fn Controls(props: &Props) -> Html {
    let Props {
        experiment, kind, send, ..
    } = props;
    let lab = experiment.lab;
    html! {
        <section class="controls" aria-label="Controls">
            <LockSwitch experiment={experiment.clone()} kind={*kind} send={send.clone()} />
            <div class="fields">
                <Stepper number={&lab.threads} name="Threads" value={u64::from(experiment.threads)} send={send.clone()} />
                {text(props)}
                if !(lab.reads_text && experiment.text == Text::Own) {
                    {number(props, &lab.size, experiment.size)}
                }
                {lab.extras.iter().zip(&experiment.extras).map(|(extra, value)| number(props, extra, *value)).collect::<Html>()}
                <Field label="Variant">
                    <Segments name="Variant" setting="variant" choices={variants(experiment)} chosen={experiment.variant.id} send={send.clone()} />
                </Field>
            </div>
            <Go state={props.state} blocked={props.blocked.clone()} sweeps={lab.sweeps} share={props.share} send={send.clone()} />
        </section>
    }
}

fn number(props: &Props, number: &'static Number, value: u64) -> Html {
    let send = props.send.clone();
    match number.offered {
        [] => html! { <Stepper key={number.key} {number} name={number.name} {value} {send} /> },
        _ => html! { <Size key={number.key} {number} {value} {send} /> },
    }
}

fn text(props: &Props) -> Html {
    match props.experiment.lab.reads_text {
        true => {
            html! { <TextSource chosen={props.experiment.text} text={props.text.clone()} files={props.files.clone()} send={props.send.clone()} /> }
        }
        false => html! {},
    }
}

fn variants(experiment: &Experiment) -> Vec<Choice> {
    let variants = experiment.lab.variants.iter();
    variants
        .map(|variant| Choice {
            id: variant.id,
            name: variant.name,
            note: variant.note,
        })
        .collect()
}
