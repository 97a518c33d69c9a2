//! A knot as a drawing: a circle of boxes, a row of slots with a queue before it, or somebody who waits beside a gap.

use crate::model::format::counted;
use crate::parts::Markup;
use trace::{DeadlockKind, DeadlockReport, Kind, Knot, KnotMember, Waiter};
use yew::Html;

/// Boxes of one knot; the others are counted.
const MOST: usize = 8;

/// Little squares for tasks in a queue; more of them are only counted.
const MOST_QUEUED: u32 = 12;

/// All knots, and who waits for them besides.
pub fn picture(stuck: &DeadlockReport) -> Html {
    Markup::default()
        .tags("<div class=knots role=img aria-label=\"")
        .text(stuck.sentence())
        .tags("\">")
        .each(&stuck.knots, |markup, knot| match knot.kind {
            DeadlockKind::Circle | DeadlockKind::Itself => circle(markup, stuck, knot),
            DeadlockKind::Slots => slots(markup, stuck, knot),
            DeadlockKind::Nobody => nobody(markup, stuck, knot),
        })
        .tags(others(stuck))
        .tags("</div>")
        .html()
}

/// Everybody who waits: what each holds, what it waits for, and at which line.
pub fn table(stuck: &DeadlockReport, line: impl Fn(&Waiter) -> String) -> Html {
    let row = |waiter: &Waiter| {
        let held: Vec<&str> = waiter.holds.iter().map(|object| object.name.as_str()).collect();
        vec![
            waiter.thread.clone(),
            held.join(", "),
            waiter.waits_for.name.clone(),
            line(waiter),
        ]
    };
    let heads = ["Thread", "Holds", "Waits for", "At"].map(str::to_string);
    Markup::default()
        .table("Who waits for whom as a table", &heads, stuck.waiting.iter().map(row))
        .html()
}

/// A thread as the lanes show it.
pub fn thread(markup: Markup, number: u16, name: &str) -> Markup {
    markup
        .tags(format!(
            "<span class=who><i class=swatch style=\"background:var(--t{})\" aria-hidden=true>{}</i><b>",
            number % 8 + 1,
            number + 1
        ))
        .text(name)
        .tags("</b></span>")
}

fn circle(markup: Markup, stuck: &DeadlockReport, knot: &Knot) -> Markup {
    let last = knot.parts.len().saturating_sub(1);
    let shown = knot.parts.iter().take(MOST).enumerate();
    let markup = markup
        .tags("<div class=\"knot circle\">")
        .each(shown, |markup, (position, part)| {
            let markup = boxed(markup, stuck, part);
            match position == last {
                true => markup,
                false => markup.tags("<span class=arrow>→</span>"),
            }
        });
    let first = knot.parts.first().map_or("", |part| stuck.waiter(part).thread.as_str());
    more(markup, knot.parts.len())
        .tags("<span class=back>↩ ")
        .text(first)
        .tags("</span></div>")
}

/// A thread, what it keeps from the one before it, and what it wants from the next.
fn boxed(markup: Markup, stuck: &DeadlockReport, part: &KnotMember) -> Markup {
    let waiter = stuck.waiter(part);
    let holds = part.holds.as_ref().filter(|_| part.keeps());
    let class = holds.map_or(
        "",
        |object| if object.kind == Kind::GlobalLock { " global" } else { "" },
    );
    let markup = markup.tags(format!("<span class=\"seat{class}\">"));
    let markup = thread(markup, waiter.number, &waiter.thread);
    let markup = match holds {
        Some(object) => markup.tags("<span>holds <u>").text(&object.name).tags("</u></span>"),
        None => markup,
    };
    waits(markup, waiter).tags("</span>")
}

fn waits(markup: Markup, waiter: &Waiter) -> Markup {
    markup
        .tags("<span>waits for ")
        .text(waiter.waits_for.wanted())
        .tags("</span>")
}

/// A row of slots, each with the task that waits in it, and the queue before them.
fn slots(markup: Markup, stuck: &DeadlockReport, knot: &Knot) -> Markup {
    let squares = "<i></i>".repeat(knot.queue.min(MOST_QUEUED) as usize);
    let queue = match knot.object.kind {
        Kind::Pool => format!(
            "<span class=queue>{squares}<span>{}</span></span><span class=arrow>→</span>",
            match knot.queue {
                1 => "1 task queues".to_string(),
                queue => format!("{queue} tasks queue"),
            }
        ),
        _ => String::new(),
    };
    let markup = markup.tags("<div class=\"knot slots\">").tags(queue);
    let seats = knot.parts.iter().take(MOST);
    let markup = markup.each(seats, |markup, part| {
        let waiter = stuck.waiter(part);
        let slot = part.holds.as_ref().map_or("", |object| object.name.as_str());
        let markup = markup.tags("<span class=seat><span>").text(slot).tags("</span>");
        waits(thread(markup, waiter.number, &waiter.thread), waiter).tags("</span>")
    });
    more(markup, knot.parts.len()).tags("</div>")
}

/// Those who wait, and the one who is missing.
fn nobody(markup: Markup, stuck: &DeadlockReport, knot: &Knot) -> Markup {
    let markup = markup.tags("<div class=\"knot nobody\">");
    let seats = knot.parts.iter().take(MOST);
    let markup = markup.each(seats, |markup, part| boxed(markup, stuck, part));
    more(markup, knot.parts.len())
        .tags("<span class=arrow>→</span><span class=\"seat gap\"><b>nobody</b><span>")
        .text(knot.object.missing())
        .tags("</span></span></div>")
}

fn more(markup: Markup, parts: usize) -> Markup {
    match parts.saturating_sub(MOST) {
        0 => markup,
        more => markup.tags(format!("<span class=more>+ {more} more like it</span>")),
    }
}

fn others(stuck: &DeadlockReport) -> String {
    match stuck.outside() {
        0 => String::new(),
        others => format!(
            "<p class=more>+ {} for them</p>",
            match others {
                1 => "1 more thread waits".to_string(),
                _ => format!("{} wait", counted(others as u64, "more threads")),
            }
        ),
    }
}
