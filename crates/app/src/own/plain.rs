//! The plain field: it takes what is typed, over the same text in colours, beside the numbers of its lines.

use super::{marks::Marks, token::written};
use crate::parts::Markup;
use crate::program::{inked, python_pieces};
use crate::shell::memo;
use std::rc::Rc;
use yew::prelude::*;

/// The longest text, in bytes, that is drawn in colours.
const MOST_DRAWN: usize = 96 * 1024;

/// A field and the text that is drawn beneath it; a very long one stands alone.
pub fn plain(text: &Rc<str>, marks: &Marks, area: Html) -> Html {
    if text.len() > MOST_DRAWN {
        return html! { <div class="alone">{area}</div> };
    }
    html! {
        <div class="sheet-of-text">
            {memo((text.clone(), marks.clone()), gutter)}
            <div class="paper">
                {memo(text.clone(), coloured)}
                {area}
            </div>
            {memo((text.clone(), marks.clone()), threads)}
        </div>
    }
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX)
}

fn gutter((text, marks): &(Rc<str>, Marks)) -> Html {
    let line = |markup: Markup, line: u32| {
        let mut classes = Vec::new();
        let mut mark = |is: bool, class| {
            if is {
                classes.push(class);
            }
        };
        mark(marks.wrong == Some(line), "line-wrong");
        mark(marks.is_raced(line), "line-raced");
        mark(marks.now == Some(line), "line-now");
        markup
            .tags(format!("<li class=\"{}\">", classes.join(" ")))
            .text(line.to_string())
            .tags("</li>")
    };
    Markup::default()
        .tags("<ol class=gutter aria-hidden=true>")
        .each(1..=lines(text), line)
        .tags("</ol>")
        .html()
}

fn threads((_, marks): &(Rc<str>, Marks)) -> Html {
    let mut lines: Vec<u32> = marks.threads.iter().map(|(_, line)| *line).collect();
    lines.sort_unstable();
    lines.dedup();
    let at = |markup: Markup, line: u32| {
        let here = marks.threads.iter().filter(|(_, at)| *at == line);
        markup
            .tags(format!("<li style=\"--number:{}\">", line - 1))
            .each(here, |markup, (thread, _)| written(markup, usize::from(*thread)))
            .tags("</li>")
    };
    Markup::default()
        .tags("<ol class=whereabouts aria-hidden=true>")
        .each(lines, at)
        .tags("</ol>")
        .html()
}

// The last line has an end too, or the field would be a line higher than what is drawn. Each is a block: browsers take one block of text
// that is larger than any before for the page's main content, and the page was readable before these colours came.
fn coloured(text: &Rc<str>) -> Html {
    let line = |markup: Markup, line: &str| {
        let markup = markup.tags("<span>").each(python_pieces(line), inked);
        markup.tags("\n</span>")
    };
    Markup::default()
        .tags("<pre aria-hidden=true>")
        .each(text.split('\n'), line)
        .tags("</pre>")
        .html()
}
