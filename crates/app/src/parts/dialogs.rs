//! Dialogs, and the one with the keys.

use super::{Send, looks};
use crate::model::{Action, Look};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

const KEYS: [(&str, &str); 12] = [
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

/// The keys, and what is real here.
pub fn help_dialog(send: &Send) -> Html {
    html! {
        <Dialog title="Keys and words" send={send.clone()}>
            <dl class="keys">{KEYS.iter().map(|(key, does)| html! { <><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></> }).collect::<Html>()}</dl>
            <p>{"The threads are real: Web Workers that share one memory, each on a thread of your system. A shared number here is an atomic word, \
                 loaded and stored apart, so a race really loses updates and does nothing worse. The global lock is built the way CPython’s is."}</p>
            <p>{"In lockstep the same program runs on no thread at all: one move at a time, each visible operation a step, in an order that you choose. \
                 Memory is sequentially consistent in both, as WebAssembly’s atomics are, so what can happen here can happen there."}</p>
        </Dialog>
    }
}

/// See [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its name.
    pub title: &'static str,
    /// Where actions go.
    pub send: Send,
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
    let close = looks(&props.send, Look::Dialog(None));
    let closed = {
        let send = props.send.clone();
        Callback::from(move |_: Event| send.emit(Action::Look(Look::Dialog(None))))
    };
    html! {
        <dialog ref={node} onclose={closed} aria-label={props.title}>
            <div class="dialog-head"><h2>{props.title}</h2><button class="icon" aria-label="Close" onclick={close}>{"✕"}</button></div>
            {props.children.clone()}
        </dialog>
    }
}
