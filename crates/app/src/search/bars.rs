//! How many schedules come to what: bars, or the same as a table.

use crate::model::{Bar, format::count};
use crate::parts::Markup;
use yew::prelude::*;

/// Bars that are drawn at most; the table has all that were told.
const MOST: usize = 24;

/// How many schedules come to what.
pub fn bars(bars: &[Bar], as_table: bool) -> Html {
    if bars.is_empty() {
        return html! {};
    }
    let all: u64 = bars.iter().map(|bar| bar.schedules).sum();
    match as_table {
        true => table(bars, all),
        false => picture(bars, all),
    }
}

fn picture(bars: &[Bar], all: u64) -> Html {
    let highest = bars.iter().map(|bar| bar.schedules).max().unwrap_or(1).max(1);
    let row = |markup: Markup, bar: &Bar| {
        let width = bar.schedules as f64 * 100.0 / highest as f64;
        markup
            .tags(if bar.bad { "<li class=wrong>" } else { "<li>" })
            .tags("<span class=outcome>")
            .text(&bar.outcome)
            .tags(if bar.bad { " <i>✗</i>" } else { " <i>✓</i>" })
            .tags(format!(
                "</span><span class=room><b style=\"width:{width:.2}%\"></b></span><span>"
            ))
            .text(count(bar.schedules))
            .tags("</span></li>")
    };
    let said = format!(
        "{} outcomes of {} schedules; the table has them in numbers",
        bars.len(),
        count(all)
    );
    let mut markup = Markup::default()
        .tags("<div class=bars role=img aria-label=\"")
        .text(said)
        .tags("\"><ol>")
        .each(bars.iter().take(MOST), row)
        .tags("</ol>");
    if bars.len() > MOST {
        markup = markup
            .tags("<p>")
            .text(format!("and {} more outcomes", count((bars.len() - MOST) as u64)))
            .tags("</p>");
    }
    markup.tags("</div>").html()
}

fn table(bars: &[Bar], all: u64) -> Html {
    let heads = ["Outcome", "Schedules", "Share", "Right"].map(String::from);
    let row = |bar: &Bar| {
        let share = bar.schedules as f64 * 100.0 / all.max(1) as f64;
        vec![
            bar.outcome.clone(),
            count(bar.schedules),
            format!("{share:.2} %"),
            if bar.bad { "no" } else { "yes" }.into(),
        ]
    };
    let table = Markup::default().table("Outcomes as a table", &heads, bars.iter().map(row));
    html! { <div class="tables" tabindex="0" role="region" aria-label="Outcomes in numbers">{table.html()}</div> }
}
