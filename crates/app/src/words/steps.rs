//! Steps of a run in lockstep, in sentences.

use crate::model::{RichText, format};
use trace::{Race, RaceKind, Snapshot, StepRecord, ThreadView};

/// A run was opened; `only` says that there is nothing but lockstep here.
pub fn opened(moment: &Snapshot, only: bool) -> RichText {
    let lockstep = if only {
        "Lockstep, for real threads cannot run here"
    } else {
        "Lockstep"
    };
    let threads = format::counted(moment.turns.len() as u64, "threads");
    match (&moment.last, moment.known) {
        (Some(_), _) => looked_at(moment, None),
        (None, 0) => RichText::default()
            .strong(lockstep)
            .say(format!(": {threads}, and nothing happens until you move one.")),
        (None, known) => RichText::default().strong(lockstep).say(format!(
            ": the beginning of a run of {}. Step goes along it.",
            format::counted(known, "steps")
        )),
    }
}

/// A step was taken, or several; `summary` is what came of the run if it is over.
pub fn stepped(before: Option<&Snapshot>, moment: &Snapshot, summary: Option<&RichText>) -> RichText {
    let (from, to) = (before.map_or(0, |before| before.at), moment.at);
    let Some(last) = moment.last.as_ref().filter(|_| to != from) else {
        return match &moment.ending {
            Some(_) => end(moment, summary),
            None => RichText::of("Nothing has changed."),
        };
    };
    let new_race = moment.races.iter().rfind(|race| race.step > from && race.step <= to);
    let told = match (to.saturating_sub(from), &moment.ending) {
        (1, _) => step(last, moment),
        (_, Some(_)) => RichText::default(),
        (some, None) => RichText::of(format!("{} steps on. ", format::count(some))).and(step(last, moment)),
    };
    let told = match new_race.filter(|_| moment.ending.is_none() || to - from == 1) {
        Some(new_race) => told.and(race(new_race)),
        None => told,
    };
    told.and(end(moment, summary))
}

/// A moment that was gone to.
pub fn looked_at(moment: &Snapshot, summary: Option<&RichText>) -> RichText {
    match &moment.last {
        None => RichText::of("The beginning: no thread has moved yet."),
        Some(last) => step(last, moment).and(end(moment, summary)),
    }
}

/// Where a run is that is not over, in a few words.
pub fn under_way(moment: &Snapshot) -> String {
    match moment.at {
        0 => "nothing has happened".into(),
        at => format!("goes on after step {}", format::count(at)),
    }
}

/// Why a thread cannot move; `None` when it can.
pub fn cannot_move(moment: &Snapshot, thread: u16) -> Option<RichText> {
    let Some(turn) = moment.turns.get(usize::from(thread)) else {
        return Some(RichText::of(format!(
            "There is no thread {}: there are {}.",
            thread + 1,
            moment.turns.len()
        )));
    };
    let name = RichText::default().strong(turn.name.clone());
    match (&turn.next, turn.enabled, &turn.note) {
        (_, true, _) => None,
        (None, ..) => Some(name.say(" has come to its end.")),
        (Some(_), false, Some(note)) => Some(name.say(format!(" cannot move: it {note}."))),
        (Some(next), false, None) => Some(name.say(format!(" cannot move: it {next}."))),
    }
}

/// The run is over, or stuck, and cannot go on.
pub fn is_over(moment: &Snapshot, stuck: bool) -> RichText {
    let ended = match stuck {
        true => RichText::default().bad("Stuck").say(": no thread can move"),
        false => RichText::default().strong("The run is over"),
    };
    ended.say(format!(
        " after {}. Back goes back, and from there another thread can move.",
        format::counted(moment.at, "steps")
    ))
}

/// A race in a sentence.
fn race(race: &Race) -> RichText {
    let told = match race.kind {
        RaceKind::Unordered => RichText::default().bad("A race").say(format!(" on `{}`: ", race.data)),
        RaceKind::Overwritten => RichText::default()
            .bad("An update is lost")
            .say(format!(" in `{}`: ", race.data)),
    };
    told.say(&race.missing)
}

fn step(last: &StepRecord, moment: &Snapshot) -> RichText {
    let turn = moment.turns.get(usize::from(last.thread));
    let told = named(last, turn).say(format!(" {}", last.words));
    let seen = turn.and_then(|turn| turn.seen.as_ref());
    if let Some(note) = turn
        .filter(|turn| turn.next.as_ref() == Some(&last.words) && !turn.enabled)
        .and_then(|turn| turn.note.as_ref())
    {
        return named(last, turn).say(format!(" comes to where it {}, and {note}.", last.words));
    }
    match (seen, moment.shared.iter().find(|shared| shared.changed)) {
        (Some(seen), _) if last.words.starts_with("reads") => told.say(format!(": `{seen}`.")),
        (_, Some(shared)) if last.words.starts_with("adds") || last.words.starts_with("changes") => {
            told.say(format!(": `{} = {}`.", shared.name, shared.value))
        }
        _ => told.say("."),
    }
}

/// Which step it is, and whose.
fn named(last: &StepRecord, turn: Option<&ThreadView>) -> RichText {
    let name = turn.map_or_else(String::new, |turn| turn.name.clone());
    RichText::of(format!("Step {}: ", format::count(last.step))).strong(name)
}

/// How the run has ended, if it has.
fn end(moment: &Snapshot, summary: Option<&RichText>) -> RichText {
    match (&moment.ending, summary) {
        (None, _) => RichText::default(),
        (Some(_), Some(summary)) => summary.clone(),
        (Some(ending), None) => RichText::of("The run is over: ").strong(ending.clone()).say("."),
    }
}
