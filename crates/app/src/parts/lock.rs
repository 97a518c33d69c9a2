//! The global lock's switch, and the menu of its kinds.

use super::{Dispatch, caret, icons, presses, set, sets};
use crate::model::{Command, SetCommand};
use crate::words;
use catalogue::{Experiment, Lock};
use wasm_bindgen::JsCast;
use yew::prelude::*;

const KINDS: [(Lock, &str, &str); 3] = [
    (Lock::Off, "Off", "Free threading: all threads run at once."),
    (
        Lock::CPython,
        "On, as CPython",
        "One thread at a time; dropped around whatever blocks.",
    ),
    (
        Lock::Held,
        "On, held while waiting",
        "The naive big lock: a waiting thread keeps it.",
    ),
];

/// The global lock's switch, with the menu of its kinds or, where that stands elsewhere, with what is chosen in it.
pub fn lock_switch(experiment: &Experiment, menu: bool, send: &Dispatch) -> Html {
    let lock = experiment.lock;
    let on = lock != Lock::Off;
    html! {
        <div class={classes!("lock", on.then_some("on"))}>
            <button class="track" role="switch" aria-checked={on.to_string()} aria-label="Global lock" title="Global lock (l)"
                onclick={presses(send, Command::Set(SetCommand::Lock))}>
                <span class="knob">{icons::padlock(on)}</span>
            </button>
            <div class="lock-words">
                <strong>{words::lock_title(lock)}</strong>
                if menu { {kinds(experiment, send)} } else { <small>{words::lock_detail(experiment)}</small> }
            </div>
        </div>
    }
}

/// The menu of the lock's kinds.
pub fn kinds(experiment: &Experiment, send: &Dispatch) -> Html {
    let lock = experiment.lock;
    html! {
        <details class="menu" onfocusout={Callback::from(close_when_left)} onkeydown={Callback::from(close_on_escape)}>
            <summary aria-label={format!("Kind of lock: {}", words::lock_detail(experiment))}>
                {words::lock_detail(experiment)}{caret()}
            </summary>
            <div class="sheet" tabindex="-1">
                <fieldset>
                    <legend>{"Global lock"}</legend>
                    {KINDS.iter().map(|(kind, name, note)| option(lock, send, *kind, name, note)).collect::<Html>()}
                </fieldset>
                {interval(experiment, send)}
            </div>
        </details>
    }
}

fn option(lock: Lock, send: &Dispatch, kind: Lock, name: &'static str, note: &'static str) -> Html {
    let send = send.clone();
    let choose = Callback::from(move |_: Event| set(&send, "lock", kind.id()));
    html! {
        <label class="option" key={kind.id()}>
            <input type="radio" name="kind" value={kind.id()} checked={lock == kind} onchange={choose} />
            <span><b>{name}</b><small>{note}</small></span>
        </label>
    }
}

fn interval(experiment: &Experiment, send: &Dispatch) -> Html {
    let change = sets(send, "interval", experiment.interval());
    html! {
        <label class="interval">
            <span>{"Switch interval"}<small>{"How long a thread may run on when another asks for the lock."}</small></span>
            <span class="box"><input type="number" min="0.1" max="100" step="any" value={experiment.interval()} onchange={change} />{" ms"}</span>
        </label>
    }
}

/// A menu closes when the focus goes elsewhere.
fn close_when_left(event: FocusEvent) {
    let into = event
        .related_target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    if let Some(menu) = menu(&event).filter(|menu| !menu.contains(into.as_ref())) {
        close(&menu);
    }
}

fn close_on_escape(event: KeyboardEvent) {
    if let Some(menu) = menu(&event).filter(|_| event.key() == "Escape") {
        close(&menu);
    }
}

fn menu(event: &web_sys::Event) -> Option<web_sys::Element> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest("details").ok()?
}

fn close(menu: &web_sys::Element) {
    // A menu that stays open is no harm.
    let _ = menu.remove_attribute("open");
}
