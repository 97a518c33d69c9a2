//! The moves of a film as a table: a column a thread, a row a move; the one on show is kept in view.

use super::token::written;
use crate::model::{Action, FilmCommand, ProgramCommand};
use crate::parts::{Dispatch, Markup};
use protocol::check::{Film, Row};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What the part shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The run.
    pub film: Rc<Film>,
    /// So many moves are shown.
    pub at: usize,
    /// The program.
    pub text: Rc<str>,
    /// Where actions go.
    pub send: Dispatch,
}

/// The moves; a click on one goes there.
#[component]
pub fn Rows(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.film.clone(), props.at), move |(_, at)| {
            if let Some(element) = node.cast::<HtmlElement>() {
                show(&element, *at);
            }
        });
    }
    let send = props.send.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let row = event
            .target_dyn_into::<Element>()
            .and_then(|target| target.closest("tr[data-move]").ok()?);
        if let Some(at) = row.and_then(|row| row.get_attribute("data-move")?.parse().ok()) {
            send.emit(Action::Program(ProgramCommand::Film(FilmCommand::To(at))));
        }
    });
    html! {
        <div class="rows" ref={node} tabindex="0" role="region" aria-label="Moves" {onclick}>
            {crate::shell::memo((props.film.clone(), props.text.clone()), table)}
        </div>
    }
}

/// Marks the row on show and those that are still to come, and scrolls no further than it must.
fn show(element: &HtmlElement, at: usize) {
    let Ok(rows) = element.query_selector_all("tbody tr") else {
        return;
    };
    for number in 0..rows.length() {
        let row = rows.get(number).and_then(|row| row.dyn_into::<HtmlElement>().ok());
        let Some(row) = row else { continue };
        let place = number as usize + 1;
        let class = match place.cmp(&at) {
            std::cmp::Ordering::Less => "",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "later",
        };
        let switch = if row.class_name().contains("switch") {
            " switch"
        } else {
            ""
        };
        row.set_class_name(&format!("{class}{switch}"));
        if place == at {
            // These names are always allowed.
            let _ = row.set_attribute("aria-current", "step");
            keep_in_view(element, &row);
        } else {
            let _ = row.remove_attribute("aria-current");
        }
    }
    if at == 0 {
        element.set_scroll_top(0);
    }
}

fn keep_in_view(element: &HtmlElement, row: &HtmlElement) {
    const HEAD: i32 = 34;
    let (top, height) = (element.scroll_top(), element.client_height());
    let (first, last) = (row.offset_top() - HEAD, row.offset_top() + row.offset_height());
    if first < top {
        element.set_scroll_top(first);
    } else if last > top + height {
        element.set_scroll_top(last - height);
    }
}

fn table((film, text): &(Rc<Film>, Rc<str>)) -> Html {
    let lines: Vec<&str> = text.lines().collect();
    let head = |markup: Markup, (thread, name): (usize, &String)| {
        let markup = written(
            markup.tags(format!(
                "<th scope=col data-home={thread} data-hand={thread} style=\"--t:{}\">",
                colour(thread)
            )),
            thread,
        );
        markup.text(name).tags("</th>")
    };
    let row = |markup: Markup, (at, row): (usize, &Row)| {
        let class = if row.switch { "switch" } else { "" };
        let markup = markup
            .tags(format!("<tr data-move={} class=\"{class}\"><th scope=row>", at + 1))
            .text((at + 1).to_string())
            .tags("</th>");
        let cell = |markup: Markup, thread: usize| match usize::from(row.thread) == thread {
            true => moved(markup.tags("<td>"), row, &lines).tags("</td>"),
            false => markup.tags("<td></td>"),
        };
        markup.each(0..film.threads.len(), cell).tags("</tr>")
    };
    let end = |markup: Markup| match film.cut {
        true => markup.tags("<p class=empty>The run goes on; its first moves are shown.</p>"),
        false => markup,
    };
    let table = Markup::default()
        .tags("<table aria-label=\"The failure, move by move\"><thead><tr><th scope=col><span class=unseen>Move</span></th>")
        .each(film.threads.iter().enumerate(), head)
        .tags("</tr></thead><tbody>")
        .each(film.rows.iter().enumerate(), row)
        .tags("</tbody></table>");
    end(table).html()
}

fn moved(markup: Markup, row: &Row, lines: &[&str]) -> Markup {
    let markup = markup
        .tags(format!(
            "<div class=move style=\"--t:{}\"><span>",
            colour(usize::from(row.thread))
        ))
        .text(&row.words)
        .tags("</span>");
    let line = (row.line as usize).checked_sub(1).and_then(|line| lines.get(line));
    match line {
        Some(line) => markup
            .tags("<small>line ")
            .text(row.line.to_string())
            .tags(" <code>")
            .text(line.trim())
            .tags("</code></small>"),
        None => markup,
    }
    .tags("</div>")
}

/// A thread's colour, for a stylesheet.
pub fn colour(thread: usize) -> String {
    match thread.checked_sub(1) {
        Some(number) => format!("var(--t{})", number % 8 + 1),
        None => "var(--wait)".into(),
    }
}
