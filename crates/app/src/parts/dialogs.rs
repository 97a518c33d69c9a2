//! Dialogs, and the one with the keys.

use super::{Dispatch, looks};
use crate::model::{Action, ViewChange};
use crate::shell::{has_letters, switch_letters};
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

const KEYS: [(&str, &str); 13] = [
    ("Ctrl Enter", "in your program: find what can go wrong"),
    ("r", "run"),
    ("s", "stop, or break a deadlock"),
    ("l", "switch the global lock"),
    ("p", "say how far the run is"),
    ("← →", "move along the threads, when they have the focus"),
    ("+ −", "look closer, or from further away"),
    ("Home End", "to the beginning, to the end; 0 shows all"),
    ("1 … 9", "in lockstep: move that thread"),
    ("n →", "in lockstep: one step on"),
    ("b ← ⌫", "in lockstep: one step back"),
    ("Space", "in lockstep: play, pause"),
    ("?", "these keys"),
];

const WORDS: [(&str, &str); 19] = [
    ("thread", "a worker that goes through a program on its own"),
    ("core", "a part of the processor; it runs one thread at a time"),
    (
        "hash, digest",
        "a short fingerprint of some data; SHA-512 is one way to make it",
    ),
    (
        "lock",
        "only one thread can hold it; who wants it waits until it is free",
    ),
    (
        "global lock, GIL",
        "Python’s one lock for everything: who does not hold it does not run",
    ),
    (
        "switch interval",
        "how long a thread waits for the global lock before it asks the holder to let go",
    ),
    ("race", "the result depends on who comes first"),
    (
        "lost update",
        "a write wiped out by another thread that had read before it",
    ),
    ("critical section", "what is done while a lock is held"),
    ("deadlock", "threads wait for each other, and none ever goes on"),
    (
        "livelock",
        "threads keep busy getting out of each other’s way, and none goes on",
    ),
    (
        "wait-for graph",
        "arrows from who waits to who is waited for; a circle in it is a deadlock",
    ),
    ("pool", "a fixed number of threads that take tasks from a queue"),
    (
        "lockstep",
        "the same program with one move at a time, in an order you choose",
    ),
    (
        "schedule",
        "the order of all moves; preemption: the turn is taken from a thread that could go on",
    ),
    (
        "throughput",
        "what is done in a second; a sweep measures it for 1, 2, 3 … threads",
    ),
    ("latency", "how long one request takes"),
    (
        "median",
        "half of all are smaller, half larger; 95 %: all but the worst 5 in a hundred are smaller",
    ),
    ("atomic", "in one step that nobody can come between"),
];

/// Words a beginner may not know, the keys, and what is real here.
pub fn help_dialog(send: &Dispatch) -> Html {
    html! {
        <Dialog title="Keys and words" send={send.clone()}>
            <dl class="keys">{WORDS.iter().map(|(word, means)| html! { <><dt>{*word}</dt><dd>{*means}</dd></> }).collect::<Html>()}</dl>
            <dl class="keys">{KEYS.iter().map(|(key, does)| html! { <><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></> }).collect::<Html>()}</dl>
            <label class="check"><input type="checkbox" checked={has_letters()} onchange={letters(send)} />
                <span>{"Single keys act on the whole page, except where one types"}</span></label>
            <p>{"The threads are real: Web Workers that share one memory, each on a thread of your system. A shared number here is an atomic word, \
                 loaded and stored apart, so a race really loses updates and does nothing worse. The global lock is built the way CPython’s is."}</p>
            <p>{"In lockstep the same program runs on no thread at all: one move at a time, each visible operation a step, in an order that you choose. \
                 Memory is sequentially consistent in both, as WebAssembly’s atomics are, so what can happen here can happen there."}</p>
        </Dialog>
    }
}

/// Who dictates, or types past a field, can switch the letters off.
fn letters(send: &Dispatch) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        if let Some(switch) = event.target_dyn_into::<HtmlInputElement>() {
            switch_letters(switch.checked());
            send.emit(Action::Look(ViewChange::Letters(switch.checked())));
        }
    })
}

/// See [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its name.
    pub title: &'static str,
    /// Where actions go.
    pub send: Dispatch,
    /// What is in it.
    pub children: Html,
}

/// A modal dialog for as long as it is there.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // A browser without modal dialogs shows it in place.
                let _ = dialog.show_modal();
            }
        });
    }
    let close = looks(&props.send, ViewChange::Dialog(None));
    let closed = {
        let send = props.send.clone();
        Callback::from(move |_: Event| send.emit(Action::Look(ViewChange::Dialog(None))))
    };
    html! {
        <dialog ref={node} onclose={closed} aria-label={props.title}>
            <div class="dialog-head"><h2>{props.title}</h2><button class="icon" aria-label="Close" onclick={close}>{"✕"}</button></div>
            {props.children.clone()}
        </dialog>
    }
}
