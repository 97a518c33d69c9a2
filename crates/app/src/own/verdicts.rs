//! Three verdicts side by side, each filling in while its search goes on.

use super::does;
use crate::model::{CheckCommand, FilmCommand, Own, ProgramCommand, PtrEq, Result3, format, schedules_of};
use crate::parts::Dispatch;
use crate::shell::show_from_its_top;
use protocol::check::{PYTHONS, Verdict, VerdictKind};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct Verdicts {
    /// The program.
    pub own: PtrEq<Own>,
    /// Where actions go.
    pub send: Dispatch,
}

const BUILDS: [&str; 3] = ["with the GIL", "free-threaded", "with the GIL"];

/// The three verdicts.
pub fn verdicts(props: &Verdicts) -> Html {
    html! { <div class="verdicts">{(0..PYTHONS.len()).map(|python| group(props, python)).collect::<Html>()}</div> }
}

fn group(props: &Verdicts, python: usize) -> Html {
    let (own, send) = (&props.own, &props.send);
    let result = &own.found.results[python];
    let known = matches!(result, Result3::Known(_));
    let name = format!("Python {}", PYTHONS[python]);
    let class = classes!(
        "card",
        "verdict-card",
        word(result),
        differs(result).then_some("differs"),
        (known && own.found.python == python).then_some("on")
    );
    let fails =
        matches!(result, Result3::Known(verdict) if verdict.shortest.as_ref().is_some_and(|failure| failure.moves > 0));
    html! {
        <div {class} role="group" aria-label={name.clone()}>
            <p class="which"><b>{name}</b>{", "}{BUILDS[python]}</p>
            <p class="word">if !sign(result).is_empty() { <span class="sign" aria-hidden="true">{sign(result)}</span> }<strong data-verdict={word(result)}>{shown(result)}</strong>{how(result)}</p>
            <p class="how-many">{counts(result)}</p>
            if fails {
                <button onclick={watches(props, python)}>{"Watch it fail"}</button>
            } else if known && own.found.python != python {
                <button class="link" onclick={does(send, ProgramCommand::Check(CheckCommand::Choose(python)))}>{"Why?"}</button>
            }
        </div>
    }
}

/// Plays the failure, and goes to where it plays: on a phone that is further down.
fn watches(props: &Verdicts, python: usize) -> Callback<MouseEvent> {
    let watch = does(&props.send, ProgramCommand::Film(FilmCommand::Watch(python)));
    Callback::from(move |event| {
        watch.emit(event);
        show_from_its_top(".film");
    })
}

fn word(result: &Result3) -> &'static str {
    match result {
        Result3::None => "",
        Result3::Looking { .. } => "looking",
        Result3::Known(verdict) => match verdict.word {
            VerdictKind::Safe => "safe",
            VerdictKind::Fails => "fails",
            VerdictKind::Unknown => "unknown",
        },
        Result3::Lost(_) => "unknown",
    }
}

fn shown(result: &Result3) -> &'static str {
    match result {
        Result3::None => "not searched",
        known => word(known),
    }
}

/// Whether nothing fails and what is printed depends on the order.
fn differs(result: &Result3) -> bool {
    matches!(result, Result3::Known(verdict) if verdict.outputs > 0)
}

fn sign(result: &Result3) -> &'static str {
    match word(result) {
        "safe" if differs(result) => "≠",
        "safe" => "✓",
        "fails" => "✕",
        "unknown" => "?",
        "looking" => "…",
        _ => "",
    }
}

fn how(result: &Result3) -> String {
    match result {
        Result3::Known(verdict) => match &verdict.shortest {
            Some(failure) if failure.moves > 0 => format!(" in {}", moves(failure.moves)),
            Some(_) => String::new(),
            None if verdict.outputs > 0 => format!(", but {} outputs", verdict.outputs),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn moves(count: u32) -> String {
    if count == 1 {
        "1 move".into()
    } else {
        format!("{count} moves")
    }
}

fn counts(result: &Result3) -> String {
    match result {
        Result3::None => "No order of its threads was tried yet".into(),
        Result3::Looking {
            schedules,
            failed,
            rate,
        } => looking(*schedules, *failed, *rate),
        Result3::Lost(schedules) => format!("ended after {}", schedules_of(*schedules)),
        Result3::Known(verdict) => told(verdict),
    }
}

fn looking(schedules: u64, failed: u64, rate: f64) -> String {
    let mut words = schedules_of(schedules);
    if failed > 0 {
        words += &format!(", {} fail", format::count(failed));
    }
    if rate >= 1.0 {
        words += &format!(", {} a second", format::count(rate as u64));
    }
    words
}

fn told(verdict: &Verdict) -> String {
    let tried = match verdict.complete {
        true => format!("all {}", schedules_of(verdict.schedules)),
        false => format!("{}, not all", schedules_of(verdict.schedules)),
    };
    match &verdict.shortest {
        Some(failure) if failure.switches == 1 => format!("{tried}, 1 switch"),
        Some(failure) if failure.switches > 1 => format!("{tried}, {} switches", failure.switches),
        _ => tried,
    }
}
