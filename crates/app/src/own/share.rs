//! What is shared of a program: the link to exactly this, what puts it into another page, and the file where it is too long for a link.

use super::does;
use crate::model::{Own, ProgramCommand, RichText};
use crate::parts::{Dialog, Dispatch, rich, shared};
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
    let frame = format!(
        "<iframe src=\"{page}{}\" title=\"Threadbare: {}\" width=\"700\" height=\"480\" style=\"border:0;max-width:100%\" loading=\"lazy\" \
         allow=\"cross-origin-isolated; clipboard-write\"></iframe>",
        own.address().hash(&framed).replace('&', "&amp;"),
        escaped(&own.name),
    );
    html! {
        <Dialog title="Share" send={send.clone()}>
            if let Some(Err(words)) = &own.packed {
                <p>{words}</p>
            } else {
                {shared("Link to exactly this", &link, "link", true, send)}
                <p class="hint">{"It holds the program, the Python, the schedule and the move on show. Whoever opens it sends it nowhere either."}</p>
                {shared("A frame for your page", &frame, "frame", false, send)}
                {shared("An element for your page, which tells it what happens", &element(page, own), "element", false, send)}
            }
            <p><button onclick={does(send, ProgramCommand::Save)}>{"Save as file"}</button></p>
            <p class="dialog-status" role="status" aria-live="polite">{rich(status)}</p>
        </Dialog>
    }
}

fn element(page: &str, own: &Own) -> String {
    let folder = page.rfind('/').map_or("", |end| &page[..=end]);
    // What would end the script early is the only thing that cannot stand in it as it is.
    let text = own.text.replace("</script", "<\\/script");
    format!(
        "<script type=\"module\" src=\"{}thread-bare.js\"></script>\n<thread-bare python=\"{}\"><script type=\"text/x-python\">\n{}\n</script></thread-bare>",
        escaped(folder),
        own.python_name(),
        text.trim_end()
    )
}

/// A text that can stand in an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
