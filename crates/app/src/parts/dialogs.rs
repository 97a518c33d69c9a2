//! Dialogs: the link to this very page, and the keys.

use super::{Send, looks, presses};
use crate::model::{Action, Look, Press};
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The link to exactly this, to be copied, and what puts the lab into another page.
pub fn share_dialog(link: String, lab: &str, send: &Send) -> Html {
    let embed = link.replace('#', "#embed=1&");
    let snippet = format!(
        "<iframe src=\"{}\" title=\"Threadbare: {}\" width=\"700\" height=\"480\" loading=\"lazy\" allow=\"cross-origin-isolated; clipboard-write\"></iframe>",
        embed.replace('&', "&amp;"),
        lab
    );
    let select = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.select();
        } else if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            area.select();
        }
    });
    html! {
        <Dialog title="Share" send={send.clone()}>
            <label>{"Link to exactly this"}<input type="text" readonly=true autofocus=true value={link.clone()} onfocus={select.clone()} /></label>
            <label>{"To put it into a page"}<textarea readonly=true rows="4" value={snippet.clone()} onfocus={select} /></label>
            <div class="row">
                <button onclick={presses(send, Press::Copy(link, "link"))}>{"Copy the link"}</button>
                <button onclick={presses(send, Press::Copy(snippet, "frame"))}>{"Copy the frame"}</button>
            </div>
        </Dialog>
    }
}

const KEYS: [(&str, &str); 8] = [
    ("r", "run"),
    ("s", "stop, or break a deadlock"),
    ("l", "switch the global lock"),
    ("p", "say how far the run is"),
    ("← →", "move along the threads, when they have the focus"),
    ("+ −", "look closer, or from further away"),
    ("Home End", "to the beginning, to the end; 0 shows all"),
    ("?", "these keys"),
];

/// The keys, and what is real here.
pub fn help_dialog(send: &Send) -> Html {
    html! {
        <Dialog title="Keys and words" send={send.clone()}>
            <dl class="keys">{KEYS.iter().map(|(key, does)| html! { <><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></> }).collect::<Html>()}</dl>
            <p>{"The threads are real: Web Workers that share one memory, each on a thread of your system. A shared number here is an atomic word, \
                 loaded and stored apart, so a race really loses updates and does nothing worse. The global lock is built the way CPython’s is."}</p>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct DialogProps {
    title: &'static str,
    send: Send,
    children: Html,
}

/// A modal dialog for as long as it is there.
#[component]
fn Dialog(props: &DialogProps) -> Html {
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
