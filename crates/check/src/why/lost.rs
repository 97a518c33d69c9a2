//! Why a result is wrong: what one thread did between another's looking and acting.

use python::Kind;

use super::Case;
use crate::outcome::Outcome;
use crate::simulation::{Moment, What};

/// A touch of a place that threads contend for.
struct Touch<'a> {
    moment: &'a Moment,
    kind: Kind,
    name: &'a str,
}

pub(super) fn why(case: &Case<'_>, outcome: &Outcome) -> String {
    let words = outcome.exception.as_deref().unwrap_or_default();
    let touches: Vec<Touch<'_>> = case.log.iter().filter_map(touch).collect();
    if (words.contains("changed size during iteration") || words.contains("mutated during iteration"))
        && let Some(sentence) = walked(case, &touches)
    {
        return sentence;
    }
    let sentence = update(case, &touches)
        .or_else(|| between(case, &touches))
        .or_else(|| early(case, &touches));
    sentence.unwrap_or_else(|| raised(case, words))
}

fn touch(moment: &Moment) -> Option<Touch<'_>> {
    match &moment.what {
        What::Access {
            kind,
            name,
            contended: true,
            ..
        } => Some(Touch {
            moment,
            kind: *kind,
            name,
        }),
        _ => None,
    }
}

// One thread read, another wrote, and the first wrote what it had made of the old value.
fn update(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    touches.iter().enumerate().find_map(|(at, read)| {
        let later = &touches[at + 1..];
        let own = later.iter().position(|next| next.moment.task == read.moment.task && next.name == read.name && next.kind != Kind::Read)?;
        let other = later[..own].iter().find(|other| other.moment.task != read.moment.task && other.name == read.name && other.kind != Kind::Read)?;
        (read.kind == Kind::Read).then(|| {
            format!(
                "{} read {} (line {}) before {} wrote it (line {}), so one update was lost: no lock is held from the read to the write.",
                case.thread(read.moment.task),
                read.name,
                read.moment.line,
                case.thread(other.moment.task),
                other.moment.line
            )
        })
    })
}

// One thread looked, another changed, and the first looked again or went on as if nothing had happened.
fn between(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    touches.iter().enumerate().find_map(|(at, read)| {
        let later = &touches[at + 1..];
        let own = later.iter().position(|next| next.moment.task == read.moment.task)?;
        let other = later[..own].iter().find(|other| other.moment.task != read.moment.task && other.name == read.name && other.kind != Kind::Read)?;
        (read.moment.task != 0).then(|| {
            format!(
                "{} looked at {} (line {}), and {} changed it (line {}) before {} acted on what it had seen (line {}): looking and acting must be one step, under one lock.",
                case.thread(read.moment.task),
                read.name,
                read.moment.line,
                case.thread(other.moment.task),
                other.moment.line,
                case.thread(read.moment.task),
                later[own].moment.line
            )
        })
    })
}

fn walked(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    let change = touches.iter().rev().find(|touch| touch.kind != Kind::Read)?;
    let walk = touches
        .iter()
        .rev()
        .find(|touch| touch.name == change.name && touch.moment.task != change.moment.task)?;
    Some(format!(
        "{} changed {} (line {}) while {} was walking it (line {}): walk a copy, or hold one lock for the walk and for each change.",
        case.thread(change.moment.task),
        change.name,
        change.moment.line,
        case.thread(walk.moment.task),
        walk.moment.line
    ))
}

// A thread read a place before another wrote it.
fn early(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    let (read, write) = touches.iter().enumerate().find_map(|(at, read)| {
        let write = touches[at + 1..].iter().find(|write| {
            write.moment.task != read.moment.task && write.name == read.name && write.kind != Kind::Read
        })?;
        (read.kind == Kind::Read).then_some((read, write))
    })?;
    Some(format!(
        "{} read {} (line {}) before {} changed it (line {}): nothing makes the one wait for the other.",
        case.thread(read.moment.task),
        read.name,
        read.moment.line,
        case.thread(write.moment.task),
        write.moment.line
    ))
}

fn raised(case: &Case<'_>, words: &str) -> String {
    match case.simulation.failures().first() {
        Some((task, line, _)) => format!(
            "{} raises {words} in line {line}, and nothing catches it.",
            case.thread(*task)
        ),
        None => format!("The program fails: {words}."),
    }
}
