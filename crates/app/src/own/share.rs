//! What is shared of a program: the link to exactly this, what puts it into another page, and the file where it is too long for a link.

use super::does;
use crate::model::{Own, ProgramCommand, RichText, TextCommand};
use crate::parts::{Dialog, Dispatch, rich, shared};
use catalogue::EmbedOptions;
use yew::prelude::*;

/// The dialog; `page` is the address of Threadbare without its hash.
pub fn share_own(page: &str, own: &Own, chrome: &EmbedOptions, status: &RichText, send: &Dispatch) -> Html {
    let bare = EmbedOptions {
        embed: false,
        ..chrome.clone()
    };
    let link = format!("{page}{}", own.address().hash(&bare));
    html! {
        <Dialog title="Share" send={send.clone()}>
            if let Some(Err(words)) = &own.link.packed {
                <p>{words}</p>
            } else {
                {shared("Link to exactly this", &link, "link", send)}
                <p class="hint">{"It holds the program, the Python, the schedule and the move on show. Whoever opens it sends it nowhere either."}</p>
            }
            <author-kit page={page.to_string()} hash={own.address().hash(&bare)} program={own.source.text.to_string()}></author-kit>
            <p><button onclick={does(send, ProgramCommand::Text(TextCommand::Save))}>{"Save as file"}</button></p>
            <p class="dialog-status" role="status" aria-live="polite">{rich(status)}</p>
        </Dialog>
    }
}
