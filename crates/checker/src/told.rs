//! What was found, as it crosses to the page.

use check::film::Thing;
use check::{Checked, Kind, Outcome, Verdict, json};
use protocol::check::{self as wire, FailureSummary, OutcomeCount, Race, VerdictKind};

/// The most endings that are told.
const MOST_ENDINGS: usize = 40;
/// The longest output that is told, in characters.
const LONGEST_OUTPUT: usize = 20_000;
/// The longest that an ending is, in characters.
const LONGEST_ENDING: usize = 120;

/// A verdict.
pub fn verdict(id: u32, python: u8, checked: &Checked) -> wire::Verdict {
    wire::Verdict {
        id,
        python,
        word: match checked.verdict {
            Verdict::Safe => VerdictKind::Safe,
            Verdict::Fails => VerdictKind::Fails,
            Verdict::Unknown => VerdictKind::Unknown,
        },
        complete: checked.complete,
        schedules: checked.schedules,
        elapsed_ms: checked.elapsed_ms,
        outputs: if checked.differs() {
            checked.prints().count() as u32
        } else {
            0
        },
        endings: endings(checked),
        shortest: checked.shortest.as_ref().map(|failure| FailureSummary {
            kind: failure.outcome.label().to_owned(),
            moves: failure.moves.len() as u32,
            switches: failure.switches as u32,
            schedule: failure.schedule.clone(),
            why: failure.why.clone(),
        }),
        races: checked
            .races
            .iter()
            .map(|race| Race {
                object: race.object.clone(),
                lines: race.lines,
                threads: race.threads.clone(),
                missing: race.missing.clone(),
            })
            .collect(),
        model: checked.model.sentence().to_owned(),
        note: json::note(checked, std::slice::from_ref(checked)),
    }
}

fn endings(checked: &Checked) -> Vec<OutcomeCount> {
    let mut endings: Vec<OutcomeCount> = checked
        .outcomes
        .iter()
        .map(|(outcome, count)| OutcomeCount {
            words: ending(outcome),
            failed: outcome.failed(),
            count: *count,
            schedule: checked.examples.get(outcome).cloned().unwrap_or_default(),
        })
        .collect();
    endings.sort_by_key(|ending| (!ending.failed, std::cmp::Reverse(ending.count)));
    endings.truncate(MOST_ENDINGS);
    endings
}

/// How a run came out, in a few words.
fn ending(outcome: &Outcome) -> String {
    let words = match (outcome.kind, &outcome.exception) {
        (Kind::Exception, Some(exception)) => exception.clone(),
        (Kind::Deadlock | Kind::PartialDeadlock, _) => format!("deadlock: {} wait for ever", outcome.stuck.join(", ")),
        (Kind::Livelock, _) => "livelock: threads go round for ever".to_owned(),
        (Kind::Cut, _) => "cut short: too long to be played to its end".to_owned(),
        _ if outcome.stdout.is_empty() => "ends, and prints nothing".to_owned(),
        _ => format!("prints {}", outcome.stdout.trim_end().replace('\n', " · ")),
    };
    shortened(words, LONGEST_ENDING)
}

fn shortened(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

/// A film.
pub fn film(id: u32, python: u8, film: check::film::Film) -> wire::Film {
    let row = |row: check::film::Row| wire::Row {
        thread: row.thread as u16,
        line: row.line,
        words: shortened(row.words, LONGEST_ENDING),
        switch: row.switch,
        effects: row.effects,
        can: numbers(&row.can),
        change: row.change.map(|(at, it)| (at as u16, thing(it))),
    };
    wire::Film {
        id,
        python,
        ending: ending(&film.outcome),
        failed: film.outcome.failed(),
        output: shortened(film.outcome.stdout, LONGEST_OUTPUT),
        threads: film.threads,
        rows: film.rows.into_iter().map(row).collect(),
        things: film.things,
        schedule: film.schedule,
        why: film.why,
        harm: film.harm.map(|row| row as u32),
        cut: film.cut,
    }
}

fn thing(thing: Thing) -> wire::ObjectState {
    match thing {
        Thing::Value(value) => wire::ObjectState::Value(value),
        Thing::Slot {
            holders,
            waiting,
            items,
        } => wire::ObjectState::Slot {
            holders: numbers(&holders),
            waiting: numbers(&waiting),
            items: items.map(|items| u32::try_from(items).unwrap_or(u32::MAX)),
        },
    }
}

fn numbers(threads: &[usize]) -> Vec<u16> {
    threads.iter().map(|thread| *thread as u16).collect()
}
