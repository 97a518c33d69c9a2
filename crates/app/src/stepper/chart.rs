//! The steps of a run as a picture: a row a thread, a mark a step, in order.

use crate::model::format::counted;
use crate::parts::Markup;
use trace::Snapshot;
use yew::Html;

/// The most pixels that a step is wide.
const ROOMY: u64 = 34;

/// Stretches that are told to those who do not see them.
const MOST_TOLD: usize = 40;

/// So many steps by one thread; `None` when a policy chose, and its choices are not listed.
type Stretch = (Option<u16>, u64);

/// The picture of all steps that are known; `width` is how many steps the widest of the pictures has.
pub fn chart(moment: &Snapshot, width: u64) -> Html {
    let stretches = stretches(&moment.schedule);
    if moment.known == 0 {
        return Markup::default()
            .tags("<p class=empty>Every step leaves a mark here, in the row of the thread that took it.</p>")
            .html();
    }
    let rows = moment.turns.len().max(1);
    let mut from = 0;
    let markup = Markup::default()
        .tags(format!(
            "<svg class=chart role=img viewBox=\"0 0 {} {rows}\" preserveAspectRatio=none style=\"{};height:{}px\" aria-label=\"",
            moment.known,
            breadth(moment.known, width),
            (rows * 16).min(168),
        ))
        .text(told(moment, &stretches))
        .tags("\">");
    let markup = stretches.iter().fold(markup, |markup, (thread, steps)| {
        let (begin, end) = (from, from + steps);
        from = end;
        let past = end.min(moment.at).saturating_sub(begin);
        let markup = block(markup, *thread, rows, begin, past, "");
        block(markup, *thread, rows, begin + past, steps - past, " class=later")
    });
    markup
        .tags(format!(
            "<path class=now d=\"M{0} 0V{rows}\" vector-effect=non-scaling-stroke /></svg>",
            moment.at
        ))
        .html()
}

/// How broad a picture or slider of so many steps is, when the widest has `width`.
pub fn breadth(steps: u64, width: u64) -> String {
    let (steps, widest) = (steps.max(1), width.max(steps).max(1));
    let share = 100.0 * steps as f64 / widest as f64;
    // Beyond so many steps the picture is as broad as the page anyway.
    format!("width:min({share:.2}%, {}px)", steps.min(200) * ROOMY)
}

fn block(markup: Markup, thread: Option<u16>, rows: usize, from: u64, steps: u64, class: &str) -> Markup {
    if steps == 0 {
        return markup;
    }
    match thread {
        Some(thread) => markup.tags(format!(
            "<rect{class} x={from} y={}.12 width={steps} height=.76 style=\"fill:var(--t{})\"/>",
            thread,
            thread % 8 + 1
        )),
        None => markup.tags(format!(
            "<rect{class} x={from} y=.3 width={steps} height={} fill=var(--faint) />",
            rows as f64 - 0.6
        )),
    }
}

fn told(moment: &Snapshot, stretches: &[Stretch]) -> String {
    let name = |thread: u16| {
        let turn = moment.turns.get(usize::from(thread));
        turn.map_or_else(|| format!("thread {}", thread + 1), |turn| turn.name.clone())
    };
    let words = stretches.iter().take(MOST_TOLD).map(|(thread, steps)| match thread {
        Some(thread) => format!("{} {}", name(*thread), counted(*steps, "steps")),
        None => counted(*steps, "steps"),
    });
    let more = if stretches.len() > MOST_TOLD { ", and so on" } else { "" };
    format!("Who moved: {}{more}", words.collect::<Vec<_>>().join(", then "))
}

/// The stretches of a schedule as it is written: `1x3.2` is three steps of the first thread and one of the second.
fn stretches(schedule: &str) -> Vec<Stretch> {
    let parts = schedule.split('.').filter(|part| !part.is_empty());
    parts.map(stretch).collect()
}

fn stretch(part: &str) -> Stretch {
    let (head, steps) = match part.strip_prefix('f') {
        Some(steps) => ("f", Some(steps)),
        None => part
            .split_once('x')
            .map_or((part, None), |(head, steps)| (head, Some(steps))),
    };
    let thread = head.parse::<u16>().ok().and_then(|thread| thread.checked_sub(1));
    (thread, steps.and_then(|steps| steps.parse().ok()).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_read_stretch_by_stretch() {
        let expected = [(Some(0), 3), (Some(1), 1), (None, 20), (None, 5), (Some(11), 2)];
        assert_eq!(stretches("1x3.2.f20.r7x5.12x2"), expected);
        assert_eq!(stretches(""), []);
    }
}
