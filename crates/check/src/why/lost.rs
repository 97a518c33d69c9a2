//! Why a result is wrong: what one thread did between another's looking and acting.

use python::Kind;
use python::sync::{Call, State};

use super::Case;
use crate::outcome::Outcome;
use crate::simulation::{Moment, Went, What};

/// A touch of something that threads share.
struct Touch<'a> {
    moment: &'a Moment,
    kind: Kind,
    name: String,
    /// What of it: an item, or the whole.
    subject: String,
    /// Whether it is memory, not something made for threads to meet at: only what is read and written back can lose an update.
    memory: bool,
}

impl Touch<'_> {
    fn looks(&self) -> bool {
        self.kind == Kind::Read
    }
}

/// A thread looked, another changed what it had seen, and the first acted.
struct Overtaken<'a> {
    read: &'a Touch<'a>,
    change: &'a Touch<'a>,
    act: &'a Touch<'a>,
}

impl Overtaken<'_> {
    /// The thread that looked, and the one that changed what it had seen.
    fn threads(&self, case: &Case<'_>) -> (String, String) {
        (case.thread(self.read.moment.task), case.thread(self.change.moment.task))
    }
}

pub(super) fn why(case: &Case<'_>, outcome: &Outcome) -> String {
    let words = outcome.exception.as_deref().unwrap_or_default();
    let touches: Vec<Touch<'_>> = case.log.iter().filter_map(|moment| touch(case, moment)).collect();
    let sentence = walked(case, &touches, words)
        .or_else(|| entered(case, words))
        .or_else(|| gave_up(case))
        .or_else(|| update(case, &touches))
        .or_else(|| between(case, &touches))
        .or_else(|| early(case, &touches));
    match (sentence, raised(case, words)) {
        (Some(sentence), Some(raised)) => format!("{sentence} {raised}"),
        (Some(sentence), None) => sentence,
        (None, Some(raised)) => raised,
        (None, None) => format!("The program fails: {words}."),
    }
}

fn touch<'a>(case: &Case<'_>, moment: &'a Moment) -> Option<Touch<'a>> {
    let (kind, name, subject, memory) = match &moment.what {
        What::Access {
            kind,
            name,
            subject,
            contended: true,
            ..
        } => (*kind, name.clone(), subject.clone(), true),
        What::Sync {
            object,
            call,
            went: Went::Well | Went::Refused,
        } if signals(case, *object) => {
            let kind = if looks(call) { Kind::Read } else { Kind::Update };
            let name = case.object(*object);
            (kind, name.clone(), name, false)
        }
        _ => return None,
    };
    Some(Touch {
        moment,
        kind,
        name,
        subject,
        memory,
    })
}

// Queues, events and semaphores are looked at and changed as variables are.
fn signals(case: &Case<'_>, object: u64) -> bool {
    let state = case.simulation.state(object);
    matches!(
        state,
        Some(State::Queue(_) | State::Event(_) | State::Semaphore(_) | State::Future(_))
    )
}

fn looks(call: &Call) -> bool {
    matches!(
        call,
        Call::Count | Call::IsSet | Call::Look | Call::Stage | Call::IsShutDown | Call::Unfinished | Call::Items
    )
}

/// Every look of a thread at something that another changed before the thread touched it again, with what the thread did next.
fn overtaken<'a>(touches: &'a [Touch<'a>]) -> impl Iterator<Item = Overtaken<'a>> {
    touches.iter().enumerate().filter_map(|(at, read)| {
        let later = touches.get(at + 1..).filter(|_| read.looks())?;
        let mine = |touch: &Touch<'_>| touch.moment.task == read.moment.task;
        let changed = later
            .iter()
            .position(|touch| touch.name == read.name && (mine(touch) || !touch.looks()))?;
        let change = later.get(changed).filter(|change| !mine(change))?;
        let act = later[changed..].iter().find(|touch| mine(touch))?;
        Some(Overtaken { read, change, act })
    })
}

// One thread read, another wrote, and the first wrote what it had made of the old value.
fn update(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    // Who looks again before it writes makes nothing of the old value.
    let found = overtaken(touches)
        .find(|found| found.read.memory && !found.act.looks() && found.act.subject == found.read.subject)?;
    let (first, second) = found.threads(case);
    Some(format!(
        "Lost update: {first} read {} (line {}) before {second} wrote it (line {}), then wrote over it (line {}). No lock is held from the read to the write.",
        found.read.name, found.read.moment.line, found.change.moment.line, found.act.moment.line
    ))
}

// One thread looked, another changed, and the first went on as if nothing had happened.
fn between(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    let found = overtaken(touches).find(|found| found.read.moment.task != 0)?;
    let (first, second) = found.threads(case);
    Some(format!(
        "Check then act: {first} looked at {} (line {}), and {second} changed it (line {}) before {first} acted on what it had seen (line {}). Both steps belong under one lock.",
        found.read.name, found.read.moment.line, found.change.moment.line, found.act.moment.line
    ))
}

// A thread read a place before another wrote it.
fn early(case: &Case<'_>, touches: &[Touch<'_>]) -> Option<String> {
    let (read, write) = touches.iter().enumerate().find_map(|(at, read)| {
        let later = touches.get(at + 1..).filter(|_| read.looks())?;
        let write = later
            .iter()
            .find(|write| write.moment.task != read.moment.task && write.name == read.name && !write.looks())?;
        Some((read, write))
    })?;
    Some(format!(
        "{} read {} (line {}) before {} changed it (line {}). Nothing makes the one wait for the other.",
        case.thread(read.moment.task),
        read.name,
        read.moment.line,
        case.thread(write.moment.task),
        write.moment.line
    ))
}

fn walked(case: &Case<'_>, touches: &[Touch<'_>], words: &str) -> Option<String> {
    if !words.contains("changed size during iteration") && !words.contains("mutated during iteration") {
        return None;
    }
    let change = touches.iter().rev().find(|touch| !touch.looks())?;
    let walk = touches
        .iter()
        .rev()
        .find(|touch| touch.name == change.name && touch.moment.task != change.moment.task)?;
    Some(format!(
        "{} changed {} (line {}) while {} was iterating over it (line {}). Iterate over a copy, or hold one lock for the loop and for each change.",
        case.thread(change.moment.task),
        change.name,
        change.moment.line,
        case.thread(walk.moment.task),
        walk.moment.line
    ))
}

fn entered(case: &Case<'_>, words: &str) -> Option<String> {
    let (task, line, _) = case
        .simulation
        .failures()
        .first()
        .filter(|_| words.contains("generator already executing"))?;
    Some(format!(
        "{} called next() on a generator (line {line}) while another thread was inside it. Hold a lock around next().",
        case.thread(*task)
    ))
}

// A time-out passed, and the program did not expect it to.
fn gave_up(case: &Case<'_>) -> Option<String> {
    let moment = case.log.iter().find(|moment| {
        matches!(
            moment.what,
            What::Sync {
                went: Went::Expired,
                ..
            }
        )
    })?;
    let What::Sync { object, .. } = &moment.what else {
        return None;
    };
    Some(format!(
        "{} gave up waiting for {} (line {}): a time-out may pass whenever what it waits for has not happened yet.",
        case.thread(moment.task),
        case.object(*object),
        moment.line
    ))
}

// An assertion at the end says no more than the program does.
fn raised(case: &Case<'_>, words: &str) -> Option<String> {
    let (task, line, _) = case.simulation.failures().first()?;
    let plain = words == "AssertionError" && *task == 0;
    (!plain).then(|| {
        format!(
            "{} raises {words} in line {line}, and nothing catches it.",
            case.thread(*task)
        )
    })
}
