//! The steps of a run as a picture: a row a thread, a mark a step, in order, and a line through each step that raced.

use crate::model::format::counted;
use crate::parts::Markup;
use std::collections::BTreeSet;
use trace::{Snapshot, ThreadView};
use yew::Html;

/// The most pixels that a step is wide.
const ROOMY: u64 = 34;

/// The most rows that are named: more are narrower than letters. So few are named in a low window too.
const MOST_NAMED: usize = 6;
const FEW: usize = 3;

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
    let named = if rows <= MOST_NAMED { rows * 14 } else { 0 };
    let markup = named_rows(moment, named > 0)
        .tags(format!(
            "<svg class=chart role=img viewBox=\"0 0 {} {rows}\" preserveAspectRatio=none style=\"{};height:{}px;--named:{named}px\" aria-label=\"",
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
        let markup = markup
            .tags("<g><title>")
            .text(stretch_told(moment, *thread, *steps))
            .tags("</title>");
        let markup = block(markup, *thread, rows, begin, past, "");
        block(markup, *thread, rows, begin + past, steps - past, " class=later").tags("</g>")
    });
    let races = raced(moment).fold(markup, |markup, step| {
        markup.tags(format!(
            "<path class=harm d=\"M{}.5 0V{rows}\" vector-effect=non-scaling-stroke />",
            step - 1
        ))
    });
    races
        .tags(format!(
            "<path class=now d=\"M{0} 0V{rows}\" vector-effect=non-scaling-stroke /></svg>",
            moment.at
        ))
        .html()
}

/// The threads' names beside their rows, where letters have room.
fn named_rows(moment: &Snapshot, named: bool) -> Markup {
    let name = |markup: Markup, turn: &ThreadView| {
        let colour = turn.thread % 8 + 1;
        let tag = format!("<li><i class=dot style=\"background:var(--t{colour})\"></i><span>");
        markup.tags(tag).text(&turn.name).tags("</span></li>")
    };
    let turns = moment.turns.iter().filter(|_| named);
    let few = if moment.turns.len() <= FEW { " few" } else { "" };
    let names = Markup::default().tags(format!("<ol class=\"chart-names{few}\" aria-hidden=true>"));
    names.each(turns, name).tags("</ol>")
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

/// The steps that raced with an earlier one, counted from 1, each once.
fn raced(moment: &Snapshot) -> impl Iterator<Item = u64> {
    let steps: BTreeSet<u64> = moment.races.iter().map(|race| race.step).collect();
    let known = moment.known;
    steps.into_iter().filter(move |step| (1..=known).contains(step))
}

fn told(moment: &Snapshot, stretches: &[Stretch]) -> String {
    let words = stretches
        .iter()
        .take(MOST_TOLD)
        .map(|(thread, steps)| stretch_told(moment, *thread, *steps));
    let more = if stretches.len() > MOST_TOLD { ", and so on" } else { "" };
    let who = format!("Who moved: {}{more}", words.collect::<Vec<_>>().join(", then "));
    let raced: Vec<String> = raced(moment).take(MOST_TOLD).map(|step| step.to_string()).collect();
    match &raced[..] {
        [] => who,
        [step] => format!("{who}. Step {step} raced"),
        steps => format!("{who}. Steps {} raced", steps.join(", ")),
    }
}

fn stretch_told(moment: &Snapshot, thread: Option<u16>, steps: u64) -> String {
    let name = |thread: u16| {
        let turn = moment.turns.get(usize::from(thread));
        turn.map_or_else(|| format!("thread {}", thread + 1), |turn| turn.name.clone())
    };
    let steps = counted(steps, "steps");
    thread.map_or(steps.clone(), |thread| format!("{} {steps}", name(thread)))
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
    use trace::{Place, Race, RaceAccess, RaceKind};

    /// Both read 0, and then both write 1: the third step races with the second, and the fourth with both before it.
    #[test]
    fn steps_that_raced_are_named_once_each() {
        let access = |thread: &str, verb: &str| RaceAccess {
            thread: thread.into(),
            verb: verb.into(),
            place: Place {
                file: "counter.rs".into(),
                line: 1,
            },
            lock: None,
        };
        let race = |step| Race {
            kind: RaceKind::Unordered,
            data: "n".into(),
            first: access("adder 2", "reads"),
            second: access("adder 1", "writes"),
            step,
            missing: String::new(),
        };
        let moment = Snapshot {
            at: 4,
            known: 4,
            schedule: "1.2.1.2".into(),
            races: vec![race(3), race(4), race(4)],
            now: 0,
            turns: Vec::new(),
            shared: Vec::new(),
            last: None,
            ending: None,
        };
        let expected = "Who moved: thread 1 1 step, then thread 2 1 step, then thread 1 1 step, then thread 2 1 step. Steps 3, 4 raced";
        assert_eq!(told(&moment, &stretches(&moment.schedule)), expected);
    }

    #[test]
    fn a_schedule_is_read_stretch_by_stretch() {
        let expected = [(Some(0), 3), (Some(1), 1), (None, 20), (None, 5), (Some(11), 2)];
        assert_eq!(stretches("1x3.2.f20.r7x5.12x2"), expected);
        assert_eq!(stretches(""), []);
    }
}
