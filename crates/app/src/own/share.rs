//! What is shared of a program: the link to exactly this, what puts it into another page, and the file where it is too long for a link.

use super::does;
use crate::model::{Own, ProgramCommand, RichText};
use crate::parts::{Dialog, Dispatch, rich, shared, snippets};
use catalogue::EmbedOptions;
use yew::prelude::*;

/// The dialog; `page` is the address of Threadbare without its hash.
pub fn share_own(page: &str, own: &Own, chrome: &EmbedOptions, status: &RichText, send: &Dispatch) -> Html {
    let bare = EmbedOptions {
        embed: false,
        ..chrome.clone()
    };
    let framed = EmbedOptions {
        embed: true,
        ..chrome.clone()
    };
    let link = format!("{page}{}", own.address().hash(&bare));
    let title = format!("Threadbare: {}", own.name);
    let frame = snippets::frame_of(&format!("{page}{}", own.address().hash(&framed)), &title);
    html! {
        <Dialog title="Share" send={send.clone()}>
            if let Some(Err(words)) = &own.packed {
                <p>{words}</p>
            } else {
                {shared("Link to exactly this", &link, "link", true, send)}
                <p class="hint">{"It holds the program, the Python, the schedule and the move on show. Whoever opens it sends it nowhere either."}</p>
                {shared("A frame for your page", &frame, "frame", false, send)}
                {shared("An element for your page, which tells it what happens", &element(&link, &title, own), "element", false, send)}
            }
            <author-kit page={page.to_string()} hash={own.address().hash(&bare)} program={own.text.to_string()}></author-kit>
            <p><button onclick={does(send, ProgramCommand::Save)}>{"Save as file"}</button></p>
            <p class="dialog-status" role="status" aria-live="polite">{rich(status)}</p>
        </Dialog>
    }
}

fn element(link: &str, title: &str, own: &Own) -> String {
    // What would end the script early is the only thing that cannot stand in it as it is.
    let text = own.text.replace("</script", "<\\/script");
    let program = format!("<script type=\"text/x-python\">\n{}\n</script>", text.trim_end());
    snippets::element_of(&format!(" python=\"{}\"", own.python_name()), &program, link, title)
}
