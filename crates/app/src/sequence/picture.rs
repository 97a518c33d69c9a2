//! The messages as a sequence diagram: a column a party, a row a message, and how many wait at each in the queue and among the results.

use super::story::{Message, Story};
use crate::model::format::{counted, millis};
use crate::parts::Markup;
use yew::Html;

/// Width of a column, in pixels.
const COLUMN: usize = 60;
/// Height of a row.
const ROW: usize = 19;
/// Room for the times on the left.
const LEFT: usize = 62;
/// Room on the right.
const RIGHT: usize = 12;
/// Height of the names, which stay in view.
const HEAD: usize = 30;

/// The diagram: the names, and below them the messages.
pub fn picture(story: &Story) -> Html {
    let wide = LEFT + COLUMN * story.parties.len() + RIGHT;
    let high = ROW * story.messages.len() + 8;
    let (messages, parties) = (story.messages.len(), story.parties.len());
    Markup::default()
        .tags(format!(
            "<svg class=\"sequence-picture heads\" aria-hidden=true width={wide} height={HEAD} viewBox=\"0 0 {wide} {HEAD}\">"
        ))
        .each(story.parties.iter().enumerate(), head)
        .tags(format!(
            "</svg><svg class=sequence-picture role=img width={wide} height={high} viewBox=\"0 0 {wide} {high}\" aria-label=\"{} between {parties} parties; the table has them in words\">",
            counted(messages as u64, "messages")
        ))
        .each(0..parties, |markup, party| {
            markup.tags(format!("<path class=life d=\"M{} 0V{high}\" />", column(party)))
        })
        .each(story.messages.iter().enumerate(), |markup, (row, message)| {
            arrow(markup, row, message, story)
        })
        .tags("</svg>")
        .html()
}

fn column(party: usize) -> usize {
    LEFT + COLUMN * party + COLUMN / 2
}

/// A party's name, its number below it.
fn head(markup: Markup, (party, name): (usize, &String)) -> Markup {
    let (x, (kind, number)) = (column(party), name.split_once(' ').unwrap_or((name, "")));
    markup
        .tags(format!("<text class=party x={x} y=12>"))
        .text(kind)
        .tags(format!("</text><text class=party x={x} y=25>"))
        .text(number)
        .tags("</text>")
}

/// Where the words of an arrow stand: between neighbours clear of the box at its tip.
fn middle(from: usize, to: usize) -> usize {
    let half = (from + to) / 2;
    match from.abs_diff(to) {
        COLUMN if to > from => half - 9,
        COLUMN => half + 9,
        _ => half,
    }
}

/// An arrow with its words above its middle; where it comes to or leaves the queue or the results, how many are there then.
fn arrow(markup: Markup, row: usize, message: &Message, story: &Story) -> Markup {
    let y = ROW * row + ROW - 3;
    let (from, to) = (column(message.from), column(message.to));
    let tip = if to > from { to - 6 } else { to + 6 };
    let class = if message.bad { "message bad" } else { "message" };
    let markup = markup
        .tags(format!(
            "<g class=\"{class}\"><path d=\"M{from} {y}H{to}\" /><path class=tip d=\"M{to} {y}L{tip} {}V{}Z\" /><text x={} y={}>",
            y - 4,
            y + 4,
            middle(from, to),
            y - 4,
        ))
        .text(message.short())
        .tags(format!("</text><text class=when x={} y={}>", LEFT - 8, y + 3))
        .text(millis(message.at))
        .tags("</text>");
    let results = story.parties.len().saturating_sub(1);
    let depths = [(story.queue, message.queued), (results, message.waiting)];
    let there = depths
        .iter()
        .filter(|(party, _)| [message.from, message.to].contains(party));
    markup
        .each(there, |markup, (party, depth)| {
            let x = column(*party);
            markup.tags(format!(
                "<rect class=depth x={} y={} width=16 height=14 rx=4 /><text class=depth x={x} y={}>{depth}</text>",
                x - 8,
                y - 7,
                y + 4
            ))
        })
        .tags("</g>")
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
