//! The messages as a sequence diagram: a column a party, a row a message, depths as counters beside it.

use super::story::{Message, Story};
use crate::model::format::millis;
use crate::parts::Markup;
use yew::Html;

/// Width of a column, in pixels.
const COLUMN: usize = 92;
/// Height of a row.
const ROW: usize = 20;
/// Room for the times on the left.
const LEFT: usize = 70;
/// Room for the counters on the right.
const RIGHT: usize = 150;
/// Height of the names.
const HEAD: usize = 26;

/// The diagram.
pub fn picture(story: &Story) -> Html {
    let wide = LEFT + COLUMN * story.parties.len() + RIGHT;
    let high = HEAD + ROW * story.messages.len() + 8;
    let column = |party: usize| LEFT + COLUMN * party + COLUMN / 2;
    Markup::default()
        .tags(format!(
            "<svg class=sequence-picture role=img width={wide} height={high} viewBox=\"0 0 {wide} {high}\" aria-label=\"{} messages between {} parties; the table has them in words\">",
            story.messages.len(),
            story.parties.len(),
        ))
        .each(story.parties.iter().enumerate(), |markup, (party, name)| {
            let x = column(party);
            markup
                .tags(format!("<text class=party x={x} y=16>"))
                .text(name)
                .tags(format!("</text><path class=life d=\"M{x} {HEAD}V{high}\" />"))
        })
        .each(story.messages.iter().enumerate(), |markup, (row, message)| {
            arrow(markup, row, message, (column(message.from), column(message.to)), wide)
        })
        .tags("</svg>")
        .html()
}

/// An arrow with its words above its middle; each appears after the one before.
fn arrow(markup: Markup, row: usize, message: &Message, (from, to): (usize, usize), wide: usize) -> Markup {
    let y = HEAD + ROW * row + ROW - 4;
    let tip = if to > from { to - 6 } else { to + 6 };
    let class = if message.bad { "message bad" } else { "message" };
    markup
        .tags(format!(
            "<g class=\"{class}\" style=\"--row:{row}\"><path d=\"M{from} {y}H{to}\" /><path class=tip d=\"M{to} {y}L{tip} {}V{}Z\" /><text x={} y={}>",
            y - 4,
            y + 4,
            (from + to) / 2,
            y - 4,
        ))
        .text(&message.what)
        .tags(format!("</text><text class=when x={} y={y}>", LEFT - 8))
        .text(millis(message.at))
        .tags(format!("</text><text class=depth x={} y={y}>", wide - RIGHT + 8))
        .text(format!("queue {}, results {}", message.queued, message.waiting))
        .tags("</text></g>")
}

/// The same in words.
pub fn table(story: &Story) -> Html {
    let heads = ["", "At", "From", "To", "What", "In the queue", "Results waiting"].map(str::to_string);
    let party = |party: usize| story.parties.get(party).cloned().unwrap_or_default();
    let rows = story.messages.iter().enumerate().map(|(row, message)| {
        vec![
            (row + 1).to_string(),
            millis(message.at),
            party(message.from),
            party(message.to),
            message.what.clone(),
            message.queued.to_string(),
            message.waiting.to_string(),
        ]
    });
    Markup::default().table("Sequence as a table", &heads, rows).html()
}
