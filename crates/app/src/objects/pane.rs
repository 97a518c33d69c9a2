//! The objects' pane: values in letters for the back row, locks as slots with their owner in them and their queue behind, pools as their threads.

use super::flight::{Flight, Moving};
use super::things::{Form, Thing};
use super::tokens::Tokens;
use crate::model::format::times;
use crate::parts::{Markup, swatch};
use lab_kit::{Row, Tone};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct ObjectsPane {
    /// What the threads share.
    pub things: Vec<Thing>,
    /// The threads' names, by number.
    pub names: Vec<String>,
    /// Which moment it is, in words.
    pub when: String,
    /// What each thread does, while they do something.
    pub crew: Vec<(u16, String)>,
    /// Numbers of a run that is over.
    pub rows: Vec<Row>,
    /// So many steps were taken, and what the last of them moved.
    pub step: (u64, Option<Flight>),
}

/// Letters from which a value is set smaller.
const LONG: usize = 14;

/// Threads of a queue that are shown; the others are counted.
const MOST: usize = 10;

/// The objects' pane.
pub fn objects_pane(props: &ObjectsPane) -> Html {
    let things = props.things.iter().enumerate();
    html! {
        <section class="card objects memory" aria-labelledby="objects-title">
            <h2><span id="objects-title">{"Memory and locks"}</span><small>{&props.when}</small></h2>
            <div class="fill" tabindex="0" role="group" aria-labelledby="objects-title">
                <div class="shelf" aria-hidden="true">{things.map(|(number, thing)| shown(props, number, thing)).collect::<Html>()}</div>
                <div class="crew" aria-hidden="true">{props.crew.iter().map(|(thread, doing)| html! {
                    <span key={*thread} data-home={thread.to_string()}>{who(props, *thread, None, true)}<small>{doing}</small></span>
                }).collect::<Html>()}</div>
                <dl class="figures" aria-hidden="true">{props.rows.iter().map(figure).collect::<Html>()}</dl>
                {table(props)}
            </div>
            <Moving at={props.step.0} flight={props.step.1.clone()} />
            <Tokens seats={seats(&props.things)} />
        </section>
    }
}

/// Who has what and who waits for what.
fn seats(things: &[Thing]) -> String {
    let seats = |thing: &Thing| {
        let inside: &[u16] = match &thing.form {
            Form::Slot(holders, _) => holders,
            _ => &[],
        };
        format!("{}{inside:?}{:?}", thing.name, thing.waiting)
    };
    things.iter().map(seats).collect()
}

fn figure(row: &Row) -> Html {
    let class = match row.tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        _ => "",
    };
    html! { <><dt>{&row.name}</dt><dd {class}>{&row.value}</dd></> }
}

fn shown(props: &ObjectsPane, number: usize, thing: &Thing) -> Html {
    let (class, body) = match &thing.form {
        Form::Value {
            now,
            before,
            note,
            tone,
        } => ("number", value(number, now, before.as_ref(), note, *tone)),
        Form::Slot(holders, taken) => ("lock-thing", slot(props, &thing.name, holders, *taken)),
        Form::Pool(members) => (
            "pool-thing",
            members
                .iter()
                .map(|(thread, busy)| member(props, *thread, *busy))
                .collect::<Html>(),
        ),
        Form::Place => ("place-thing", html! {}),
    };
    let waiting = if thing.waiting.is_empty() {
        html! {}
    } else {
        queue(props, thing)
    };
    html! {
        <div class={classes!("kept", class)} key={format!("{number}{}", thing.name)}>
            <small>{&thing.name}</small><div class="held-by">{body}{waiting}</div>
        </div>
    }
}

fn value(number: usize, now: &str, before: Option<&String>, note: &str, tone: Tone) -> Html {
    let class = match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        _ => "",
    };
    html! {
        <>
            <span class={classes!("value", class, (now.chars().count() > LONG).then_some("long"), before.is_some().then_some("fresh"))} data-thing={number.to_string()}>
                if let Some(before) = before { <s key={format!("{before}{now}")}>{before}</s> }{now.to_owned()}
            </span>
            if !note.is_empty() { <small>{note.to_owned()}</small> }
        </>
    }
}

fn slot(props: &ObjectsPane, lock: &str, holders: &[u16], taken: u64) -> Html {
    html! {
        <>
            <span class={classes!("seat", holders.is_empty().then_some("open"))}>
                if holders.is_empty() { {"free"} } else { {holders.iter().map(|thread| who(props, *thread, Some(lock), true)).collect::<Html>()} }
            </span>
            if taken > 0 { <small>{format!("taken {}", times(taken))}</small> }
        </>
    }
}

fn member(props: &ObjectsPane, thread: u16, busy: bool) -> Html {
    html! { <span key={thread} class={classes!("seat", (!busy).then_some("open"))} title={name(props, thread)}>{swatch(thread.into())}{if busy { "busy" } else { "free" }}</span> }
}

fn queue(props: &ObjectsPane, thing: &Thing) -> Html {
    let waiting = &thing.waiting;
    let shown = waiting.iter().take(MOST);
    let shown = shown.map(|thread| who(props, *thread, Some(&thing.name), false));
    let more = waiting.len().saturating_sub(MOST);
    html! {
        <span class="behind">{shown.collect::<Html>()}
            if more > 0 { <small>{format!("+{more}")}</small> }<small>{if waiting.len() == 1 { "waits" } else { "wait" }}</small>
        </span>
    }
}

/// A thread, as a token that flies where it stands at what threads share.
fn who(props: &ObjectsPane, thread: u16, at: Option<&str>, named: bool) -> Html {
    let token = at.map(|at| format!("{at}:{thread}"));
    html! { <span class="who" key={thread} title={name(props, thread)} data-token={token}>{swatch(thread.into())}if named { <b>{name(props, thread)}</b> }</span> }
}

fn name(props: &ObjectsPane, thread: u16) -> String {
    let name = props.names.get(usize::from(thread)).filter(|name| !name.is_empty());
    name.cloned().unwrap_or_else(|| format!("thread {}", thread + 1))
}

/// The same in words.
fn table(props: &ObjectsPane) -> Html {
    let row = |thing: &Thing| vec![thing.name.clone(), told(props, thing)];
    let table = Markup::default()
        .tags("<div class=unseen>")
        .table(
            "Shared memory",
            &["Name".into(), "Value".into()],
            props.things.iter().map(row),
        )
        .tags("</div>");
    table.html()
}

fn told(props: &ObjectsPane, thing: &Thing) -> String {
    let names = |threads: &[u16]| {
        threads
            .iter()
            .map(|thread| name(props, *thread))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let is = match &thing.form {
        Form::Value { now, note, .. } => format!("{now} {note}").trim_end().to_string(),
        Form::Slot(holders, _) if holders.is_empty() => "free".into(),
        Form::Slot(holders, _) => format!("held by {}", names(holders)),
        Form::Pool(members) => {
            let busy: Vec<u16> = members
                .iter()
                .filter(|member| member.1)
                .map(|member| member.0)
                .collect();
            format!("{} of {} busy", busy.len(), members.len())
        }
        Form::Place => String::new(),
    };
    match thing.waiting.len() {
        0 => is,
        _ => format!("{is}; waiting: {}", names(&thing.waiting))
            .trim_start_matches("; ")
            .to_string(),
    }
}
