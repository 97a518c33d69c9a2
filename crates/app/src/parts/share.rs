//! What is shared: the link to exactly this, and what puts it into another page.

use super::{Dispatch, dialogs::Dialog, presses, rich};
use crate::model::{Command, RichText, ShareCommand, format};
use catalogue::{Address, EmbedOptions, Experiment};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The most characters that every program takes for one link.
const LONGEST_LINK: usize = 2_000;

/// The link to exactly this, and what puts it into another page, each to be copied. `page` is the address of Threadbare without its hash;
/// `status` is read out here, for behind a dialog it is not. `with_result` is the hash of a link that holds the result as well.
pub fn share_dialog(
    (page, with_result): (&str, Option<String>),
    experiment: &Experiment,
    chrome: &EmbedOptions,
    status: &RichText,
    send: &Dispatch,
) -> Html {
    let bare = EmbedOptions {
        embed: false,
        ..chrome.clone()
    };
    let address = Address {
        experiment: experiment.clone(),
        chrome: bare,
    };
    let link = format!("{page}{}", address.hash());
    let holds = match link.len() {
        short if short <= LONGEST_LINK => {
            "It holds the lab and all that is set; in lockstep also the schedule and the step.".into()
        }
        long => format!(
            "It has {} characters, and some programs cut links off after 2,000.",
            format::count(long as u64)
        ),
    };
    html! {
        <Dialog title="Share" send={send.clone()}>
            {shared("Link to exactly this", &link, "link", send)}
            <p class="hint">{holds}</p>
            if let Some(hash) = with_result {
                {shared("Link with the result on show", &format!("{page}{hash}"), "link with its result", send)}
                <p class="hint">{"It holds what was measured here as well; who opens it sees that, marked as measured elsewhere, and can run it again."}</p>
            }
            <author-kit page={page.to_string()} hash={address.hash()}></author-kit>
            <p class="dialog-status" role="status" aria-live="polite">{rich(status)}</p>
        </Dialog>
    }
}

/// A text that selects itself, with a button that copies it.
pub fn shared(label: &'static str, text: &str, what: &'static str, send: &Dispatch) -> Html {
    let select = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.select();
        }
    });
    let value = text.to_string();
    html! {
        <div class="shared">
            <label>{label}
                <input type="text" readonly=true autofocus=true {value} onfocus={select} />
            </label>
            <button onclick={presses(send, Command::Share(ShareCommand::Copy(text.to_string(), what)))}>{format!("Copy the {what}")}</button>
        </div>
    }
}
