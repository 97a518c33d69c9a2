//! The messages as a sequence diagram: a column a party, a row a message, and how many wait at each in the queue and among the results.

use super::story::{Message, Story};
use crate::model::format::{counted, millis};
use crate::parts::Markup;
use yew::Html;

/// Width of a column, in pixels: as wide as its words need, and no wider where there are many.
const COLUMNS: (usize, usize) = (50, 60);
/// Room for all columns of a pane on a common screen.
const ACROSS: usize = 450;
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
    let columns = Columns::of(story);
    let wide = LEFT + columns.wide * story.parties.len() + RIGHT;
    let high = ROW * story.messages.len() + 8;
    let (messages, parties) = (story.messages.len(), story.parties.len());
    Markup::default()
        .tags(format!(
            "<svg class=\"sequence-picture heads\" aria-hidden=true width={wide} height={HEAD} viewBox=\"0 0 {wide} {HEAD}\">"
        ))
        .each(story.parties.iter().enumerate(), |markup, party| head(markup, party, columns))
        .tags(format!(
            "</svg><svg class=sequence-picture role=img width={wide} height={high} viewBox=\"0 0 {wide} {high}\" aria-label=\"{} between {parties} parties; the table has them in words\">",
            counted(messages as u64, "messages")
        ))
        .each(0..parties, |markup, party| {
            markup.tags(format!("<path class=life d=\"M{} 0V{high}\" />", columns.middle(party)))
        })
        .each(story.messages.iter().enumerate(), |markup, (row, message)| {
            arrow(markup, (row, message), story, columns)
        })
        .tags("</svg>")
        .html()
}

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Columns {
    wide: usize,
}

impl Columns {
    fn of(story: &Story) -> Self {
        let (least, most) = COLUMNS;
        let wide = (ACROSS / story.parties.len().max(1)).clamp(least, most);
        Columns { wide }
    }

    /// The middle of a party's column.
    fn middle(self, party: usize) -> usize {
        LEFT + self.wide * party + self.wide / 2
    }

    /// Where the words of an arrow stand: between neighbours clear of the box that one of them has.
    fn between(self, story: &Story, message: &Message) -> usize {
        let (left, right) = (message.from.min(message.to), message.from.max(message.to));
        let half = (self.middle(left) + self.middle(right)) / 2;
        match right - left {
            1 if has_depth(story, right) => half - 9,
            1 if has_depth(story, left) => half + 9,
            _ => half,
        }
    }
}

/// Whether it is said of a party how many are there: of the queue and of the results, which are last.
fn has_depth(story: &Story, party: usize) -> bool {
    party == story.queue || party + 1 == story.parties.len()
}

/// A party's name, its number below it.
fn head(markup: Markup, (party, name): (usize, &String), columns: Columns) -> Markup {
    let (x, (kind, number)) = (columns.middle(party), name.split_once(' ').unwrap_or((name, "")));
    markup
        .tags(format!("<text class=party x={x} y=12>"))
        .text(kind)
        .tags(format!("</text><text class=party x={x} y=25>"))
        .text(number)
        .tags("</text>")
}

/// An arrow with its words above its middle; where it comes to or leaves the queue or the results, how many are there then.
fn arrow(markup: Markup, (row, message): (usize, &Message), story: &Story, columns: Columns) -> Markup {
    let y = ROW * row + ROW - 3;
    let (from, to) = (columns.middle(message.from), columns.middle(message.to));
    let tip = if to > from { to - 6 } else { to + 6 };
    let class = if message.bad { "message bad" } else { "message" };
    let markup = markup
        .tags(format!(
            "<g class=\"{class}\"><path d=\"M{from} {y}H{to}\" /><path class=tip d=\"M{to} {y}L{tip} {}V{}Z\" /><text x={} y={}>",
            y - 4,
            y + 4,
            columns.between(story, message),
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
            let x = columns.middle(*party);
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
